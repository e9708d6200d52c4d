//go:build !windows

package config

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"glpat/gitlab/input"
	"glpat/gitlab/token"
)

// stranger is a user that the tests are not.
const stranger = 4321

// giveAway gives a file to that user, which only the administrator can.
func giveAway(t *testing.T, path string) {
	t.Helper()
	if err := os.Lchown(path, stranger, stranger); err != nil {
		missing(t, "the right to give files to others: "+err.Error())
	}
}

// openTempDir is a directory that others can enter, as they can a home on many
// computers. Those of tests are closed to them.
func openTempDir(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	chmod(t, filepath.Dir(dir), 0o755)
	chmod(t, dir, 0o755)
	return dir
}

// A store with settings, a record, a kept token and a trusted certificate.
func wholeStore(t *testing.T) (store *Store, tokenFile, certificate string) {
	t.Helper()
	home := openTempDir(t) + "/home"
	if err := os.Mkdir(home, 0o755); err != nil {
		t.Fatal(err)
	}
	store = Open(home+"/glpat", fixedClock)
	certificate, err := store.TrustCertificate("gitlab.example.com", []byte(aCertificate(t).certificate))
	if err != nil {
		t.Fatal(err)
	}
	name, err := SecretStore{Store: store}.Save(t.Context(), StorageFile, aliceKey(), token.NewSecret("glpat-x"))
	if err != nil {
		t.Fatal(err)
	}
	if err := store.AddRecord(laptop()); err != nil {
		t.Fatal(err)
	}
	known := KnownInstance{
		URL:        "https://gitlab.example.com",
		Connection: Connection{API: "https://api.example.com", CAFile: certificate},
	}
	if err := store.RememberInstance(known); err != nil {
		t.Fatal(err)
	}
	return store, filepath.Join(store.dir, tokensName, name), certificate
}

// What is used of a store.
type used struct{ settings, records, token, certificate bool }

func useOf(t *testing.T, s *Store) (use used, told string) {
	t.Helper()
	var said strings.Builder
	settings, notices, err := s.Settings()
	if err != nil {
		t.Errorf("settings: %v", err)
	}
	for _, notice := range notices {
		said.WriteString(notice.Summary + " " + notice.Remedy + "\n")
	}
	use.settings = len(settings.Instances) > 0
	address, err := input.ParseAddress("gitlab.example.com")
	if err != nil {
		t.Fatal(err)
	}
	resolved := settings.Resolve(ConnectionRequest{Address: address})
	config, err := resolved.Connection.Load(os.Getenv)
	use.certificate = err == nil && len(config.Authorities) > 0
	if wrong, is := errors.AsType[*input.Error](err); is {
		said.WriteString(wrong.What + " " + wrong.Do + "\n")
	}
	records, _, err := s.Records()
	use.records = err == nil && len(records) > 0
	secret, loadErr := SecretStore{Store: s}.Load(t.Context(), StorageFile, aliceKey())
	use.token = loadErr == nil && !secret.Empty()
	for _, err := range []error{err, loadErr} {
		if wrong, is := errors.AsType[*FileError](err); is {
			said.WriteString(wrong.Error() + " " + wrong.Remedy() + "\n")
		} else if err != nil {
			t.Errorf("an error without a reason: %v", err)
		}
	}
	return use, said.String()
}

func TestWhatOthersCouldHaveChangedIsNotUsed(t *testing.T) {
	t.Parallel()
	all := used{true, true, true, true}
	none := used{}
	type places struct{ dir, settings, records, token, tokens, certificate string }
	for _, tc := range []struct {
		name   string
		spoil  func(t *testing.T, p places)
		want   used
		silent bool
	}{
		{"nothing is wrong", func(*testing.T, places) {}, all, true},
		{"the directory is another's", func(t *testing.T, p places) { giveAway(t, p.dir) }, none, false},
		{"the one above is another's", func(t *testing.T, p places) { giveAway(t, filepath.Dir(p.dir)) }, none, false},
		{"others write to the directory", func(t *testing.T, p places) { chmod(t, p.dir, 0o777) }, none, false},
		{"others write to the one above", func(t *testing.T, p places) { chmod(t, filepath.Dir(p.dir), 0o777) }, none, false},
		{"the one above is like /tmp", func(t *testing.T, p places) { chmod(t, filepath.Dir(p.dir), 0o777|os.ModeSticky) }, all, true},
		{
			"the settings are another's", func(t *testing.T, p places) { giveAway(t, p.settings) },
			used{false, true, true, false},
			false,
		},
		{
			"others write to the settings", func(t *testing.T, p places) { chmod(t, p.dir, 0o755); chmod(t, p.settings, 0o666) },
			used{false, true, true, false},
			false,
		},
		{
			"others could write to the settings if they could get there",
			func(t *testing.T, p places) { chmod(t, p.settings, 0o666) }, all, false,
		},
		{
			"the records are another's", func(t *testing.T, p places) { giveAway(t, p.records) },
			used{true, false, true, true},
			false,
		},
		{
			"the token is another's", func(t *testing.T, p places) { giveAway(t, p.token) },
			used{true, true, false, true},
			false,
		},
		{
			"the directory of tokens is another's", func(t *testing.T, p places) { giveAway(t, p.tokens) },
			used{true, true, false, true},
			false,
		},
		{
			"the certificate is another's", func(t *testing.T, p places) { giveAway(t, p.certificate) },
			used{true, true, true, false},
			false,
		},
		{
			"settings behind a link are another's", func(t *testing.T, p places) {
				elsewhere := t.TempDir() + "/theirs.yaml"
				if err := errors.Join(os.Rename(p.settings, elsewhere), os.Symlink(elsewhere, p.settings)); err != nil {
					t.Fatal(err)
				}
				giveAway(t, elsewhere)
			}, used{false, true, true, false}, false,
		},
		{
			"the link to the settings is another's", func(t *testing.T, p places) {
				elsewhere := t.TempDir() + "/mine.yaml"
				if err := errors.Join(os.Rename(p.settings, elsewhere), os.Symlink(elsewhere, p.settings)); err != nil {
					t.Fatal(err)
				}
				giveAway(t, p.settings)
			}, used{false, true, true, false}, false,
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			s, tokenFile, certificate := wholeStore(t)
			tc.spoil(t, places{
				s.dir, s.dir + "/settings.yaml", s.dir + "/records.yaml", tokenFile, filepath.Dir(tokenFile), certificate,
			})
			for range 2 { // the second time as the first: nothing is made right by looking
				use, told := useOf(t, s)
				if use != tc.want || tc.silent != (told == "") && tc.want != all {
					t.Errorf("used %+v, want %+v; told %q", use, tc.want, told)
				}
				if tc.want != all && strings.Contains(told, "Now only you can") {
					t.Errorf("it says %q", told)
				}
			}
		})
	}
}

func chmod(t *testing.T, path string, mode os.FileMode) {
	t.Helper()
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
}

func TestNothingIsWrittenWhereOthersDecide(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(t *testing.T, dir string) FileReason{
		"another's": func(t *testing.T, dir string) FileReason { giveAway(t, dir); return FileOfOthers },
		"open":      func(t *testing.T, dir string) FileReason { chmod(t, dir, 0o777); return FileOpenToWrite },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := Open(openTempDir(t)+"/glpat", fixedClock)
			if err := os.MkdirAll(s.dir, 0o700); err != nil {
				t.Fatal(err)
			}
			want := spoil(t, s.dir)
			wantFileReason(t, s.AddRecord(laptop()), want)
			wantFileReason(t, s.RememberInstance(KnownInstance{URL: "https://gitlab.com"}), want)
			_, err := SecretStore{Store: s}.Save(t.Context(), StorageFile, aliceKey(), token.NewSecret("glpat-x"))
			wantFileReason(t, err, want)
			_, err = s.TrustCertificate("gitlab.com", []byte(aCertificate(t).certificate))
			wantFileReason(t, err, want)
			if got := names(t, s.dir); len(got) != 0 {
				t.Errorf("the directory has %v", got)
			}
		})
	}
}

func TestALinkAsLockMakesNoFileElsewhere(t *testing.T) {
	t.Parallel()
	for name, place := range map[string]func(path, elsewhere string) error{
		"a link":    func(path, elsewhere string) error { return os.Symlink(elsewhere, path) },
		"a pipe":    func(path, _ string) error { return syscall.Mkfifo(path, 0o600) },
		"directory": func(path, _ string) error { return os.Mkdir(path, 0o700) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, elsewhere := newStore(t), t.TempDir()
			if err := errors.Join(os.MkdirAll(s.dir, 0o700), place(s.dir+"/lock", elsewhere+"/made")); err != nil {
				t.Fatal(err)
			}
			err := s.AddRecord(laptop())
			wrong, is := errors.AsType[*FileError](err)
			if !is || wrong.Path != s.dir+"/lock" || wrong.Remedy() == "" {
				t.Errorf("got %v", err)
			}
			if got := names(t, elsewhere); len(got) != 0 {
				t.Errorf("elsewhere has %v", got)
			}
		})
	}
}

func TestAFileWithASecondNameKeepsItsMode(t *testing.T) {
	t.Parallel()
	s, tokenFile, _ := wholeStore(t)
	other := t.TempDir() + "/other"
	if err := os.Link(tokenFile, other); err != nil {
		missing(t, "hard links: "+err.Error())
	}
	chmod(t, other, 0o644)
	if _, err := (SecretStore{Store: s}).Load(t.Context(), StorageFile, aliceKey()); err != nil {
		t.Error(err)
	}
	told := s.Notices()
	if len(told) != 1 || !strings.Contains(told[0].Summary, "second name") || told[0].Remedy == "" {
		t.Errorf("told %v", told)
	}
	if mode := modeOf(t, other); mode != 0o644 {
		t.Errorf("the other name has mode %04o", mode)
	}
}
