package config

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func day(n int) time.Time { return time.Date(2026, 11, n, 8, 30, 15, 0, time.UTC) }

func TestSettingsComeBackAsSaved(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	want := []KnownInstance{
		{URL: "https://gitlab.example.com/sub", Pages: "17.10", LastUsed: day(20)},
		{URL: "http://127.0.0.1:8080", AllowHTTP: true, FineGrainedOnly: true, LastUsed: day(19)},
		{URL: "https://gitlab.com", LastUsed: day(1)},
	}
	for _, instance := range want {
		if err := s.RememberInstance(instance); err != nil {
			t.Fatal(err)
		}
	}
	got, notices, err := s.Settings()
	if err != nil || len(notices) != 0 || !slices.EqualFunc(got.Instances, want, KnownInstance.equal) {
		t.Errorf("got %+v, %v, %v\n%s", got, notices, err, readFile(t, s.dir+"/settings.yaml"))
	}
}

func TestReadingMakesNothing(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	settings, notices, err := s.Settings()
	if err != nil || notices != nil || settings.Instances != nil {
		t.Errorf("settings: %v, %v, %v", settings, notices, err)
	}
	records, notices, err := s.Records()
	if err != nil || notices != nil || records != nil {
		t.Errorf("records: %v, %v, %v", records, notices, err)
	}
	if exists(s.dir) {
		t.Error("reading made the directory")
	}
}

func TestRememberInstance(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	for _, instance := range []KnownInstance{
		{URL: "https://a.example.com", LastUsed: day(1), Pages: "16.2"},
		{URL: "https://b.example.com", LastUsed: day(2)},
		{URL: "https://A.example.com:443/", LastUsed: day(3), Pages: "18.4"}, // the first again
		{URL: "https://c.example.com"},                                       // now
	} {
		if err := s.RememberInstance(instance); err != nil {
			t.Fatal(err)
		}
	}
	got, _, err := s.Settings()
	if err != nil {
		t.Fatal(err)
	}
	want := []KnownInstance{
		{URL: "https://c.example.com", LastUsed: fixedClock()},
		{URL: "https://A.example.com:443/", LastUsed: day(3), Pages: "18.4"},
		{URL: "https://b.example.com", LastUsed: day(2)},
	}
	if !slices.EqualFunc(got.Instances, want, KnownInstance.equal) {
		t.Errorf("got  %+v\nwant %+v", got.Instances, want)
	}
}

const settingsByHand = `# My own notes.

colour: none   # not known to glpat
instances:
  # the one at work
  - url: "https://gitlab.example.com" # behind the VPN
    last_used: 2026-11-01T08:30:15Z
    note: {ask: Alice}
    ca_file: /etc/ssl/ours.pem # by hand
    pages: 17.10
  # the public one
  - url: https://gitlab.com
    last_used: someday
  - bad
# after all
other: [1, 2]
`

func TestWhatAPersonWroteSurvives(t *testing.T) {
	t.Parallel()
	s := withFile(t, "settings.yaml", settingsByHand)
	settings, notices, err := s.Settings()
	if err != nil || len(settings.Instances) != 2 || len(notices) != 2 {
		t.Fatalf("got %+v, %v, %v", settings, notices, err)
	}
	if settings.Instances[0].Pages != "17.10" {
		t.Errorf("a release without quotes came as %q", settings.Instances[0].Pages)
	}
	connection := settings.Instances[0].Connection
	if connection.CAFile != "/etc/ssl/ours.pem" {
		t.Errorf("the file came as %q", connection.CAFile)
	}
	work := KnownInstance{URL: "https://gitlab.example.com", Pages: "18.1", LastUsed: day(21), Connection: connection}
	if err := s.RememberInstance(work); err != nil {
		t.Fatal(err)
	}
	if err := s.RememberInstance(KnownInstance{URL: "https://new.example.com", LastUsed: day(22)}); err != nil {
		t.Fatal(err)
	}
	content := readFile(t, s.dir+"/settings.yaml")
	for _, part := range []string{
		"# My own notes.", "colour: none # not known to glpat", "# the one at work", `"https://gitlab.example.com" # ` +
			`behind the VPN`,
		"note: {ask: Alice}", "ca_file: /etc/ssl/ours.pem # " +
			"by hand", "# the public one", "last_used: someday", "- bad", "# after all", "other: [1, 2]",
		`pages: "18.1"`, "2026-11-21T08:30:15Z", "https://new.example.com",
	} {
		if !strings.Contains(content, part) {
			t.Errorf("%q is gone", part)
		}
	}
	if t.Failed() {
		t.Log(content)
	}
	if got := names(t, s.dir); !slices.Equal(got, []string{"settings.yaml"}) {
		t.Errorf("the directory has %v", got)
	}
}

func TestCommentsAloneSurvive(t *testing.T) {
	t.Parallel()
	for _, content := range []string{"# only this\n", "# only this\n\n# " +
		"and that", "---\n# only this\n", "# only this\ninstances: []\n", "# only this\n~\n"} {
		s := withFile(t, "settings.yaml", content)
		if err := s.RememberInstance(KnownInstance{URL: "https://gitlab.com"}); err != nil {
			t.Fatal(err)
		}
		got := readFile(t, s.dir+"/settings.yaml")
		if !strings.Contains(got, "# only this") || !strings.Contains(got, "https://gitlab.com") {
			t.Errorf("%q became\n%s", content, got)
		}
		settings, notices, err := s.Settings()
		if err != nil || len(notices) != 0 || len(settings.Instances) != 1 {
			t.Errorf("%q reads as %+v, %v, %v", content, settings, notices, err)
		}
	}
}

func TestSettingsThatMakeNoSense(t *testing.T) {
	t.Parallel()
	const url = "instances:\n  - url: https://gitlab.com\n    "
	for _, tc := range []struct {
		name, content string
		want          []KnownInstance
		notices       int
	}{
		{"a release in words", url + "pages: newest", []KnownInstance{{URL: "https://gitlab.com"}}, 1},
		{"a release that is a list", url + "pages: [17]", []KnownInstance{{URL: "https://gitlab.com"}}, 1},
		{"a word in place of yes or no", url + "fine_grained_only: perhaps", []KnownInstance{{URL: "https://gitlab.com"}}, 1},
		{"a yes that is not true or false", url + "allow_http: yes please", []KnownInstance{{URL: "https://gitlab.com"}}, 1},
		{"a date in words", url + "last_used: yesterday", []KnownInstance{{URL: "https://gitlab.com"}}, 1},
		{
			"a key twice",
			url + "pages: \"18.1\"\n    pages: \"18.2\"",
			[]KnownInstance{{URL: "https://gitlab.com", Pages: "18.1"}},
			0,
		},
		{"an alias", "x: &x \"18.1\"\n" + url + "pages: *x", []KnownInstance{{URL: "https://gitlab.com", Pages: "18.1"}}, 0},
		{"an alias to itself", "x: &x [*x]\n" + url + "pages: *x", []KnownInstance{{URL: "https://gitlab.com"}}, 1},
		{"no address", "instances:\n  - pages: \"18.1\"", nil, 1},
		{"another protocol", "instances:\n  - url: javascript:alert(1)", nil, 1},
		{"an address with a password", "instances:\n  - url: https://u:hunter2@gitlab.com", nil, 1},
		{"an entry that is a text", "instances: [x]", nil, 1},
		{"the same instance twice", "instances:\n  - url: https://gitlab.com\n  - url: " +
			"https://gitlab.com/", []KnownInstance{{URL: "https://gitlab.com"}}, 0},
		{"nothing under the key", "instances:", nil, 0},
		{"an empty file", "", nil, 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			s := withFile(t, "settings.yaml", tc.content)
			got, notices, err := s.Settings()
			if err != nil || !slices.EqualFunc(got.Instances, tc.want, KnownInstance.equal) || len(notices) != tc.notices {
				t.Errorf("got %+v, %v, %v", got, notices, err)
			}
			for _, notice := range notices {
				if strings.Contains(notice.Summary, "hunter2") {
					t.Errorf("a notice repeats what may be secret: %v", notice)
				}
			}
			if got := readFile(t, s.dir+"/settings.yaml"); got != tc.content {
				t.Errorf("reading changed the file to %q", got)
			}
		})
	}
}

func TestSettingsThatCannotBeSavedChangeNothing(t *testing.T) {
	t.Parallel()
	for _, bad := range []KnownInstance{
		{},
		{URL: "gitlab.com"},
		{URL: "ftp://gitlab.com"},
		{URL: "https://u:hunter2@gitlab.com"},
		{URL: "https://gitlab.com\nx"},
		{URL: "https://gitlab.com", Pages: "newest"},
	} {
		s := newStore(t)
		err := s.RememberInstance(bad)
		if err == nil || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%+v: got %v", bad, err)
		}
		if exists(s.dir) {
			t.Errorf("%+v: the directory was made", bad)
		}
	}
}

func TestALinkToSettingsIsFollowedToReadAndNotToWrite(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	elsewhere := t.TempDir()
	if err := os.MkdirAll(elsewhere+"/real", 0o700); err != nil {
		t.Fatal(err)
	}
	// The store's directory is itself a link, and so is the file: "../x" then
	// starts at the real directory.
	for link, target := range map[string]string{
		s.dir:                             elsewhere + "/real",
		elsewhere + "/real/settings.yaml": "../dotfiles.yaml",
		elsewhere + "/dotfiles.yaml":      filepath.Join(elsewhere, "last.yaml"),
	} {
		if err := os.Symlink(target, link); err != nil {
			missing(t, "symbolic links: "+err.Error())
		}
	}
	if settings, _, err := s.Settings(); err != nil || len(settings.Instances) != 0 {
		t.Errorf("a link to nothing: %v, %v", settings, err)
	}
	const two = "instances: [{url: https://a.example.com}, {url: https://b.example.com}]\n"
	wantFileReason(t, s.RememberInstance(KnownInstance{URL: "https://a.example.com"}), FileIsLink)
	writeFile(t, elsewhere+"/last.yaml", two)
	if settings, _, err := s.Settings(); err != nil || len(settings.Instances) != 2 {
		t.Errorf("got %v, %v", settings, err)
	}
	wantFileReason(t, s.RememberInstance(KnownInstance{URL: "https://a.example.com"}), FileIsLink)
	if got := readFile(t, elsewhere+"/last.yaml"); got != two {
		t.Errorf("the link leads to %q now", got)
	}
	info, err := os.Lstat(elsewhere + "/last.yaml")
	if err != nil || !info.Mode().IsRegular() {
		t.Errorf("the link's target: %v, %v", info, err)
	}
	if info, err := os.Lstat(s.dir + "/settings.yaml"); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link: %v, %v", info, err)
	}
}

func TestALinkWithoutEndIsAnError(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	if err := os.Mkdir(s.dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("settings.yaml", s.dir+"/settings.yaml"); err != nil {
		missing(t, "symbolic links: "+err.Error())
	}
	if _, _, err := s.Settings(); err == nil {
		t.Error("reading went well")
	}
	if err := s.RememberInstance(KnownInstance{URL: "https://gitlab.com"}); err == nil {
		t.Error("writing went well")
	}
}
