package command

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"glpat/gitlab/catalog"
	"glpat/ui/system"
)

// everyQuestion asks all that the catalogue can be asked.
func everyQuestion(t *testing.T, answer scopesAnswer) {
	t.Helper()
	var all []string
	ask := func(err error) {
		if err != nil {
			t.Error(err)
		}
	}
	ask(answer.catalogue())
	for _, purpose := range catalog.AllPurposes() {
		ask(answer.purpose(purpose.Name))
		ask(answer.least("api,read_user,openid", purpose.Name))
		all = append(all, purpose.Name)
	}
	ask(answer.purpose(strings.Join(all, ",")))
	for _, info := range catalog.AllScopes() {
		ask(answer.scope(string(info.Scope)))
		ask(answer.allows(string(info.Scope)))
	}
	for _, elsewhere := range catalog.NonPersonalScopes() {
		ask(answer.scope(string(elsewhere.Scope)))
		ask(answer.allows(string(elsewhere.Scope)))
	}
}

// A line that is longer than the terminal is wide is one to be copied, or one
// long word.
func TestTheCatalogueFitsTheTerminal(t *testing.T) {
	t.Parallel()
	for _, columns := range []int{40, 80, 120} {
		var out bytes.Buffer
		narrow := system.TerminalWriter{Writer: &out, Columns: columns}
		everyQuestion(t, scopesAnswer{machine: System{Stdout: narrow, Stderr: narrow, Getenv: os.Getenv}})
		for line := range strings.SplitSeq(out.String(), "\n") {
			text := strings.TrimSpace(line)
			whole := strings.HasPrefix(line, "  by hand ") || strings.HasPrefix(text, "glpat ") || !strings.Contains(text, " ")
			if ansi.StringWidth(line) > columns && !whole {
				t.Errorf("%d columns: %q", columns, line)
			}
			if strings.TrimRight(line, " ") != line {
				t.Errorf("%d columns: spaces at the end of %q", columns, line)
			}
		}
	}
}

func TestEveryAnswerOfTheCatalogueIsOneLineOfJSON(t *testing.T) {
	t.Parallel()
	for _, at := range []catalog.Release{{}, catalog.NewRelease(8, 15), catalog.NewRelease(16, 11)} {
		var out, talk bytes.Buffer
		everyQuestion(t, scopesAnswer{machine: System{Stdout: &out, Stderr: &talk, Getenv: os.Getenv}, at: at, asJSON: true})
		for line := range strings.SplitSeq(strings.TrimSuffix(out.String(), "\n"), "\n") {
			if !json.Valid([]byte(line)) {
				t.Errorf("no JSON: %.200s", line)
			}
			mayBeNull := strings.NewReplacer(`"condition":null`, "", `"purpose":null`, "")
			if rest := mayBeNull.Replace(line); strings.Contains(rest, `:null`) || strings.Contains(rest, `:""`) {
				t.Errorf("null or empty where nothing may be: %.200s", line)
			}
		}
	}
}
