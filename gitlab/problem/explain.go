package problem

import (
	"cmp"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
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
	if status, is := statusNamed(text); is {
		text = strconv.Itoa(status)
	}
	problem, known := explainDump(text)
	if !known {
		problem, known = explainBody(text)
	}
	if !known {
		problem, known = explainLine(text)
	}
	if who, foreign := foreignIn(text); foreign && (!known || problem == nil || !isOfNetwork(problem.Code)) {
		return nil, who.refusal()
	}
	switch {
	case !known:
		return nil, unknownLine(text)
	case problem == nil:
		return nil, &input.Error{
			What: "This is not a failure",
			Do:   "Give the status or the message of the call that failed",
		}
	}
	problem.ServerSaid = "" // it is the person who said it
	problem.Remedy = at(instanceIn(text), problem.Remedy)
	return problem, nil
}

// unknownLine says what a text looks like that tells nothing that is known.
func unknownLine(text string) error {
	unknown := &input.Error{
		What: "glpat does not know this answer: " + input.Clean(text, 60),
		Do:   "Give its status, for example 401, 403, 404, 429 or 500, or the whole line",
	}
	if wrote, found := toolOf(text); found && wrote.name != "" {
		unknown.What = "glpat does not know these words, which look like those of " + wrote.name + ": " +
			input.Clean(text, 60)
		unknown.Do = "Give the whole message, with the lines above it, or the status in it, for example 401, 403 or 404"
	}
	return unknown
}

// usualStatus is the status with which GitLab says a code's words, or by which
// alone it is known, 0 where it has none of its own.
func usualStatus(code Code) int {
	for _, speech := range answers() {
		for _, row := range speech.phrases {
			if row.code == code && row.words == nil && row.status != 0 {
				return row.status
			}
		}
	}
	byStatusAlone := map[Code]int{
		CodeAccessDenied:      http.StatusForbidden,
		CodeAlreadyExists:     http.StatusForbidden,
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
	if !ok {
		return nil, false
	}
	if problem, known := explainHeader(answer.Status, text); known {
		return problem, true
	}
	switch {
	case answer.Status >= http.StatusBadRequest:
		return OfAnswer(answer, quoted()), true
	case answer.Status < http.StatusMultipleChoices && transport.IsPage(answer):
		return withStatus(OfShape(answer, &transport.ShapeError{Err: transport.ErrNotJSON}, quoted()), 0), true
	}
	return nil, true
}

// explainHeader explains a 401 by the header that was sent, where the text shows
// it: curl prints that, and so does the line with which it was called.
func explainHeader(status int, text string) (problem *Problem, known bool) {
	if status != http.StatusUnauthorized {
		return nil, false
	}
	said, found := hear([]speech{headersSaid()}, text, 0)
	if !found {
		return nil, false
	}
	return withStatus(Context{Speaker: SpeakerAPI, quoted: true}.worded(said), status), true
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
	if said, found := hear(answers(), words, 0); found {
		return withStatus(quoted().with(said, words).worded(said), said.status), true
	}
	if status, found := statusIn(words); found && status >= http.StatusBadRequest {
		page.Status = status
		return OfAnswer(page, quoted()), true
	}
	page.Status = http.StatusOK
	return withStatus(OfShape(page, &transport.ShapeError{Err: transport.ErrNotJSON}, quoted()), 0), true
}

// explainJSON reads a body of GitLab's that stands in a text. Its status is the
// one that belongs to its words, that it names itself, or that the text does.
// JSON that says nothing in GitLab's way is left to [explainLine].
func explainJSON(body []byte, text string) (problem *Problem, known bool) {
	answer := &transport.Answer{Header: http.Header{}, Body: body}
	refused, _ := ReadRefusal(answer)
	words := refused.Text()
	if words == "" {
		return nil, false
	}
	said, found := hear(answers(), words, 0)
	answer.Status = said.status
	if answer.Status == 0 {
		answer.Status, _ = statusIn(words)
	}
	if answer.Status == 0 {
		answer.Status, _ = statusIn(text)
	}
	if problem, known := explainHeader(answer.Status, text); known {
		return problem, true
	}
	wrote, _ := toolOf(text)
	switch {
	case found:
		d := quoted().With(answer, words, refused).with(said, text)
		return withStatus(d.worded(said), answer.Status), true
	case answer.Status >= http.StatusBadRequest && (IsFromGitLab(answer, refused) || wrote.gives == ""):
		return OfAnswer(answer, Context{Speaker: wrote.speaker, wrote: wrote, quoted: true, text: text}), true
	case (answer.Status == 0 || answer.Status == http.StatusBadRequest) && namesField(refused):
		return quoted().Problem(CodeBadRequest), true
	}
	return nil, false
}

// namesField reports whether a body says what is wrong in the words of a model
// or of a parameter: `{"message":{"name":["is too long"]}}`, `{"error":"name is
// missing"}` (lib/api/helpers.rb, Grape's validations).
func namesField(refused Refusal) bool {
	var fields map[string][]string
	if json.Unmarshal(refused.Message, &fields) == nil && len(fields) > 0 {
		return true
	}
	return slices.ContainsFunc([]string{
		" is missing", " are missing", " is invalid", " is empty", "does not have a valid value", "are mutually exclusive",
		"at least one parameter must be provided",
	}, func(end string) bool { return strings.Contains(refused.Error, end) })
}

// explainLine explains a line, or several. What a tool says of a failed
// connection counts more than a number in it; what GitLab says counts most.
func explainLine(text string) (problem *Problem, known bool) {
	status, hasStatus := statusSaidIn(text)
	failed := status >= http.StatusBadRequest
	if said, found := hear(answers(), text, 0); found {
		answer := &transport.Answer{Status: cmp.Or(said.status, status), Header: http.Header{}}
		d := quoted().With(answer, text, Refusal{Scope: scopesIn(text)}).with(said, text)
		return withStatus(d.worded(said), answer.Status), true
	}
	if strings.Contains(text, "personal_access_tokens") && !strings.Contains(text, "/api/") &&
		status == http.StatusNotFound {
		return withStatus(quoted().Problem(CodeTokensOff), status), true
	}
	// That a body could not be read is said of failures too, whose status says
	// more; and so is that the line was lost after an answer.
	said, found := hear(lines(), text, 0)
	unread := said.code == CodeAnswerCutShort || said.code == CodeLoginPage ||
		(said.code == CodeConnectionLost && strings.Contains(text, "RPC failed; HTTP"))
	if found && (!failed || !unread) {
		return withStatus(quoted().with(said, text).worded(said), said.status), true
	}
	if said.code == CodeLoginPage && (status == http.StatusUnauthorized || status == http.StatusForbidden) {
		// GitLab's API and its registry refuse in JSON; a page comes from what stands before them.
		said = heard{phrase: phrase{code: CodeGatewayDenied}, speaker: SpeakerGateway, line: said.line}
		return withStatus(quoted().with(said, text).worded(said), status), true
	}
	switch {
	case !hasStatus:
		vague, found := hear(vagueLines(), text, 0)
		if !found {
			return nil, false
		}
		return quoted().with(vague, text).worded(vague), true
	case status >= http.StatusMultipleChoices && !failed && status != http.StatusNotModified:
		return withStatus(quoted().Problem(CodeRedirectRefused), status), true
	case !failed:
		return nil, true
	}
	return explainStatus(status, text), true
}

// explainStatus explains a status that a tool names: it is that of GitLab's API,
// with its own words, unless it is Git's, which tells why in a line of its own
// wherever there is a reason.
func explainStatus(status int, text string) *Problem {
	answer := &transport.Answer{Status: status, Header: http.Header{"X-Gitlab-Meta": {"{}"}}}
	d := quoted().With(answer, text, Refusal{})
	d.answered, d.text = strconv.Itoa(status), text // the text tells of no content type
	d.reason = input.Clean(reason(text), 200)
	d.Said = d.reason
	d.wrote, _ = toolOf(text)
	d.Speaker = d.wrote.speaker
	if d.Speaker == SpeakerGit {
		d.reason = ""
	}
	said := heard{phrase: phrase{code: codeOfStatus(answer, Refusal{}, true)}}
	for _, own := range statusesOfTools() {
		if own.speaker == d.Speaker && own.status == status {
			said.phrase = own.phrase
		}
	}
	return withStatus(d.worded(said), status)
}

// statusesOfTools are the statuses that mean something of their own to who calls:
// Git is told the reason of a 403 wherever there is one, a package's version is
// taken once (lib/api/helpers/packages), and the calls of runners need no project,
// but a token that GitLab knows (lib/api/ci/runner.rb).
func statusesOfTools() []heard {
	return []heard{
		{phrase{status: http.StatusForbidden, code: CodeIPBlocked}, SpeakerGit, ""},
		{phrase{status: http.StatusConflict, code: CodeAlreadyExists}, SpeakerPackages, ""},
		{phrase{status: http.StatusForbidden, code: CodeTokenUnknown}, SpeakerRunner, ""},
		{phrase{status: http.StatusNotFound, code: CodeWrongPath}, SpeakerRunner, ""},
	}
}

func withStatus(problem *Problem, status int) *Problem {
	problem.HTTPStatus = status
	return problem
}

// CommonStatuses returns the statuses that everybody who uses a token meets
// sooner or later.
func CommonStatuses() []int {
	return []int{
		http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound,
		http.StatusTooManyRequests, http.StatusInternalServerError,
	}
}
