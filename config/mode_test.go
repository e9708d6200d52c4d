//go:build !windows

package config

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"

	"glpat/gitlab/input"
	"glpat/gitlab/token"
)

func modeOf(t *testing.T, path string) os.FileMode {
	t.Helper()
	info, err := os.Lstat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Mode().Perm()
}

func TestAllThatIsMadeIsPrivate(t *testing.T) {
	t.Parallel()
	s := Open(t.TempDir()+"/not/there/yet", fixedClock)
	if err := s.AddRecord(laptop()); err != nil {
		t.Fatal(err)
	}
	if err := s.RememberInstance(KnownInstance{URL: "https://gitlab.com"}); err != nil {
		t.Fatal(err)
	}
	_, err := (SecretStore{Store: s}).Save(context.Background(), StorageFile, aliceKey(), token.NewSecret("glpat-x"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.TrustCertificate("gitlab.com", []byte(aCertificate(t).certificate)); err != nil {
		t.Fatal(err)
	}
	count := 0
	err = filepath.WalkDir(filepath.Dir(s.dir), func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		count++
		want := privateFile
		if entry.IsDir() {
			want = privateDir
		}
		if got := modeOf(t, path); got != want {
			t.Errorf("%s has mode %04o", path, got)
		}
		return nil
	})
	if err != nil || count != 9 {
		t.Errorf("%d files and directories, %v", count, err)
	}
	if notices := s.Notices(); len(notices) != 0 {
		t.Errorf("told %v", notices)
	}
}

func TestLooseModesAreRepairedAndTold(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	keeper := SecretStore{Store: s}
	name, err := keeper.Save(t.Context(), StorageFile, aliceKey(), token.NewSecret("glpat-x"))
	if err != nil {
		t.Fatal(err)
	}
	record := laptop()
	record.Kept, record.Account = StorageFile, name
	if err := s.AddRecord(record); err != nil {
		t.Fatal(err)
	}
	loose := map[string]os.FileMode{
		s.dir:                     0o755,
		s.dir + "/records.yaml":   0o644,
		s.dir + "/tokens":         0o711,
		s.dir + "/tokens/" + name: 0o640,
	}
	for path, mode := range loose {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
	}
	_, notices, err := s.Records()
	if err != nil || len(notices) != 2 {
		t.Errorf("reading records tells %v, %v", notices, err)
	}
	if secret, err := keeper.Load(t.Context(), StorageFile, aliceKey()); err != nil || secret.Reveal() != "glpat-x" {
		t.Error(err)
	}
	told := s.Notices()
	if len(told) != 2 || !strings.Contains(told[1].Summary, "0640") || !strings.Contains(told[1].Remedy, "revoke") {
		t.Errorf("reading the secret tells %v", told)
	}
	for path := range loose {
		if mode := modeOf(t, path); mode&forOthers != 0 {
			t.Errorf("%s still has mode %04o", path, mode)
		}
	}
}

func TestADirectoryThatServesOthersKeepsItsMode(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name    string
		mode    os.FileMode
		content string
		want    os.FileMode
		notices int
	}{
		{"others read, and it has other files", 0o755, "other", 0o755, 0},
		{"others write, and it has other files", 0o777, "other", 0o777, 0},
		{"others write, and it has settings", 0o777, "settings.yaml", 0o777, 1},
		{"the owner may not write", 0o555, "settings.yaml", 0o500, 1},
		{"a directory like /tmp", 0o777 | os.ModeSticky, "records.yaml", 0o777, 1},
		{"its own directory of certificates", 0o755, "certificates", 0o700, 1},
		{"its own files only", 0o755, "records.yaml.damaged-20261122T100000Z", 0o700, 1},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			dir := openTempDir(t)
			writeFile(t, dir+"/"+tc.content, "")
			if err := os.Chmod(dir, tc.mode); err != nil {
				t.Fatal(err)
			}
			_, notices, err := Open(dir, fixedClock).Settings()
			if err != nil || len(notices) != tc.notices || modeOf(t, dir) != tc.want {
				t.Errorf("mode %04o, %v, %v", modeOf(t, dir), notices, err)
			}
		})
	}
}

func TestTheModeBehindALinkIsLeftAlone(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	elsewhere := t.TempDir() + "/mine.yaml"
	writeFile(t, elsewhere, "")
	if err := os.Chmod(elsewhere, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(s.dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(elsewhere, s.dir+"/settings.yaml"); err != nil {
		t.Fatal(err)
	}
	if _, notices, err := s.Settings(); err != nil || len(notices) != 0 || modeOf(t, elsewhere) != 0o644 {
		t.Errorf("mode %04o, %v, %v", modeOf(t, elsewhere), notices, err)
	}
}

func TestAFileOfCertificatesThatCannotBeOpenedIsExplained(t *testing.T) {
	dir := files(t, map[string]string{"ours.pem": "x"})
	if err := os.Chmod(dir+"/ours.pem", 0); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(dir+"/pipe", 0o600); err != nil {
		t.Fatal(err)
	}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	defer asNobody(t, dir)()
	for name, words := range map[string]string{"ours.pem": "You may not read", "pipe": "not a plain file"} {
		_, err := Connection{CAFile: dir + "/" + name}.Load(os.Getenv)
		var input *input.Error
		if !errors.As(err, &input) || !strings.Contains(input.What, words) || !strings.Contains(input.What, name) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// A file one may not read is no damage: it must stay where it is.
func TestAFileOneMayNotReadIsAnError(t *testing.T) {
	s := withFile(t, "settings.yaml", "just words")
	if err := os.Chmod(s.dir+"/settings.yaml", 0); err != nil {
		t.Fatal(err)
	}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	defer asNobody(t, s.dir)()
	if _, _, err := s.Settings(); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("reading: got %v", err)
	}
	if err := s.RememberInstance(KnownInstance{URL: "https://gitlab.com"}); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("writing: got %v", err)
	}
	if got := names(t, s.dir); !slices.Equal(got, []string{"settings.yaml"}) {
		t.Errorf("the directory has %v", got)
	}
}

func TestADamagedFileThatCannotBeSetAsideIsAnError(t *testing.T) {
	s := withFile(t, "settings.yaml", "just words")
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	defer asNobody(t, s.dir)()
	if err := os.Chmod(s.dir, 0o500); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = os.Chmod(s.dir, 0o700) }()
	_, _, err := s.Settings()
	if !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), "not a list of keys") {
		t.Errorf("got %v", err)
	}
}
