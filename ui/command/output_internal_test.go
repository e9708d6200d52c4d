package command

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"glpat/gitlab"
	"glpat/gitlab/problem"
)

func TestTheRemediesInJSONAreThoseOfTheText(t *testing.T) {
	t.Parallel()
	site := problem.Site{URL: "https://git.example.com", TokensURL: "https://git.example.com/-/tokens"}
	for _, code := range problem.Codes() {
		prob := problem.Context{Site: site}.Problem(code)
		var text, object, report bytes.Buffer
		if err := printExplained(&text, prob, false); err != nil {
			t.Fatal(err)
		}
		if err := printExplained(&object, prob, true); err != nil {
			t.Fatal(err)
		}
		machine := System{Stdout: &report}
		if err := printReport(machine, gitlab.Report{Problems: []*problem.Problem{prob}}, nil, false, true); err != nil {
			t.Fatal(err)
		}
		var explained struct{ Remedy []string }
		var checked struct{ Problems []struct{ Remedy []string } }
		if err := json.Unmarshal(object.Bytes(), &explained); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(report.Bytes(), &checked); err != nil {
			t.Fatal(err)
		}
		for _, remedy := range append(explained.Remedy, checked.Problems[0].Remedy...) {
			if !strings.Contains(text.String(), "  - "+remedy) {
				t.Errorf("%s: %q is in its JSON and not in\n%s", code, remedy, text.String())
			}
		}
		if len(explained.Remedy) != len(prob.Remedy) || len(checked.Problems[0].Remedy) != len(prob.Remedy) {
			t.Errorf("%s has %d remedies, JSON %q and %q", code, len(prob.Remedy), explained.Remedy, checked)
		}
	}
}
