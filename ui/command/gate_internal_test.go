package command

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/token"
	"glpat/ui/phrase"
	"glpat/ui/system"
)

func TestJSONStaysJSONWhateverSecretIsTakenOutOfIt(t *testing.T) {
	t.Parallel()
	redactor := token.NewRedactor()
	redactor.AddToken(token.NewSecret(gitlabtest.Hush))
	redactor.AddPassword(`","b":"12345`)
	var texts []string
	for _, encoding := range gitlabtest.Encodings() {
		encoded := encoding.Encode(gitlabtest.Hush)
		texts = append(texts, encoded, `\`+encoded+`\`, `"`+encoded, strings.ReplaceAll(encoded, `\`, `\\`))
	}
	var out bytes.Buffer
	if err := writeIndented(
		gated(&out, redactor, phrase.Invocation{}),
		map[string]any{"texts": texts, "a": "x", "b": "12345", "n": 7},
	); err != nil {
		t.Fatal(err)
	}
	var read struct {
		Texts []string `json:"texts"`
		A, B  string
	}
	if err := json.Unmarshal(out.Bytes(), &read); err != nil {
		t.Fatalf("%v in %s", err, out.String())
	}
	if len(read.Texts) != len(texts) || read.A != "x" || read.B != "12345" {
		t.Errorf("it reads %+v", read)
	}
	for i, text := range read.Texts {
		if leaks := gitlabtest.Leaks(text, gitlabtest.Hush); len(leaks) > 0 {
			t.Errorf("%q becomes %q", texts[i], text)
		}
	}
}

func TestThePasswordOfAnAddressIsKnownHoweverItIsWritten(t *testing.T) {
	t.Parallel()
	for _, address := range []string{
		"https://alice:s3cr3t@gitlab.example.com", "alice:s3cr3t@gitlab.example.com/group", "--host=https://alice:s3cr3t@x",
		"http://:s3cr3t@proxy:3128", "https://alice:%733cr3t@gitlab.example.com", "https://alice:s3cr3t/x@gitlab.example.com",
	} {
		redactor := token.NewRedactor()
		addPasswords(redactor, address)
		if got := redactor.Redact("the address " + address + " is none"); strings.Contains(got, "s3cr3t") ||
			strings.Contains(got, "733cr3t") {
			t.Errorf("%q is told as %q", address, got)
		}
	}
}

func TestOrdinaryWordsBesideAnAddressAreNoSecret(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"Use: ssh git@gitlab.example.com 2fa_verify", "git: ssh git@gitlab.example.com", "remote:oauth2@gitlab.example.com",
		"https://oauth2:oauth2@gitlab.example.com", "see https://gitlab.example.com: ask admin@example.com",
		"error: ssh://git@gitlab.example.com:22/a.git",
	} {
		redactor := token.NewRedactor()
		addPasswords(redactor, text)
		if got := redactor.Redact(text); got != text {
			t.Errorf("%q is told as %q", text, got)
		}
	}
	for _, text := range []string{
		"fatal: Authentication failed for 'https://sam:s3cr3t-9@gitlab.example.com/a.git/'",
		"remote=https://sam:s3cr3t-9@x", "try sam:s3cr3t-9@gitlab.example.com", "https://sam:my s3cr3t-9@x",
	} {
		redactor := token.NewRedactor()
		addPasswords(redactor, text)
		if got := redactor.Redact(text); strings.Contains(got, "s3cr3t") || !strings.Contains(got, text[:3]) {
			t.Errorf("%q is told as %q", text, got)
		}
	}
}

func TestTheGateLeavesOutWhatATerminalObeys(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	screen := gated(system.TerminalWriter{Writer: &out, Columns: 80}, token.NewRedactor(), phrase.Invocation{})
	printLine(screen, "a\x1b]0;b\x07\u202ec\u0085d")
	printRaw(screen, "\te…")
	if got := out.String(); got != "a]0;bcd\n\te…\n" {
		t.Errorf("got %q", got)
	}
}

func TestNoCommandWritesPastTheGate(t *testing.T) {
	t.Parallel()
	var stdout, stderr bytes.Buffer
	machine := System{
		Stdout: &stdout, Stderr: &stderr, Now: time.Now, Stdin: strings.NewReader(""), Interruptible: context.WithCancel,
		Getenv: func(name string) string { return map[string]string{"GLPAT_CONFIG_DIR": t.TempDir()}[name] },
	}
	for _, args := range [][]string{
		{"__complete", "check", "--host", "https://alice:s3cr3t-9@gitlab.example.com", "--purpose", "\x1b[2Jclone,"},
		{"__complete", "explain", "\x1b[2J", ""},
		{"link", "--host", "https://alice:s3cr3t-9@gitlab.example.com:99999"},
		{"link", "--host", "https://alice:s3cr3t-9@"},
		{"link", "--host", "ftp://alice:s3cr3t-9@x"},
		{"scopes", "--purpose", "https://alice:s3cr3t-9@x"},
		{"explain", "https://alice:s3cr3t-9@x"},
		{"https://alice:s3cr3t-9@x"},
		{"completion", "https://alice:s3cr3t-9@x"},
		{"check", "--prove", "--purpose", "clone", "--project", "https://alice:s3cr3t-9@x/\x1b[2Ja"},
		{"check", "--host", "x", "--api", "https://alice:s3cr3t-9@/"},
	} {
		stdout.Reset()
		stderr.Reset()
		_ = Main(machine, args) // most are refused
		for _, out := range []string{stdout.String(), stderr.String()} {
			if strings.Contains(out, "s3cr3t") || strings.ContainsRune(out, '\x1b') {
				t.Errorf("glpat %q prints %q", args, out)
			}
		}
	}
}
