package config

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"glpat/gitlab/catalog"
	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/token"
)

func aliceKey() Key {
	return Key{Instance: "https://gitlab.example.com", Username: "alice", TokenID: 812}
}

// memoryKeyring is a keyring that works.
type memoryKeyring map[[2]string]string

func (m memoryKeyring) Set(service, account, secret string) error {
	m[[2]string{service, account}] = secret
	return nil
}

func (m memoryKeyring) Get(service, account string) (string, error) {
	secret, ok := m[[2]string{service, account}]
	if !ok {
		return "", ErrNotKept
	}
	return secret, nil
}

func TestASecretIsKeptReadAndForgotten(t *testing.T) {
	t.Parallel()
	for _, place := range []Storage{StorageKeyring, StorageFile} {
		t.Run(place.String(), func(t *testing.T) {
			t.Parallel()
			keeper := SecretStore{Store: newStore(t), Keyring: memoryKeyring{}}
			if _, err := keeper.Load(t.Context(), place, aliceKey()); !errors.Is(err, ErrNotKept) {
				t.Errorf("before: %v", err)
			}
			for _, text := range []string{"glpat-first", "glpat-second"} {
				account, err := keeper.Save(t.Context(), place, aliceKey(), token.NewSecret(text))
				if err != nil || account == "" {
					t.Fatalf("keep: %q, %v", account, err)
				}
				got, err := keeper.Load(t.Context(), place, aliceKey())
				if err != nil || got.Reveal() != text {
					t.Errorf("load: %d characters, %v", got.Len(), err)
				}
			}
			other := aliceKey()
			other.TokenID++
			if _, err := keeper.Load(t.Context(), place, other); !errors.Is(err, ErrNotKept) {
				t.Errorf("another token: %v", err)
			}
		})
	}
}

func TestNowhereKeepsNothing(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	ring := memoryKeyring{}
	keeper := SecretStore{Store: s, Keyring: ring}
	account, err := keeper.Save(t.Context(), StorageNowhere, aliceKey(), token.NewSecret("glpat-x"))
	if account != "" || err != nil || len(ring) != 0 || exists(s.dir) {
		t.Errorf("got %q, %v, %v", account, err, ring)
	}
	if _, err := keeper.Load(t.Context(), StorageNowhere, aliceKey()); !errors.Is(err, ErrNotKept) {
		t.Errorf("load: %v", err)
	}
}

func TestWhatCannotBeKept(t *testing.T) {
	t.Parallel()
	with := func(edit func(*Key)) Key {
		key := aliceKey()
		edit(&key)
		return key
	}
	for _, tc := range []struct {
		name   string
		place  Storage
		key    Key
		secret string
	}{
		{"nothing", StorageFile, aliceKey(), ""},
		{"a line end", StorageFile, aliceKey(), "glpat-x\n"},
		{"a space", StorageKeyring, aliceKey(), "glpat x"},
		{"a byte that is no text", StorageKeyring, aliceKey(), "glpat-\xff"},
		{"a book", StorageFile, aliceKey(), strings.Repeat("x", maxSecret+1)},
		{"an unknown place", Storage(7), aliceKey(), "glpat-x"},
		{"no instance", StorageFile, Key{Username: "alice"}, "glpat-x"},
		{
			"an instance with a password", StorageKeyring, with(func(k *Key) { k.Instance = "https://a:hunter2@b.c" }),
			"glpat-x",
		},
		{"a user name with a line end", StorageKeyring, with(func(k *Key) { k.Username = "a\ndelete-keychain" }), "glpat-x"},
		{"a user name with a space", StorageFile, with(func(k *Key) { k.Username = "a b" }), "glpat-x"},
		{"a user name that is no text", StorageFile, with(func(k *Key) { k.Username = "\xff" }), "glpat-x"},
		{"a user name without end", StorageFile, with(func(k *Key) { k.Username = strings.Repeat("a", 513) }), "glpat-x"},
		{"a number below zero", StorageFile, with(func(k *Key) { k.TokenID = -1 }), "glpat-x"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			s := newStore(t)
			ring := memoryKeyring{}
			_, err := SecretStore{Store: s, Keyring: ring}.Save(t.Context(), tc.place, tc.key, token.NewSecret(tc.secret))
			if err == nil || len(ring) != 0 || exists(s.dir+"/tokens") {
				t.Errorf("got %v, %v", err, ring)
			}
			if err != nil &&
				(strings.Contains(err.Error(), "hunter2") || tc.secret != "" && strings.Contains(err.Error(), tc.secret)) {
				t.Errorf("the error tells: %v", err)
			}
		})
	}
}

func TestKeyringNames(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		key              Key
		service, account string
	}{
		{aliceKey(), "glpat:gitlab.example.com", "alice#812"},
		{
			Key{Instance: "https://GitLab.example.com:443/", Username: "Alice.B-c_d", TokenID: 1},
			"glpat:gitlab.example.com",
			"Alice.B-c_d#1",
		},
		{
			Key{Instance: "http://gitlab.example.com:8080/sub/path/", TokenID: 2},
			"glpat:gitlab.example.com:8080/sub/path",
			"#2",
		},
		{Key{Instance: "http://[::1]:80", Username: "a"}, "glpat:[::1]", "a#0"},
	} {
		service, account, err := keyringNames(tc.key)
		if err != nil || service != tc.service || account != tc.account {
			t.Errorf("%+v: got %q, %q, %v", tc.key, service, account, err)
		}
	}
}

func TestNamesOfSecretFiles(t *testing.T) {
	t.Parallel()
	safe := regexp.MustCompile(`^[a-z0-9][a-z0-9-]*-[0-9a-f]{16}$`)
	seen := map[string]Key{}
	for _, key := range []Key{
		aliceKey(),
		{Instance: "https://gitlab.example.com", Username: "alice-812"},
		{Instance: "https://gitlab.example.com", Username: "alice#812"},
		{Instance: "https://gitlab.example.com", Username: "Alice", TokenID: 812},
		{Instance: "https://gitlab.example.com/alice", Username: "", TokenID: 812},
		{Instance: "https://gitlab-example.com", Username: "alice", TokenID: 812},
		{Instance: "http://gitlab.example.com", Username: "alice", TokenID: 812},
		{Instance: "https://gitlab.example.com", Username: "../../../../etc/passwd", TokenID: 812},
		{Instance: "https://gitlab.example.com/../..", Username: `..\..`, TokenID: 812},
		{Instance: "https://con.example.com", Username: "nul.txt", TokenID: 1},
		{Instance: "https://gitlab.example.com", Username: strings.Repeat("x", 512), TokenID: 1},
		{Instance: "https://gitlab.example.com", Username: strings.Repeat("x", 512), TokenID: 2},
		{Instance: "https://例え.jp", Username: "名前", TokenID: 1},
	} {
		name, err := key.fileName()
		if err != nil || !safe.MatchString(name) || len(name) > 100 {
			t.Errorf("%+v: got %q, %v", key, name, err)
		}
		if other, taken := seen[name]; taken {
			t.Errorf("%+v and %+v share %q", key, other, name)
		}
		seen[name] = key
	}
	if name, _ := aliceKey().fileName(); !strings.HasPrefix(name, "gitlab-example-com-") ||
		strings.Contains(name, "alice") {
		t.Errorf("nobody would recognise %q, or the instance chose a part of it", name)
	}
}

func TestAFileThatAnOlderGlpatNamedIsFoundAndReplaced(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	keeper := SecretStore{Store: s}
	record := laptop()
	record.Kept = StorageFile
	key := Key{Instance: record.Instance, Username: record.Username, TokenID: record.TokenID}
	number := strconv.FormatInt(record.TokenID, 10)
	sum := sha256.Sum256([]byte(record.Instance + "\n" + record.Username + "#" + number))
	former := "gitlab-example-com-sub-" + record.Username + "-" + number + "-" + hex.EncodeToString(sum[:8])
	if _, err := s.makeSubDir(tokensName); err != nil {
		t.Fatal(err)
	}
	writeFile(t, s.dir+"/tokens/"+former, "glpat-former\n")
	if got, err := keeper.Load(t.Context(), StorageFile, key); err != nil || got.Reveal() != "glpat-former" {
		t.Fatalf("the former file gives %d characters, %v", got.Len(), err)
	}
	record.Account = former
	if err := s.AddRecord(record); err != nil {
		t.Fatal(err)
	}
	if _, notices, err := s.Records(); err != nil || len(notices) != 0 {
		t.Errorf("a file that a record names is a stray: %v, %v", notices, err)
	}
	kept, err := keeper.Keep(t.Context(), record, token.NewSecret("glpat-latter"))
	if err != nil {
		t.Fatal(err)
	}
	if got := names(t, s.dir+"/tokens"); !slices.Equal(got, []string{kept.Account}) || kept.Account == former {
		t.Errorf("the directory has %v", got)
	}
	if got, err := keeper.Load(t.Context(), StorageFile, key); err != nil || got.Reveal() != "glpat-latter" {
		t.Errorf("the file gives %d characters, %v", got.Len(), err)
	}
}

func TestNoRecordAndNoNameOfAFileHasASecretInIt(t *testing.T) {
	t.Parallel()
	const other = "gw-7Hq2Zk9LmX4tVb"
	redactor := token.NewRedactor()
	redactor.AddPassword(other)
	for _, encoding := range gitlabtest.Encodings() {
		for _, secret := range []string{gitlabtest.Hush, other} {
			s := newStore(t)
			keeper := SecretStore{Store: s, Redactor: redactor}
			said := "my " + encoding.Encode(secret)
			record := laptop()
			record.Kept, record.Name, record.Scopes = StorageFile, said, []catalog.Scope{"read_api", catalog.Scope(said)}
			record.Username = strings.Join(strings.Fields(encoding.Encode(secret)), "")
			kept, err := keeper.Keep(t.Context(), record, token.NewSecret(gitlabtest.Hush))
			if err != nil || kept.Unrecorded != nil {
				t.Fatalf("%s: %v, %v", encoding.Name, err, kept.Unrecorded)
			}
			if leaks := gitlabtest.Leaks(readFile(t, s.dir+"/records.yaml")+kept.Account, secret); len(leaks) > 0 {
				t.Errorf("%s: %v", encoding.Name, leaks)
			}
			own := token.NewRedactor()
			own.AddToken(token.NewSecret(gitlabtest.Hush))
			if where := keeper.Describe(StorageFile, kept.Account); own.Redact(redactor.Redact(where)) != where {
				t.Errorf("%s: the file is shown as another than %q", encoding.Name, where)
			}
			records, notices, err := s.Records()
			if err != nil || len(records) != 1 || len(notices) != 0 {
				t.Fatalf("%s: %v, %v, %v", encoding.Name, records, notices, err)
			}
			key := Key{Instance: records[0].Instance, Username: records[0].Username, TokenID: records[0].TokenID}
			if got, err := keeper.Load(t.Context(), StorageFile, key); err != nil || got.Reveal() != gitlabtest.Hush {
				t.Errorf("%s: what was kept is not found: %v", encoding.Name, err)
			}
		}
	}
}

func TestASecretFileHoldsTheTokenAndALineEnd(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	name, err := SecretStore{Store: s}.Save(t.Context(), StorageFile, aliceKey(), token.NewSecret("glpat-x"))
	if err != nil || readFile(t, s.dir+"/tokens/"+name) != "glpat-x\n" {
		t.Error(err)
	}
	if got := names(t, s.dir+"/tokens"); !slices.Equal(got, []string{name}) {
		t.Errorf("the directory has %v", got)
	}
}

// A wizard that is told to leave still saves a token that is shown once.
func TestAFileIsWrittenAfterTheContextEnded(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := (SecretStore{Store: newStore(t)}).Save(ctx, StorageFile, aliceKey(), token.NewSecret("glpat-x"))
	if err != nil {
		t.Error(err)
	}
}

func TestASecretFileFollowsNoLink(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	keeper := SecretStore{Store: s}
	name, err := keeper.Save(t.Context(), StorageFile, aliceKey(), token.NewSecret("glpat-old"))
	if err != nil {
		t.Fatal(err)
	}
	path, elsewhere := s.dir+"/tokens/"+name, t.TempDir()+"/elsewhere"
	writeFile(t, elsewhere, "glpat-elsewhere\n")
	link := func() {
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(elsewhere, path); err != nil {
			missing(t, "symbolic links: "+err.Error())
		}
	}

	link()
	if got, err := keeper.Load(t.Context(), StorageFile, aliceKey()); err == nil || !got.Empty() {
		t.Errorf("a link was read: %v", err)
	}
	if _, err := openNoFollow(path); err == nil {
		t.Error("a link was opened")
	}
	if _, err := keeper.Save(t.Context(), StorageFile, aliceKey(), token.NewSecret("glpat-new")); err != nil {
		t.Errorf("a link was not replaced: %v", err)
	}
	if readFile(t, elsewhere) != "glpat-elsewhere\n" || readFile(t, path) != "glpat-new\n" {
		t.Error("a link was written through")
	}
}

func TestADirectoryForTokensThatIsALinkIsRefused(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	elsewhere := t.TempDir()
	if err := os.Mkdir(s.dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(elsewhere, s.dir+"/tokens"); err != nil {
		missing(t, "symbolic links: "+err.Error())
	}
	keeper := SecretStore{Store: s}
	if _, err := keeper.Save(t.Context(), StorageFile, aliceKey(), token.NewSecret("glpat-x")); err == nil {
		t.Error("kept")
	}
	if _, err := keeper.Load(t.Context(), StorageFile, aliceKey()); err == nil {
		t.Error("loaded")
	}
	if got := names(t, elsewhere); len(got) != 0 {
		t.Errorf("elsewhere has %v", got)
	}
}

func TestASecretFileThatHoldsNoToken(t *testing.T) {
	t.Parallel()
	for _, content := range []string{"", "\n", "glpat-x\nglpat-y\n", "\x00\x00", strings.Repeat("x", 1<<20)} {
		s := newStore(t)
		keeper := SecretStore{Store: s}
		name, err := keeper.Save(t.Context(), StorageFile, aliceKey(), token.NewSecret("glpat-x"))
		if err != nil {
			t.Fatal(err)
		}
		writeFile(t, s.dir+"/tokens/"+name, content)
		if got, err := keeper.Load(t.Context(), StorageFile, aliceKey()); err == nil || !got.Empty() ||
			strings.Contains(err.Error(), "glpat-y") {
			t.Errorf("%.20q: got %v", content, err)
		}
		if readFile(t, s.dir+"/tokens/"+name) != content {
			t.Errorf("%.20q: reading changed it", content)
		}
	}
}
