package gitlab_test

import (
	"fmt"
	"strings"
	"testing"

	"glpat/gitlab"
	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
)

// legacyBody is what follows the prefix of a token of the old form.
const legacyBody = "aB3_dEfGh-jKlMnOpQrS"

func TestAWholeTokenIsGoodWhateverCopyingAddedAtItsEnds(t *testing.T) {
	plain := "glpat-" + legacyBody
	for _, test := range []struct {
		name, text string
		prefixes   []string
		checksum   token.Checksum
		cleaned    bool
	}{
		{"of the old form", plain, nil, token.ChecksumNone, false},
		{"with spaces around", "  " + plain + "\t", nil, token.ChecksumNone, true},
		{"with a line break at the end", plain + "\r\n", nil, token.ChecksumNone, true},
		{"in quotes", `"` + plain + `"`, nil, token.ChecksumNone, true},
		{"in curly quotes", "“" + plain + "”", nil, token.ChecksumNone, true},
		{"with a byte order mark", "\ufeff" + plain, nil, token.ChecksumNone, true},
		{"with zero-width characters", "\u200b" + plain + "\u200d\u2060", nil, token.ChecksumNone, true},
		{"with a no-break space", plain + "\u00a0", nil, token.ChecksumNone, true},
		{"routable", gitlabtest.RoutableToken("glpat-", ""), nil, token.ChecksumRight, false},
		{"routable with a version", gitlabtest.RoutableToken("glpat-", "01"), nil, token.ChecksumRight, false},
		{"with the instance's prefix", "ac.me-2_" + legacyBody, []string{"ac.me-2_"}, token.ChecksumNone, false},
		{
			"routable with dots and dashes in the prefix", gitlabtest.RoutableToken("ac.me-2.", "01"),
			[]string{"ac.me-2."},
			token.ChecksumRight, false,
		},
		{"with a prefix for all kinds of token", "acme-glpat-" + legacyBody, nil, token.ChecksumNone, false},
		{
			"routable with a prefix for all kinds", gitlabtest.RoutableToken("acme-glpat-", ""), nil, token.ChecksumRight, false,
		},
		{"with the usual prefix where the instance's own is its beginning", plain, []string{"g"}, token.ChecksumNone, false},
		{"with an empty prefix, as long ago", legacyBody, []string{""}, token.ChecksumNone, false},
		{"routable with a prefix nobody told", gitlabtest.RoutableToken("corp_", "01"), nil, token.ChecksumRight, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			paste := gitlab.ExaminePaste(test.text, test.prefixes...)
			if paste.Verdict != gitlab.PasteGood || paste.Problem != nil {
				t.Fatalf("verdict %v, problem %v; want a good paste", paste.Verdict, paste.Problem)
			}
			if paste.Checksum != test.checksum || paste.Cleaned != test.cleaned {
				t.Errorf("checksum %v, cleaned %v; want %v, %v", paste.Checksum, paste.Cleaned, test.checksum, test.cleaned)
			}
			if got := paste.Secret.Reveal(); !strings.Contains(test.text, got) || got != strings.Trim(got, " \"\r\n\t") ||
				len(got) < 20 {
				t.Errorf("the secret is %q", got)
			}
		})
	}
}

func TestWhatCannotBeATokenIsRefused(t *testing.T) {
	for _, test := range []struct{ name, text, says string }{
		{"nothing", "", "nothing here yet"},
		{"white space", " \n\t\u200b", "nothing here yet"},
		{"a space inside", "glpat-" + legacyBody + " x", "space or line break"},
		{"a line break inside", "glpat-abc\ndef", "space or line break"},
		{"a zero-width character inside", "glpat-" + legacyBody[:9] + "\u200b" + legacyBody[9:], "no token has"},
		{"an escape inside", "glpat-\x1b[31m" + legacyBody, "no token has"},
		{"a letter of another script", "glpat-аB3_dEfGh-jKlMnOpQrS", "no token has"},
		{"two thousand characters", "glpat-" + strings.Repeat("a", 1994), "2000 characters"},
		{"only the prefix", "glpat-", "only the beginning"},
		{"only the instance's prefix", "acme-glpat-", "only the beginning"},
	} {
		t.Run(test.name, func(t *testing.T) {
			paste := gitlab.ExaminePaste(test.text)
			if paste.Verdict != gitlab.PasteRefused || !paste.Secret.Empty() || paste.Problem == nil ||
				paste.Problem.Code != problem.CodeTokenMalformed || !strings.Contains(paste.Problem.Summary, test.says) || len(paste.Problem.Remedy) == 0 {
				t.Errorf(
					"verdict %v, empty %v, problem %+v; want it refused with %q",
					paste.Verdict, paste.Secret.Empty(), paste.Problem, test.says,
				)
			}
		})
	}
}

func TestTokensOfOtherKindsAreRefusedByName(t *testing.T) {
	for prefix, name := range map[string]string{
		"gloas-": "OAuth application secret", "gldt-": "deploy token", "glrt-": "runner token", "glrtr-": "runner token",
		"GR1348941": "runner token", "glcbt-": "CI/CD job token", "glptt-": "pipeline trigger token", "glft-": "feed token",
		"glimt-": "incoming mail token", "glagent-": "Kubernetes agent token", "glsoat-": "SCIM token",
		"glffct-": "feature flags token", "glwt-": "workspace token", "_gitlab_session=": "browser session cookie",
		"ghp_": "GitHub token", "gho_": "GitHub token", "github_pat_": "GitHub token", "acme-gldt-": "deploy token",
		"https://": "web address", "HTTPS://": "web address", "http://": "web address",
	} {
		t.Run(prefix, func(t *testing.T) {
			paste := gitlab.ExaminePaste(prefix + legacyBody)
			if paste.Verdict != gitlab.PasteRefused || !paste.Secret.Empty() || paste.Kind.Phrase() != name ||
				!strings.Contains(paste.Problem.Summary, name) {
				t.Errorf(
					"verdict %v, kind %q, problem %v; want it refused as %q",
					paste.Verdict, paste.Kind.Phrase(), paste.Problem, name,
				)
			}
		})
	}
}

func TestAnUnknownShapeIsDoubtedAndNeverRefused(t *testing.T) {
	for name, text := range map[string]string{
		"too short":                       "short",
		"an OAuth access token":           strings.Repeat("0123abcd", 8),
		"a prefix nobody knows":           "corp_" + legacyBody,
		"an assignment around it":         "GITLAB_TOKEN=glpat-" + legacyBody,
		"a punctuation mark":              "aB3!dEfGh-jKlMnOpQrS",
		"cut short after the prefix":      "glpat-" + legacyBody[:19],
		"too long and without its digits": "glpat-" + legacyBody + "x",
		"a host name":                     "gitlab.example.com/group",
	} {
		t.Run(name, func(t *testing.T) {
			paste := gitlab.ExaminePaste(text)
			if paste.Verdict != gitlab.PasteDoubtful || paste.Secret.Reveal() != text || paste.Problem == nil ||
				len(paste.Problem.Remedy) == 0 {
				t.Errorf("verdict %v, problem %v; want doubt", paste.Verdict, paste.Problem)
			}
		})
	}
}

func TestEveryFlippedCharacterIsFound(t *testing.T) {
	t.Parallel()
	for _, version := range []string{"", "01"} {
		whole := gitlabtest.RoutableToken("glpat-", version)
		for at := len("glpat-"); at < len(whole); at++ {
			for _, other := range []byte{'a', 'A', '0', '_', whole[at] ^ 0x20} {
				if other == whole[at] || other <= ' ' || other > '~' {
					continue
				}
				if paste := gitlab.ExaminePaste(whole[:at] + string(other) + whole[at+1:]); paste.Verdict == gitlab.PasteGood {
					t.Errorf("version %q with %q at %d is taken as good", version, other, at)
				}
			}
		}
	}
}

func TestATokenCutShortAnywhereIsFound(t *testing.T) {
	t.Parallel()
	for _, prefix := range []string{"glpat-", "ac.me-"} {
		for _, version := range []string{"", "01"} {
			whole := gitlabtest.RoutableToken(prefix, version)
			for length := range len(whole) {
				paste := gitlab.ExaminePaste(whole[:length], prefix)
				switch {
				case length == len(prefix)+20:
					// Twenty characters are what an old token has: only GitLab can tell.
				case paste.Verdict == gitlab.PasteGood:
					t.Errorf("the first %d of %d characters with prefix %q are taken as good", length, len(whole), prefix)
				}
			}
		}
	}
}

func FuzzExaminePaste(f *testing.F) {
	for _, seed := range []string{
		"", "glpat-", "glpat-" + legacyBody, gitlabtest.RoutableToken("glpat-", "01"), gitlabtest.RoutableToken("a.b-", ""), "acme-glpat-" + legacyBody,
		"https://gitlab.example.com", "ghp_abc", "\x1b[200~glpat-" + legacyBody, "glpat-" + strings.Repeat(".", 40), "\xff\xfe",
	} {
		f.Add(seed, "a.b-")
	}
	f.Fuzz(func(t *testing.T, text, prefix string) {
		paste := gitlab.ExaminePaste(text, prefix)
		if paste.Verdict == gitlab.PasteRefused && !paste.Secret.Empty() {
			t.Fatalf("ExaminePaste(%q) is refused and keeps a secret", text)
		}
		if (paste.Verdict == gitlab.PasteGood) != (paste.Problem == nil) {
			t.Fatalf("ExaminePaste(%q): verdict %v with problem %v", text, paste.Verdict, paste.Problem)
		}
		words := fmt.Sprintf("%v %+v", paste, paste)
		if paste.Problem != nil {
			words += fmt.Sprintf("%+v", *paste.Problem)
		}
		for _, known := range []string{"personal access token", "web address", "[secret]"} {
			words = strings.ReplaceAll(words, known, "")
		}
		// A paste that happens to be words of the explanation tells nothing.
		if len(text) > 8 && strings.ContainsAny(text, "0123456789_") && strings.Contains(words, text) {
			t.Fatalf("the words on %q repeat it: %s", text, words)
		}
	})
}
