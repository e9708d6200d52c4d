package command

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
	"glpat/ui/system"
)

// scriptedAsker answers as it is told to. What a real GitLab answers is in the
// scripts; here it is about time and order.
type scriptedAsker struct {
	pages  func(context.Context, gitlab.Memberships) (gitlab.Memberships, *problem.Problem)
	proofs map[catalog.ProbeKind]gitlab.ProbeResult
	asked  []catalog.ProbeKind
}

func (a *scriptedAsker) ListMemberships(
	ctx context.Context,
	_ gitlab.Instance,
	_ token.Secret,
	reach gitlab.Memberships,
) (gitlab.Memberships, *problem.Problem) {
	return a.pages(ctx, reach)
}

func (a *scriptedAsker) Probe(
	_ context.Context,
	_ gitlab.Instance,
	_ token.Secret,
	kind catalog.ProbeKind,
	_ gitlab.ProbeTarget,
) gitlab.ProbeResult {
	a.asked = append(a.asked, kind)
	result := a.proofs[kind]
	result.Kind = kind
	return result
}

// pagesOf gives so many pages of a hundred projects, each after a pause.
func pagesOf(
	count int,
	pause time.Duration,
) func(context.Context, gitlab.Memberships) (gitlab.Memberships, *problem.Problem) {
	return func(ctx context.Context, reach gitlab.Memberships) (gitlab.Memberships, *problem.Problem) {
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return reach, &problem.Problem{Code: problem.CodeTimeout, Severity: problem.SeverityError}
		}
		reach.Next++
		reach.ProjectCount += 100
		reach.Highest = catalog.RoleDeveloper
		reach.Done = reach.Next == count
		return reach, nil
	}
}

func checkingWith(out *bytes.Buffer, terminal bool, asker checker, options checkOptions) *checking {
	machine := talkingMachine(out, terminal)
	machine.Now = time.Now
	return &checking{
		machine:  machine,
		asker:    asker,
		options:  options,
		instance: &gitlab.Instance{URL: "https://gitlab.example.com"},
	}
}

func workingReport() gitlab.Report {
	return gitlab.Report{Token: &gitlab.Token{Active: true}}
}

func TestReachIsToldAsItIsRead(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name     string
		terminal bool
		columns  int
		want     []string // in this order
		lines    int
	}{
		{"on a terminal", true, 0, []string{"\rglpat: reading where it reaches; Ctrl+C " +
			"ends it", "\rglpat: 0 groups and 100 projects so far; ", "\rglpat: 0 groups and 1200 projects so far; Ctrl+C " +
			"ends it", " \r"}, 0},
		{"on a narrow terminal", true, 41, []string{"\rglpat: reading where it reaches; " +
			"Ctrl+C \r", "\rglpat: 0 groups and 1200 projects so far\r", " \r"}, 0},
		{"elsewhere", false, 0, []string{"so far\n", "so far\n"}, 2},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var out bytes.Buffer
				c := checkingWith(
					&out,
					tc.terminal,
					&scriptedAsker{pages: pagesOf(12, 900*time.Millisecond)},
					checkOptions{reach: true},
				)
				if tc.columns > 0 {
					c.machine.Stderr = system.TerminalWriter{Writer: &out, Columns: tc.columns}
				}
				report := workingReport()
				if err := c.readMore(t.Context(), &report); err != nil {
					t.Fatal(err)
				}
				if report.Memberships == nil || report.Memberships.ProjectCount != 1200 || !report.Memberships.Done {
					t.Errorf("read: %+v", report.Memberships)
				}
				rest := out.String()
				for _, want := range tc.want {
					_, after, found := strings.Cut(rest, want)
					if !found {
						t.Errorf("%q is not in %q", want, out.String())
					}
					rest = after
				}
				if got := strings.Count(out.String(), "\n"); got != tc.lines {
					t.Errorf("%d lines: %q", got, out.String())
				}
			})
		})
	}
}

func TestReachThatBreaksOffKeepsWhatWasRead(t *testing.T) {
	t.Parallel()
	limited := func(pause time.Duration) func(context.Context, gitlab.Memberships) (gitlab.Memberships, *problem.Problem) {
		pages, refused := pagesOf(4, time.Millisecond), false
		return func(ctx context.Context, reach gitlab.Memberships) (gitlab.Memberships, *problem.Problem) {
			if reach.Next == 2 && !refused {
				refused = true
				return reach, &problem.Problem{Code: problem.CodeRateLimited, Severity: problem.SeverityError, RetryAfter: pause}
			}
			return pages(ctx, reach)
		}
	}
	for _, tc := range []struct {
		name     string
		wait     time.Duration
		projects int
		codes    []problem.Code
	}{
		{"without leave to wait", 0, 200, []problem.Code{problem.CodeRateLimited}},
		{"with too little", 29 * time.Second, 200, []problem.Code{problem.CodeRateLimited}},
		{"with enough", 30 * time.Second, 400, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var out bytes.Buffer
				c := checkingWith(
					&out,
					false,
					&scriptedAsker{pages: limited(30 * time.Second)},
					checkOptions{reach: true, wait: tc.wait},
				)
				report := workingReport()
				if err := c.readMore(t.Context(), &report); err != nil {
					t.Fatal(err)
				}
				if report.Memberships.ProjectCount != tc.projects {
					t.Errorf("%d projects, want %d", report.Memberships.ProjectCount, tc.projects)
				}
				var codes []problem.Code
				for _, problem := range report.Problems {
					codes = append(codes, problem.Code)
				}
				if !slices.Equal(codes, tc.codes) {
					t.Errorf("problems %v, want %v", codes, tc.codes)
				}
				if err := printReport(c.machine, report, nil, false, false); err != nil {
					t.Fatal(err)
				}
				if partly := strings.Contains(out.String(), ", as far as it was read\n"); partly != (tc.codes != nil) {
					t.Errorf("printed: %q", out.String())
				}
			})
		})
	}
}

func TestAnInterruptedReachEndsAtOnceAndSaysSo(t *testing.T) {
	t.Parallel()
	for _, terminal := range []bool{true, false} {
		synctest.Test(t, func(t *testing.T) {
			var out bytes.Buffer
			c := checkingWith(&out, terminal, &scriptedAsker{pages: pagesOf(100, 3*time.Second)}, checkOptions{reach: true})
			ctx, cancel := context.WithCancel(t.Context())
			time.AfterFunc(10*time.Second, cancel)
			began, report := time.Now(), workingReport()
			err := c.readMore(ctx, &report)
			if exit, is := errors.AsType[*exitError](err); !is || exit.status != StatusInterrupted {
				t.Errorf("it ends with %v", err)
			}
			if took := time.Since(began); took != 10*time.Second {
				t.Errorf("it took %v", took)
			}
			if len(report.Problems) != 0 || report.Memberships.ProjectCount != 300 {
				t.Errorf("read %+v, problems %v", report.Memberships, report.Problems)
			}
		})
	}
}

func TestProofsAreTriedOnceAndDecideTheExitStatus(t *testing.T) {
	t.Parallel()
	works := gitlab.ProbeResult{Outcome: gitlab.ProbeWorks, Means: "It does.", Asked: "GET /x", Status: 200}
	fails := func(code problem.Code) gitlab.ProbeResult {
		result := gitlab.ProbeResult{Outcome: gitlab.ProbeFails, Means: "It does not.", Asked: "GET /x", Status: 403}
		if code != "" {
			result.Problem = &problem.Problem{Code: code, Severity: problem.SeverityError, Summary: "Refused"}
		}
		return result
	}
	for _, tc := range []struct {
		name    string
		result  gitlab.ProbeResult
		missing bool // the check found a scope missing
		status  Status
		said    []string
		not     string
	}{
		{"one that works", works, false, StatusOK, []string{"proof       clone, argocd: " +
			"works\n", "\n            It does.\n", "\n            GET /x, answered 200\n"}, "note"},
		{
			"one that does not tell",
			gitlab.ProbeResult{Outcome: gitlab.ProbeUnclear, Means: "Nobody knows."},
			false, StatusUnproven,
			[]string{": not clear\n", "glpat: note: nothing was shown of the purpose clone, argocd, for it or against it.\n"},
			"GET /x, answered 403",
		},
		{
			"one that is not answered", gitlab.ProbeResult{
				Outcome: gitlab.ProbeUnclear, Means: "No answer came.",
				Problem: &problem.Problem{
					Code: problem.CodeTimeout, Severity: problem.SeverityError, Summary: "It takes too long",
					Remedy: problem.NewSteps("Try again"),
				},
			}, false, StatusUnproven, []string{": not clear\n", "glpat: note: It takes too long. [timeout]\n  - Try " +
				"again.\n"}, "for it or against it",
		},
		{
			"one that fails for its scopes", fails(problem.CodeScopeInsufficient), false, StatusNotAllowed,
			[]string{": does not work\n", "glpat: Refused. ["},
			"",
		},
		{
			"one that fails for what was named already", fails(problem.CodeScopeInsufficient), true, StatusNotAllowed,
			[]string{": does not work\n"},
			"Refused",
		},
		{
			"one that fails for its project", fails(problem.CodeNotFound), false, StatusNoGitLab,
			[]string{"glpat: Refused. ["},
			"",
		},
		{"one that fails for no known cause", fails(""), false, StatusNotAllowed, []string{": does not " +
			"work\n"}, "Refused"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			var out bytes.Buffer
			tries := &scriptedAsker{
				proofs: map[catalog.ProbeKind]gitlab.ProbeResult{catalog.ProbeClone: tc.result, catalog.ProbeReadAPI: works},
			}
			c := checkingWith(&out, false, tries, checkOptions{prove: true})
			var err error
			if c.purposes, err = catalog.FindPurposes([]string{"clone", "read-api", "argocd"}); err != nil {
				t.Fatal(err)
			}
			report := workingReport()
			if tc.missing {
				report.Problems = append(
					report.Problems,
					&problem.Problem{Code: problem.CodeScopeMissing, Severity: problem.SeverityError, Summary: "Lacks"},
				)
			}
			if err := c.readMore(t.Context(), &report); err != nil {
				t.Fatal(err)
			}
			if want := []catalog.ProbeKind{catalog.ProbeClone, catalog.ProbeReadAPI}; !slices.Equal(tries.asked, want) {
				t.Errorf("tried %v, want %v", tries.asked, want)
			}
			if len(report.Probes) != 2 {
				t.Errorf("the report has %d proofs", len(report.Probes))
			}
			if err := printReport(c.machine, report, c.tried, false, false); err != nil {
				t.Fatal(err)
			}
			if got := statusOf(c.outcome(report, nil)); got != tc.status {
				t.Errorf("exit status %d, want %d", got, tc.status)
			}
			for _, want := range tc.said {
				if !strings.Contains(out.String(), want) {
					t.Errorf("%q is not in %q", want, out.String())
				}
			}
			if tc.not != "" && strings.Contains(out.String(), tc.not) {
				t.Errorf("%q is in %q", tc.not, out.String())
			}
		})
	}
}

func TestALongReachIsCutShort(t *testing.T) {
	t.Parallel()
	reach := gitlab.Memberships{
		GroupCount:   1,
		ProjectCount: 300,
		Highest:      catalog.RoleOwner,
		Done:         true,
		Bounded:      true,
		Groups:       []gitlab.Membership{{Path: "g", Role: catalog.RoleOwner}},
	}
	for i := range 200 {
		reach.Projects = append(reach.Projects, gitlab.Membership{Path: fmt.Sprintf("g/p%d", i), Role: catalog.RoleGuest})
	}
	var out bytes.Buffer
	printMemberships(&out, reach)
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	if len(lines) != shownPaths+2 || lines[0] != "reach       at least 1 group and 300 projects, the highest role "+
		"is Owner" ||
		lines[1] != "            g (Owner)" ||
		lines[len(lines)-1] != "            and 291 more; --json lists them, as far as they were kept" {
		t.Errorf("printed:\n%s", out.String())
	}
}

func TestAFineGrainedTokenIsPrintedWithItsPermissions(t *testing.T) {
	t.Parallel()
	report := gitlab.Report{InstanceURL: "https://gitlab.example.com", Token: &gitlab.Token{
		Name: "n", Active: true, FineGrained: true, Scopes: []catalog.Scope{catalog.ScopeGranular},
		Grants: []gitlab.Grant{
			{Access: "selected_memberships", Permissions: []string{"download_code", "push_code"}, ProjectID: 42},
			{Access: "selected_memberships", Permissions: []string{"read_group"}, GroupID: 7},
			{Access: "user", Permissions: []string{"read_user"}},
		},
	}}
	var out bytes.Buffer
	printKnown(&out, report, true)
	for _, want := range []string{
		"owner       not shown to a token with these permissions (normal)\n",
		"type        fine-grained, with permissions in place of scopes\n",
		"may         Code: Download, Push, in project 42\n",
		"may         Group: Read, in group 7\n",
		"may         User: Read, in your account\n",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in %q", want, out.String())
		}
	}
}
