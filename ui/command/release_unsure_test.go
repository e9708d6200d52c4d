package command_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"glpat/gitlab/catalog"
	"glpat/ui/command"
)

// alone runs a command that calls nobody.
func alone(args ...string) ran {
	var stdout, stderr bytes.Buffer
	machine := systemHere(strings.NewReader(""), &stdout, &stderr, func(string) string { return "" })
	status := command.Main(machine, args)
	return ran{stdout.String(), stderr.String(), command.Status(status), 0}
}

// GitLab has create_runner from 16.1 or 16.2 on: which of them is not sure.
func TestAScopeWhoseFirstReleaseIsNotSureIsWarnedOfAndGivenAllTheSame(t *testing.T) {
	t.Parallel()
	link := []string{"link", "--host", "gitlab.example.com"}
	for _, question := range []struct {
		name     string
		args     []string
		unknowns bool // before the earliest release it is refused rather than warned of
	}{
		{"the link for a purpose", append(slices.Clone(link), "--purpose", "create-runners"), true},
		{"the link for two purposes", append(slices.Clone(link), "--purpose", "create-runners,clone"), true},
		{"the link for another purpose with it", append(slices.Clone(link), "--purpose", "ansible-runners"), true},
		{"the link for scopes", append(slices.Clone(link), "--scopes", "create_runner"), false},
		{"the link for scopes as JSON", append(slices.Clone(link), "--scopes", "create_runner", "--json"), false},
		{"the set of a purpose", []string{"scopes", "--purpose", "create-runners"}, false},
		{"the set of a purpose as JSON", []string{"scopes", "--purpose", "ansible-runners", "--json"}, false},
		{"the least that holds it", []string{"scopes", "--least", "create_runner"}, false},
		{"what it allows", []string{"scopes", "--allows", "create_runner"}, false},
		{"the scope", []string{"scopes", "create_runner"}, false},
	} {
		t.Run(question.name, func(t *testing.T) {
			t.Parallel()
			for _, at := range []struct {
				release, warns string
				refused        bool
			}{
				{"16.0", "about 16.2", question.unknowns}, {"16.1", "not sure", false}, {"16.2", "", false},
			} {
				done := alone(append(slices.Clone(question.args), "--release", at.release)...)
				if refused := done.status != command.StatusOK; refused != at.refused {
					t.Errorf("at %s: exit status %d: %s", at.release, done.status, done.stderr)
				}
				said := done.stderr
				if slices.Contains(question.args, "--json") && question.args[0] == "link" {
					said = done.stdout
				}
				if !strings.Contains(said, at.warns) || (at.warns == "") == strings.Contains(said, "16.2") {
					t.Errorf("at %s it says %q, want %q in it", at.release, said, at.warns)
				}
			}
		})
	}
}

// No purpose is refused at a release that may be the first with its scopes.
func TestNoPurposeIsRefusedAtTheFirstReleaseThatMayHaveItsScopes(t *testing.T) {
	t.Parallel()
	unsure := 0
	for _, purpose := range catalog.AllPurposes() {
		first := purpose.Sets[0]
		if first.NeverBefore() == first.MinRelease() {
			continue
		}
		unsure++
		done := alone(
			"link", "--host", "gitlab.example.com", "--purpose", purpose.Name, "--release", first.NeverBefore().String(),
		)
		if done.status != command.StatusOK || !strings.Contains(done.stderr, "not sure") {
			t.Errorf("%s at %s: exit status %d: %s", purpose.Name, first.NeverBefore(), done.status, done.stderr)
		}
	}
	if unsure < 4 {
		t.Errorf("only %d purposes have a first release that is not sure", unsure)
	}
}
