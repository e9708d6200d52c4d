package practice

import (
	"os/exec"
	"strings"
	"testing"

	"glpat/gitlab/gitlabtest/realparts"
)

// pythonScript uses python-gitlab as a person's script would.
const pythonScript = `
import sys, gitlab
url, secret = sys.argv[1], sys.stdin.read().strip()
gl = gitlab.Gitlab(url, private_token=secret)
gl.auth()
print("user", gl.user.username)
print("version", gl.version()[0])
print("projects", len(gl.projects.list(membership=True, get_all=True)), len(gl.projects.list(membership=True, per_page=1, iterator=True)))
print("project", gl.projects.get("practice-team/web-shop").name)
print("tokens", [t.name for t in gl.personal_access_tokens.list(get_all=True)])
print("self", gl.http_get("/personal_access_tokens/self")["scopes"])
made = gl.http_post("/personal_access_tokens/1/rotate")
print("rotated", made["id"], made["active"], made["token"].startswith("practice-glpat-"))
try:
    gl.http_get("/personal_access_tokens/self")
except gitlab.exceptions.GitlabAuthenticationError as e:
    print("old", e.response_code, e.error_message)
fresh = gitlab.Gitlab(url, oauth_token=made["token"])
fresh.personal_access_tokens.delete(made["id"])
try:
    fresh.auth()
except gitlab.exceptions.GitlabAuthenticationError as e:
    print("revoked", e.response_code)
`

func TestPythonGitLabWorksWithThePracticeInstance(t *testing.T) {
	t.Parallel()
	python := realparts.Require(t, "python-gitlab", "/usr/bin/python3", "python3")
	if exec.CommandContext(t.Context(), python, "-c", "import gitlab").Run() != nil {
		realparts.MissingPart(t, "python-gitlab")
	}
	s := playing(t, "18.11")
	command := exec.CommandContext(t.Context(), python, "-W", "error::UserWarning", "-c", pythonScript, s.URL())
	command.Stdin = strings.NewReader(makeToken(t, s, "api").Reveal())
	output, err := command.CombinedOutput()
	want := `user pat
version 18.11.0-ee
projects 3 3
project Web shop
tokens ['a test']
self ['api']
rotated 2 True True
old 401 invalid_token
revoked 401
`
	if err != nil || string(output) != want {
		t.Errorf("python-gitlab says %v\n%s, want\n%s", err, output, want)
	}
}

func TestCurlGetsStatusHeadersAndBody(t *testing.T) {
	curl := realparts.Require(t, "curl", "curl")
	s := playing(t, "17.9")
	secret := makeToken(t, s, "read_user")
	// The header is read from stdin, so that the token is in no argument.
	command := exec.CommandContext(t.Context(), curl, "-sS", "--noproxy", "*", "-i", "-H", "@-", s.URL()+"/api/v4/version")
	command.Stdin = strings.NewReader("PRIVATE-TOKEN: " + secret.Reveal() + "\n")
	output, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, output)
	}
	for _, want := range []string{"HTTP/1.1 200 OK", "Content-Type: " +
		"application/json", "Ratelimit-Limit: 2000", "X-Gitlab-Meta: {", `{"version":"17.9.0-ee","revision":"`} {
		if !strings.Contains(string(output), want) {
			t.Errorf("curl shows\n%s\nwant %q in it", output, want)
		}
	}
}
