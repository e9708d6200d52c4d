//go:build unix

package command_test

import (
	"encoding/base64"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/token"
	"glpat/ui/command"
)

func TestACertificateWithASecretInItIsPrintedWithoutIt(t *testing.T) {
	t.Parallel()
	for _, encoding := range gitlabtest.Encodings() {
		said := encoding.Encode(gitlabtest.Hush)
		server := gitlabtest.StartShowing(t, said)
		for _, line := range hostileLines()[:2] {
			done := runHostile(server, t.TempDir(), line)
			all := done.stdout + done.stderr
			if leak := encoding.Leak(all, gitlabtest.Hush, hostilePassword); leak != "" {
				t.Errorf("%s: %q is in\n%s", encoding.Name, leak, all)
			}
			if !strings.Contains(all, token.Redacted) || done.status != command.StatusNetwork {
				t.Errorf("%s: status %d, nothing is hidden in\n%s", encoding.Name, done.status, all)
			}
		}
	}
}

func TestAProxyThatRepeatsItsRequestGivesNoPasswordAway(t *testing.T) {
	t.Parallel()
	program := builtProgram(t)
	basic := base64.StdEncoding.EncodeToString([]byte("pat:" + hostilePassword))
	for _, encoding := range gitlabtest.Encodings()[:12] {
		proxy := "http://pat:" + hostilePassword + "@" + gitlabtest.StartRepeatingProxy(t, encoding)
		for _, server := range []string{"https://gitlab.localhost", "http://gitlab.localhost"} {
			done := <-launch(
				t, program,
				gitlabtest.Target{URL: server, Proxy: proxy, Token: token.NewSecret(gitlabtest.Hush)},
				"check", "--token-stdin", "--json",
			)
			all := done.stdout + done.stderr
			if leak := encoding.Leak(all, hostilePassword, gitlabtest.Hush, basic[4:len(basic)-4]); leak != "" {
				t.Errorf("%s to %s: %q is in\n%s", encoding.Name, server, leak, all)
			}
			if done.took > longestRun {
				t.Errorf("%s to %s took %v", encoding.Name, server, done.took)
			}
		}
	}
}

func TestAuthoritiesWithoutEndEndTheProgramAtOnce(t *testing.T) {
	t.Parallel()
	program, fifo := builtProgram(t), t.TempDir()+"/pipe.pem"
	if err := unix.Mkfifo(fifo, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{"/dev/zero", fifo, "/nothing/there.pem"} {
		home := t.TempDir()
		target := gitlabtest.Target{URL: "https://127.0.0.1:1", Token: token.NewSecret(gitlabtest.Hush)}
		done := <-launchWith(t, program, home, target, []string{"SSL_CERT_FILE=" + file}, "check", "--token-stdin")
		if done.status != command.StatusUsage || !strings.Contains(done.stderr, "SSL_CERT_FILE") || done.took > longestRun {
			t.Errorf("%s: status %d after %v: %s", file, done.status, done.took, done.stderr)
		}
		// Without encryption on the way nothing of it is read.
		plain := startPractice(t)
		target.URL = plain.URL()
		done = <-launchWith(t, program, home, target, []string{"SSL_CERT_FILE=" + file}, "link", "--purpose", "clone")
		if done.status != command.StatusOK || strings.Contains(done.stderr, "SSL_CERT_FILE") {
			t.Errorf("%s and plain http: status %d: %s", file, done.status, done.stderr)
		}
	}
}
