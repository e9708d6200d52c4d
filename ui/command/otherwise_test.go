package command_test

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"glpat/gitlab/catalog"
	"glpat/ui/command"
)

// telling serves an instance that tells another release than it is of, as one whose
// features were carried back, or switched off, does.
func (p *playedGitLab) telling(t *testing.T, release string) string {
	t.Helper()
	version := regexp.MustCompile(`"version":"[^"]*"`)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/api/v4/version" && r.URL.Path != "/api/v4/metadata" {
			p.ServeHTTP(w, r)
			return
		}
		answer := httptest.NewRecorder()
		p.ServeHTTP(answer, r)
		for name, values := range answer.Header() {
			if name != "Content-Length" {
				w.Header()[name] = values
			}
		}
		w.WriteHeader(answer.Code)
		// Who asked may be gone already.
		_, _ = w.Write(version.ReplaceAll(answer.Body.Bytes(), []byte(`"version":"`+release+`.0-ee"`)))
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// An instance that does more than its release is taken at its word: what works there
// is not refused, and it is not said that only newer ones do it.
func TestAnInstanceThatDoesMoreThanItsReleaseIsRefusedNothing(t *testing.T) {
	t.Parallel()
	p := playGitLab(t, "19.2")
	old := p.telling(t, "16.0")
	for _, purpose := range catalog.AllPurposes() {
		scopes := append(slices.Clone(purpose.SetFor(p.Release()).Names()), catalog.ScopeReadUser)
		done := p.run(
			p.tokenWith(t, scopes), "check", "--token-stdin", "--purpose", purpose.Name, "--reach", "--host", old,
		)
		if done.status != command.StatusOK || !strings.Contains(done.stdout, "16.0.0-ee") {
			t.Errorf("%s: exit status %d: %s%s", purpose.Name, done.status, done.stdout, done.stderr)
		}
		if !strings.Contains(done.stdout, "\nreach ") || strings.Contains(done.stderr, "does so from") {
			t.Errorf("%s: where it reaches is not told: %s%s", purpose.Name, done.stdout, done.stderr)
		}
	}
}

// An instance that does less than its release is not told that it is too old, and the
// token that works there is not refused.
func TestAnInstanceThatDoesLessThanItsReleaseIsNotCalledOld(t *testing.T) {
	t.Parallel()
	p := playGitLab(t, "17.3") // it lists no memberships
	secret := p.tokenWith(t, []catalog.Scope{catalog.ScopeReadAPI})
	for told, says := range map[string]string{p.telling(t, "19.2"): "", p.URL(): "does so from 17.4 on"} {
		done := p.run(secret, "check", "--token-stdin", "--purpose", "read-api", "--reach", "--host", told)
		if done.status != command.StatusOK || !strings.Contains(done.stderr, "glpat: ") {
			t.Errorf("exit status %d: %s", done.status, done.stderr)
		}
		if strings.Contains(done.stderr, "does so from") != (says != "") || !strings.Contains(done.stderr, says) {
			t.Errorf("it says %q, want %q in it", done.stderr, says)
		}
	}
}

// How long a token may last an instance does not tell, so an end that its release does
// not take by itself is doubted, with what it takes, and linked to all the same.
func TestAnEndThatTheReleaseMayNotTakeIsDoubtedAndNotRefused(t *testing.T) {
	t.Parallel()
	const doubt, none = "choose the latest that it offers", ""
	for _, test := range []struct{ release, end, says string }{
		{"15.11", "3650d", none},
		{"16.0", "366d", doubt},
		{"17.5", "400d", doubt},
		{"17.6", "400d", doubt},
		{"19.2", "3650d", doubt},
		{"19.2", "365d", none},
		{"15.11", "never", none},
		{"19.2", "never", doubt},
	} {
		done := alone(
			"link",
			"--host",
			"gitlab.example.com",
			"--purpose",
			"clone",
			"--release",
			test.release,
			"--expires",
			test.end,
		)
		if done.status != command.StatusOK || !strings.HasPrefix(done.stdout, "https://gitlab.example.com/") {
			t.Errorf("%s at %s: exit status %d: %s", test.end, test.release, done.status, done.stderr)
		}
		var others strings.Builder
		for line := range strings.Lines(done.stderr) {
			if !strings.Contains(line, "yourself") {
				others.WriteString(line)
			}
		}
		said := others.String()
		if (said != "") != (test.says != "") || !strings.Contains(said, test.says) {
			t.Errorf("%s at %s: it says %q, want %q in it", test.end, test.release, said, test.says)
		}
	}
}
