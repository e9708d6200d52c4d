package token_test

import (
	"encoding/base64"
	"strings"
	"testing"

	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/token"
)

// theSecrets are a token, the value of a header and the password of a proxy.
var theSecrets = []string{gitlabtest.Hush, "gw-7Hq2Zk9LmX4tVb", "hunter2"}

func newRedactor() *token.Redactor {
	redactor := token.NewRedactor()
	redactor.AddToken(token.NewSecret(theSecrets[0]))
	redactor.AddPassword(theSecrets[1])
	redactor.AddPassword(theSecrets[2])
	return redactor
}

func TestASecretIsTakenOutOfATextInEveryForm(t *testing.T) {
	t.Parallel()
	redactor := newRedactor()
	for _, secret := range theSecrets {
		for _, encoding := range gitlabtest.Encodings() {
			for _, around := range [][2]string{{"", ""}, {"before ", " behind"}, {`{"a":"`, `"}`}, {"x=", "&y=1"}, {"<b>", "</b>"}} {
				text := around[0] + encoding.Encode(secret) + around[1]
				if len(gitlabtest.Leaks(text, secret)) == 0 {
					t.Fatalf("the leak %s is not seen in %q", encoding.Name, text)
				}
				clean := redactor.Redact(text)
				if leaks := gitlabtest.Leaks(clean, secret); len(leaks) > 0 {
					t.Errorf("%s of %q leaves %q in %q", encoding.Name, secret, leaks, clean)
				}
				if !strings.HasPrefix(clean, around[0]) || !strings.HasSuffix(clean, around[1]) ||
					!strings.Contains(clean, token.Redacted) {
					t.Errorf("%s: %q becomes %q", encoding.Name, text, clean)
				}
			}
		}
	}
}

func TestWhatIsLeftOfASecretBeforeACutIsTakenOut(t *testing.T) {
	t.Parallel()
	redactor := newRedactor()
	for _, secret := range theSecrets {
		for length := len("glpat-") + 3; length < len(secret); length++ {
			if got := redactor.Redact("X-Key: " + secret[:length] + "…"); got != "X-Key: "+token.Redacted+"…" {
				t.Errorf("of %q cut to %d is left %q", secret, length, got)
			}
		}
	}
	if got := redactor.Redact("the password hunt…"); strings.Contains(got, "hunt") {
		t.Errorf("what is left is %q", got)
	}
}

func TestNoPartOfAnEscapeIsLeftBeforeACut(t *testing.T) {
	t.Parallel()
	redactor := newRedactor()
	for _, encoding := range gitlabtest.Encodings() {
		if !strings.Contains(encoding.Name, "escape") && !strings.Contains(encoding.Name, "entities") &&
			!strings.Contains(encoding.Name, "quoted") {
			continue
		}
		one := len(encoding.Encode("x"))
		whole := encoding.Encode(gitlabtest.Hush)
		for length := one; length <= len(whole); length++ {
			for _, mark := range []string{"…", "..."} {
				text := "scopes read_api: " + whole[:length] + mark
				if got, want := redactor.Redact(text), "scopes read_api: "+token.Redacted+mark; got != want {
					t.Fatalf("%s cut to %d: %q becomes %q", encoding.Name, length, text, got)
				}
			}
		}
	}
	octal := `\147\154\160\141\164\055\110\125\123\110`
	if got := redactor.Redact(octal + `\12…`); got != token.Redacted+"…" {
		t.Errorf("of octal digits is left %q", got)
	}
	for _, text := range []string{"about 50%…", `C:\u…`, "a & b &am…", "x=6…", "e.g…", "a%20p…"} {
		if got := redactor.Redact(text); got != text {
			t.Errorf("%q becomes %q", text, got)
		}
	}
}

func TestInnocentWordsStay(t *testing.T) {
	t.Parallel()
	redactor := newRedactor()
	redactor.AddPassword("https")
	redactor.AddPassword("gitlab.example.com")
	redactor.AllowPublic("https://gitlab.example.com/sub")
	for _, text := range []string{
		"glpat-backup, practice-glpat- and company-name-one", "https://gitlab.example.com/-/user_settings",
		"the token begins with glpat-…", "a hunter and 2 others", "[secret]", "", "…", `\u`, "%", "&#", "\x1b[", `\`,
		"SHA-256 AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89",
	} {
		if got := redactor.Redact(text); got != text {
			t.Errorf("%q becomes %q", text, got)
		}
	}
}

func TestAnInstancesPrefixIsNoSecretUnlessItIsMostOfTheToken(t *testing.T) {
	t.Parallel()
	const secret = "company-name-abcdefghij0123456789"
	redactor := token.NewRedactor()
	redactor.AddToken(token.NewSecret(secret))
	redactor.AllowPrefix("company-name-")
	if got := redactor.Redact("company-name-one"); got != "company-name-one" {
		t.Errorf("the prefix becomes %q", got)
	}
	redactor.AllowPrefix(secret[:len(secret)-2])
	if got := redactor.Redact("token " + secret); got != "token "+token.Redacted {
		t.Errorf("a hostile prefix leaves %q", got)
	}
}

func TestThePartsOfAHeaderAreSecretsToo(t *testing.T) {
	t.Parallel()
	redactor := token.NewRedactor()
	redactor.AddPassword("Basic " + base64.StdEncoding.EncodeToString([]byte("alice:s3cr3t")))
	redactor.AddPassword("session=abcdef0123456789; path=/")
	for _, text := range []string{"user alice with s3cr3t", "alice:s3cr3t", "the cookie abcdef0123456789"} {
		if got := redactor.Redact(text); !strings.Contains(got, token.Redacted) {
			t.Errorf("%q becomes %q", text, got)
		}
	}
}

func TestColoursInsideASecretGoOnBehindIt(t *testing.T) {
	t.Parallel()
	half := len(gitlabtest.Hush) / 2
	text := "a \x1b[1m" + gitlabtest.Hush[:half] + "\x1b[0m" + gitlabtest.Hush[half:] + " b"
	if got := newRedactor().Redact(text); got != "a \x1b[1m"+token.Redacted+"\x1b[0m b" {
		t.Errorf("got %q", got)
	}
}

func TestNoRedactorKnowsNothing(t *testing.T) {
	t.Parallel()
	var none *token.Redactor
	none.AddPassword("hunter2")
	if got := none.Redact("hunter2"); got != "hunter2" {
		t.Errorf("got %q", got)
	}
}

func FuzzRedact(f *testing.F) {
	for _, encoding := range gitlabtest.Encodings() {
		f.Add(encoding.Encode(theSecrets[0]))
	}
	redactor := newRedactor()
	f.Fuzz(func(t *testing.T, text string) {
		clean := redactor.Redact(text)
		for _, secret := range theSecrets {
			if strings.Contains(clean, secret) {
				t.Errorf("%q is left in %q", secret, clean)
			}
		}
	})
}

func BenchmarkRedact(b *testing.B) {
	redactor, text := newRedactor(), strings.Repeat("The server said that the line is innocent. ", 50)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		_ = redactor.Redact(text)
	}
}

func BenchmarkRedactAgain(b *testing.B) {
	redactor, text := newRedactor(), strings.Repeat("The server said that the line is innocent. ", 2)
	for b.Loop() {
		_ = redactor.Redact(text)
	}
}

func TestOfATextAroundATokenOnlyTheSecretsAreTakenOut(t *testing.T) {
	t.Parallel()
	const own = "corp_aB3_dEfGh-jKlMnOpQrS"
	basic := base64.StdEncoding.EncodeToString([]byte("alice:s3cr3t-9"))
	for name, test := range map[string]struct {
		given   string
		secrets []string
		words   string
	}{
		"a line of GitLab's SSH command": {
			"Token:   %s\nScopes:  read_api\nExpires: 2026-12-27\n", nil, "Token Scopes read_api Expires 2026-12-27",
		},
		"a call of curl": {
			"curl -H 'PRIVATE-TOKEN: %s' http://gitlab2.example.com:8080/api/v4/personal_access_tokens/self", nil,
			"curl PRIVATE-TOKEN http://gitlab2.example.com:8080/api/v4/personal_access_tokens/self",
		},
		"an export":     {"export GITLAB_TOKEN=%s", nil, "export GITLAB_TOKEN"},
		"a header":      {"Authorization: Bearer %s", nil, "Authorization: Bearer"},
		"a sentence":    {"use %s for the practice-team", nil, "use it for the practice-team"},
		"a row":         {"%s,read_repository,2026-12-27", nil, "read_repository 2026-12-27"},
		"an address":    {"https://oauth2:%s@gitlab.example.com/group/project.git", nil, "oauth2 gitlab.example.com/group/project.git"},
		"two passwords": {"https://sam:hunter-2@a.example.com %s", []string{"hunter-2"}, "sam a.example.com"},
		"two headers": {
			"curl -H 'Authorization: Basic " + basic + "' -H 'PRIVATE-TOKEN: %s'", []string{basic, "s3cr3t-9"}, "curl Authorization Basic alice",
		},
		"a user of curl":      {"curl -u sam:hunter-2 -H 'PRIVATE-TOKEN: %s' x", []string{"hunter-2"}, "curl sam"},
		"another random text": {"%s and 9f8e7d6c5b4a39281706", []string{"9f8e7d6c5b4a39281706"}, "and"},
		"an own prefix":       {"use " + own + " or %s for the runners", []string{own}, "use it for the runners"},
		"a broken token":      {"%s glpat-aB3dE\nfG4hJ-kL5mN today", []string{"glpat-aB3dEfG4hJ-kL5mN"}, "today"},
	} {
		redactor := token.NewRedactor()
		redactor.AllowPrefix("corp_")
		redactor.AddTokenText(token.NewSecret(strings.ReplaceAll(test.given, "%s", gitlabtest.Hush)))
		if got := redactor.Redact(test.words); got != test.words {
			t.Errorf("%s: of %q is left %q", name, test.words, got)
		}
		for _, secret := range append(test.secrets, gitlabtest.Hush) {
			if got := redactor.Redact("x " + secret + " y"); got != "x "+token.Redacted+" y" {
				t.Errorf("%s: %q becomes %q", name, secret, got)
			}
		}
	}
	for _, alone := range []string{gitlabtest.Hush, own, "an+old/secret=of~20#letters", "abcdefghij"} {
		redactor := token.NewRedactor()
		redactor.AddTokenText(token.NewSecret(" " + alone + "\n"))
		if got := redactor.Redact("x " + alone); got != "x "+token.Redacted {
			t.Errorf("%q alone becomes %q", alone, got)
		}
	}
}
