package problem

import (
	"net/http"
	"slices"
	"strings"

	"glpat/gitlab/input"
	"glpat/gitlab/transport"
)

// Explain says what an answer means, offline. It takes a status ("401",
// "HTTP/2 403"), one of glpat's own codes ("token_expired"), a line or a whole
// JSON or HTML body that GitLab or something before it sent, or the line with
// which a tool said that it got none. Errors are [*input.Error].
func Explain(text string) (*Problem, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return nil, &input.Error{What: "There is nothing to explain", Do: "Give a status such as 401, or the message you got"}
	}
	if code := Code(strings.ToLower(text)); isCode(code) {
		return withStatus(Context{}.Problem(code), usualStatus(code)), nil
	}
	problem, known := explainDump(text)
	if !known {
		problem, known = explainBody(text)
	}
	if !known {
		problem, known = explainLine(text)
	}
	switch {
	case !known:
		return nil, &input.Error{
			What: "glpat does not know this answer: " + input.Clean(text, 60),
			Do:   "Give its status, for example 401, 403, 404, 429 or 500, or the whole line",
		}
	case problem == nil:
		return nil, &input.Error{
			What: "This is not a failure",
			Do:   "Give the status or the message of the call that failed",
		}
	}
	problem.ServerSaid = "" // it is the person who said it
	return problem, nil
}

// usualStatus is the status with which GitLab says a code's words, or by which
// alone it is known, 0 where it has none of its own.
func usualStatus(code Code) int {
	for _, matched := range phrases() {
		if matched.code == code && matched.status != 0 {
			return matched.status
		}
	}
	byStatusAlone := map[Code]int{
		CodeBadRequest:        http.StatusBadRequest,
		CodeEndpointMissing:   http.StatusNotFound,
		CodeWrongPath:         http.StatusNotFound,
		CodeProxyAuthRequired: http.StatusProxyAuthRequired,
		CodeServerError:       http.StatusInternalServerError,
		CodeCaptivePortal:     http.StatusNetworkAuthenticationRequired,
	}
	return byStatusAlone[code]
}

func isCode(code Code) bool { return slices.Contains(Codes(), code) }

// explainDump reads what "curl -i" or "curl -v" prints: the head of an answer
// and its body. Of several answers the last counts.
func explainDump(text string) (problem *Problem, known bool) {
	answer, ok := answerIn(text)
	switch {
	case !ok:
		return nil, false
	case answer.Status >= http.StatusBadRequest:
		return OfAnswer(answer, Context{}), true
	case answer.Status < http.StatusMultipleChoices && transport.IsPage(answer):
		return withStatus(OfShape(answer, &transport.ShapeError{Err: transport.ErrNotJSON}, Context{}), 0), true
	}
	return nil, true
}

// explainBody reads a text that is a body, or has GitLab's JSON in it.
func explainBody(text string) (problem *Problem, known bool) {
	if body, ok := jsonIn(text); ok {
		return explainJSON(body, text)
	}
	if !strings.HasPrefix(text, "<") {
		return nil, false
	}
	page := &transport.Answer{Header: http.Header{"Content-Type": {"text/html"}}, Body: []byte(text)}
	words := transport.TextOf(page)
	if matched, found := match(phrases(), words, 0); found {
		return withStatus(Context{}.Problem(matched.code), matched.status), true
	}
	if status, found := statusIn(words); found && status >= http.StatusBadRequest {
		page.Status = status
		return OfAnswer(page, Context{}), true
	}
	page.Status = http.StatusOK
	return withStatus(OfShape(page, &transport.ShapeError{Err: transport.ErrNotJSON}, Context{}), 0), true
}

// explainJSON reads a body of the API that stands in a text. Its status is the
// one that belongs to its words, that it names itself, or that the text does.
func explainJSON(body []byte, text string) (problem *Problem, known bool) {
	answer := &transport.Answer{Header: http.Header{}, Body: body}
	refused, _ := ReadRefusal(answer)
	words := refused.Text()
	matched, found := match(phrases(), words, 0)
	answer.Status = matched.status
	if answer.Status == 0 {
		answer.Status, _ = statusIn(words)
	}
	if answer.Status == 0 {
		answer.Status, _ = statusIn(text)
	}
	switch {
	case answer.Status >= http.StatusBadRequest:
		return OfAnswer(answer, Context{}), true
	case found:
		return withStatus(Context{}.With(answer, words, refused).Problem(matched.code), answer.Status), true
	case words != "" && answer.Status == 0:
		// It says what is wrong, in the words of a model or a parameter.
		return Context{}.Problem(CodeBadRequest), true
	}
	return nil, false
}

// explainLine explains a line. What a tool says of a failed connection counts
// more than a number in it; what GitLab says counts most.
func explainLine(text string) (problem *Problem, known bool) {
	status, hasStatus := statusIn(text)
	failed := status >= http.StatusBadRequest
	if matched, found := match(phrases(), text, 0); found {
		answer := &transport.Answer{Status: withDefault(matched.status, status), Header: http.Header{}}
		return withStatus(
			Context{}.With(answer, text, Refusal{Scope: scopesIn(text)}).Problem(matched.code),
			answer.Status,
		), true
	}
	if strings.Contains(text, "personal_access_tokens") && !strings.Contains(text, "/api/") &&
		status == http.StatusNotFound {
		return withStatus(Context{}.Problem(CodeTokensOff), status), true
	}
	// That a body could not be read is said of failures too, whose status says
	// more.
	matched, found := match(toolPhrases(), text, 0)
	if found && (!failed || (matched.code != CodeAnswerCutShort && matched.code != CodeLoginPage)) {
		return Context{Git: strings.HasPrefix(matched.text, "authentication failed")}.Problem(matched.code), true
	}
	switch {
	case !hasStatus:
		return nil, false
	case status >= http.StatusMultipleChoices && !failed && status != http.StatusNotModified:
		return withStatus(Context{}.Problem(CodeRedirectRefused), status), true
	case !failed:
		return nil, true
	}
	// A status that a tool names is that of GitLab's API, with its own words.
	answer := &transport.Answer{Status: status, Header: http.Header{"X-Gitlab-Meta": {"{}"}}}
	d := Context{}.With(answer, text, Refusal{})
	d.Said = input.Clean(reason(text), 200)
	return withStatus(d.Problem(codeOf(answer, text, Refusal{}, true)), status), true
}

func withStatus(problem *Problem, status int) *Problem {
	problem.HTTPStatus = status
	return problem
}

func withDefault(status, otherwise int) int {
	if status == 0 {
		return otherwise
	}
	return status
}

// CommonStatuses returns the statuses that everybody who uses a token meets
// sooner or later.
func CommonStatuses() []int {
	return []int{
		http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound,
		http.StatusTooManyRequests, http.StatusInternalServerError,
	}
}
