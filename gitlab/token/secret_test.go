package token_test

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"glpat/gitlab"
	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/token"
)

// tells reports whether the output holds the secret in any form that turns
// back into it.
func tells(output string) bool {
	raw := []byte(gitlabtest.Hush)
	decimal := strings.Trim(fmt.Sprintf("%d", raw), "[]")
	for _, form := range []string{
		gitlabtest.Hush, "hush_hush", hex.EncodeToString(raw), strings.ToUpper(hex.EncodeToString(raw)), fmt.Sprintf("% x", raw), decimal,
		base64.StdEncoding.EncodeToString(raw)[:24], base64.URLEncoding.EncodeToString(raw)[:24],
	} {
		if strings.Contains(output, form) {
			return true
		}
	}
	return false
}

type open struct {
	Name   string
	Secret token.Secret
	Behind *token.Secret
	Any    any
}

type closed struct {
	secret token.Secret
	behind *token.Secret
	list   []token.Secret
	byName map[string]token.Secret
	any    any
	nested struct{ secret token.Secret }
}

// holders are all the places a secret may be printed from.
func holders() map[string]any {
	secret := token.NewSecret(gitlabtest.Hush)
	return map[string]any{
		"itself": secret, "a pointer": &secret, "a list": []token.Secret{secret}, "an array": [1]token.Secret{secret},
		"a map": map[string]token.Secret{"k": secret}, "exported fields": open{"n", secret, &secret, secret},
		"a pointer to exported fields": &open{"n", secret, &secret, &secret},
		"closed fields": closed{
			secret: secret,
			behind: &secret,
			list:   []token.Secret{secret},
			byName: map[string]token.Secret{"k": secret},
			any:    secret,
			nested: struct{ secret token.Secret }{secret},
		},
		"a pointer to closed fields": &closed{secret: secret, any: &secret},
		"a paste":                    gitlab.ExaminePaste(gitlabtest.Hush, token.OwnPrefix{}),
		"an error":                   fmt.Errorf("send %v: %w", secret, errors.New("refused")),
	}
}

func TestNoFormatTellsTheSecret(t *testing.T) {
	verbs := []string{
		"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%t", "%p", "%b", "%o", "%c", "%U", "%e", "%g", "%T", "%w", "%z",
		"%80v", "%-80s", "%.3s", "%#x", "% x", "%+q", "%#q", "%010d", "%*v",
	}
	for name, holder := range holders() {
		for _, verb := range verbs {
			if output := fmt.Sprintf(verb, holder); tells(output) {
				t.Errorf("%s with %s prints %s", name, verb, output)
			}
		}
		if output := fmt.Sprint(holder) + fmt.Sprintln(holder); tells(output) {
			t.Errorf("%s prints %s", name, output)
		}
	}
	got := fmt.Sprintf(
		"%s %v %x",
		token.NewSecret(gitlabtest.Hush),
		token.NewSecret(gitlabtest.Hush),
		token.NewSecret(gitlabtest.Hush),
	)
	if got != "[secret] [secret] [secret]" {
		t.Errorf("a secret prints as %q", got)
	}
}

func TestNoEncoderTellsTheSecret(t *testing.T) {
	for name, holder := range holders() {
		for encoder, encode := range map[string]func(any) ([]byte, error){
			"JSON": json.Marshal, "YAML": yaml.Marshal, "XML": xml.Marshal,
		} {
			if output, err := encode(holder); tells(string(output)) || (err != nil && tells(err.Error())) {
				t.Errorf("%s in %s is %s, %v", name, encoder, output, err)
			}
		}
	}
	encoded, err := json.Marshal(open{Name: "n", Secret: token.NewSecret(gitlabtest.Hush)})
	if err != nil || !strings.Contains(string(encoded), `"Secret":"[secret]"`) {
		t.Errorf("JSON is %s, %v; want the secret redacted", encoded, err)
	}
}

func TestNoLogTellsTheSecret(t *testing.T) {
	var output bytes.Buffer
	for _, handler := range []slog.Handler{slog.NewTextHandler(&output, nil), slog.NewJSONHandler(&output, nil)} {
		logger := slog.New(handler)
		for name, holder := range holders() {
			logger.Info("holder", name, holder)
			logger.With("held", holder).
				WithGroup("group").
				Info("holder", slog.Any("inside", slog.GroupValue(slog.Any("deep", holder))))
		}
	}
	if tells(output.String()) {
		t.Errorf("the log tells the secret: %s", output.String())
	}
}

// panicWith names the holder that a child process panics with.
const panicWith = "GLPAT_TEST_PANIC_WITH"

func TestNoPanicTellsTheSecret(t *testing.T) {
	if name := os.Getenv(panicWith); name != "" {
		t.Log(holders()[name])
		panic(holders()[name])
	}
	for name := range holders() {
		child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestNoPanicTellsTheSecret$", "-test.v")
		child.Env = append(os.Environ(), panicWith+"="+name, "GOTRACEBACK=all")
		output, err := child.CombinedOutput()
		if err == nil || !strings.Contains(string(output), "panic") {
			t.Fatalf("the child with %s ended with %v: %s", name, err, output)
		}
		if tells(string(output)) {
			t.Errorf("a panic with %s tells the secret:\n%s", name, output)
		}
	}
}

func TestASecretIsRevealedAndCompared(t *testing.T) {
	secret, same, none := token.NewSecret(gitlabtest.Hush), token.NewSecret(gitlabtest.Hush), token.NewSecret("")
	if secret.Reveal() != gitlabtest.Hush || secret.Len() != len(gitlabtest.Hush) || secret.Empty() ||
		!secret.Equal(same) ||
		secret.Equal(none) {
		t.Error("a secret does not keep its text")
	}
	if !none.Empty() || none.Reveal() != "" || none.Len() != 0 || !none.Equal(token.Secret{}) {
		t.Error("an empty secret is not empty")
	}
}
