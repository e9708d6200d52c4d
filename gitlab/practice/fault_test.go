package practice

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptrace"
	"strings"
	"testing"
	"time"

	"glpat/gitlab"
)

func TestEachFaultDoesWhatItSays(t *testing.T) {
	const self, user, version = "/api/v4/personal_access_tokens/self", "/api/v4/user", "/api/v4/version"
	const html, text, asJSON = "text/html", "text/plain", "application/json"
	type want struct {
		path   string
		status int
		kind   string // the start of Content-Type
		body   string // part of the body
	}
	fine := want{pathSignIn, 200, html, "Sign in"}
	for fault, wants := range map[Fault][]want{
		"":                  {fine, {user, 200, asJSON, `"username":"pat"`}},
		"token-unknown":     {fine, {self, 401, asJSON, `{"message":"401 Unauthorized"}`}},
		"token-expired":     {fine, {self, 401, asJSON, "Token is expired."}},
		"token-revoked":     {fine, {self, 401, asJSON, "Token was revoked."}},
		"scope-missing":     {fine, {self, 200, asJSON, `"scopes"`}, {user, 403, asJSON, `"insufficient_scope"`}},
		"blocked":           {fine, {self, 403, asJSON, "403 Forbidden - Your account has been blocked"}},
		"not-found":         {fine, {self, 404, asJSON, "404 Not Found"}},
		"rate-limited":      {fine, {self, 429, text, "Retry later"}},
		"rate-limited-json": {fine, {self, 429, asJSON, "requested too many times"}},
		"server-error":      {fine, {self, 500, asJSON, `{"message":"500 Internal Server Error"}`}},
		"bad-gateway":       {{pathSignIn, 502, html, "502"}, {self, 502, text, "GitLab is not responding"}},
		"deploy-page":       {{pathSignIn, 200, html, "Deploy in progress"}, {"/.well-known/openid-configuration", 200, html, "Deploy in progress"}, {self, 200, asJSON, `"scopes"`}},
		"maintenance":       {fine, {self, 200, asJSON, `"scopes"`}},
		"login-page":        {fine, {self, 200, html, "Sign in"}, {version, 200, html, "Sign in"}},
		"truncated":         {fine, {self, 200, asJSON, `{"id":1`}},
	} {
		t.Run("fault "+string(fault), func(t *testing.T) {
			s := start(t, Options{Fault: fault})
			u, _ := s.store.userNamed("pat")
			secret, _ := s.store.create(u.id, draft{name: "n", scopes: []gitlab.Scope{"api"}})
			for _, want := range wants {
				request, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL()+want.path, nil)
				request.Header.Set("PRIVATE-TOKEN", secret.Reveal())
				response, err := http.DefaultClient.Do(request)
				if err != nil {
					t.Fatal(err)
				}
				_, body := readAll(t, response)
				if response.StatusCode != want.status || !strings.HasPrefix(response.Header.Get("Content-Type"), want.kind) || !strings.Contains(body, want.body) {
					t.Errorf("%s answered %s %s\n%s\nwant %+v", want.path, response.Status, response.Header.Get("Content-Type"), body, want)
				}
				if fault == "truncated" && want.path == self && json.Valid([]byte(body)) {
					t.Error("the answer is whole")
				}
			}
		})
	}
}

// Faults of tokens leave alone what an instance tells without one.
func TestAnInstanceWithATokenFaultIsStillRecognised(t *testing.T) {
	for _, info := range Faults() {
		switch info.Fault {
		case "bad-gateway", "login-page", "slow":
			continue
		}
		s := start(t, Options{Fault: info.Fault})
		if response, body := ask(t, s, "GET", "/version", gitlab.Secret{}); response.StatusCode != 401 || body != `{"message":"401 Unauthorized"}` {
			t.Errorf("%s: without a token the API answers %s %s", info.Fault, response.Status, body)
		}
	}
}

func TestMaintenanceLetsOneSignInButChangeNothing(t *testing.T) {
	s := start(t, Options{Fault: "maintenance"})
	_, err := s.CreateToken(t.Context(), http.DefaultClient, s.linkTo("n", "", "api"), "")
	if err == nil || !strings.Contains(err.Error(), "503") {
		t.Errorf("creating a token: %v", err)
	}
	if response, body := ask(t, s, "POST", "/personal_access_tokens/self/rotate", gitlab.NewSecret("x")); response.StatusCode != 503 || body != `{"message":"GitLab Maintenance: system is in maintenance mode"}` {
		t.Errorf("rotating answered %s %s", response.Status, body)
	}
}

func TestASlowAnswerEndsWithTheRequestAndWithTheServer(t *testing.T) {
	s := start(t, Options{Fault: "slow"})
	get := func(ctx context.Context) error {
		request, _ := http.NewRequestWithContext(ctx, http.MethodGet, s.URL()+"/api/v4/version", nil)
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			return err
		}
		return response.Body.Close()
	}
	ctx, end := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer end()
	if err := get(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a request with a deadline: %v", err)
	}

	sent, ended := make(chan bool, 2), make(chan bool)
	trace := &httptrace.ClientTrace{WroteRequest: func(httptrace.WroteRequestInfo) { sent <- true }}
	go func() {
		_ = get(httptrace.WithClientTrace(t.Context(), trace))
		close(ended)
	}()
	<-sent
	started := time.Now()
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	<-ended
	if took := time.Since(started); took > slowness/2 {
		t.Errorf("closing took %v", took)
	}
}

func TestFaultsAreReadByNameAndDescribed(t *testing.T) {
	for _, info := range Faults() {
		if got, err := ParseFault(string(info.Fault)); err != nil || got != info.Fault || info.Does == "" {
			t.Errorf("%q is read as %q, %v; it does %q", info.Fault, got, err, info.Does)
		}
	}
	for name, want := range map[string]bool{"": true, "none": true, "slow": true, "odd": false} {
		if _, err := ParseFault(name); (err == nil) != want {
			t.Errorf("reading %q: %v", name, err)
		}
	}
	if _, err := Start(Options{Fault: "odd"}); err == nil {
		t.Error("a fault that nobody knows is played")
	}
}
