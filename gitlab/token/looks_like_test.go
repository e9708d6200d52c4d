package token_test

import (
	"errors"
	"strings"
	"testing"

	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/input"
	"glpat/gitlab/token"
)

func TestATokenIsSeenInsideAText(t *testing.T) {
	for text, want := range map[string]bool{
		gitlabtest.Hush: true, "x " + gitlabtest.Hush + " y": true, "https://oauth2:" + gitlabtest.Hush + "@host/x": true, "acme-" + gitlabtest.Hush: true, gitlabtest.Hush[:22]: true,
		"glpat-" + strings.Repeat("x", 20): true, "gldt-" + strings.Repeat("a1", 8): true, "ghp_" + strings.Repeat("Ab", 18): true,
		"glpat-glpat-" + gitlabtest.Hush: true,
		"":                               false, "glpat": false, "glpat-": false, "glpat-short": false, "the glpat-backup-script-token-of-sam": false,
		"backup script": false, "gitlab.example.com": false, "https://gitlab.example.com/a/glpat-docs.git": false,
		"ec2-12-34-56-78-us-west-2-compute.amazonaws": false, strings.Repeat("a", 64) + ".123456789": false,
	} {
		if got := token.LooksLike(text, token.OwnPrefix{}); got != want {
			t.Errorf("LooksLikeToken(%q) = %v, want %v", text, got, want)
		}
	}
}

func TestATokenWithAnUnknownPrefixIsSeenByItsChecksum(t *testing.T) {
	if !token.LooksLike("host/"+gitlabtest.RoutableToken("acme_", "01")+".", token.OwnPrefix{}) {
		t.Error("a routable token is not seen")
	}
}

func TestATokenIsNoNameNoDescriptionAndNoAddress(t *testing.T) {
	checks := map[string]func(string) error{
		"name":        func(text string) error { return input.CheckName(text, token.OwnPrefix{}) },
		"description": func(text string) error { return input.CheckDescription(text, token.OwnPrefix{}) },
		"address":     func(text string) error { _, err := input.ParseAddress(text); return err },
	}
	for what, check := range checks {
		for _, text := range []string{gitlabtest.Hush, "x" + gitlabtest.Hush, gitlabtest.Hush + "://host", "host/" + gitlabtest.Hush, "host/glp%61t-HUSH1234512345hush", "https://" + gitlabtest.Hush} {
			err := check(text)
			if what != "address" && strings.Contains(text, "%") {
				continue
			}
			input, ok := errors.AsType[*input.Error](err)
			if !ok || !strings.Contains(input.What, "looks like a token") || input.Do == "" ||
				strings.Contains(strings.ToLower(err.Error()), "hush") {
				t.Errorf("%s %q: %v", what, text, err)
			}
		}
	}
}

func TestANameHoldsOnlyWhatCanBeSeen(t *testing.T) {
	for name, text := range map[string]string{
		"an escape": "a\x1b[2J", "a bell": "a\a", "a line break": "a\nb", "a tab": "a\tb", "a direction mark": "a\u202eb", "nothing wide": "a\u200bb",
		"a separator": "a\u2028b", "no text": "a\xff",
	} {
		if _, ok := errors.AsType[*input.Error](input.CheckName(text, token.OwnPrefix{})); !ok {
			t.Errorf("a name with %s is taken", name)
		}
		_, refused := errors.AsType[*input.Error](input.CheckDescription(text, token.OwnPrefix{}))
		if refused == (name == "a line break") {
			t.Errorf("a description with %s: refused %v", name, refused)
		}
	}
	for _, text := range []string{"backup", "Zoë 山田", "🔑 key"} {
		if input.CheckName(text, token.OwnPrefix{}) != nil || input.CheckDescription(text, token.OwnPrefix{}) != nil {
			t.Errorf("%q is refused", text)
		}
	}
}
