package gitlab_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/input"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
)

// checkAgainst checks a token at a server that answers so.
func checkAgainst(t *testing.T, handler http.HandlerFunc, want gitlab.Want) (gitlab.Report, []*http.Request) {
	t.Helper()
	server, reached := serve(t, handler)
	report := newClient(t).Check(t.Context(), gitlab.Instance{URL: server.URL}, token.NewSecret(gitlabtest.Hush), want)
	return report, reached.all()
}

const (
	selfAPI     = "/api/v4/personal_access_tokens/self"
	userAPI     = "/api/v4/user"
	metadataAPI = "/api/v4/metadata"
)

func TestAGoodTokenIsReportedWhole(t *testing.T) {
	t.Parallel()
	api := newFake()
	limited := api.api[selfAPI]
	limited.header = map[string]string{
		"RateLimit-Limit":     "2000",
		"RateLimit-Remaining": "1997",
		"RateLimit-Reset":     "1795348860",
	}
	api.api[selfAPI] = limited
	behind := api.api[userAPI]
	behind.header = map[string]string{
		"RateLimit-Limit":     "2000",
		"RateLimit-Remaining": "1999",
		"RateLimit-Reset":     "1795348860",
	}
	api.api[userAPI] = behind
	report, requests := checkAgainst(
		t,
		api.ServeHTTP,
		gitlab.Want{Scopes: gitlabtest.MustScopes(t, "read_api,read_repository")},
	)
	if !report.OK() || len(report.Problems) > 0 || !report.Known() {
		t.Fatalf("the problems are %v", report.Problems)
	}
	if report.User == nil || *report.User != (gitlab.User{ID: 77, Username: "sam", Name: "Sam Example"}) {
		t.Errorf("the user is %+v", report.User)
	}
	token := report.Token
	if token.ID != 812 || token.Name != "backup" || !token.Active || token.FineGrained ||
		token.Expires.String() != "2026-12-22" ||
		token.DaysLeft != 30 ||
		token.LastUsed != nil ||
		token.CreatedAt == nil ||
		catalog.JoinScopes(token.Scopes) != "read_api,read_repository" {
		t.Errorf("the token is %+v", token)
	}
	if report.Release != catalog.NewRelease(18, 1) || report.Version != "18.1.1-ee" || report.Edition != "enterprise" {
		t.Errorf("the release is %s, %q, %q", report.Release, report.Version, report.Edition)
	}
	if report.RateLimit == nil || report.RateLimit.Limit != 2000 || report.RateLimit.Remaining != 1997 ||
		report.RateLimit.Reset.Unix() != 1795348860 {
		t.Errorf("the rate limit is %+v", report.RateLimit)
	}
	if len(requests) != 3 {
		t.Fatalf("%d requests, want 3", len(requests))
	}
	for _, request := range requests {
		header := request.Header.Clone()
		if got := header["Authorization"]; !slices.Equal(got, []string{"Bearer " + gitlabtest.Hush}) {
			t.Errorf("Authorization is %d times there", len(got))
		}
		header.Del("Authorization")
		for name, values := range header {
			if strings.Contains(strings.Join(values, " "), gitlabtest.Hush) {
				t.Errorf("the token is in %s too", name)
			}
		}
		if request.Method != http.MethodGet || strings.Contains(request.URL.String(), gitlabtest.Hush) ||
			request.ContentLength > 0 {
			t.Errorf("the check sends %s %s", request.Method, request.URL)
		}
	}
}

func TestTheThreeCallsAreMadeSideBySide(t *testing.T) {
	t.Parallel()
	all, api := together(3), newFake()
	report, _ := checkAgainst(t, func(w http.ResponseWriter, r *http.Request) {
		all(r)
		api.ServeHTTP(w, r)
	}, gitlab.Want{})
	if !report.OK() {
		t.Errorf("three answers that wait for each other gave %v", report.Problems)
	}
}

func TestATokenForGitAloneIsKnownAllTheSame(t *testing.T) {
	t.Parallel()
	for granted, wantUser := range map[string]bool{"write_repository": false, "read_user": true} {
		api := newFake()
		api.api[selfAPI] = route{body: strings.Replace(selfBody, `["read_api","read_repository"]`, `["`+granted+`"]`, 1)}
		if !wantUser {
			api.api[userAPI] = route{status: http.StatusForbidden, body: gitlabtest.LackingScopeBody}
			api.api[metadataAPI] = route{status: http.StatusForbidden, body: gitlabtest.LackingScopeBody}
		}
		report, _ := checkAgainst(t, api.ServeHTTP, gitlab.Want{Scopes: gitlabtest.MustScopes(t, granted)})
		if !report.OK() || len(report.Problems) > 0 || catalog.JoinScopes(report.Token.Scopes) != granted ||
			(report.User != nil) != wantUser {
			t.Errorf("%s: user %+v, problems %v", granted, report.User, report.Problems)
		}
	}
}

func TestGrantedIsHeldAgainstWanted(t *testing.T) {
	for _, test := range []struct {
		name, granted, wanted string
		want                  []problem.Code
		names                 string // scopes that the words have to name
	}{
		{"exactly", "read_api", "read_api", nil, ""},
		{"nothing wanted", "api", "", nil, ""},
		{"in another order", "read_user,read_repository", "read_repository,read_user", nil, ""},
		{"missing", "read_repository", "write_repository", []problem.Code{problem.CodeScopeMissing}, "write_repository"},
		{"covered by api", "api", "read_api,write_repository", []problem.Code{problem.CodeScopeExcess}, "api"},
		{"api wanted beside what it contains", "api", "api,write_repository", nil, ""},
		{"more than wanted", "read_api,sudo", "read_api", []problem.Code{problem.CodeScopeExcess}, "sudo"},
		{"another one", "sudo", "k8s_proxy", []problem.Code{problem.CodeScopeMissing, problem.CodeScopeExcess}, "k8s_proxy"},
		{
			"two missing", "read_user", "read_user,create_runner,self_rotate",
			[]problem.Code{problem.CodeScopeMissing},
			"create_runner and self_rotate",
		},
		{
			"half a pair", "write_registry", "read_registry,write_registry",
			[]problem.Code{problem.CodeScopeMissing},
			"read_registry",
		},
		{
			"a scope nobody knows yet", "read_api,from_the_future", "read_api",
			[]problem.Code{problem.CodeScopeExcess},
			"from_the_future",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			api := newFake()
			api.api[selfAPI] = route{
				body: strings.Replace(
					selfBody,
					`["read_api","read_repository"]`,
					`["`+strings.ReplaceAll(test.granted, ",", `","`)+`"]`,
					1,
				),
			}
			report, _ := checkAgainst(t, api.ServeHTTP, gitlab.Want{Scopes: gitlabtest.MustScopes(t, test.wanted)})
			if got := problemCodes(report); !slices.Equal(got, test.want) {
				t.Fatalf("the problems are %q, want %q", got, test.want)
			}
			if len(test.want) == 0 {
				return
			}
			first := report.Problems[0]
			if !strings.Contains(first.Summary, test.names) ||
				!strings.Contains(strings.Join(first.Phrases(), " "), "Create a token with") {
				t.Errorf("the first problem is %+v", *first)
			}
			if missing := slices.Contains(test.want, problem.CodeScopeMissing); report.OK() == missing {
				t.Errorf("OK is %v", report.OK())
			}
		})
	}
}

func TestTheEndOfATokenIsRemarkedOn(t *testing.T) {
	wanted, err := input.ParseDate("2026-11-25")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name, expires string
		wanted        input.Date
		want          []problem.Code
		days          int
		says          string
	}{
		{"in three days", `"2026-11-25"`, input.Date{}, []problem.Code{problem.CodeExpiresSoon}, 3, "3 days"},
		{"tomorrow", `"2026-11-23"`, input.Date{}, []problem.Code{problem.CodeExpiresSoon}, 1, "1 day"},
		{"in three days, as wanted", `"2026-11-25"`, wanted, nil, 3, ""},
		{
			"before the day that was wanted", `"2026-11-24"`, wanted,
			[]problem.Code{problem.CodeExpiresSoon, problem.CodeExpiresOther},
			2, "2 days",
		},
		{
			"long after the day that was wanted", `"2026-12-22"`, wanted,
			[]problem.Code{problem.CodeExpiresOther},
			30,
			"ends on Tue 22 December 2026, you asked for Wed 25 November 2026",
		},
		{"never, though a day was wanted", `null`, wanted, []problem.Code{problem.CodeExpiresNever}, 0, "never"},
		{"in eight days", `"2026-11-30"`, input.Date{}, nil, 8, ""},
		{"never", `null`, input.Date{}, []problem.Code{problem.CodeExpiresNever}, 0, "never"},
		{"today, by this computer's clock", `"2026-11-22"`, input.Date{}, []problem.Code{problem.CodeClockSkew}, 0, "clock"},
		{
			"long ago, by this computer's clock", `"2026-01-01"`,
			input.Date{},
			[]problem.Code{problem.CodeClockSkew},
			-325,
			"clock",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			api := newFake()
			// It was made long before, so that each of these ends may be.
			body := strings.NewReplacer(`"2026-12-22"`, test.expires, "2026-11-22T10", "2025-12-01T10").Replace(selfBody)
			api.api[selfAPI] = route{body: body}
			report, _ := checkAgainst(t, api.ServeHTTP, gitlab.Want{Expires: test.wanted})
			if got := problemCodes(report); !slices.Equal(got, test.want) || !report.OK() || report.Token.DaysLeft != test.days {
				t.Fatalf("the problems are %q, OK %v, %d days left", got, report.OK(), report.Token.DaysLeft)
			}
			if len(test.want) > 0 && !strings.Contains(report.Problems[0].Summary, test.says) {
				t.Errorf("it says %q", report.Problems[0].Summary)
			}
			for _, problem := range report.Problems {
				if words := problem.Cause + report.Token.EndWords(); strings.Contains(words, "-") || len(problem.Remedy) == 0 {
					t.Errorf("%s says %q and %q", problem.Code, words, problem.Phrases())
				}
			}
		})
	}
}

func TestAnOldReleaseIsNotTakenForABadToken(t *testing.T) {
	missing := route{status: http.StatusNotFound, body: `{"error":"404 Not Found"}`}
	otherMethod := route{status: http.StatusMethodNotAllowed, body: `{"error":"405 Not Allowed"}`}
	refused := route{status: http.StatusForbidden, body: gitlabtest.LackingScopeBody}
	unknown := route{status: http.StatusUnauthorized, body: gitlabtest.RefusedBody}
	web := route{kind: "text/html", body: "<html>hello</html>"}
	version := func(text string) route { return route{body: strings.Replace(metadataBody, "18.1.1", text, 1)} }
	for _, test := range []struct {
		name                 string
		self, user, metadata route
		instance             gitlab.Instance
		want                 problem.Code
	}{
		{"the address is missing", missing, route{body: userBody}, missing, gitlab.Instance{}, problem.CodeTooOld},
		{
			"the address is for another method", otherMethod,
			route{body: userBody},
			version("15.4.2"),
			gitlab.Instance{},
			problem.CodeTooOld,
		},
		{"the request is bad", route{status: http.StatusBadRequest, body: `{"error":"id is ` +
			`invalid"}`}, route{body: userBody}, missing, gitlab.Instance{}, problem.CodeTooOld},
		{"a token for Git alone", missing, refused, missing, gitlab.Instance{}, problem.CodeTooOld},
		{"a token for Git alone, other method", otherMethod, refused, refused, gitlab.Instance{}, problem.CodeTooOld},
		{"the version alone is told", otherMethod, missing, version("15.2.0"), gitlab.Instance{}, problem.CodeTooOld},
		{"nothing is known", missing, missing, missing, gitlab.Instance{}, problem.CodeEndpointMissing},
		{"the token is unknown", otherMethod, unknown, unknown, gitlab.Instance{}, problem.CodeTokenUnknown},
		{"a web server answers the rest", missing, web, web, gitlab.Instance{}, problem.CodeEndpointMissing},
		{
			"the release has the address", missing,
			route{body: userBody},
			version("15.5.0"),
			gitlab.Instance{},
			problem.CodeEndpointMissing,
		},
		{
			"the release is known from outside", missing,
			route{body: userBody},
			missing,
			gitlab.Instance{AtLeast: catalog.NewRelease(16, 0)},
			problem.CodeEndpointMissing,
		},
		{"a token of another kind", route{status: http.StatusBadRequest, body: `{"message":"400 Bad request - This ` +
			`endpoint requires token type to be a personal access ` +
			`token"}`}, route{body: userBody}, missing, gitlab.Instance{}, problem.CodeTokenNotPersonal},
	} {
		for _, wanted := range []string{"", "api"} {
			t.Run(test.name+" "+wanted, func(t *testing.T) {
				api := newFake()
				api.api = routes{selfAPI: test.self, userAPI: test.user, metadataAPI: test.metadata}
				server, _ := serve(t, api.ServeHTTP)
				test.instance.URL = server.URL
				report := newClient(
					t,
				).Check(t.Context(), test.instance, token.NewSecret(gitlabtest.Hush), gitlab.Want{Scopes: gitlabtest.MustScopes(t, wanted)})
				want := []problem.Code{test.want}
				old := test.want == problem.CodeTooOld
				if old && wanted != "" {
					want = append(want, problem.CodeScopesUnknown)
				}
				if got := problemCodes(report); !slices.Equal(got, want) || report.Works() != old || report.Known() {
					t.Fatalf("the problems are %q, works %v; want %q", got, report.Works(), want)
				}
				// Nobody is told that all is well when what they asked was not looked at.
				if report.OK() != (old && wanted == "") {
					t.Errorf("OK is %v: %v", report.OK(), report.Problems)
				}
				if old && wanted != "" && report.Failure().Code != problem.CodeTooOld {
					t.Errorf("the failure is %s", report.Failure().Code)
				}
			})
		}
	}
}

func TestAFineGrainedTokenIsNotJudgedByScopes(t *testing.T) {
	t.Parallel()
	for name, change := range map[string][2]string{
		"said by its field":  {`"granular":false`, `"granular":true`},
		"said by its marker": {`["read_api","read_repository"]`, `["granular"]`},
	} {
		api := newFake()
		api.api[selfAPI] = route{body: strings.Replace(selfBody, change[0], change[1], 1)}
		report, _ := checkAgainst(t, api.ServeHTTP, gitlab.Want{Scopes: gitlabtest.MustScopes(t, "k8s_proxy")})
		got := problemCodes(report)
		if !slices.Equal(got, []problem.Code{problem.CodeScopesUnknown}) || !report.OK() || !report.Token.FineGrained ||
			!report.Works() {
			t.Errorf("%s: granular %v, problems %v", name, report.Token.FineGrained, report.Problems)
		}
		if report, _ = checkAgainst(t, api.ServeHTTP, gitlab.Want{}); len(report.Problems) > 0 {
			t.Errorf("%s: nothing was asked, problems %v", name, report.Problems)
		}
	}
}

func TestTheRemedyNamesThePageOfTheInstance(t *testing.T) {
	t.Parallel()
	api := newFake()
	for path := range api.api {
		api.api[path] = route{status: http.StatusUnauthorized, body: gitlabtest.ExpiredBody}
	}
	server, _ := serve(t, api.ServeHTTP)
	for _, release := range []catalog.Release{catalog.NewRelease(15, 11), catalog.NewRelease(18, 11)} {
		pages := catalog.LayoutAt(release)
		report := newClient(
			t,
		).Check(t.Context(), gitlab.Instance{URL: server.URL, Layout: pages}, token.NewSecret(gitlabtest.Hush), gitlab.Want{})
		if got := strings.Join(report.Failure().Phrases(), " "); !strings.Contains(got, server.URL+pages.Path()) {
			t.Errorf("on %s the remedy is %q", release, got)
		}
	}
}

func TestACheckIsStoppedByItsContextAndByItsAddress(t *testing.T) {
	t.Parallel()
	report := newClient(
		t,
	).Check(t.Context(), gitlab.Instance{URL: "no address"}, token.NewSecret(gitlabtest.Hush), gitlab.Want{})
	if report.OK() {
		t.Error("a check of no address is fine")
	}
	started := time.Now()
	report, _ = checkAgainst(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != selfAPI {
			newFake().ServeHTTP(w, r)
			return
		}
		connection, _, err := http.NewResponseController(w).Hijack()
		if err == nil {
			_ = connection.Close()
		}
	}, gitlab.Want{})
	if report.OK() || report.User == nil || time.Since(started) > 5*time.Second {
		t.Errorf("a connection that breaks gives %v", report.Problems)
	}
}
