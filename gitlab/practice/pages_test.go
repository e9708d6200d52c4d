package practice

import (
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"glpat/gitlab/catalog"
)

// visitor is a person's browser without a screen: it keeps cookies and follows
// no redirect by itself.
type visitor struct {
	t      *testing.T
	server *Server
	client *http.Client
}

func visitorOf(t *testing.T, s *Server) visitor {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return visitor{t: t, server: s, client: &http.Client{
		Jar:           jar,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

func (v visitor) get(path string) (answered, string) {
	v.t.Helper()
	return v.do(http.MethodGet, path, nil)
}

func (v visitor) do(method, path string, form url.Values) (answered, string) {
	v.t.Helper()
	request, err := http.NewRequestWithContext(
		v.t.Context(),
		method,
		v.server.URL()+path,
		strings.NewReader(form.Encode()),
	)
	if err != nil {
		v.t.Fatal(err)
	}
	if form != nil {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	response, err := v.client.Do(request)
	if err != nil {
		v.t.Fatal(err)
	}
	return readAll(v.t, response)
}

// signIn signs in and returns where the person lands.
func (v visitor) signIn(username string) string {
	v.t.Helper()
	_, page := v.get(pathSignIn)
	form, found := findForm(page, "new_user")
	if !found {
		v.t.Fatalf("no sign-in form in %s", page)
	}
	form.values.Set("user[login]", username)
	response, body := v.do(http.MethodPost, form.action, form.values)
	if response.StatusCode != http.StatusFound {
		v.t.Fatalf("signing in answered %s: %s", response.Status, body)
	}
	return strings.TrimPrefix(response.Header.Get("Location"), v.server.URL())
}

// tokenFormOn opens a path and returns the token form on the page.
func (v visitor) tokenFormOn(path string) pageForm {
	v.t.Helper()
	_, page := v.get(path)
	for _, formID := range []string{"token-create-form", "js-new-access-token-form"} {
		if form, found := findForm(page, formID); found {
			return form
		}
	}
	v.t.Fatalf("no token form on %s: %s", path, page)
	return pageForm{}
}

func TestSomebodySignedOutIsSentToSignInAndBack(t *testing.T) {
	s := playing(t, "18.4")
	for _, path := range []string{"/-/user_settings/personal_access_tokens?name=x&scopes=api", "/no/such/page", "/-/profile/preferences"} {
		v := visitorOf(t, s)
		response, _ := v.get(path)
		if response.StatusCode != http.StatusFound || response.Header.Get("Location") != s.URL()+pathSignIn {
			t.Errorf("%s answered %s to %q", path, response.Status, response.Header.Get("Location"))
		}
		if _, page := v.get(pathSignIn); !strings.Contains(page, "Sign in before continuing.") {
			t.Errorf("%s: the sign-in page does not say why", path)
		}
		if landed := v.signIn("pat"); landed != path {
			t.Errorf("signed in, the person lands on %q, want %q", landed, path)
		}
	}
}

func TestWhatABrowserLoadsByItselfIsNotRememberedAsTheWayBack(t *testing.T) {
	s := playing(t, "18.4")
	v := visitorOf(t, s)
	v.get("/-/profile/preferences")
	if response, _ := v.get("/favicon.ico"); response.StatusCode != http.StatusNoContent {
		t.Errorf("the icon answered %s", response.Status)
	}
	if landed := v.signIn("pat"); landed != "/-/profile/preferences" {
		t.Errorf("signed in, the person lands on %q", landed)
	}
}

func TestPathsAreThoseOfTheRelease(t *testing.T) {
	const old, now = "/-/profile/personal_access_tokens", "/-/user_settings/personal_access_tokens"
	for _, test := range []struct {
		release, path string
		want          int
		to            string
	}{
		{"15.11", old, 200, ""},
		{"15.11", now, 404, ""},
		{"15.11", "/-/profile", 200, ""},
		{"15.11", "/-/user_settings/profile", 404, ""},
		{"16.3", old, 200, ""},
		{"16.3", now, 404, ""},
		{"16.11", old + "?name=a&scopes=api", 302, now + "?name=a&scopes=api"},
		{"16.11", now, 200, ""},
		{"16.11", "/-/profile", 302, "/-/user_settings/profile"},
		{"16.11", "/-/user_settings/profile", 200, ""},
		{"17.0", old, 404, ""},
		{"17.0", now, 200, ""},
		{"18.8", now + "/legacy/new", 404, ""},
		{"18.8", now + "/granular/new", 404, ""},
		{"18.9", now + "/legacy/new", 200, ""},
		{"18.9", now + "/granular/new", 200, ""},
		{"19.2", now, 200, ""},
		{"19.2", now + "?scopes=api", 200, ""},
		{"19.2", now + "?name=a", 200, ""},
		{"19.2", now + "?name=a&scopes=nonsense", 200, ""},
		{
			"19.2", now + "?name=a&scopes=api,nonsense&description=d", 302,
			now + "/legacy/new?description=d&name=a&scopes=api%2Cnonsense",
		},
		{"19.2", "/-/profile/preferences", 200, ""},
		{"15.11", "/-/profile/preferences", 200, ""},
		{"19.2", "/-/user_settings/access", 404, ""},
		{"19.2", "/no/such/page", 404, ""},
		{"19.2", "/", 200, ""},
	} {
		t.Run(test.release+" "+test.path, func(t *testing.T) {
			s := playing(t, test.release)
			v := visitorOf(t, s)
			v.signIn("pat")
			response, _ := v.get(test.path)
			to := strings.TrimPrefix(response.Header.Get("Location"), s.URL())
			if response.StatusCode != test.want || to != test.to {
				t.Errorf("answered %s to %q, want %d to %q", response.Status, to, test.want, test.to)
			}
		})
	}
}

func TestEveryPageSaysThatItIsPractice(t *testing.T) {
	for _, release := range everyRelease() {
		s := playing(t, release)
		v := visitorOf(t, s)
		paths := []string{pathSignIn, "/help", "/help/no/such/topic"}
		check := func() {
			for _, path := range paths {
				if _, page := v.get(path); !strings.Contains(page, practiceWords) {
					t.Errorf("%s: %s does not say that it is practice", release, path)
				}
			}
		}
		check()
		v.signIn("pat")
		paths = []string{"/", "/no/such/page", s.edition.pages.Path()}
		for _, item := range s.edition.settingsMenu() {
			for _, entry := range append(item.below, item) {
				if entry.path != "" {
					paths = append(paths, entry.path)
				}
			}
		}
		check()
	}
}

func TestTheFormIsFilledInFromTheLinkAndFromNothingElse(t *testing.T) {
	noon := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		release, query                 string
		name, description, expires, by string
		scopes                         []string
	}{
		{"13.12", "name=n&scopes=api", "", "", "", "the link was not read before 14.1", nil},
		{"15.2", "name=n&scopes=api", "n", "", "", "no date stood there before 15.3", []string{"api"}},
		{
			"15.11", "name=n&description=d&scopes=read_user,api&expires_at=2026-06-01", "n", "", "2026-03-31",
			"no description before 17.7",
			[]string{"api", "read_user"},
		},
		{
			"17.9", "name=a+b&description=d&scopes=read_user%2C+self_rotate+,,bogus,sudo", "a b", "d", "2026-03-31",
			"sudo is for administrators",
			[]string{"read_user", "self_rotate"},
		},
		{"17.8", "name=n&scopes=self_rotate,read_user", "n", "", "2026-03-31", "self_rotate came " +
			"with 17.9", []string{"read_user"}},
		{"18.4", "description=only&expires_at=2026-06-01", "", "only", "2026-03-31", "a link sets no date", nil},
		{
			"19.2", "name=n&scopes=write_repository,read_api", "n", "", "2026-03-31", "the groups' order",
			[]string{"read_api", "write_repository"},
		},
		{"19.2", "name=n&scopes=read_api,api", "n", "", "2026-03-31", "api stands alone", []string{"api"}},
	} {
		t.Run(test.release+" "+test.by, func(t *testing.T) {
			release, _ := catalog.ParseRelease(test.release)
			s := start(t, Options{Release: release, Now: func() time.Time { return noon }})
			v := visitorOf(t, s)
			v.signIn("pat")
			path := s.edition.pages.Path()
			if s.edition.pages.OpenerChoice != "" {
				path += "/legacy/new"
			}
			form := v.tokenFormOn(path + "?" + test.query)
			for field, want := range map[string]string{"name": test.name, "description": test.description, "expires_at": test.expires} {
				if got := form.values.Get("personal_access_token[" + field + "]"); got != want {
					t.Errorf("%s is %q, want %q", field, got, want)
				}
			}
			if got := form.values["personal_access_token[scopes][]"]; !slices.Equal(got, test.scopes) {
				t.Errorf("the ticked scopes are %q, want %q", got, test.scopes)
			}
			if form.submit != s.edition.pages.Submit {
				t.Errorf("the button is %q, want %q", form.submit, s.edition.pages.Submit)
			}
		})
	}
}

func TestTheFormListsTheReleasesScopesInItsOrder(t *testing.T) {
	for _, test := range []struct{ release, username, want string }{
		{"15.7", "pat", "api read_api read_user read_repository write_repository read_registry write_registry"},
		{"15.11", "root", "api read_api read_user read_repository write_repository read_registry write_registry sudo " +
			"admin_mode"},
		{"18.0", "pat", "api read_api read_user create_runner manage_runner k8s_proxy self_rotate read_repository " +
			"write_repository read_registry write_registry read_virtual_registry write_virtual_registry ai_features"},
		{"18.1", "pat", "read_user read_repository read_virtual_registry read_registry read_api self_rotate " +
			"write_repository write_virtual_registry write_registry api ai_features create_runner manage_runner k8s_proxy"},
		{"18.1", "root", "read_service_ping read_user read_repository read_virtual_registry read_registry read_api " +
			"self_rotate write_repository write_virtual_registry write_registry api ai_features create_runner manage_runner " +
			"k8s_proxy admin_mode sudo"},
		{"19.2", "pat", "api read_api ai_features read_repository write_repository read_virtual_registry " +
			"write_virtual_registry create_runner manage_runner read_user self_rotate k8s_proxy read_registry write_registry"},
	} {
		t.Run(test.release+" "+test.username, func(t *testing.T) {
			e := playing(t, test.release).edition
			got := strings.ReplaceAll(catalog.JoinScopes(e.scopesFor(user{admin: test.username == "root"})), ",", " ")
			if got != test.want {
				t.Errorf("the scopes are\n%s, want\n%s", got, test.want)
			}
		})
	}
}

func TestAFormIsRefusedInGitLabsWords(t *testing.T) {
	noon := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		why, release string
		field, value string
		want         string
	}{
		{"no name", "17.9", "name", "", "Name can't be blank"},
		{"no name", "18.4", "name", " ", "Token name is required."},
		{"no scope", "17.9", "scopes][", "", "Scopes can't be blank"},
		{"no scope", "19.2", "scopes][", "", "At least one scope is required."},
		{"a scope that is not offered", "18.4", "scopes][", "sudo", "Scopes can only contain available scopes"},
		{"a long description", "18.4", "description", strings.Repeat("ä", 256), "Description is too long (maximum is 255 " +
			"characters)."},
		{"no date", "18.4", "expires_at", "", "Expiration date is required."},
		{"too late", "17.9", "expires_at", "2027-03-02", "Expires at must be before 2027-03-01"},
		{"too late", "18.4", "expires_at", "2027-03-02", "Expires at must be before 2027-03-01"},
		{"today", "18.4", "expires_at", "2026-03-01", "Expires at must be in the future"},
		{"no such date", "18.4", "expires_at", "2026-02-30", "Expires at is not a date, write it as YYYY-MM-DD"},
		{"the latest day", "18.4", "expires_at", "2027-03-01", ""},
		{"no date", "17.9", "expires_at", "", ""},
		{"far away", "15.11", "expires_at", "2040-01-01", ""},
	} {
		t.Run(test.release+" "+test.why+" "+test.value[:min(len(test.value), 12)], func(t *testing.T) {
			release, _ := catalog.ParseRelease(test.release)
			s := start(t, Options{Release: release, Now: func() time.Time { return noon }})
			v := visitorOf(t, s)
			v.signIn("pat")
			path := s.edition.pages.Path()
			if s.edition.pages.OpenerChoice != "" {
				path += "/legacy/new"
			}
			form := v.tokenFormOn(path + "?name=kept&scopes=read_user")
			form.values.Set("personal_access_token["+test.field+"]", test.value)
			if test.value == "" && test.field == "scopes][" {
				form.values.Del("personal_access_token[scopes][]")
			}
			response, _ := v.do(http.MethodPost, form.action, form.values)
			if response.StatusCode != http.StatusFound {
				t.Fatalf("the form answered %s", response.Status)
			}
			_, page := v.get(strings.TrimPrefix(response.Header.Get("Location"), s.URL()))
			want := []string{test.want}
			if test.want == "" {
				want = nil
			}
			if got := refusals(page); !slices.Equal(got, want) {
				t.Errorf("the page says %q, want %q", got, want)
			}
			if test.want != "" && test.field != "name" && !strings.Contains(page, `value="kept"`) {
				t.Error("what was typed is lost")
			}
		})
	}
}

func TestAFormFromElsewhereIsRefused(t *testing.T) {
	s := playing(t, "18.4")
	v := visitorOf(t, s)
	v.signIn("pat")
	form := v.tokenFormOn(s.edition.pages.Path() + "?name=n&scopes=api")
	for _, token := range []string{"", "0000"} {
		form.values.Set("authenticity_token", token)
		response, _ := v.do(http.MethodPost, form.action, form.values)
		if response.StatusCode != http.StatusUnprocessableEntity {
			t.Errorf("a form with the protection token %q answered %s", token, response.Status)
		}
	}
	if tokens := s.store.tokensOf(77); len(tokens) != 0 {
		t.Errorf("%d tokens were made", len(tokens))
	}
}

func TestTheSessionCookieIsGuarded(t *testing.T) {
	s := playing(t, "18.4")
	v := visitorOf(t, s)
	response, _ := v.get(pathSignIn)
	cookie := response.Header.Get("Set-Cookie")
	for _, want := range []string{"_gitlab_session=", "HttpOnly", "SameSite=Lax", "Path=/"} {
		if !strings.Contains(cookie, want) {
			t.Errorf("the cookie is %q, want %q in it", cookie, want)
		}
	}
	before, _ := url.Parse(s.URL())
	anonymous := v.client.Jar.Cookies(before)[0].Value
	v.signIn("pat")
	if v.client.Jar.Cookies(before)[0].Value == anonymous {
		t.Error("signing in keeps the session's id")
	}
}

func TestSigningOutEndsTheSession(t *testing.T) {
	s := playing(t, "19.2")
	v := visitorOf(t, s)
	v.signIn("pat")
	_, page := v.get("/")
	_, form, _ := strings.Cut(page, `action="/users/sign_out"`)
	token := inputTag.FindStringSubmatch(form)
	v.do(http.MethodPost, pathSignOut, url.Values{"authenticity_token": {attribute(token[1], "value")}})
	if response, _ := v.get("/"); response.StatusCode != http.StatusFound {
		t.Errorf("after signing out the start page answers %s", response.Status)
	}
}

func TestNobodySeesOrChangesTheTokensOfOthers(t *testing.T) {
	s := playing(t, "19.2")
	secret := makeToken(t, s, "api")
	other := visitorOf(t, s)
	other.signIn("robin@example.com")
	_, page := other.get(s.edition.pages.Path())
	if strings.Contains(page, "a test") {
		t.Error("another person's token is listed")
	}
	form, _ := findForm(page, "no-such-form")
	form.values = url.Values{"_method": {"put"}, "authenticity_token": {csrfOf(page)}}
	response, _ := other.do(http.MethodPost, s.edition.pages.Path()+"/1/revoke", form.values)
	if response.StatusCode != http.StatusNotFound {
		t.Errorf("revoking another person's token answered %s", response.Status)
	}
	if response, _ := ask(
		t,
		s,
		http.MethodGet,
		"/personal_access_tokens/self",
		secret,
	); response.StatusCode != http.StatusOK {
		t.Errorf("the token answers %s", response.Status)
	}
}

func csrfOf(page string) string {
	_, after, _ := strings.Cut(page, `name="csrf-token" content="`)
	token, _, _ := strings.Cut(after, `"`)
	return token
}

func TestRotatingOnThePageKeepsTheLifetimeAndEndsTheOldToken(t *testing.T) {
	clock := newClock()
	s := start(t, Options{Now: clock.Now})
	old := makeToken(t, s, "read_api")
	clock.forward(10 * oneDay)
	v := visitorOf(t, s)
	v.signIn("pat")
	_, page := v.get(s.edition.pages.Path())
	v.do(
		http.MethodPost,
		s.edition.pages.Path()+"/1/rotate",
		url.Values{"_method": {"put"}, "authenticity_token": {csrfOf(page)}},
	)
	_, page = v.get(s.edition.pages.Path())
	fresh := createdToken(page, createdFieldID(s.edition.pages))
	_, body := ask(t, s, http.MethodGet, "/personal_access_tokens/self", fresh)
	if !strings.Contains(body, `"expires_at":"2026-04-10"`) {
		t.Errorf("the new token is %s", body)
	}
	response, _ := ask(t, s, http.MethodGet, "/personal_access_tokens/self", old)
	if response.StatusCode != http.StatusUnauthorized {
		t.Errorf("the old token answers %s", response.Status)
	}
}

func TestHostileTextStaysText(t *testing.T) {
	const hostile = `"><script>alert(1)</script>`
	for _, release := range everyRelease() {
		s := playing(t, release)
		secret, err := s.CreateToken(t.Context(), http.DefaultClient, s.linkTo(hostile, hostile, "read_user"), "")
		if err != nil || secret.Empty() {
			t.Fatalf("%s: %v", release, err)
		}
		v := visitorOf(t, s)
		v.signIn("pat")
		for _, path := range []string{"?name=" + url.QueryEscape(hostile) + "&description=" + url.QueryEscape(hostile), "?search=" + url.QueryEscape(hostile), "?state=" + url.QueryEscape(hostile)} {
			if _, page := v.get(s.edition.pages.Path() + path); strings.Contains(page, "<script>alert") {
				t.Errorf("%s: %s carries a script into the page", release, path)
			}
		}
	}
}
