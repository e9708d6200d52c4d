package problem

import (
	"encoding/json"
	"errors"
	"slices"
	"time"

	"glpat/gitlab/input"
	"glpat/gitlab/transport"
)

// Severity is how bad a problem is: an error makes a check fail, a warning does
// not.
type Severity string

// The severities.
const (
	SeverityError   Severity = "error"
	SeverityWarning Severity = "warning"
)

// Problem is a failure explained: what happened, why, and what to do next.
// Every text in it is ready for a terminal; what the server said is cleaned.
//
//nolint:errname // it is the project's word, and more than an error: warnings about a working token are problems too
type Problem struct {
	Code     Code
	Severity Severity
	// HTTPStatus is the answer's status, or 0 when there was no answer.
	HTTPStatus int
	// Summary says what happened, in one clause without a full stop.
	Summary string
	// Cause says why, in whole sentences.
	Cause string
	// Remedy lists what to do, the likeliest first.
	Remedy []Remedy
	// RetryAfter is how long the server asks to wait, or 0.
	RetryAfter time.Duration
	// ServerSaid is the server's own words, cleaned and cut, or "".
	ServerSaid string
	// Certificate is what a server showed that is not trusted, nil otherwise.
	Certificate *transport.Certificate

	// err is the error behind the problem, for errors.Is and errors.As.
	err error
}

// NewProblem returns an error of that code with texts of its own.
func NewProblem(code Code, summary, cause string, remedy ...Remedy) *Problem {
	return &Problem{Code: code, Severity: SeverityError, Summary: summary, Cause: cause, Remedy: remedy}
}

// Error implements error with the summary alone.
func (p *Problem) Error() string { return p.Summary }

// Unwrap returns the error behind the problem, if any.
func (p *Problem) Unwrap() error { return p.err }

// RefusesToken reports whether the instance said that the token is good for
// nothing, so that losing it is no loss.
func (p *Problem) RefusesToken() bool {
	return slices.Contains(
		[]Code{CodeTokenUnknown, CodeTokenExpired, CodeTokenRevoked, CodeTokenNotPersonal, CodeImpersonationOff},
		p.Code,
	)
}

// AsWarning makes the problem a warning, which leaves a token usable, and
// returns it.
func (p *Problem) AsWarning() *Problem {
	p.Severity = SeverityWarning
	return p
}

// MarshalJSON writes the shape of a problem in all JSON output. Its remedies are
// those of [Remedy.Phrase]; a surface that words them otherwise does so before.
func (p *Problem) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Code              Code     `json:"code"`
		Severity          Severity `json:"severity"`
		HTTPStatus        int      `json:"http_status"`
		Summary           string   `json:"summary"`
		Cause             string   `json:"cause"`
		Remedy            []string `json:"remedy"`
		RetryAfterSeconds int      `json:"retry_after_seconds"`
		ServerSaid        string   `json:"server_said"`

		Certificate *transport.Certificate `json:"certificate,omitempty"`
	}{
		p.Code, p.Severity, p.HTTPStatus, p.Summary, p.Cause, p.Phrases(),
		int((p.RetryAfter + time.Second - 1) / time.Second), p.ServerSaid, p.Certificate,
	})
}

// Phrases returns the remedies, each as [Remedy.Phrase] words it.
func (p *Problem) Phrases() []string {
	phrases := make([]string, len(p.Remedy))
	for i, remedy := range p.Remedy {
		phrases[i] = remedy.Phrase()
	}
	return phrases
}

// OfUnexpected returns the problem that an error is, or one that explains an
// error that is none.
func OfUnexpected(err error) *Problem {
	if problem, ok := errors.AsType[*Problem](err); ok {
		return problem
	}
	problem := Context{Said: input.Clean(err.Error(), 200)}.Problem(CodeInvalidResponse)
	problem.err = err
	return problem
}
