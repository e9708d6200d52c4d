package gitlab_test

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/problem"
	"glpat/gitlab/transport"
)

// Answers that tell a GitLab without credentials.
func refused() route { return route{status: http.StatusUnauthorized, body: gitlabtest.RefusedBody} }

func discovery(issuer string) route {
	return route{
		body: `{"issuer":"` + issuer + `","jwks_uri":"` + issuer + `/oauth/discovery/keys","scopes_supported":["read_api","read_user","create_runner","manage_runner","k8s_proxy","self_rotate","read_repository","openid"]}`,
	}
}

func signIn(gon string) route {
	return route{
		kind: "text/html; charset=utf-8",
		body: "<!DOCTYPE html><html><script>\n//<![CDATA[\nwindow.gon={};" + gon + "\n//]]>\n</script></html>",
	}
}

func redirect(to string) route {
	return route{status: http.StatusFound, kind: "text/html", header: map[string]string{"Location": to}}
}

const (
	wellKnown  = "/.well-known/openid-configuration"
	versionAPI = "/api/v4/version"
	signInPage = "/users/sign_in"
)

func TestAGitLabIsRecognisedByEachSignAlone(t *testing.T) {
	for _, test := range []struct {
		name, below string // below is the path that the person typed
		answers     routes
		want        func(server string) gitlab.Instance
	}{
		{
			name: "only the well-known document", answers: routes{wellKnown: discovery("HOST")},
			want: func(server string) gitlab.Instance {
				return gitlab.Instance{URL: server, AtLeast: catalog.NewRelease(17, 9)}
			},
		},
		{
			name: "only the API's refusal", answers: routes{versionAPI: refused()},
			want: func(server string) gitlab.Instance { return gitlab.Instance{URL: server} },
		},
		{
			name: "only the API's header", answers: routes{versionAPI: {status: http.StatusUnauthorized, kind: "text/plain", body: "no", header: map[string]string{"X-Gitlab-Meta": "{}"}}},
			want: func(server string) gitlab.Instance { return gitlab.Instance{URL: server} },
		},
		{
			name: "only the sign-in page", answers: routes{signInPage: signIn(`gon.gitlab_url="HOST";gon.pat_prefix="corp-";gon.ee=true;gon.dot_com=false;`)},
			want: func(server string) gitlab.Instance {
				return gitlab.Instance{URL: server, Edition: "enterprise", TokenPrefix: "corp-", AtLeast: catalog.NewRelease(16, 1)}
			},
		},
		{
			name: "an old sign-in page with escaped slashes", answers: routes{signInPage: signIn(`gon.gitlab_url="` + `ESCAPED` + `";gon.ee=false;`)},
			want: func(server string) gitlab.Instance { return gitlab.Instance{URL: server, Edition: "community"} },
		},
		{
			name: "a sub-path that was typed with a project", below: "/gitlab/group/project",
			answers: routes{"/gitlab" + versionAPI: refused()},
			want:    func(server string) gitlab.Instance { return gitlab.Instance{URL: server + "/gitlab"} },
		},
		{
			name: "the host's own GitLab before a group of that name", below: "/gitlab/project",
			answers: routes{versionAPI: refused(), "/gitlab" + versionAPI: refused()},
			want:    func(server string) gitlab.Instance { return gitlab.Instance{URL: server} },
		},
		{
			name: "a front page that leads below a path",
			answers: routes{
				"/": redirect("/gitlab/users/sign_in"), "/gitlab" + signInPage: signIn(`gon.gitlab_url="HOST/gitlab";`),
				"/gitlab" + versionAPI: refused(),
			},
			want: func(server string) gitlab.Instance { return gitlab.Instance{URL: server + "/gitlab"} },
		},
		{
			name: "an issuer on another origin", answers: routes{
				wellKnown: discovery("https://evil.example"), versionAPI: refused(),
			},
			want: func(server string) gitlab.Instance {
				return gitlab.Instance{URL: server, AtLeast: catalog.NewRelease(17, 9)}
			},
		},
		{
			name: "an issuer below a path, where the API is", answers: routes{
				wellKnown: discovery("HOST/gitlab"), "/gitlab" + wellKnown: discovery("HOST/gitlab"), "/gitlab" + versionAPI: refused(),
			},
			want: func(server string) gitlab.Instance {
				return gitlab.Instance{URL: server + "/gitlab", AtLeast: catalog.NewRelease(17, 9)}
			},
		},
		{
			name: "an issuer below a path, where no API is", answers: routes{wellKnown: discovery("HOST/gitlab")},
			want: func(server string) gitlab.Instance {
				return gitlab.Instance{URL: server, AtLeast: catalog.NewRelease(17, 9)}
			},
		},
		{
			name: "an issuer below a path of a GitLab whose API answers here", answers: routes{
				wellKnown: discovery("HOST/gitlab"), versionAPI: refused(), "/gitlab" + versionAPI: refused(),
			},
			want: func(server string) gitlab.Instance {
				return gitlab.Instance{URL: server, AtLeast: catalog.NewRelease(17, 9)}
			},
		},
		{
			name: "an issuer with a user and a path that goes astray", answers: routes{
				wellKnown: discovery("USERHOST/a%0Ab?x=1"), versionAPI: refused(),
			},
			want: func(server string) gitlab.Instance {
				return gitlab.Instance{URL: server, AtLeast: catalog.NewRelease(17, 9)}
			},
		},
		{
			name: "a hostile sign-in page", answers: routes{
				versionAPI: refused(),
				signInPage: signIn(`gon.gitlab_url="HOST/\u202e\u001b[2J";gon.pat_prefix="p\u001b]52;c;eA==\u0007\u202e-";gon.ee="maybe";gon.dot_com=true;gon.gitlab_url = "\q";`),
			},
			want: func(server string) gitlab.Instance {
				return gitlab.Instance{URL: server, TokenPrefix: "p-", AtLeast: catalog.NewRelease(16, 1)}
			},
		},
		{
			name: "a server elsewhere that claims to be practice is on this " +
				"machine", answers: routes{signInPage: signIn(`gon.gitlab_url="HOST";gon.pat_prefix="practice-glpat-";`)},
			want: func(server string) gitlab.Instance {
				return gitlab.Instance{
					URL: server, Offering: catalog.OfferingPractice, TokenPrefix: "practice-glpat-",
					AtLeast: catalog.NewRelease(16, 1),
				}
			},
		},
		{
			name: "an update that is running, with the API still there", answers: routes{
				versionAPI: refused(), wellKnown: deployPage(), signInPage: deployPage(), "/": deployPage(),
			},
			want: func(server string) gitlab.Instance { return gitlab.Instance{URL: server} },
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			var self string
			server, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
				answer, found := test.answers[r.URL.Path]
				if !found {
					routes{}.ServeHTTP(w, r)
					return
				}
				answer.body = strings.NewReplacer("USERHOST", "http://sam:pw@"+strings.TrimPrefix(self, "http://"), "HOST", self,
					"ESCAPED", strings.ReplaceAll(self, "/", `\/`)).Replace(answer.body)
				routes{r.URL.Path: answer}.ServeHTTP(w, r)
			})
			self = server.URL
			got, err := newClient(t).Discover(t.Context(), gitlabtest.MustAddress(t, server.URL+test.below), transport.Config{})
			if err != nil {
				t.Fatal(err)
			}
			want := test.want(server.URL)
			if want.Offering == catalog.OfferingUnknown {
				want.Offering = catalog.OfferingSelfManaged
			}
			if got.URL != want.URL || got.Offering != want.Offering || got.Edition != want.Edition ||
				got.TokenPrefix != want.TokenPrefix ||
				got.AtLeast != want.AtLeast {
				t.Errorf("Look found %+v, want %+v", got, want)
			}
			offers := slices.Contains(got.ScopesOffered, catalog.ScopeSelfRotate)
			if offers != strings.Contains(test.answers[wellKnown].body, "self_rotate") {
				t.Errorf("the scopes offered are %q", got.ScopesOffered)
			}
		})
	}
}

func deployPage() route {
	return route{kind: "text/html", body: "<html><title>Deploy in progress</title><h1>Deploy in progress</h1></html>"}
}

func TestADiscoveryThatFailsSaysWhy(t *testing.T) {
	everywhere := func(answer route) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) { routes{r.URL.Path: answer}.ServeHTTP(w, r) }
	}
	for _, test := range []struct {
		name   string
		answer http.HandlerFunc
		want   problem.Code
	}{
		{"some other web server", everywhere(route{kind: "text/html", body: "<h1>It works!</h1>"}), problem.CodeNotGitLab},
		{"nothing but 404", routes{}.ServeHTTP, problem.CodeNotGitLab},
		{
			"another sign-in service",
			everywhere(route{body: `{"issuer":"x","jwks_uri":"https://x/keys","scopes_supported":["openid"]}`}),
			problem.CodeNotGitLab,
		},
		{"a gateway that answers in JSON", everywhere(route{status: http.StatusUnauthorized, body: `{"message":"Requires ` +
			`authentication"}`}), problem.CodeGatewayDenied},
		{"an update that is running", everywhere(deployPage()), problem.CodeUpdating},
		{
			"GitLab down behind its proxy",
			everywhere(route{status: http.StatusBadGateway, kind: "text/plain", body: "GitLab is not responding"}),
			problem.CodeUnavailable,
		},
		{
			"an error of the server",
			everywhere(route{status: http.StatusInternalServerError, kind: "text/html", body: "<h1>500</h1>"}),
			problem.CodeServerError,
		},
		{
			"too many visits",
			everywhere(route{
				status: http.StatusTooManyRequests, kind: "text/plain", body: "Retry later",
				header: map[string]string{"Retry-After": "42"},
			}),
			problem.CodeRateLimited,
		},
		{
			"a wall in front",
			everywhere(route{status: http.StatusForbidden, kind: "text/html", body: "<h1>Access denied</h1>"}),
			problem.CodeIPBlocked,
		},
		{"a company's sign-in elsewhere", everywhere(redirect("https://sso.example.com/login")), problem.CodeRedirectRefused},
		{"a redirect to nowhere", everywhere(redirect("http://[::1")), problem.CodeInvalidResponse},
		{"a circle", everywhere(redirect("/around")), problem.CodeRedirectLoop},
	} {
		t.Run(test.name, func(t *testing.T) {
			server, _ := serve(t, test.answer)
			_, err := newClient(t).Discover(t.Context(), gitlabtest.MustAddress(t, server.URL), transport.Config{})
			prob := theProblem(t, err, test.want)
			if prob.Code == problem.CodeRateLimited && prob.RetryAfter != 42*time.Second {
				t.Errorf("it asks to wait %v", prob.RetryAfter)
			}
		})
	}
}

// wantProblem checks that an error is the problem with the code, whole and
// with words.
func wantProblem(t *testing.T, err error, code problem.Code) {
	t.Helper()
	_ = theProblem(t, err, code)
}

// theProblem is wantProblem for a test that looks at the problem further.
func theProblem(t *testing.T, err error, code problem.Code) *problem.Problem {
	t.Helper()
	prob, ok := errors.AsType[*problem.Problem](err)
	if !ok || prob.Code != code {
		t.Fatalf("the error is %#v, want %s", err, code)
	}
	if prob.Summary == "" || prob.Cause == "" || (len(prob.Remedy) == 0 && code != problem.CodeInterrupted) {
		t.Errorf("the problem lacks words: %+v", prob)
	}
	return prob
}

func TestADiscoveryOfAServerThatCannotBeReached(t *testing.T) {
	t.Parallel()
	closed, _ := serve(t, func(http.ResponseWriter, *http.Request) {})
	closed.Close()
	_, err := newClient(t).Discover(t.Context(), gitlabtest.MustAddress(t, closed.URL), transport.Config{})
	wantProblem(t, err, problem.CodeConnectionRefused)

	plain, _ := serve(t, routes{}.ServeHTTP)
	_, err = newClient(
		t,
	).Discover(t.Context(), gitlabtest.MustAddress(t, strings.Replace(plain.URL, "http://", "https://", 1)), transport.Config{})
	wantProblem(t, err, problem.CodeNotHTTPS)

	// .invalid never exists (RFC 6761).
	_, err = newClient(t).Discover(t.Context(), gitlabtest.MustAddress(t, "https://gitlab.invalid"), transport.Config{})
	wantProblem(t, err, problem.CodeDNSFailure)
}

func TestADiscoveryEndsWithItsContext(t *testing.T) {
	t.Parallel()
	for _, halfway := range []bool{false, true} {
		arrived := make(chan struct{}, 6)
		server, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if halfway {
				_, _ = w.Write([]byte("{"))
				_ = http.NewResponseController(w).Flush()
			}
			arrived <- struct{}{}
			<-r.Context().Done()
		})
		short, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
		_, err := newClient(t).Discover(short, gitlabtest.MustAddress(t, server.URL), transport.Config{})
		cancel()
		if halfway {
			wantProblem(t, err, problem.CodeTimeout)
		} else {
			wantProblem(t, err, problem.CodeAnswerTimeout)
		}

		for len(arrived) > 0 {
			<-arrived
		}
		stopped, stop := context.WithCancel(t.Context())
		go func() {
			<-arrived
			stop()
		}()
		_, err = newClient(t).Discover(stopped, gitlabtest.MustAddress(t, server.URL), transport.Config{})
		wantProblem(t, err, problem.CodeInterrupted)
		stop()
	}
}

func TestOnlyAHostsNameMakesItGitLabCom(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		address, gon string
		want         catalog.Offering
	}{
		{"http://gitlab.com", "gon.dot_com=true;", catalog.OfferingGitLabCom},
		{"http://gitlab.com", "", catalog.OfferingGitLabCom},
		{"http://staging.gitlab.com", "gon.dot_com=true;", catalog.OfferingGitLabCom},
		{"http://about.gitlab.com", "", catalog.OfferingSelfManaged},
		{"http://gitlab.com.example.com", "gon.dot_com=true;", catalog.OfferingSelfManaged},
		{"http://notgitlab.com", "gon.dot_com=true;", catalog.OfferingSelfManaged},
		{"http://gitlab.example.com", `gon.pat_prefix="practice-glpat-";`, catalog.OfferingSelfManaged},
	} {
		// The proxy answers in the name of every host.
		proxy, _ := serve(t, routes{signInPage: signIn(`gon.gitlab_url="` + test.address + `";` + test.gon)}.ServeHTTP)
		through, err := url.Parse(proxy.URL)
		if err != nil {
			t.Fatal(err)
		}
		tr := newTransport(t)
		tr.SetProxy(through)
		instance, err := gitlab.NewClient(tr, gitlabtest.Today).
			Discover(t.Context(), gitlabtest.MustAddress(t, test.address), transport.Config{})
		if err != nil || instance.Offering != test.want ||
			instance.IsGitLabCom() != (test.want == catalog.OfferingGitLabCom) {
			t.Errorf("%s with %q is %q, %v; want %q", test.address, test.gon, instance.Offering, err, test.want)
		}
		if instance.IsGitLabCom() && (instance.Layout != catalog.NewestLayout() || !instance.LayoutSure) {
			t.Errorf("GitLab.com has the pages since %s, sure %v", instance.Layout.Since, instance.LayoutSure)
		}
	}
}

func TestADiscoverySendsNoCredentialsAndSixQuestionsAtMostToABase(t *testing.T) {
	t.Parallel()
	server, reached := serve(t, newFake().ServeHTTP)
	_, err := newClient(
		t,
	).Discover(t.Context(), gitlabtest.MustAddress(t, "http://sam:hunter2@"+strings.TrimPrefix(server.URL, "http://")), transport.Config{})
	if err != nil {
		t.Fatal(err)
	}
	requests := reached.all()
	if len(requests) < 5 || len(requests) > 6 { // the front page is not waited for
		t.Errorf("%d requests, want 5 or 6", len(requests))
	}
	for _, request := range requests {
		if request.Method != http.MethodGet || request.Header.Get("Authorization") != "" ||
			request.Header.Get("Cookie") != "" ||
			request.ContentLength > 0 {
			t.Errorf("%s %s carries %v", request.Method, request.URL, request.Header)
		}
	}
}

func TestAServerOnThisMachineIsFoundWithoutItsScheme(t *testing.T) {
	t.Parallel()
	server, _ := serve(t, newFake().ServeHTTP)
	instance, err := newClient(
		t,
	).Discover(t.Context(), gitlabtest.MustAddress(t, strings.TrimPrefix(server.URL, "http://")), transport.Config{})
	if err != nil || instance.URL != server.URL {
		t.Errorf("Look found %q, %v; want %q", instance.URL, err, server.URL)
	}
}
