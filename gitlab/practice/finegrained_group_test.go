package practice

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/problem"
	"glpat/gitlab/transport"
)

// A group that takes fine-grained tokens only refuses a legacy one at its projects,
// in the words for a missing permission, and nowhere else.
func TestAGroupThatTakesFineGrainedTokensOnlyRefusesALegacyOne(t *testing.T) {
	const gitAddress = "/practice-team/web-shop.git/info/refs?service=git-upload-pack"
	s := start(t, Options{FineGrainedGroup: true})
	legacy := s.tokenWith(t, "api")
	fine := s.fineGrained(
		t,
		catalog.Permission{
			Category: "Projects",
			Resource: "Project",
			Actions:  []string{"Read"},
			Where:    catalog.BoundaryProject,
		},
		catalog.Permission{
			Category: "Repository", Resource: "Code", Actions: []string{"Download"}, Where: catalog.BoundaryProject,
		},
	)
	for _, test := range []struct {
		asked  request
		says   string // to the legacy token; "" where it is let in
		itself bool   // the call is of the token itself, which these permissions do not open
	}{
		{request{method: "GET", path: "/api/v4/projects/101"}, "[Project: Read]", false},
		{request{method: "GET", path: "/api/v4/projects/practice-team%2Fhandbook"}, "[Project: Read]", false},
		{request{method: "GET", path: gitAddress, basic: true}, "[Code: Download]", false},
		{request{method: "GET", path: "/api/v4/personal_access_tokens/self"}, "", true},
	} {
		answer, body := s.send(t, test.asked, legacy)
		if refused := answer.StatusCode == http.StatusForbidden; refused != (test.says != "") ||
			!strings.Contains(body, test.says) {
			t.Errorf("%s with a legacy token: %s, %s", test.asked.path, answer.Status, body)
		}
		if answer, body = s.send(t, test.asked, fine); answer.StatusCode != http.StatusOK && !test.itself {
			t.Errorf("%s with a fine-grained token: %s, %s", test.asked.path, answer.Status, body)
		}
	}
	// Before it was no beta any more, no group could ask for it.
	old := start(t, Options{FineGrainedGroup: true, Release: catalog.NewRelease(19, 1)})
	answer, body := old.send(t, request{method: "GET", path: "/api/v4/projects/101"}, old.tokenWith(t, "api"))
	if answer.StatusCode != http.StatusOK {
		t.Errorf("at 19.1: %s, %s", answer.Status, body)
	}
}

// The check of a legacy token finds it good, and the proof says that the group may be
// why it does not do its job.
func TestAProofInAGroupThatTakesFineGrainedTokensOnlySaysSo(t *testing.T) {
	s := start(t, Options{FineGrainedGroup: true})
	tr := transport.NewTransport("glpat/test")
	t.Cleanup(tr.Close)
	client := gitlab.NewClient(tr, time.Now)
	legacy, instance := s.tokenWith(t, "read_repository"), looked(t, s)
	clone, err := catalog.FindPurpose("clone")
	if err != nil {
		t.Fatal(err)
	}
	if report := client.Check(
		t.Context(), instance, legacy, gitlab.Want{Purposes: []catalog.Purpose{clone}},
	); !report.OK() {
		t.Errorf("the check: %v", report.Failure())
	}
	proof := client.Probe(
		t.Context(),
		instance,
		legacy,
		clone.Probe,
		gitlab.ProbeTarget{Project: "practice-team/web-shop"},
	)
	if proof.Outcome != gitlab.ProbeFails || proof.Problem == nil ||
		proof.Problem.Code != problem.CodeFineGrainedMissing ||
		!strings.Contains(proof.Problem.Summary, "this group takes fine-grained tokens only") {
		t.Errorf("the proof: %+v", proof)
	}
}
