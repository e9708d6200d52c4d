package command_test

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// hunt looks for a secret in everything that could hold it: as it is, also
// across line breaks and colours, in hexadecimal, and in base64 at each of its
// three alignments.
func hunt(t *testing.T, where string, in []byte, secrets ...string) {
	t.Helper()
	for _, secret := range secrets {
		for form, hidden := range disguises(secret) {
			if bytes.Contains(in, []byte(hidden)) {
				t.Errorf("a token is in %s, %s", where, form)
			}
		}
		joined := strings.Join(strings.Fields(ansi.Strip(string(in))), "")
		if strings.Contains(joined, secret) {
			t.Errorf("a token is in %s, across lines or colours", where)
		}
	}
}

// disguises are the forms a secret may be hidden in. Of base64 only the middle
// counts that does not depend on what stands around the secret.
func disguises(secret string) map[string]string {
	forms := map[string]string{
		"as it is":           secret,
		"without its prefix": strings.TrimPrefix(secret, "glpat-"),
		"in hex":             hex.EncodeToString([]byte(secret)),
		"in upper-case hex":  strings.ToUpper(hex.EncodeToString([]byte(secret))),
	}
	for shift := range 3 {
		padded := []byte(strings.Repeat("\x00", shift) + secret)
		whole := padded[:len(padded)/3*3]
		for name, encoding := range map[string]*base64.Encoding{"base64": base64.StdEncoding, "URL-safe base64": base64.URLEncoding} {
			encoded := encoding.EncodeToString(whole)
			if shift > 0 {
				encoded = encoded[4:]
			}
			forms[fmt.Sprintf("in %s shifted by %d", name, shift)] = encoded
		}
	}
	return forms
}

func TestTheHuntFindsASecretInEveryForm(t *testing.T) {
	t.Parallel()
	const secret = "glpat-aB3dE6gH9jK2mN5pQ8sT"
	for _, lead := range []string{"", "x", "xy", "xyz"} {
		text := []byte(lead + secret + "tail")
		for _, hidden := range []string{
			string(text), hex.EncodeToString(text), base64.StdEncoding.EncodeToString(text),
			base64.RawURLEncoding.EncodeToString(text),
		} {
			if !slices.ContainsFunc(
				slices.Collect(maps.Values(disguises(secret))),
				func(form string) bool { return strings.Contains(hidden, form) },
			) {
				t.Errorf("nothing is found in %q", hidden)
			}
		}
	}
}

// spies are programs that stand first in PATH and note how they were called:
// their arguments and environment in one file, what they were given in another.
type spies struct{ dir, calls, inputs string }

// spiedPrograms are those glpat may start. Git does its work all the same.
func spiedPrograms() []string {
	return []string{
		"git",
		"xclip",
		"xsel",
		"wl-copy",
		"wl-paste",
		"pbcopy",
		"pbpaste",
		"xdg-open",
		"x-www-browser",
		"www-browser",
		"open",
	}
}

func newSpies(t *testing.T) spies {
	t.Helper()
	s := spies{dir: t.TempDir(), calls: filepath.Join(t.TempDir(), "calls"), inputs: filepath.Join(t.TempDir(), "inputs")}
	for _, name := range spiedPrograms() {
		then := "exit 0"
		switch name {
		case "git":
			if real, err := exec.LookPath("git"); err == nil {
				then = "exec " + real + ` "$@"`
			}
		case "xclip", "xsel", "wl-copy", "pbcopy":
			then = `case "$*" in *-o*) ;; *) /bin/cat >> ` + s.inputs + ` ;; esac`
		}
		script := "#!/bin/sh\n{ echo \"call: $0 $*\"; /usr/bin/env; } >> " + s.calls + "\n" + then + "\n"
		if err := os.WriteFile(filepath.Join(s.dir, name), []byte(script), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// variables put the spies first in PATH and pretend that there is a desktop.
func (s spies) variables() []string {
	return []string{"PATH=" + s.dir + ":" + os.Getenv("PATH"), "DISPLAY=:99"}
}

// called is every call with its environment.
func (s spies) called(t *testing.T) string { return readIfThere(t, s.calls) }

// given is everything put on the clipboard.
func (s spies) given(t *testing.T) string { return readIfThere(t, s.inputs) }

func readIfThere(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return string(text)
}

// TestTheTokenIsFoundOnlyWhereItWasPut walks the whole way in a real terminal,
// against what looks like a real GitLab, keeps the token in each place, uses
// the commands on it, and then hunts for it.
func TestTheTokenIsFoundOnlyWhereItWasPut(t *testing.T) {
	t.Parallel()
	for _, place := range []struct {
		name string
		keep func(*terminal) // from the choice of a place to the last screen
		// holds tells whether a file may hold the token.
		holds func(path string) bool
		kept  bool
	}{
		{
			name: "the keyring", kept: true,
			keep:  func(term *terminal) { term.press("Enter") },
			holds: func(path string) bool { return strings.Contains(path, "/ring/") },
		},
		{
			name: "a file", kept: true,
			keep: func(term *terminal) {
				term.press("Down", "Enter")
				term.sees("The file is not encrypted")
				term.press("y")
			},
			holds: func(path string) bool { return strings.Contains(path, "/.config/glpat/tokens/") },
		},
		{
			name: "nowhere",
			keep: func(term *terminal) {
				term.press("Up")
				// The next screen shows the token because the person wants it.
				term.stopRecording()
				term.press("Enter")
			},
			holds: func(string) bool { return false },
		},
	} {
		t.Run("kept in "+place.name, func(t *testing.T) {
			t.Parallel()
			real, home, spy := startInstance(t), t.TempDir(), newSpies(t)
			token := real.newToken(t, "read_repository")
			inherited := "glpat-" + rand.Text()[:20]
			ring := filepath.Join(home, "ring")
			if err := os.Mkdir(ring, 0o700); err != nil {
				t.Fatal(err)
			}
			repository(t, filepath.Join(home, "work"))
			program := needPart(t, programRing)
			variables := append(spy.variables(), ringDir+"="+ring)

			term := openTerminal(t, home, terminalOptions{
				program: "sh",
				args:    []string{"-c", `cd "$HOME/work" && exec "$@"`, "sh", program, "--host", real.url, "--purpose", "clone"},
				env:     append(variables, "GITLAB_TOKEN="+inherited),
			})
			term.record()
			term.walkTo("paste it here")
			term.sees("Opened in your browser")
			term.paste(token)
			term.sees("26 characters, personal access token")
			term.press("Enter")
			term.sees("Where should glpat keep it?")
			place.keep(term)
			term.sees("When something fails")
			copied := token // the person asks for it
			if place.kept {
				copied = programRing + " token"
			}
			term.press("c")
			waitFor(t, copied+" on the clipboard", term.state, func() bool { return strings.Contains(spy.given(t), copied) })
			if shown := strings.Contains(term.flat(), token); shown == place.kept {
				t.Errorf("the last screen shows the token: %v;\n%s", shown, term.screen())
			}
			if place.kept {
				term.press("Enter")
			} else {
				term.press("y") // the person says they have it
			}
			term.ends(0)
			term.isRestored()
			if said := term.file("stderr"); !strings.Contains(said, "Your token works: “backup script”") {
				t.Errorf("the last words are %q", said)
			}

			hunt(t, "what the terminal received", []byte(term.file("recorded")), token, inherited)
			hunt(t, "the screen after the end", []byte(term.screen()), token, inherited)
			hunt(t, "stderr", []byte(term.file("stderr")), token, inherited)
			if recorded := term.file("recorded"); !strings.Contains(recorded, "Where should glpat keep it?") {
				t.Error("the terminal was not recorded")
			}

			useCommands(t, program, home, append(variables, "GITLAB_TOKEN="+inherited), real.url, token, inherited, place.kept)

			found := false
			for path, text := range filesBelow(t, home) {
				if place.holds(path) {
					found = found || strings.Contains(string(text), token)
					mode, err := os.Stat(path)
					if err != nil || mode.Mode().Perm() != 0o600 {
						t.Errorf("%s has mode %v, %v", path, mode.Mode(), err)
					}
					continue
				}
				hunt(t, "the file "+path, text, token, inherited)
			}
			if found != place.kept {
				t.Errorf("the token is where it was put: %v, want %v", found, place.kept)
			}
			calls := spy.called(t)
			hunt(t, "the clipboard", []byte(spy.given(t)), inherited)
			if place.kept {
				hunt(t, "the clipboard", []byte(spy.given(t)), token)
			}
			hunt(t, "arguments or environment of another program", []byte(calls), token, inherited)
			for _, want := range []string{"/git ", "/xdg-open " + real.url + "/-/user_settings/personal_access_tokens?name="} {
				if !strings.Contains(calls, "call: "+spy.dir+want) {
					t.Errorf("%s was not called, so nothing is known of it; calls were:\n%s", want, callLines(calls))
				}
			}
			if strings.Contains(calls, "GITLAB_TOKEN") {
				t.Error("another program inherited GITLAB_TOKEN")
			}
		})
	}
}

// useCommands runs the commands on the token, with it on stdin, and hunts in
// what they print. Only "glpat token" may print it, and only on stdout.
func useCommands(t *testing.T, program, home string, variables []string, url, token, inherited string, kept bool) {
	t.Helper()
	for _, line := range [][]string{
		{"check", "--host", url, "--token-stdin"},
		{"check", "--host", url, "--token-stdin", "--json", "--purpose", "push"},
		{"check", "--host", url, "--token-stdin", "--send-anyway"},
		{"check", "--host", url}, // with the one in the environment
		{"check", "--host", url, "--json"},
		{"check", "--host", "127.0.0.1:1", "--token-stdin"},
		{"link", "--host", url, "--purpose", "clone"},
		{"explain", "-"},
		{"explain", "401"},
		{"token", "--host", url},
		{"check", token},
		{"link", "--name", token},
	} {
		command := exec.CommandContext(t.Context(), program, line...)
		command.Env = append(isolated(home), variables...)
		command.Stdin = strings.NewReader(token + "\n")
		var stdout, stderr bytes.Buffer
		command.Stdout, command.Stderr = &stdout, &stderr
		_ = command.Run() // some are meant to fail
		where := "glpat " + line[0]
		if line[0] == "token" && kept {
			if stdout.String() != token+"\n" {
				t.Errorf("glpat token printed %d bytes that are not the token; stderr: %s", stdout.Len(), stderr.String())
			}
		} else {
			hunt(t, where+"'s stdout", stdout.Bytes(), token, inherited)
		}
		hunt(t, where+"'s stderr", stderr.Bytes(), token, inherited)
	}
}

// repository makes a Git repository with a remote, for glpat to look into.
func repository(t *testing.T, dir string) {
	t.Helper()
	needPart(t, "git")
	for _, line := range [][]string{{"init", "-q", dir}, {"-C", dir, "remote", "add", "origin", "git@gitlab.example.com:group/project.git"}} {
		if out, err := exec.CommandContext(t.Context(), "git", line...).CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", line, err, out)
		}
	}
}

// callLines are the lines of calls without the environments.
func callLines(calls string) string {
	var lines []string
	for line := range strings.Lines(calls) {
		if strings.HasPrefix(line, "call: ") {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "")
}
