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
	plain, none := "glpat-"+legacyBody, token.OwnPrefix{}
	for _, test := range []struct {
		name, text string
		own        token.OwnPrefix
		checksum   token.Checksum
		cleaned    bool
	}{
		{"of the old form", plain, none, token.ChecksumNone, false},
		{"with spaces around", "  " + plain + "\t", none, token.ChecksumNone, true},
		{"with a line break at the end", plain + "\r\n", none, token.ChecksumNone, true},
		{"in quotes", `"` + plain + `"`, none, token.ChecksumNone, true},
		{"in curly quotes", "“" + plain + "”", none, token.ChecksumNone, true},
		{"with a byte order mark", "\ufeff" + plain, none, token.ChecksumNone, true},
		{"with zero-width characters", "\u200b" + plain + "\u200d\u2060", none, token.ChecksumNone, true},
		{"with a no-break space", plain + "\u00a0", none, token.ChecksumNone, true},
		{"routable", gitlabtest.RoutableToken("glpat-", ""), none, token.ChecksumRight, false},
		{"routable with a version", gitlabtest.RoutableToken("glpat-", "01"), none, token.ChecksumRight, false},
		{"with the instance's prefix", "ac.me-2_" + legacyBody, token.ToldPrefix("ac.me-2_"), token.ChecksumNone, false},
		{
			"routable with dots and dashes in the prefix", gitlabtest.RoutableToken("ac.me-2.", "01"),
			token.ToldPrefix("ac.me-2."),
			token.ChecksumRight, false,
		},
		{"with a prefix for all kinds of token", "acme-glpat-" + legacyBody, none, token.ChecksumNone, false},
		{
			"routable with a prefix for all kinds", gitlabtest.RoutableToken("acme-glpat-", ""), none, token.ChecksumRight, false,
		},
		{"with the usual prefix where the instance's own is its beginning", plain, token.ToldPrefix("g"), token.ChecksumNone, false},
		{"with an empty prefix, as long ago", legacyBody, token.ToldPrefix(""), token.ChecksumNone, false},
		{"routable with a prefix nobody told", gitlabtest.RoutableToken("corp_", "01"), none, token.ChecksumRight, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			paste := gitlab.ExaminePaste(test.text, test.own)
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
		{"a space inside", "glpat-" + legacyBody[:10] + " " + legacyBody[10:], "space or line break"},
		{"a sentence without one", "here is the token that you asked for", "space or line break"},
		{"a line break inside", "glpat-abc\ndef", "space or line break"},
		{"a zero-width character inside", "glpat-" + legacyBody[:9] + "\u200b" + legacyBody[9:], "no token has"},
		{"an escape inside", "glpat-\x1b[31m" + legacyBody, "no token has"},
		{"a letter of another script", "glpat-аB3_dEfGh-jKlMnOpQrS", "no token has"},
		{"two thousand characters", "glpat-" + strings.Repeat("a", 1994), "more than 1024 characters"},
		{"only the prefix", "glpat-", "only the beginning"},
		{"a character behind the prefix", "glpat-a", "only the beginning"},
		{"one character", "x", "1 character long"},
		{"seven characters", "sevenco", "7 characters long"},
		{"only the instance's prefix", "acme-glpat-", "only the beginning"},
	} {
		t.Run(test.name, func(t *testing.T) {
			paste := gitlab.ExaminePaste(test.text, token.OwnPrefix{})
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
			paste := gitlab.ExaminePaste(prefix+legacyBody, token.OwnPrefix{})
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
	told := token.ToldPrefix("glpat-")
	for name, test := range map[string]struct {
		text string
		own  token.OwnPrefix
	}{
		"too short":                           {"shortish", token.OwnPrefix{}},
		"another prefix than was told":        {"corp_" + legacyBody, told},
		"another prefix than none":            {"corp_" + legacyBody, token.ToldPrefix("")},
		"a punctuation mark":                  {"aB3!dEfGh-jKlMnOpQrS", token.OwnPrefix{}},
		"cut short after the prefix":          {"glpat-" + legacyBody[:19], token.OwnPrefix{}},
		"too long and without its digits":     {"glpat-" + legacyBody + "x", told},
		"a host name":                         {"gitlab.example.com/group", token.OwnPrefix{}},
		"a host name where a prefix was told": {"gitlab.example.com/group", told},
	} {
		t.Run(name, func(t *testing.T) {
			paste := gitlab.ExaminePaste(test.text, test.own)
			if paste.Verdict != gitlab.PasteDoubtful || paste.Secret.Reveal() != test.text || paste.Problem == nil ||
				len(paste.Problem.Remedy) == 0 {
				t.Errorf("verdict %v, problem %v; want doubt", paste.Verdict, paste.Problem)
			}
		})
	}
}

func TestAPrefixThatNobodyToldIsSaidAndSent(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"corp_" + legacyBody, "ac.me=" + legacyBody, "glpat-acme-" + legacyBody} {
		paste := gitlab.ExaminePaste(text, token.OwnPrefix{})
		if paste.Verdict != gitlab.PasteUnsure || paste.Secret.Reveal() != text || paste.Problem != nil ||
			paste.Unsure() == "" {
			t.Errorf("verdict %v, problem %v; want it unsure", paste.Verdict, paste.Problem)
		}
		if paste := gitlab.ExaminePaste(text, token.ToldPrefix("corp_")); paste.Verdict != gitlab.PasteGood &&
			strings.HasPrefix(text, "corp_") {
			t.Errorf("verdict %v where the prefix was told", paste.Verdict)
		}
	}
	if routable := gitlabtest.RoutableToken(
		"glpat-acme-",
		"01",
	); gitlab.ExaminePaste(
		routable,
		token.OwnPrefix{},
	).Verdict !=
		gitlab.PasteGood {
		t.Error("a right checksum is not believed behind a prefix that only begins as a known one")
	}
}

func TestTheOneTokenInATextIsTaken(t *testing.T) {
	t.Parallel()
	plain, routable := "glpat-"+legacyBody, gitlabtest.RoutableToken("glpat-", "01")
	for name, text := range map[string]string{
		"an assignment":             "GITLAB_TOKEN=" + plain,
		"an assignment, exported":   "export GITLAB_TOKEN=\"" + plain + "\"\n",
		"an assignment of cmd":      "set GITLAB_TOKEN=" + plain,
		"an assignment of fish":     "set -gx GITLAB_TOKEN " + plain,
		"an assignment of Windows":  "$env:GITLAB_TOKEN = '" + plain + "'",
		"JSON":                      `{"id": 12, "token": "` + plain + `", "scopes": ["api"]}`,
		"YAML":                      "gitlab:\n  token: " + plain + "\n",
		"a bearer":                  "Bearer " + plain,
		"a header":                  "PRIVATE-TOKEN: " + plain,
		"a line of curl":            `curl --header "PRIVATE-TOKEN: ` + plain + `" "https://gitlab.example.com/api/v4/user"`,
		"a line of curl for Bearer": `curl -H "Authorization: Bearer ` + routable + `" https://gitlab.example.com/api/v4/user`,
		"a line of .netrc":          "machine gitlab.example.com login oauth2 password " + plain,
		"an address":                "https://oauth2:" + plain + "@gitlab.example.com/group/project.git",
		"a line of git":             "git clone https://oauth2:" + routable + "@gitlab.example.com/group/project.git",
		"GitLab's SSH command":      "Token:   " + plain + "\nScopes:  read_api,read_repository\nExpires: 2027-03-05",
		"the same without a prefix": "Token:   " + legacyBody + "\nScopes:  read_repository\nExpires: never",
		"a prefix nobody told":      "Token:   corp_" + legacyBody + "\nScopes:  read_repository\n",
		"npm's line":                "//gitlab.example.com/api/v4/packages/npm/:_authToken=" + plain,
		"a flag":                    "glab auth login --hostname gitlab.example.com --token " + plain,
		"a sentence":                "Hi, your token is " + plain + ". It ends in 30 days.",
		"a sentence with the same":  "Your token " + plain + " is here: " + plain,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			paste := gitlab.ExaminePaste(text, token.OwnPrefix{})
			got := paste.Secret.Reveal()
			if paste.Verdict > gitlab.PasteUnsure || !paste.TakenOut || len(got) < 20 || !strings.Contains(text, got) ||
				strings.ContainsAny(got, "\"' =:@/") || strings.HasSuffix(got, ".") {
				t.Errorf("verdict %v, %d characters, taken out %v", paste.Verdict, len(got), paste.TakenOut)
			}
		})
	}
}

func TestOfTwoTokensNoneIsTaken(t *testing.T) {
	t.Parallel()
	one, other := "glpat-"+legacyBody, "glpat-"+strings.ToLower(legacyBody)
	for _, text := range []string{
		one + " " + other, one + "\n" + other, "A=" + one + "\nB_TOKEN=" + other, one + " gldt-" + legacyBody,
		"Token: " + legacyBody + "\nToken: " + strings.ToUpper(legacyBody),
	} {
		paste := gitlab.ExaminePaste(text, token.OwnPrefix{})
		if paste.Verdict != gitlab.PasteRefused || !paste.Secret.Empty() ||
			!strings.Contains(paste.Problem.Summary, "2 tokens") {
			t.Errorf("verdict %v, %v", paste.Verdict, paste.Problem)
		}
	}
}

func TestATextAroundATokenOfAnotherKindNamesIt(t *testing.T) {
	t.Parallel()
	jwt := "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJwcm9qZWN0In0.c2lnbmF0dXJl"
	oauth := strings.Repeat("0123abcd", 8)
	for text, says := range map[string]string{
		"DEPLOY-TOKEN: gldt-" + legacyBody: "a deploy token", "Bearer " + oauth: "an OAuth access token",
		"ID_TOKEN=" + jwt: "a JSON web token", jwt: "a JSON web token", oauth: "an OAuth access token",
		"glimt-" + legacyBody: "an incoming mail token", "gloas-" + legacyBody: "an OAuth application secret",
		"CI_JOB_TOKEN=glcbt-64_" + legacyBody: "a CI/CD job token", "glsoat-" + legacyBody: "a SCIM token",
	} {
		paste := gitlab.ExaminePaste(text, token.OwnPrefix{})
		if paste.Verdict != gitlab.PasteRefused || paste.Problem.Code != problem.CodeTokenWrongKind ||
			!strings.Contains(paste.Problem.Summary, "This is "+says+",") || !paste.Secret.Empty() {
			t.Errorf("verdict %v, %v; want %s", paste.Verdict, paste.Problem, says)
		}
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
				if paste := gitlab.ExaminePaste(
					whole[:at]+string(other)+whole[at+1:],
					token.OwnPrefix{},
				); paste.Verdict == gitlab.PasteGood {
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
				paste := gitlab.ExaminePaste(whole[:length], token.ToldPrefix(prefix))
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
		paste := gitlab.ExaminePaste(text, token.ToldPrefix(prefix))
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
