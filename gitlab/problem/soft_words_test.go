package problem_test

import (
	"strings"
	"testing"

	"glpat/gitlab/problem"
)

func TestWhatNothingShowsIsNotSaid(t *testing.T) {
	t.Parallel()
	at := problem.Context{Site: problem.Site{URL: "https://gitlab.example.com"}}
	for code, never := range map[problem.Code]string{
		problem.CodeProxyAuthRequired: "It is set in HTTPS_PROXY",
		problem.CodeGatewayDenied:     "is not GitLab's own",
		problem.CodeIPBlocked:         "does not come from",
	} {
		if prob := at.Problem(code); strings.Contains(prob.Summary+prob.Cause, never) {
			t.Errorf("%s: it says %q", code, prob.Cause)
		}
	}
}
