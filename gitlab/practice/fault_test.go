package practice

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptrace"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"glpat/gitlab/catalog"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
)

// knock sends one request as a plain client and says in one line what came
// back: "200 text/html body", or what went wrong.
func knock(ctx context.Context, s *Server, method, path string, secret token.Secret) string {
	request, err := http.NewRequestWithContext(ctx, method, s.URL()+path, nil)
	if err != nil {
		return err.Error()
	}
	if !secret.Empty() {
		request.Header.Set("PRIVATE-TOKEN", secret.Reveal())
	}
	transport := &http.Transport{DisableKeepAlives: true} // so that nothing is sent twice
	response, err := transport.RoundTrip(request)
	if err != nil {
		return failure(err)
	}
	body, err := io.ReadAll(io.LimitReader(response.Body, megabyte+1000))
	_ = response.Body.Close()
	kind, _, _ := strings.Cut(response.Header.Get("Content-Type"), ";")
	said := strconv.Itoa(response.StatusCode) + " " + strings.TrimSpace(kind+" "+string(body))
	if location := response.Header.Get("Location"); location != "" {
		said += " to " + strings.TrimPrefix(location, s.URL())
	}
	if date, _ := http.ParseTime(response.Header.Get("Date")); time.Since(date).Abs() > time.Hour {
		said += " at another time"
	}
	if err != nil {
		said += " " + failure(err)
	}
	return said
}

func failure(err error) string {
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return "timeout"
	case errors.Is(err, syscall.ECONNRESET):
		return "reset"
	case errors.Is(err, io.ErrUnexpectedEOF):
		return "cut"
	case errors.Is(err, io.EOF):
		return "closed"
	}
	return err.Error()
}

// within is a context that ends after a while.
func within(t *testing.T, patience time.Duration) context.Context {
	t.Helper()
	ctx, end := context.WithTimeout(t.Context(), patience)
	t.Cleanup(end)
	return ctx
}

const (
	selfPath = "/api/v4/personal_access_tokens/self"
	userPath = "/api/v4/user"
)

func TestEachFaultDoesWhatItSays(t *testing.T) {
	const version, discovery = "/api/v4/version", "/.well-known/openid-configuration"
	type wants map[string][]string // by path, what the answer begins with and has in it
	fine := []string{"200 text/html", "Sign in"}
	told := []string{"200 application/json", `"scopes"`, `}`}
	json401 := func(parts ...string) []string { return append([]string{"401 application/json {"}, parts...) }
	json403 := func(parts ...string) []string { return append([]string{"403 application/json {"}, parts...) }
	tests := map[Fault]wants{
		"":                  {pathSignIn: fine, selfPath: told, userPath: {"200 application/json", `"username":"pat"`}},
		"token-unknown":     {pathSignIn: fine, selfPath: json401(`"401 Unauthorized"`)},
		"token-expired":     {pathSignIn: fine, selfPath: json401("Token is expired.")},
		"token-revoked":     {pathSignIn: fine, selfPath: json401("Token was revoked.")},
		"impersonation-off": {pathSignIn: fine, selfPath: json401("impersonation was disabled.")},
		"dpop":              {pathSignIn: fine, selfPath: json401(`"error":"dpop_error"`)},
		"not-personal": {
			pathSignIn: fine,
			selfPath:   {"400 application/json", "requires token type"},
			userPath:   {"200 "},
		},
		"editor-refused":      {pathSignIn: fine, selfPath: json401(`"error":"restricted_language_server_client_error"`)},
		"tokens-off":          {pathSignIn: fine, selfPath: json401(`"401 Unauthorized"`)},
		"blocked":             {pathSignIn: fine, selfPath: json403("403 Forbidden - Your account has been blocked")},
		"pending":             {pathSignIn: fine, selfPath: json403("pending approval")},
		"deactivated":         {pathSignIn: fine, selfPath: json403("deactivated")},
		"internal":            {pathSignIn: fine, selfPath: json403("internal users")},
		"unconfirmed":         {pathSignIn: fine, selfPath: json403("not confirmed")},
		"terms":               {pathSignIn: fine, selfPath: json403("You (@pat) must accept the Terms of Service")},
		"password-expired":    {pathSignIn: fine, selfPath: json403("password expired")},
		"sso":                 {pathSignIn: fine, selfPath: {"400 application/json", "SSO session"}},
		"ip-block":            {pathSignIn: {"403 text/html"}, selfPath: {"403 text/html"}, discovery: {"403 text/html"}},
		"gateway":             {pathSignIn: {"401 text/html"}, selfPath: {"401 text/html"}, discovery: {"401 text/html"}},
		"scope-missing":       {pathSignIn: fine, selfPath: told, userPath: json403(`"insufficient_scope"`)},
		"granular-missing":    {pathSignIn: fine, selfPath: json403(`"insufficient_granular_scope"`)},
		"forbidden":           {pathSignIn: fine, selfPath: json403(`"message":"403 Forbidden"`)},
		"not-found":           {pathSignIn: fine, selfPath: {"404 application/json", `"message":"404 Not Found"`}},
		"endpoint-missing":    {pathSignIn: fine, selfPath: {"404 application/json", `"error":"404 Not Found"`}},
		"wrong-path":          {pathSignIn: fine, selfPath: {"404 text/html"}, version: {"404 text/html"}},
		"rate-limited":        {pathSignIn: fine, selfPath: {"429 text/plain", "Retry later"}},
		"rate-limited-json":   {pathSignIn: fine, selfPath: {"429 application/json", "requested too many times"}},
		"rate-limited-bare":   {pathSignIn: fine, selfPath: {"429 "}},
		"rate-limited-custom": {pathSignIn: fine, selfPath: {"429 text/plain", "Slow down"}},
		"server-error":        {pathSignIn: fine, selfPath: {"500 application/json", `"500 Internal Server Error"`}},
		"server-error-html":   {pathSignIn: fine, selfPath: {"500 text/html", "500"}},
		"bad-gateway": {
			pathSignIn: {"502 text/html", "502"},
			selfPath:   {"502 text/plain", "GitLab is not responding"},
		},
		"gateway-timeout": {pathSignIn: {"504 text/html"}, selfPath: {"504 text/html", "504 Gateway Time-out"}},
		"unavailable":     {pathSignIn: fine, selfPath: {"503 application/json", `"503 Service Unavailable"`}},
		"deploy-page": {
			pathSignIn: {"200 text/html", "Deploy in progress"},
			discovery:  {"200 text/html", "Deploy in progress"},
			selfPath:   told,
		},
		"maintenance": {pathSignIn: fine, selfPath: told},
		"login-page": {
			pathSignIn: fine,
			selfPath:   {"200 text/html", "Sign in"},
			version:    {"200 text/html", "Sign in"},
		},
		"captive-portal": {pathSignIn: {"511 text/html"}, selfPath: {"511 text/html"}, discovery: {"511 text/html"}},
		"truncated":      {pathSignIn: fine, selfPath: {`200 application/json {"id":1`}},
		"cut":            {pathSignIn: fine, selfPath: {`200 application/json {"id":1`, " cut"}},
		"endless": {
			pathSignIn: fine,
			selfPath:   {`200 application/json {"id":1,"name":"more more `, strings.Repeat("more ", 100_000)},
		},
		"wrong-shape": {pathSignIn: fine, selfPath: {`200 application/json ["this",`}},
		"wrong-type":  {pathSignIn: fine, selfPath: {`200 application/octet-stream {"id":1`, `}`}},
		"not-utf8":    {pathSignIn: fine, selfPath: {"420 text/plain Zugriff \xfcber"}},
		"escapes":     {pathSignIn: fine, selfPath: json403(`\u001b]52;c;`, "\u202e", "\u200b")},
		"megabyte": {
			pathSignIn: fine,
			selfPath:   {`400 application/json {"message":"400 Bad request - no and`, strings.Repeat("no and ", 140_000)},
		},
		"unknown-status":     {pathSignIn: fine, selfPath: {"418 text/plain short and stout"}},
		"redirect-elsewhere": {pathSignIn: fine, selfPath: {"302  to http://gitlab.invalid" + selfPath}},
		"redirect-loop": {
			pathSignIn:           fine,
			selfPath:             {"302  to " + selfPath + "?turn=1"},
			selfPath + "?turn=1": {"302  to " + selfPath + "?turn=2"},
		},
		"drip":         {pathSignIn: fine, selfPath: {"200 application/json {", " timeout"}},
		"silent":       {pathSignIn: {"timeout"}, selfPath: {"timeout"}},
		"reset":        {pathSignIn: {"reset"}, selfPath: {"reset"}},
		"hang-up":      {pathSignIn: {"closed"}, selfPath: {"closed"}},
		"clock-behind": {pathSignIn: {"200 text/html", " at another time"}, selfPath: {"200 ", " at another time"}},
		"clock-ahead":  {pathSignIn: {"200 text/html", " at another time"}, selfPath: {"200 ", " at another time"}},
		"slow":         {pathSignIn: fine, selfPath: {"timeout"}},
	}
	for _, info := range Faults() {
		if _, ok := tests[info.Fault]; !ok {
			t.Errorf("%s is not tested here", info.Fault)
		}
	}
	for fault, wants := range tests {
		t.Run("fault "+string(fault), func(t *testing.T) {
			s := start(t, Options{Fault: fault})
			secret, err := s.MakeToken("n", catalog.ScopeAPI)
			if err != nil {
				t.Fatal(err)
			}
			for path, want := range wants {
				patience := 10 * time.Second
				if strings.Contains(want[len(want)-1], "timeout") {
					patience = 100 * time.Millisecond
				}
				got := knock(within(t, patience), s, http.MethodGet, path, secret)
				for i, part := range want {
					if i == 0 && !strings.HasPrefix(got, part) || !strings.Contains(got, part) {
						t.Errorf("%s answered %.300q, want %.100q in it", path, got, part)
					}
				}
				if _, body, _ := strings.Cut(got, "json "); fault == "truncated" && path == selfPath && json.Valid([]byte(body)) {
					t.Error("the answer is whole")
				}
			}
		})
	}
}

// Faults of tokens leave alone what an instance tells without one.
func TestAnInstanceWithATokenFaultIsStillRecognised(t *testing.T) {
	everywhere := []Fault{
		"ip-block",
		"gateway",
		"wrong-path",
		"bad-gateway",
		"gateway-timeout",
		"login-page",
		"captive-portal",
		"slow",
		"silent",
		"reset",
		"hang-up",
	}
	for _, info := range Faults() {
		if slices.Contains(everywhere, info.Fault) {
			continue
		}
		s := start(t, Options{Fault: info.Fault})
		got := knock(t.Context(), s, http.MethodGet, "/api/v4/version", token.Secret{})
		if !strings.HasPrefix(got, `401 application/json {"message":"401 Unauthorized"}`) {
			t.Errorf("%s: without a token the API answers %s", info.Fault, got)
		}
	}
}

func TestMaintenanceLetsOneSignInButChangeNothing(t *testing.T) {
	s := start(t, Options{Fault: "maintenance"})
	_, err := s.CreateToken(t.Context(), http.DefaultClient, s.linkTo("n", "", "api"), "")
	prob, ok := errors.AsType[*problem.Problem](err)
	if !ok || prob.Code != problem.CodeMaintenance || prob.HTTPStatus != http.StatusServiceUnavailable {
		t.Errorf("creating a token: %v", err)
	}
	response, body := ask(t, s, "POST", "/personal_access_tokens/self/rotate", token.NewSecret("x"))
	if response.StatusCode != 503 ||
		body != `{"message":"GitLab Maintenance: system is in maintenance mode"}` {
		t.Errorf("rotating answered %s %s", response.Status, body)
	}
}

func TestWithTokensSwitchedOffTheirPageIsGoneForThoseSignedIn(t *testing.T) {
	for release, want := range map[string]int{"17.2": 200, "17.3": 404, "19.2": 404} {
		parsed, _ := catalog.ParseRelease(release)
		s := start(t, Options{Release: parsed, Fault: "tokens-off"})
		v, path := visitorOf(t, s), s.edition.pages.Path()
		if response, _ := v.get(path); response.StatusCode != http.StatusFound {
			t.Errorf("%s: signed out, the page answers %s", release, response.Status)
		}
		v.signIn("pat")
		if response, _ := v.get(path); response.StatusCode != want {
			t.Errorf("%s: signed in, the page answers %s, want %d", release, response.Status, want)
		}
		if response, _ := v.get("/-/profile/preferences"); response.StatusCode != http.StatusOK {
			t.Errorf("%s: Preferences answers %s", release, response.Status)
		}
		_, err := s.CreateToken(t.Context(), http.DefaultClient, s.linkTo("n", "", "api"), "")
		if (err != nil) != (want == 404) {
			t.Errorf("%s: creating a token: %v", release, err)
		}
	}
}

func TestAnAnswerThatTakesForeverEndsWithTheRequestAndWithTheServer(t *testing.T) {
	for _, fault := range []Fault{"slow", "silent", "endless@all", "drip@all"} {
		t.Run(string(fault), func(t *testing.T) {
			s := start(t, Options{Fault: fault})
			get := func(ctx context.Context) error {
				request, _ := http.NewRequestWithContext(ctx, http.MethodGet, s.URL()+"/api/v4/version", nil)
				response, err := http.DefaultClient.Do(request)
				if err != nil {
					return err
				}
				defer func() { _ = response.Body.Close() }()
				_, err = io.Copy(io.Discard, response.Body)
				return err
			}
			ctx, end := context.WithTimeout(t.Context(), 50*time.Millisecond)
			defer end()
			if err := get(ctx); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("a request with a deadline: %v", err)
			}

			sent, ended := make(chan bool, 2), make(chan error)
			trace := &httptrace.ClientTrace{WroteRequest: func(httptrace.WroteRequestInfo) { sent <- true }}
			go func() { ended <- get(httptrace.WithClientTrace(t.Context(), trace)) }()
			<-sent
			started := time.Now()
			if err := s.Close(); err != nil {
				t.Error(err)
			}
			if err := <-ended; err == nil {
				t.Error("the answer ended as if it were whole")
			}
			if took := time.Since(started); took > slowAnswer/2 {
				t.Errorf("closing took %v", took)
			}
		})
	}
}

func TestAWaitIsToldInEveryWay(t *testing.T) {
	clock := newClock()
	at := clock.Now().Add(waitCustom).Format(http.TimeFormat)
	for fault, want := range map[Fault][2]string{ // Retry-After, RateLimit-Limit
		"rate-limited": {"42", "2000"}, "rate-limited-json": {"60", "2000"}, "rate-limited-bare": {"", ""}, "rate-limited-custom": {at, ""}, "unavailable": {
			"30", "2000",
		},
	} {
		s := start(t, Options{Fault: fault, Now: clock.Now})
		secret, _ := s.MakeToken("n", catalog.ScopeAPI)
		response, _ := ask(t, s, http.MethodGet, "/user", secret)
		if got := [2]string{response.Header.Get("Retry-After"), response.Header.Get("RateLimit-Limit")}; got != want {
			t.Errorf("%s: the headers are %q, want %q", fault, got, want)
		}
		if got := response.Header.Get("Date"); got != clock.Now().Format(http.TimeFormat) {
			t.Errorf("%s: the date is %s", fault, got)
		}
	}
}

func TestWhatStandsInFrontOfGitLabSaysNothingThatOnlyGitLabSays(t *testing.T) {
	for _, fault := range []Fault{"ip-block", "gateway", "wrong-path", "bad-gateway", "gateway-timeout", "login-page", "captive-portal", "deploy-page@self"} {
		s := start(t, Options{Fault: fault})
		response, _ := ask(t, s, http.MethodGet, "/personal_access_tokens/self", token.NewSecret("x"))
		for name := range response.Header {
			if !slices.Contains(
				[]string{"Date", "Content-Type", "Content-Length", "Content-Security-Policy", "Www-Authenticate"},
				name,
			) {
				t.Errorf("%s: the answer has the header %s", fault, name)
			}
		}
	}
}
