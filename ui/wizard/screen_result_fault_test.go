package wizard

import (
	"testing"

	"glpat/gitlab/catalog"
	"glpat/gitlab/practice"
	"glpat/ui/flow"
)

// What goes wrong while it is read where a token reaches, or while a probe is
// made, is told where it happened; the verdict and the way on stay.
func TestAFaultAfterTheVerdictIsToldAndTakesNothingAway(t *testing.T) {
	t.Parallel()
	for _, fault := range []practice.Fault{
		"rate-limited", "rate-limited-bare", "server-error", "server-error-html", "bad-gateway", "login-page", "truncated", "cut", "endless",
		"wrong-shape", "wrong-type", "escapes", "megabyte", "unknown-status", "redirect-elsewhere", "redirect-loop", "hang-up", "token-revoked",
	} {
		t.Run(string(fault), func(t *testing.T) {
			t.Parallel()
			d, server := onPractice(
				t,
				practice.Options{Release: releaseOf(t, "18.4"), Fault: fault.At(practice.CallAssociations)},
				"clone",
			)
			secret, err := server.MakeToken("a token", catalog.ScopeReadRepository)
			if err != nil {
				t.Fatal(err)
			}
			d.brings(secret)
			d.at(flow.PlaceResult)
			d.sees(
				"It may do what you asked for, and no more",
				"Reaches not known",
				"d where it reaches",
				"Where should glpat keep it?",
			)
			d.press("d")
			d.sees("Where the token reaches")
			d.doesNotSee(secret.Reveal())
			d.press("esc", "enter")
			d.at(flow.PlaceDone)

			d, server = onPractice(
				t,
				practice.Options{Release: releaseOf(t, "18.4"), Fault: fault.At(practice.CallGit)},
				"clone",
			)
			if secret, err = server.MakeToken("a token", catalog.ScopeReadRepository); err != nil {
				t.Fatal(err)
			}
			d.brings(secret)
			d.sees("Reaches 1 group and 3 projects")
			d.press("t", "enter")
			d.doesNotSee(secret.Reveal())
			d.sees("Asked: GET /")
			if fault != "truncated" { // Git's first words, which tell, are there
				d.doesNotSee("clone and pull code works")
			}
			d.press("esc", "enter")
			d.at(flow.PlaceDone)
		})
	}
}
