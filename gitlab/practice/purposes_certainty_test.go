package practice

import (
	"slices"
	"testing"
	"time"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/problem"
	"glpat/gitlab/transport"
)

// views are what may be known of one instance, from all to nothing.
func views(found gitlab.Instance, told catalog.Release) map[string]gitlab.Instance {
	loose, unknown := found, found
	loose.AtLeast, loose.ScopesOffered = catalog.TokenSelfSince(), nil
	unknown.AtLeast, unknown.ScopesOffered = catalog.Release{}, nil
	return map[string]gitlab.Instance{
		"the release told": found.WithRelease(told), "the release bounded": found,
		"a loose bound alone": loose, "nothing known": unknown,
	}
}

// Whatever is known of an instance, glpat asks for no more than at the release
// itself, and holds nothing against a token that works there.
func TestWhatIsKnownOfAReleaseChangesNoVerdict(t *testing.T) {
	tr := transport.NewTransport("glpat/test")
	t.Cleanup(tr.Close)
	client := gitlab.NewClient(tr, time.Now)
	for _, release := range []string{"15.11", "16.4", "16.11", "17.7", "17.9", "17.11", "18.0", "18.2", "18.3", "18.11", "19.2"} {
		t.Run(release, func(t *testing.T) {
			s := playing(t, release)
			found := looked(t, s)
			tried := 0
			for _, purpose := range catalog.AllPurposes() {
				enough := found.WithRelease(s.Release()).ScopeSet(purpose)
				if s.Release().Before(enough.MinRelease()) {
					continue // no token of this release does it
				}
				for known, instance := range views(found, s.Release()) {
					chosen := instance.ScopeSet(purpose)
					if catalog.RiskOf(chosen.Names()) > catalog.RiskOf(enough.Names()) || len(chosen.Scopes) > len(enough.Scopes) {
						t.Errorf("%s, %s: %v is more than %v", purpose.Name, known, chosen.Names(), enough.Names())
					}
					for _, set := range append(slices.Clone(purpose.Sets), chosen) {
						if s.Release().Before(catalog.SetOf(set.Names()).MinRelease()) {
							continue // its form leaves it out
						}
						tried++
						s.holds(t, client, instance, purpose, set.Names(), known)
					}
				}
			}
			if tried < 80 {
				t.Errorf("only %d verdicts were held against what the instance does", tried)
			}
		})
	}
}

// holds wants the verdict on a token for a purpose to be what the instance lets it
// do.
func (s *Server) holds(
	t *testing.T,
	client *gitlab.Client,
	instance gitlab.Instance,
	purpose catalog.Purpose,
	scopes []catalog.Scope,
	known string,
) {
	t.Helper()
	secret := s.tokenOfRoot(t, scopes)
	report := client.Check(t.Context(), instance, secret, gitlab.Want{Purposes: []catalog.Purpose{purpose}})
	works := !slices.ContainsFunc(
		purpose.Does,
		func(operation catalog.Operation) bool { return !s.does(t, operation, secret) },
	)
	unsure := slices.ContainsFunc(
		report.Problems,
		func(prob *problem.Problem) bool { return prob.Code == problem.CodeScopesUnknown },
	)
	if works && !report.OK() {
		t.Errorf("%s, %s: %v works and is refused: %v", purpose.Name, known, scopes, report.Failure())
	}
	if !works && report.OK() && !unsure {
		t.Errorf("%s, %s: %v does not work and is let through", purpose.Name, known, scopes)
	}
}
