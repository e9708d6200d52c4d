package gitlab

import (
	"context"
	"net/http"
)

// ProblemOfTokensPage explains what an instance's page of access tokens, or the
// form on it, answered; nil where it may be the page itself. Signed in, a 404
// there means that tokens are switched off
// (app/controllers/user_settings/personal_access_tokens_controller.rb).
func ProblemOfTokensPage(status int, header http.Header, body []byte, instance Instance) *Problem {
	answer := &Answer{Status: status, Header: header, Body: body}
	d := Context{Site: instance.Site()}
	var prob *Problem
	switch {
	case status == http.StatusOK && IsDeployPage(string(body)):
		prob = d.Problem(CodeUpdating)
		prob.HTTPStatus = status
	case status == http.StatusOK:
		return nil
	case status == http.StatusNotFound:
		prob = d.Problem(CodeTokensOff)
		prob.HTTPStatus, prob.ServerSaid = status, Clean(TextOf(answer), MaxServerSaid)
	default:
		prob = ProblemOfAnswer(answer, d)
	}
	prob.Redact(instance.Transport)
	return prob
}

// ProblemOfInterruption is the problem of a call that the person ended.
func ProblemOfInterruption(instance Instance) *Problem {
	return Context{Site: instance.Site()}.Problem(CodeInterrupted)
}

// ProblemOfCall explains why a call of one of the instance's pages brought no
// answer.
func ProblemOfCall(ctx context.Context, err error, instance Instance) *Problem {
	return ProblemOfError(ctx, err, Context{Site: instance.Site()})
}
