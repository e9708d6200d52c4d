package command_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/token"
	"glpat/ui/command"
)

// A token of the instance, whose prefix only its sign-in page tells.
const corpToken = "corp-k9f2q7vb4nmp8ls1twzr"

func TestATokenOfTheInstanceLandsInNoLinkAndNoAnswer(t *testing.T) {
	t.Parallel()
	corp := startInstanceBehind(t, (*httptest.Server).Start, func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			seen := httptest.NewRecorder()
			next.ServeHTTP(seen, r)
			for name, values := range seen.Header() {
				if name != "Content-Length" {
					w.Header()[name] = values
				}
			}
			w.WriteHeader(seen.Code)
			body := strings.ReplaceAll(seen.Body.String(), `gon.pat_prefix="glpat-"`, `gon.pat_prefix="corp-"`)
			_, _ = w.Write([]byte(body))
		})
	})
	target := gitlabtest.Target{URL: corp.url, Token: token.NewSecret(corp.newToken(t, "read_repository"))}
	for name, args := range map[string][]string{
		"a name":        {"link", "--purpose", "clone", "--name", corpToken},
		"a description": {"link", "--purpose", "clone", "--description", "it is " + corpToken},
		"a name for the other type": {
			"link", "--purpose", "clone", "--type", "fine-grained", "--name", corpToken,
		},
		"an owner":  {"check", "--token-stdin", "--send-anyway", "--owner", corpToken},
		"a project": {"check", "--token-stdin", "--purpose", "clone", "--prove", "--project", "group/" + corpToken},
	} {
		done := <-runHere(t, target, args...)
		if done.status != command.StatusUsage || !strings.Contains(done.stderr, "looks like a token") ||
			strings.Contains(done.stdout+done.stderr, corpToken) {
			t.Errorf("%s: status %d\n%s%s", name, done.status, done.stdout, done.stderr)
		}
	}
	done := <-runHere(t, target, "link", "--purpose", "clone", "--name", "corp-laptop-2026-backup-runner")
	if done.status != command.StatusOK || !strings.Contains(done.stdout, "corp-laptop-2026-backup-runner") {
		t.Errorf("a name that begins like the tokens: status %d\n%s", done.status, done.stderr)
	}
}

// Each command refuses before it asks a name server: that would tell it the token,
// and take longer than reading.
func TestATokenIsNoHostForAnyCommand(t *testing.T) {
	t.Parallel()
	for _, host := range []string{"xK9fQ2vB7nM4pL8sT1wZ", "corp_xK9fQ2vB7nM4pL8sT1wZ", "3f2a9c1b4d5e6f7081923f2a9c1b4d5e6f708192"} {
		for _, args := range [][]string{
			{"link", "--purpose", "clone"},
			{"link", "--purpose", "clone", "--release", "18.4"},
			{"check"},
			{"check", "--token-stdin"},
			{"token"},
			{},
		} {
			done := <-runHere(t, gitlabtest.Target{URL: host}, args...)
			if done.status == command.StatusOK || done.status == command.StatusNetwork ||
				strings.Contains(strings.ToLower(done.stdout+done.stderr), strings.ToLower(host)) {
				t.Errorf("%q: status %d\n%s%s", args, done.status, done.stdout, done.stderr)
			}
		}
	}
}
