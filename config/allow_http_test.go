package config_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The lines outside this package that may name the consent to plain http: they
// hand on what a flag said or what [config.Settings.Resolve] decided, or obey it.
// An entry that no line needs any more fails the test.
var consentLines = map[string][]string{
	"gitlab/client.go":                      {"&& !config.AllowPlain {"},
	"gitlab/transport/config.go":            {"AllowPlain bool"},
	"ui/command/connection.go":              {"AllowHTTP: f.allowHTTP}"},
	"ui/command/flags.go":                   {"start.From, start.AllowHTTP = from, f.allowHTTP"},
	"ui/flow/draft.go":                      {"AllowPlain bool"},
	"ui/flow/draft_instance.go":             {"d.Address, d.AllowPlain = text, false", "d.AllowPlain = true"},
	"ui/wizard/model.go":                    {"AllowHTTP  bool"},
	"ui/wizard/shared.go":                   {"AllowHTTP:       d.draft.AllowPlain,"},
	"ui/wizard/screen_instance_discover.go": {"AllowHTTP:  s.given.AllowHTTP,"},
}

func TestTheConsentToPlainHTTPIsDecidedNowhereElse(t *testing.T) {
	t.Parallel()
	root := os.DirFS("..")
	used := map[string]bool{} // the allowed lines that were found, behind their file
	err := fs.WalkDir(root, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") ||
			strings.HasPrefix(path, "config/") {
			return err
		}
		text, err := fs.ReadFile(root, path)
		if err != nil {
			return err
		}
		for line := range strings.Lines(string(text)) {
			if !namesConsent(line) {
				continue
			}
			allowed, is := allowedLine(path, line)
			if !is {
				t.Errorf("%s decides on plain http, which config.Settings.Resolve alone does: %s", path, strings.TrimSpace(line))
			}
			used[path+allowed] = true
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for path, lines := range consentLines {
		for _, line := range lines {
			if !used[path+line] {
				t.Errorf("%s has no line %q any more, which consentLines allows", path, line)
			}
		}
	}
}

// namesConsent reports whether a line of code names the consent. A remedy that
// names the flag decides nothing.
func namesConsent(line string) bool {
	line = strings.ReplaceAll(strings.TrimSpace(line), "SettingAllowHTTP", "")
	return !strings.HasPrefix(line, "//") && (strings.Contains(line, "AllowPlain") || strings.Contains(line, "AllowHTTP"))
}

// allowedLine returns the entry of [consentLines] that allows a line of the file.
func allowedLine(path, line string) (allowed string, ok bool) {
	for _, allowed := range consentLines[path] {
		if strings.Contains(line, allowed) {
			return allowed, true
		}
	}
	return "", false
}
