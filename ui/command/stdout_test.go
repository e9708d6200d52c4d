package command_test

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"glpat/config"
	"glpat/gitlab/catalog"
	"glpat/gitlab/token"
	"glpat/ui/command"
)

// brokenOutput takes a number of bytes and no more.
type brokenOutput struct {
	left int
	err  error
}

// Write implements io.Writer.
func (b *brokenOutput) Write(part []byte) (int, error) {
	if b.left -= len(part); b.left < 0 {
		return 0, &os.PathError{Op: "write", Path: "/dev/stdout", Err: b.err}
	}
	return len(part), nil
}

// withoutToken before a line runs it without one.
const withoutToken = "(without a token)"

func TestOutputThatIsNotWrittenWholeIsNoSuccess(t *testing.T) {
	t.Parallel()
	server := startPractice(t)
	secret, err := server.MakeToken("all", catalog.ScopeAPI)
	if err != nil {
		t.Fatal(err)
	}
	home := t.TempDir()
	keepInFile(t, home, server.URL(), secret)
	environment := isolated(home)
	getenv := func(name string) string {
		for _, pair := range slices.Backward(environment) {
			if value, is := strings.CutPrefix(pair, name+"="); is {
				return value
			}
		}
		return ""
	}
	run := func(out io.Writer, args []string) (status int, said string) {
		var talk bytes.Buffer
		machine := systemHere(strings.NewReader(""), out, &talk, getenv)
		if rest, is := strings.CutPrefix(strings.Join(args, "\n"), withoutToken+"\n"); is {
			args = strings.Split(rest, "\n")
		} else {
			machine.Token = secret
		}
		ended := make(chan os.Signal)
		close(ended)
		machine.Signals = func() <-chan os.Signal { return ended }
		return command.Main(machine, args), talk.String()
	}

	host := []string{"--host", server.URL()}
	withHost := func(args ...string) []string { return append(args, host...) }
	lines := [][]string{
		{"--help"},
		{"help", "check"},
		{"version"},
		{"practice", "--serve"},
		{"practice", "--help"},
		withHost("link", "--purpose", "clone"), withHost("link", "--purpose", "clone", "--json"),
		withHost("check"), withHost("check", "--json"), withHost("check", "--purpose", "api"), withHost("check", "--reach"),
		withHost(withoutToken, "check"), withHost(withoutToken, "check", "--json"),
		withHost("token"),
		{"scopes"},
		{"scopes", "--json"},
		{"scopes", "api"},
		{"scopes", "api", "--json"},
		{"scopes", "--purpose", "clone"},
		{"scopes", "--purpose", "clone", "--json"},
		{"explain"},
		{"explain", "403"},
		{"explain", "403", "--json"},
		{"explain", "limits"},
		{"explain", "limits", "--json"},
		{"completion", "bash"},
		{"completion", "zsh"},
		{"completion", "fish"},
		{"completion", "powershell"},
		{"__complete", "sc"},
	}
	tried := map[string]bool{}
	for _, args := range lines {
		tried[args[0]] = true
		t.Run(strings.Join(args, " "), func(t *testing.T) {
			t.Parallel()
			var whole bytes.Buffer
			status, said := run(&whole, args)
			if status != 0 || whole.Len() == 0 {
				t.Fatalf("on a disk with room: status %d, %d bytes; it says %q", status, whole.Len(), said)
			}
			for _, room := range []int{0, whole.Len() / 2} {
				status, said := run(&brokenOutput{room, syscall.ENOSPC}, args)
				if status != 1 || strings.Count(said, "no space left on device") != 1 || !strings.Contains(said, "\n  - ") {
					t.Errorf("with room for %d bytes: status %d; it says %q", room, status, said)
				}
				status, said = run(&brokenOutput{room, syscall.EPIPE}, args)
				if strings.Contains(said, "could be written") {
					t.Errorf("with a reader that went away: status %d; it says %q", status, said)
				}
			}
		})
	}
	for _, verb := range command.Verbs() {
		if !tried[verb] {
			t.Errorf("glpat %s was not tried", verb)
		}
	}
}

// keepInFile keeps a token in the store below a home.
func keepInFile(t *testing.T, home, instance string, secret token.Secret) {
	t.Helper()
	store := config.Open(home+"/.config/glpat", time.Now)
	key := config.Key{Instance: instance, Username: "alice", TokenID: 7}
	account, err := config.SecretStore{Store: store}.Save(t.Context(), config.StorageFile, key, secret)
	if err != nil {
		t.Fatal(err)
	}
	err = store.AddRecord(config.Record{
		Instance: instance, Username: "alice", TokenID: 7, Name: "kept", Kept: config.StorageFile, Account: account,
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestARealOutputThatIsFullOrNotForWritingIsTold(t *testing.T) {
	t.Parallel()
	program := builtProgram(t)
	for name, open := range map[string]func() (*os.File, error){
		"full":        func() (*os.File, error) { return os.OpenFile("/dev/full", os.O_WRONLY, 0) },
		"for reading": func() (*os.File, error) { return os.Open(os.DevNull) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out, err := open()
			if err != nil {
				t.Skipf("there is none here: %v", err)
			}
			defer func() { _ = out.Close() }()
			for _, args := range [][]string{{"version"}, {"explain", "403", "--json"}} {
				var talk bytes.Buffer
				run := exec.CommandContext(t.Context(), program, args...)
				run.Env, run.Stdout, run.Stderr = isolated(t.TempDir()), out, &talk
				err = run.Run()
				if fmt.Sprint(err) != "exit status 1" || !strings.Contains(talk.String(), "could be written") {
					t.Errorf("%v: %v; it says %q", args, err, talk.String())
				}
			}
		})
	}
}
