package config

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// Each is a whole file that is no file of settings, and the part of the reason
// a person is told.
func damagedFiles() map[string]string {
	return map[string]string{
		"instances:\n\t- x":                   "not valid YAML",
		"a: [":                                "not valid YAML",
		"a: *b":                               "not valid YAML",
		"\xff\xfe\xfd":                        "not valid YAML",
		"a: 1\n---\nb: 2\n":                   "more than one document",
		"- url: https://gitlab.com\n":         "not a list of keys and values",
		"just words":                          "not a list of keys and values",
		"instances: {a: b}":                   "something else than a list",
		"instances: 5":                        "something else than a list",
		"instances:\n  - url: https://gi\x00": "no text has",
		"# " + strings.Repeat("x", maxFile):   "larger than 1 MiB",
		strings.Repeat("[", 20000):            "not valid YAML",
	}
}

func TestADamagedFileIsSetAside(t *testing.T) {
	t.Parallel()
	for content, reason := range damagedFiles() {
		s := withFile(t, "settings.yaml", content)
		settings, notices, err := s.Settings()
		if err != nil || len(settings.Instances) != 0 || len(notices) != 1 || !strings.Contains(notices[0].Summary, reason) {
			t.Errorf("%.40q: got %v, %v, %v", content, settings, notices, err)
			continue
		}
		const aside = "settings.yaml.damaged-20261122T100000Z"
		if !strings.Contains(notices[0].Summary, aside) || notices[0].Remedy == "" {
			t.Errorf("%.40q: the notice is %+v", content, notices[0])
		}
		if got := names(t, s.dir); !slices.Equal(got, []string{aside}) || readFile(t, s.dir+"/"+aside) != content {
			t.Errorf("%.40q: the directory has %v", content, got)
		}
		if _, notices, err := s.Settings(); err != nil || len(notices) != 0 {
			t.Errorf("%.40q: the next read tells %v, %v", content, notices, err)
		}
	}
}

func TestAWriteSetsADamagedFileAsideAndSaysSo(t *testing.T) {
	t.Parallel()
	s := withFile(t, "records.yaml", "records: 5")
	if err := s.AddRecord(laptop()); err != nil {
		t.Fatal(err)
	}
	if notices := s.Notices(); len(notices) != 1 || len(s.Notices()) != 0 {
		t.Errorf("told %v, and not once", notices)
	}
	if got := readFile(t, s.dir+"/records.yaml.damaged-20261122T100000Z"); got != "records: 5" {
		t.Errorf("set aside: %q", got)
	}
	if got, _, err := s.Records(); err != nil || len(got) != 1 {
		t.Errorf("got %v, %v", got, err)
	}
}

func TestTwoDamagedFilesOfOneSecondAreBothKept(t *testing.T) {
	t.Parallel()
	s := withFile(t, "settings.yaml", "first")
	for _, next := range []string{"second", "third", ""} {
		if _, notices, err := s.Settings(); err != nil || len(notices) != 1 {
			t.Fatal(notices, err)
		}
		writeFile(t, s.dir+"/settings.yaml", next)
	}
	for name, want := range map[string]string{"": "first", "-2": "second", "-3": "third"} {
		if got := readFile(t, s.dir+"/settings.yaml.damaged-20261122T100000Z"+name); got != want {
			t.Errorf("%q has %q", name, got)
		}
	}
}

func TestADamagedFileBehindALinkIsToldAndLeftAlone(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	if err := os.Mkdir(s.dir, 0o700); err != nil {
		t.Fatal(err)
	}
	elsewhere := t.TempDir()
	writeFile(t, elsewhere+"/mine.yaml", "just words")
	if err := os.Symlink(elsewhere+"/mine.yaml", s.dir+"/settings.yaml"); err != nil {
		missing(t, "symbolic links: "+err.Error())
	}
	settings, notices, err := s.Settings()
	if err != nil || len(settings.Instances) != 0 || len(notices) != 1 ||
		!strings.Contains(notices[0].Summary, "leads to") {
		t.Errorf("got %v, %v, %v", settings, notices, err)
	}
	err = s.RememberInstance(KnownInstance{URL: "https://gitlab.com"})
	wantFileReason(t, err, FileIsLink)
	if got := names(
		t,
		elsewhere,
	); !slices.Equal(got, []string{"mine.yaml"}) ||
		readFile(t, elsewhere+"/mine.yaml") != "just words" {
		t.Errorf("the link leads to %v", got)
	}
}

func TestWhatIsNotAPlainFileIsAnError(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	if err := os.MkdirAll(s.dir+"/settings.yaml", 0o700); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.Settings(); err == nil {
		t.Error("reading a directory went well")
	}
	if err := s.RememberInstance(KnownInstance{URL: "https://gitlab.com"}); err == nil {
		t.Error("writing over a directory went well")
	}
	if !exists(s.dir + "/settings.yaml") {
		t.Error("the directory is gone")
	}
}

func TestADirectoryThatIsAFileIsAnError(t *testing.T) {
	t.Parallel()
	path := t.TempDir() + "/file"
	writeFile(t, path, "mine")
	s := Open(path, fixedClock)
	if err := s.AddRecord(laptop()); err == nil {
		t.Error("writing went well")
	}
	var wrong *FileError
	if _, _, err := s.Records(); !errors.As(err, &wrong) || wrong.Reason != FileNoDirectory || wrong.Path != path {
		t.Errorf("reading: %v", err)
	}
	if readFile(t, path) != "mine" {
		t.Error("the file changed")
	}
}

// The library writes some trees so that they read back as others. Then the
// person's file must survive beside the new one.
func TestAFileThatCannotBeWrittenBackIsKept(t *testing.T) {
	t.Parallel()
	const content = "keep: &a 1\ninstances:\n  - url: https://gitlab.com\n    pages: &b \"18.1\"\n    note: *b\nuse: *a\n"
	s := withFile(t, "settings.yaml", content)
	// Changing the anchored value leaves the alias without its anchor.
	if err := s.RememberInstance(KnownInstance{URL: "https://gitlab.com", Pages: "18.4"}); err != nil {
		t.Fatal(err)
	}
	if notices := s.Notices(); len(notices) != 1 || !strings.Contains(notices[0].Summary, "without losing parts") {
		t.Errorf("told %v", notices)
	}
	if got := readFile(t, s.dir+"/settings.yaml.damaged-20261122T100000Z"); got != content {
		t.Errorf("set aside: %q", got)
	}
	settings, _, err := s.Settings()
	if err != nil || len(settings.Instances) != 1 || settings.Instances[0].Pages != "18.4" {
		t.Errorf("got %+v, %v", settings, err)
	}
}

func TestWhatWouldNotReadBackTheSameIsNotWritten(t *testing.T) {
	t.Parallel()
	folded := textNode("a\n b\n")
	folded.Style = yaml.FoldedStyle // the library changes its line ends
	for _, node := range []*yaml.Node{folded, textNode("\xff"), textNode(strings.Repeat("x", maxFile))} {
		doc := newDocument(recordsFile())
		doc.list.Content = append(doc.list.Content, node)
		if text, err := doc.encode(); err == nil {
			t.Errorf("written: %.100q", text)
		}
	}
}
