package command_test

import (
	"encoding/pem"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"glpat/config"
	"glpat/gitlab/gitlabtest"
)

// TestWhatTheSettingsSayIsUsed reaches instances of all kinds with nothing but
// the address on the command line.
func TestWhatTheSettingsSayIsUsed(t *testing.T) {
	t.Parallel()
	rows := gitlabtest.Rows(nil)
	for _, name := range []string{
		"a certificate of an authority that is trusted", "a self-signed certificate that is trusted",
		"a client certificate that is shown", "a gateway that is given its header", "an API at another address",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			target := rowNamed(t, rows, name).Start(t)
			reach := config.Connection{
				API:        target.API,
				CAFile:     target.CAFile,
				ClientCert: target.ClientCert,
				ClientKey:  target.ClientKey,
				Headers:    target.Headers,
			}
			for _, tc := range []struct {
				name  string
				knows config.Connection
				gives gitlabtest.Target
				fails bool
			}{
				{"nothing is said", config.Connection{}, gitlabtest.Target{}, true},
				{"the settings say it", reach, gitlabtest.Target{}, false},
				{"the flags win over the settings", wrong(target, rows, t), target, false},
			} {
				home := t.TempDir()
				remember(t, home, config.KnownInstance{URL: target.URL, Connection: tc.knows})
				tc.gives.URL, tc.gives.Token = target.URL, target.Token
				done := <-launchAt(t, builtProgram(t), home, tc.gives, "check", "--token-stdin")
				if failed := done.status != 0; failed != tc.fails {
					t.Errorf("%s: exit status %d; stderr:\n%s", tc.name, done.status, done.stderr)
				}
			}
		})
	}
}

// wrong is a reach that does not lead to the target.
func wrong(target gitlabtest.Target, rows []gitlabtest.Row, t *testing.T) config.Connection {
	t.Helper()
	other := rowNamed(t, rows, "a certificate of an authority that is trusted").Start(t)
	var reach config.Connection
	if target.API != "" {
		reach.API = "http://127.0.0.1:1"
	}
	if target.CAFile != "" {
		reach.CAFile = other.CAFile
	}
	if target.ClientCert != "" {
		reach.ClientCert = filepath.Join(t.TempDir(), "gone.pem")
	}
	if len(target.Headers) > 0 {
		reach.Headers = []string{"x-gateway-key: another"}
	}
	return reach
}

func rowNamed(t *testing.T, rows []gitlabtest.Row, name string) gitlabtest.Row {
	t.Helper()
	at := slices.IndexFunc(rows, func(row gitlabtest.Row) bool { return row.Name == name })
	if at < 0 {
		t.Fatalf("there is no row %q", name)
	}
	return rows[at]
}

// remember notes an instance down in the settings of a home.
func remember(t *testing.T, home string, instance config.KnownInstance) {
	t.Helper()
	store := config.Open(filepath.Join(home, ".config", "glpat"), time.Now)
	if err := store.RememberInstance(instance); err != nil {
		t.Fatal(err)
	}
}

// TestTheWizardKeepsHowAGitLabIsReached goes into the wizard with flags, or with a
// certificate that is trusted there, and then uses a command without them.
func TestTheWizardKeepsHowAGitLabIsReached(t *testing.T) {
	t.Parallel()
	const header, key = "X-Gateway-Key", "opensesame"
	none := func(next http.Handler) http.Handler { return next }
	guarded := func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get(header) != key {
				http.Error(w, "no key", http.StatusUnauthorized)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
	for _, tc := range []struct {
		name    string
		start   func(*httptest.Server)
		gateway func(http.Handler) http.Handler
		flags   []string
		env     []string
		more    func(*terminal) // up to the GitLab that is found
	}{
		{
			name: "an authority that a flag names", start: (*httptest.Server).StartTLS, gateway: none,
			flags: []string{"--ca-file", "ca.pem"},
		},
		{
			name: "a gateway's header", start: (*httptest.Server).Start, gateway: guarded,
			flags: []string{"--header", header + ": env:KEY"}, env: []string{"KEY=" + key},
		},
		{name: "a certificate that was compared", start: (*httptest.Server).StartTLS, gateway: none, more: func(term *terminal) {
			term.sees("does not trust the certificate")
			term.press("C-t")
			term.sees("Compare before you trust")
			term.press("Enter") // which is no answer
			term.press("y")
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			real, home := startInstanceBehind(t, tc.start, tc.gateway), t.TempDir()
			if real.certificate != nil {
				text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: real.certificate.Raw})
				if err := os.WriteFile(filepath.Join(home, "ca.pem"), text, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			term := openTerminal(t, home, terminalOptions{
				program: "sh",
				env:     tc.env,
				args: append(
					[]string{"-c", `cd "$HOME" && exec "$@"`, "sh", builtProgram(t), "--no-browser", "--host", real.url},
					tc.flags...),
			})
			if tc.more != nil {
				tc.more(term)
			}
			term.walkTo("Step 2 of 5")
			term.press("C-c")
			term.ends(130)

			check := exec.CommandContext(t.Context(), builtProgram(t), "check", "--token-stdin", "--host", real.url)
			check.Env = append(isolated(home), tc.env...)
			check.Stdin = strings.NewReader(real.newToken(t, "api"))
			if out, err := check.CombinedOutput(); err != nil {
				t.Errorf("without the flags: %v\n%s", err, out)
			}
			settings := readIfThere(t, filepath.Join(home, ".config", "glpat", "settings.yaml"))
			if strings.Contains(settings, key) || strings.Contains(settings, ` "ca.pem"`) {
				t.Errorf("the settings hold a secret or half a path:\n%s", settings)
			}
		})
	}
}

func TestTheWizardDoesNotOpenWithFlagsThatCannotBeUsed(t *testing.T) {
	t.Parallel()
	term := openTerminal(
		t,
		t.TempDir(),
		terminalOptions{args: []string{"--host", "gitlab.example.com", "--ca-file", "gone.pem"}},
	)
	term.ends(2)
	term.isRestored()
	if said := term.file("stderr"); !strings.Contains(said, "gone.pem\" is not there") {
		t.Errorf("stderr says %q", said)
	}
}
