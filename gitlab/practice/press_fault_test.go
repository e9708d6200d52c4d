package practice

import (
	"errors"
	"net/http"
	"testing"

	"glpat/gitlab"
)

func TestAPageThatFailsUnderTheButtonIsExplained(t *testing.T) {
	for fault, want := range map[Fault]gitlab.Code{
		"maintenance": gitlab.CodeMaintenance, "tokens-off": gitlab.CodeTokensOff, "deploy-page": gitlab.CodeUpdating,
		"bad-gateway": gitlab.CodeUnavailable, "server-error@create": gitlab.CodeServerError, "ip-block": gitlab.CodeIPBlocked,
		"hang-up@create": gitlab.CodeConnectionLost, "captive-portal": gitlab.CodeCaptivePortal,
	} {
		t.Run(string(fault), func(t *testing.T) {
			s := start(t, Options{Fault: fault})
			_, err := s.CreateToken(t.Context(), http.DefaultClient, s.linkTo("a test", "", "read_api"), "")
			problem, ok := errors.AsType[*gitlab.Problem](err)
			if !ok || problem.Code != want || len(problem.Remedy) == 0 {
				t.Errorf("it ends with %v, want %s", err, want)
			}
		})
	}
}
