package config

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
)

func TestACertificateThatIsTrustedCanBeLoaded(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	old, renewed := aCertificate(t), aCertificate(t)
	first, err := s.TrustCertificate("gitlab.example.com", []byte(old.certificate))
	if err != nil {
		t.Fatal(err)
	}
	if want := filepath.Join(s.dir, "certificates", "gitlab.example.com.pem"); first != want || !filepath.IsAbs(first) {
		t.Errorf("it is in %q, want %q", first, want)
	}
	other, err := s.TrustCertificate("gitlab.example.com:8443", []byte(old.certificate))
	if err != nil || other == first {
		t.Errorf("at another port: %q, %v", other, err)
	}
	if again, err := s.TrustCertificate("GitLab.example.com", []byte(renewed.certificate)); err != nil || again != first {
		t.Errorf("again: %q, %v", again, err)
	}
	for path, want := range map[string]string{first: renewed.certificate, other: old.certificate} {
		if got := readFile(t, path); got != want {
			t.Errorf("%s has\n%s", path, got)
		}
		if loaded, err := (Connection{CAFile: path}).Load(os.Getenv); err != nil || len(loaded.Authorities) != 1 {
			t.Errorf("got %v, %v", loaded.Authorities, err)
		}
	}
}

func TestTheDirectoryOfAStoreMayBeRelative(t *testing.T) {
	t.Chdir(t.TempDir())
	path, err := Open("here", fixedClock).TrustCertificate("gitlab.com", []byte(aCertificate(t).certificate))
	if err != nil || !filepath.IsAbs(path) || !exists(path) {
		t.Errorf("got %q, %v", path, err)
	}
}

func TestWhatIsNoCertificateIsNotKept(t *testing.T) {
	t.Parallel()
	good := aCertificate(t)
	for _, tc := range []struct{ name, host, content string }{
		{"a text", "gitlab.com", "hello"},
		{"nothing", "gitlab.com", ""},
		{"a key", "gitlab.com", good.key},
		{"too much", "gitlab.com", good.certificate + strings.Repeat("#", maxFile)},
		{"no host", "", good.certificate},
	} {
		s := newStore(t)
		if path, err := s.TrustCertificate(tc.host, []byte(tc.content)); err == nil || path != "" {
			t.Errorf("%s: kept in %q", tc.name, path)
		}
		if exists(s.dir) {
			t.Errorf("%s: the directory was made", tc.name)
		}
	}
}

func TestNamesOfCertificatesAreSafeEverywhere(t *testing.T) {
	t.Parallel()
	// What Windows takes, with no reserved name before the first dot.
	safe := regexp.MustCompile(`^[a-z0-9-][a-z0-9.-]{0,120}\.pem$`)
	seen := map[string]string{}
	for _, host := range []string{
		"gitlab.com", "gitlab.com:8443", "gitlab.com-8443", "gitlab-com", "127.0.0.1", "127.0.0.1:80", "[::1]", "[::1]:8443", "[::18443]",
		"con", "aux.example.com", "com1", "console.example.com", "git_lab.example.com", "git-lab.example.com",
		"../../etc/passwd", "..", "/", `C:\x`, "a\x00b", "ä", "-", strings.Repeat("a.", 126) + "com", strings.Repeat("a.", 126) + "org",
	} {
		name := certificateName(host)
		if !safe.MatchString(name) || reservedName.MatchString(name) || filepath.Base(name) != name {
			t.Errorf("%q is kept as %q", host, name)
		}
		if seen[name] != "" {
			t.Errorf("%q and %q are both kept as %q", host, seen[name], name)
		}
		seen[name] = host
	}
	for _, host := range []string{"gitlab.com", "console.example.com", "127.0.0.1"} {
		if name := certificateName(host); name != host+".pem" {
			t.Errorf("%q is kept as %q", host, name)
		}
	}
}

func TestALinkInTheWayOfCertificatesIsRefused(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	elsewhere := t.TempDir()
	if err := os.Mkdir(s.dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(elsewhere, s.dir+"/certificates"); err != nil {
		missing(t, "symbolic links: "+err.Error())
	}
	if path, err := s.TrustCertificate("gitlab.com", []byte(aCertificate(t).certificate)); err == nil {
		t.Errorf("kept in %q", path)
	}
	if got := names(t, elsewhere); len(got) != 0 {
		t.Errorf("the link's target has %v", got)
	}
}

func TestALinkInTheWayOfACertificateIsReplaced(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	elsewhere := t.TempDir() + "/theirs"
	writeFile(t, elsewhere, "theirs")
	if err := os.MkdirAll(s.dir+"/certificates", 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(elsewhere, s.dir+"/certificates/gitlab.com.pem"); err != nil {
		missing(t, "symbolic links: "+err.Error())
	}
	if _, err := s.TrustCertificate("gitlab.com", []byte(aCertificate(t).certificate)); err != nil {
		t.Fatal(err)
	}
	if got := readFile(t, elsewhere); got != "theirs" {
		t.Errorf("the link's target has %q", got)
	}
}

// Whoever trusts, remembers and reads at once, every file is whole.
func TestCertificatesAndInstancesAtOnce(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	some := []certificateText{aCertificate(t), aCertificate(t)}
	hosts := []string{"a.example.com", "b.example.com", "c.example.com:8443"}
	var group sync.WaitGroup
	for _, host := range hosts {
		for _, one := range some {
			group.Go(func() {
				path, err := Open(s.dir, fixedClock).TrustCertificate(host, []byte(one.certificate))
				if err != nil {
					t.Error(err)
					return
				}
				connection := Connection{CAFile: path, Headers: []string{"X-Host: " + host}}
				err = Open(s.dir, fixedClock).RememberInstance(KnownInstance{URL: "https://" + host, Connection: connection})
				if err != nil {
					t.Error(err)
				}
				if _, err := connection.Load(os.Getenv); err != nil {
					t.Error(err)
				}
			})
		}
	}
	group.Wait()
	settings, notices, err := s.Settings()
	if err != nil || len(notices) != 0 || len(settings.Instances) != len(hosts) {
		t.Fatalf("got %v, %v, %v", settings, notices, err)
	}
	for _, instance := range settings.Instances {
		content := readFile(t, instance.Connection.CAFile)
		if content != some[0].certificate && content != some[1].certificate {
			t.Errorf("a mixed content in %s", instance.Connection.CAFile)
		}
	}
	if got := names(t, s.dir+"/certificates"); len(got) != len(hosts) {
		t.Errorf("the directory has %v", got)
	}
}
