package practice

import (
	"errors"
	"net/http"
	"testing"

	"glpat/gitlab/problem"
)

func TestAPageThatFailsUnderTheButtonIsExplained(t *testing.T) {
	for fault, want := range map[Fault]problem.Code{
		"maintenance": problem.CodeMaintenance, "tokens-off": problem.CodeTokensOff, "deploy-page": problem.CodeUpdating,
		"bad-gateway": problem.CodeUnavailable, "server-error@create": problem.CodeServerError, "ip-block": problem.CodeIPBlocked,
		"hang-up@create": problem.CodeConnectionLost, "captive-portal": problem.CodeCaptivePortal,
	} {
		t.Run(string(fault), func(t *testing.T) {
			s := start(t, Options{Fault: fault})
			_, err := s.CreateToken(t.Context(), http.DefaultClient, s.linkTo("a test", "", "read_api"), "")
			problem, ok := errors.AsType[*problem.Problem](err)
			if !ok || problem.Code != want || len(problem.Remedy) == 0 {
				t.Errorf("it ends with %v, want %s", err, want)
			}
		})
	}
}
