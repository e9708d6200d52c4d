package config_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"glpat/config"
)

// A key that is a slip away from one that glpat knows, or what others call it, is
// told and not used; a key that is like none of them belongs to somebody else.
func TestAKeyThatIsNearlyKnownIsTold(t *testing.T) {
	t.Parallel()
	for key, want := range map[string]string{
		"ca-file": `"ca_file"`, "cafile": `"ca_file"`, "allow_htpp": `"allow_http"`, "cert": `"client_cert"`,
		"header": `"headers"`, "release": `"pages"`, "note": "", "team_colour": "", "glpat-abcdefghij0123456789": "",
	} {
		dir := t.TempDir()
		text := "instances:\n  - url: https://gitlab.example.com\n    " + key + ": x\n"
		if err := os.WriteFile(filepath.Join(dir, "settings.yaml"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		_, notices, err := config.Open(dir, time.Now).Settings()
		if err != nil {
			t.Fatal(err)
		}
		var said strings.Builder
		for _, notice := range notices {
			said.WriteString(notice.Summary)
		}
		if want == "" && strings.Contains(said.String(), "is meant") ||
			want != "" && !strings.Contains(said.String(), "perhaps "+want+" is meant") {
			t.Errorf("%s: %q, want %q", key, said.String(), want)
		}
	}
}
