package gitlab

import (
	"context"
	"net/http"

	"glpat/gitlab/input"
	"glpat/gitlab/problem"
	"glpat/gitlab/transport"
)

// ProblemOfTokensPage returns the problem in what an instance's page of access
// tokens, or the form on it, answered; nil where it may be the page itself.
// Signed in, a 404 there means that tokens are switched off
// (app/controllers/user_settings/personal_access_tokens_controller.rb).
func ProblemOfTokensPage(status int, header http.Header, body []byte, instance Instance) *problem.Problem {
	answer := &transport.Answer{Status: status, Header: header, Body: body}
	d := problem.Context{Site: instance.site()}
	var prob *problem.Problem
	switch {
	case status == http.StatusOK && problem.IsDeployPage(string(body)):
		prob = d.Problem(problem.CodeUpdating)
		prob.HTTPStatus = status
	case status == http.StatusOK:
		return nil
	case status == http.StatusNotFound:
		prob = d.Problem(problem.CodeTokensOff)
		prob.HTTPStatus, prob.ServerSaid = status, input.Clean(transport.TextOf(answer), problem.MaxServerSaid)
	default:
		prob = problem.OfAnswer(answer, d)
	}
	return prob
}

// ProblemOfInterruption returns the problem of a call that the person ended.
func ProblemOfInterruption(instance Instance) *problem.Problem {
	return problem.Context{Site: instance.site()}.Problem(problem.CodeInterrupted)
}

// ProblemOfCall returns the problem of a call of one of the instance's pages
// that brought no answer.
func ProblemOfCall(ctx context.Context, err error, instance Instance) *problem.Problem {
	return problem.OfError(ctx, err, problem.Context{Site: instance.site()})
}
