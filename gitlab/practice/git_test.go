package practice

import (
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"glpat/gitlab/catalog"
	"glpat/gitlab/gitlabtest/realparts"
	"glpat/gitlab/token"
)

// The bodies are those of lib/gitlab/git_access.rb and
// app/controllers/repositories/git_http_controller.rb.
func TestGitIsAnsweredInGitLabsOrderAndWords(t *testing.T) {
	const info = ".git/info/refs?service="
	for _, test := range []struct {
		name, scopes, path string
		status             int
		body               string
	}{
		{
			"a download", "read_repository", "/practice-team/web-shop" + info + "git-upload-pack", 200,
			"# service=git-upload-pack",
		},
		{
			"a download with the broader scope", "read_api", "/practice-team/web-shop" + info + "git-upload-pack", 200,
			" refs/heads/main",
		},
		{
			"a download without .git", "read_repository", "/practice-team/web-shop/info/refs?service=git-upload-pack", 200,
			"# service",
		},
		{"an upload", "write_repository", "/practice-team/web-shop" + info + "git-receive-pack", 200, "report-status"},
		{
			"an upload with a token to download", "read_repository", "/practice-team/web-shop" + info + "git-receive-pack", 403,
			"You are not allowed to upload code.",
		},
		{
			"an upload with read_api", "read_api", "/practice-team/web-shop" + info + "git-receive-pack", 403,
			"You are not allowed to upload code.",
		},
		{
			"the scope comes before the project", "read_user", "/nobody/nothing" + info + "git-upload-pack", 403,
			"You are not allowed to download code.",
		},
		{
			"a project that is not there", "read_repository", "/nobody/nothing" + info + "git-upload-pack", 404,
			"The project you were looking for could not be found or you don't have permission to view it.",
		},
		{
			"an upload to a namespace that is not there", "write_repository", "/nobody/nothing" + info + "git-receive-pack", 404,
			"The project you were looking for",
		},
		{"no token", "", "/practice-team/web-shop" + info + "git-upload-pack", 401, "HTTP Basic: Access denied."},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := playing(t, "18.4")
			var secret token.Secret
			if test.scopes != "" {
				secret = s.tokenWith(t, test.scopes)
			}
			answer, body := s.send(t, request{method: "GET", path: test.path, basic: true}, secret)
			if answer.StatusCode != test.status || !strings.Contains(body, test.body) {
				t.Errorf("it is %s, %q; want %d, %q", answer.Status, body, test.status, test.body)
			}
			if kind := answer.Header.Get("Content-Type"); test.status != 200 && kind != "text/plain; charset=utf-8" {
				t.Errorf("it is %s", kind)
			}
			if asks := answer.Header.Get("WWW-Authenticate"); (asks == `Basic realm="GitLab"`) != (test.status == 401) {
				t.Errorf("it asks for %q", asks)
			}
			if projects, _ := s.Made(); projects != 0 {
				t.Errorf("%d projects were made", projects)
			}
		})
	}
}

// tokenWith makes a token with scopes written as in a link.
func (s *Server) tokenWith(t *testing.T, scopes string) token.Secret {
	t.Helper()
	parsed, err := catalog.ParseScopes(scopes)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := s.MakeToken("a test", parsed...)
	if err != nil {
		t.Fatal(err)
	}
	return secret
}

func TestAskingGitAboutAPushMakesAProjectInARealNamespace(t *testing.T) {
	s := playing(t, "18.4")
	answer, _ := s.send(
		t,
		request{method: "GET", path: "/practice-team/oops.git/info/refs?service=git-receive-pack", basic: true},
		s.tokenWith(t, "write_repository"),
	)
	if projects, _ := s.Made(); answer.StatusCode != http.StatusOK || projects != 1 {
		t.Errorf("it is %s, and %d projects were made", answer.Status, projects)
	}
}

func TestHeadIsRefusedWithoutAWord(t *testing.T) {
	s := playing(t, "18.4")
	answer, body := s.send(
		t,
		request{method: "HEAD", path: "/practice-team/web-shop.git/info/refs?service=git-upload-pack", basic: true},
		s.tokenWith(t, "api"),
	)
	if answer.StatusCode != http.StatusForbidden || body != "" {
		t.Errorf("it is %s, %q", answer.Status, body)
	}
}

func TestGitItselfClonesAndWouldPush(t *testing.T) {
	t.Parallel()
	git := realparts.Require(t, "git", "git")
	s := playing(t, "19.2")
	run := func(folder string, secret token.Secret, arguments ...string) (string, error) {
		command := exec.CommandContext(t.Context(), git, append([]string{"-c", "credential.helper="}, arguments...)...)
		command.Dir = folder
		command.Env = append(
			os.Environ(),
			"GIT_TERMINAL_PROMPT=0",
			"GIT_ASKPASS="+askpass(t),
			"PASSWORD="+secret.Reveal(),
			"HOME="+t.TempDir(),
			"GIT_CONFIG_NOSYSTEM=1",
			"LC_ALL=C",
		)
		said, err := command.CombinedOutput()
		return string(said), err
	}
	address := strings.Replace(s.URL(), "http://", "http://oauth2@", 1) + "/practice-team/web-shop.git"
	reads, writes, neither := s.tokenWith(
		t,
		"read_repository",
	), s.tokenWith(
		t,
		"write_repository",
	), s.tokenWith(
		t,
		"read_user",
	)
	here := t.TempDir()

	if said, err := run(here, reads, "ls-remote", address, "HEAD"); err != nil || !strings.Contains(said, "\tHEAD") {
		t.Errorf("ls-remote: %v, %s", err, said)
	}
	if said, err := run(here, reads, "clone", "-q", address, "copy"); err != nil {
		t.Fatalf("clone: %v, %s", err, said)
	}
	content, err := os.ReadFile(filepath.Join(here, "copy", "README.md"))
	if err != nil || !strings.HasPrefix(string(content), "# Web shop") {
		t.Errorf("the copy has %q, %v", content, err)
	}
	copied := filepath.Join(here, "copy")
	if said, err := run(copied, writes, "push", "--dry-run", "origin", "HEAD:refs/heads/glpat-probe"); err != nil ||
		!strings.Contains(said, "[new branch]") {
		t.Errorf("push: %v, %s", err, said)
	}
	for _, test := range []struct {
		name      string
		secret    token.Secret
		arguments []string
		want      string
	}{
		{
			"a push with a token to read", reads,
			[]string{"push", "--dry-run", "origin", "HEAD:refs/heads/glpat-probe"},
			"You are not allowed to upload code.",
		},
		{"a clone with another scope", neither, []string{"ls-remote", "origin"}, "You are not allowed to download code."},
		{
			"a clone with a bad token", token.NewSecret("practice-glpat-bad"),
			[]string{"ls-remote", "origin"},
			"HTTP Basic: Access denied.",
		},
	} {
		if said, err := run(copied, test.secret, test.arguments...); err == nil || !strings.Contains(said, test.want) {
			t.Errorf("%s: %v, %s; want %q", test.name, err, said, test.want)
		}
	}
}

// askpass is a program that gives Git the password.
func askpass(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "askpass")
	if err := os.WriteFile(path, []byte("#!/bin/sh\nprintf '%s\\n' \"$PASSWORD\"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}
