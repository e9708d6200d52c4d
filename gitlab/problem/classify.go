package problem

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"glpat/gitlab/input"
	"glpat/gitlab/transport"
)

// Of returns the problem of a call that failed: that of the error where no
// whole answer came, that of the answer otherwise. d is what is known beside
// them.
func Of(ctx context.Context, answer *transport.Answer, err error, d Context) *Problem {
	var shape *transport.ShapeError
	switch {
	case errors.As(err, &shape):
		return OfShape(answer, shape, d)
	case answer.Status == 0 || isTransportError(err):
		return OfError(ctx, err, d)
	}
	return OfAnswer(answer, d)
}

// isTransportError reports whether an error is one of the connection, and not
// of the answer.
func isTransportError(err error) bool {
	var redirect *transport.RedirectError
	var body *transport.BodyError
	var network net.Error
	return errors.As(err, &redirect) || errors.As(err, &body) || errors.As(err, &network)
}

// Refusal is the union of the error bodies of GitLab's API
// (lib/api/api_guard.rb and lib/api/helpers.rb).
type Refusal struct {
	Message     json.RawMessage `json:"message"`
	Error       string          `json:"error"`
	Description string          `json:"error_description"`
	Scope       string          `json:"scope"`
	// Errors is the shape of GraphQL and of the registry's token service, which
	// has codes (app/controllers/graphql_controller.rb, jwt_controller.rb).
	Errors []refusalError `json:"errors"`
}

type refusalError struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

// ReadRefusal reads an answer's body; isJSON tells whether it is an object.
func ReadRefusal(answer *transport.Answer) (body Refusal, isJSON bool) {
	whole := answer.Body
	if answer.Cut && bytes.HasPrefix(whole, []byte("{")) {
		// Its longest text went on; what was read of it says what it means.
		whole = append(bytes.TrimRight(bytes.ToValidUTF8(whole, nil), "\\"), `"}`...)
	}
	if json.Unmarshal(whole, &body) == nil {
		return body, true
	}
	// A field of an odd type must not hide the others.
	var fields map[string]json.RawMessage
	if json.Unmarshal(whole, &fields) != nil {
		return Refusal{}, false
	}
	text := func(key string) (value string) {
		_ = json.Unmarshal(fields[key], &value) // what is no text is none
		return value
	}
	return Refusal{
		Message:     fields["message"],
		Error:       text("error"),
		Description: text("error_description"),
		Scope:       text("scope"),
		Errors:      readErrors(fields["errors"]),
	}, true
}

// readErrors reads a list of errors, nil where it is of another shape.
func readErrors(raw json.RawMessage) (errs []refusalError) {
	if json.Unmarshal(raw, &errs) != nil {
		return nil
	}
	return errs
}

// Text returns all that the body says, in the order in which it is read.
func (b Refusal) Text() string {
	parts := []string{b.Error, b.Description, b.MessageText()}
	for _, one := range b.Errors[:min(len(b.Errors), maxErrors)] {
		parts = append(parts, one.Code, one.Message)
	}
	for i, part := range parts {
		parts[i] = part[:min(len(part), transport.MaxText)]
	}
	parts = strings.FieldsFunc(strings.Join(parts, "\n"), func(r rune) bool { return r == '\n' })
	return strings.Join(parts, ": ")
}

// maxErrors bounds how many errors of a list are read.
const maxErrors = 3

// MessageText returns the message, whatever its shape in JSON.
func (b Refusal) MessageText() string {
	var text string
	if json.Unmarshal(b.Message, &text) == nil {
		return text
	}
	return string(b.Message[:min(len(b.Message), transport.MaxText)])
}

// OfAnswer returns the problem of an answer that is not a success.
func OfAnswer(answer *transport.Answer, d Context) *Problem {
	body, isJSON := ReadRefusal(answer)
	text := body.Text()
	if !isJSON {
		text = transport.TextOf(answer)
	}
	said := meaningOf(answer, text, body, isJSON, d.Speaker)
	if answer.Status == http.StatusTooManyRequests || answer.Status == http.StatusServiceUnavailable {
		d.pause = retryAfter(answer.Header)
	}
	problem := d.With(answer, text, body).with(said, text).worded(said)
	problem.HTTPStatus = answer.Status
	if text == "" {
		text = transport.TextOf(answer) // JSON without a word that GitLab would say
	}
	problem.ServerSaid, problem.RetryAfter = input.Clean(text, MaxServerSaid), d.pause
	return problem
}

// meaningOf finds what an answer means: by what it says, where the words are
// known, and by its status otherwise. Words count in an answer that is GitLab's
// own, or in one with the status they belong to.
func meaningOf(answer *transport.Answer, text string, body Refusal, isJSON bool, asked Speaker) heard {
	status := answer.Status
	switch {
	case status < http.StatusBadRequest:
		return heard{phrase: phrase{code: CodeUnknownAnswer}}
	case status == http.StatusNotFound && !isJSON && asked == SpeakerUnknown &&
		(transport.IsPage(answer) || answer.Header.Get("X-Gitlab-Meta") == ""):
		return heard{phrase: phrase{code: CodeWrongPath}} // the API answers in JSON
	}
	if said, found := hear(answers(), text, status); found && (said.code != CodeUpdating || !isJSON) {
		return said
	}
	if asked == SpeakerGit && status == http.StatusForbidden && answer.Header.Get("X-Gitlab-Meta") != "" && text != "" {
		return heard{phrase: phrase{code: CodeAccessDenied}} // it says why, in words that are not known
	}
	return heard{phrase: phrase{code: codeOfStatus(answer, body, isJSON)}}
}

// codeOfStatus finds what an answer means whose words tell nothing.
func codeOfStatus(answer *transport.Answer, body Refusal, isJSON bool) Code {
	status, own := answer.Status, IsFromGitLab(answer, body)
	switch {
	case saysProxy(answer):
		return CodeProxyFailed
	case status == http.StatusUnauthorized && (!own || transport.IsPage(answer)):
		return CodeGatewayDenied
	case status == http.StatusUnauthorized:
		return CodeTokenUnknown
	case status == http.StatusForbidden && !isJSON && len(answer.Body) > 0:
		return CodeIPBlocked
	case status == http.StatusForbidden && !own:
		return CodeGatewayDenied
	case status == http.StatusForbidden:
		return CodeAccessDenied
	case status == http.StatusNotFound && !own:
		return CodeWrongPath
	case status == http.StatusNotFound && body.Error != "" && body.MessageText() == "":
		return CodeEndpointMissing
	case status == http.StatusNotFound:
		return CodeNotFound
	case status == http.StatusProxyAuthRequired:
		return CodeProxyAuthRequired
	case status == http.StatusTooManyRequests:
		return CodeRateLimited
	case status == http.StatusNetworkAuthenticationRequired:
		return CodeCaptivePortal
	case status == http.StatusBadGateway, status == http.StatusServiceUnavailable, status == http.StatusGatewayTimeout,
		status >= cloudflareFirst && status <= cloudflareLast:
		return CodeUnavailable
	case status == http.StatusInternalServerError, status > http.StatusInternalServerError && isJSON:
		return CodeServerError
	case (isJSON || len(answer.Body) == 0) && slices.Contains(documented(), status):
		return CodeBadRequest
	}
	return CodeUnknownAnswer
}

// documented are the statuses with which GitLab says that a request is not as
// it should be (lib/api/helpers.rb).
func documented() []int {
	return []int{
		http.StatusBadRequest, http.StatusMethodNotAllowed, http.StatusNotAcceptable, http.StatusConflict,
		http.StatusRequestEntityTooLarge, http.StatusUnprocessableEntity,
	}
}

// IsFromGitLab reports whether an answer is surely GitLab's own: by its header, or
// because its words begin with the status, as GitLab's do. A gateway in front of
// it may answer in JSON too.
func IsFromGitLab(answer *transport.Answer, body Refusal) bool {
	status := strconv.Itoa(answer.Status)
	return answer.Header.Get("X-Gitlab-Meta") != "" || strings.HasPrefix(body.MessageText(), status) ||
		strings.HasPrefix(body.Error, status)
}

// saysProxy reports whether an answer is that of a proxy of one's own, which on
// plain http answers in the server's place: Squid's header, or that of RFC 9209
// with an error in it.
func saysProxy(answer *transport.Answer) bool {
	if answer.Trace.Proxy == "" || answer.Status == http.StatusProxyAuthRequired {
		return false
	}
	return answer.Header.Get("X-Squid-Error") != "" || strings.Contains(answer.Header.Get("Proxy-Status"), "error=")
}

// The statuses with which Cloudflare, which stands in front of GitLab.com and
// of others, says that it does not reach the server behind it.
const (
	cloudflareFirst = 520
	cloudflareLast  = 530
)

// With returns the context with what an answer tells added to it.
func (d Context) With(answer *transport.Answer, text string, body Refusal) Context {
	d.scopes = strings.Fields(input.Clean(body.Scope, 300))
	d.permissions = namedPermissions(text)
	d.answered = DescribeAnswer(answer)
	d.proxy = answer.Trace.Proxy
	d.reason = input.Clean(reason(body.MessageText()), 200)
	if why := cmp.Or(body.Description, d.reason); why != "" {
		d.Said = input.Clean(why, 200)
	}
	if own := webAddress().FindString(text); own != "" && d.Site.URL != "" {
		// Only a page of the instance itself is repeated as one to open.
		own = strings.TrimRight(own, ".,;:)")
		if at, err := url.Parse(own); err == nil && strings.EqualFold(at.Host, input.HostOf(d.Site.URL)) {
			d.address = input.Clean(own, 200)
		}
	}
	return d
}

var webAddress = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`https?://[^\s"'<>]+`) })

// reason is what stands behind the status in "403 Forbidden - reason". What a
// tool prints there, a method and an address or the status's name again, is none.
func reason(message string) string {
	line, _, _ := strings.Cut(message, "\n")
	_, after, _ := strings.Cut(line, " - ")
	for _, method := range []string{"GET ", "PUT ", "POST ", "DELETE ", "HEAD ", "PATCH "} {
		if strings.HasPrefix(after, method) {
			_, after, _ = strings.Cut(after, " - ")
		}
	}
	after = strings.Trim(after, " \"')}")
	if !strings.Contains(strings.TrimSpace(after), " ") {
		return "" // "Forbidden", "insufficient_scope"
	}
	return after
}

// DescribeAnswer returns the answer's status and type, "418, text/plain", and
// "" where no answer came.
func DescribeAnswer(answer *transport.Answer) string {
	if answer.Status == 0 {
		return ""
	}
	kind := input.Clean(answer.Header.Get("Content-Type"), 60)
	if kind == "" {
		return fmt.Sprintf("%d, without a content type", answer.Status)
	}
	return fmt.Sprintf("%d, %s", answer.Status, kind)
}

// OfShape returns the problem of an answer that says 200 but is not what was
// asked for.
func OfShape(answer *transport.Answer, shape *transport.ShapeError, d Context) *Problem {
	text := transport.TextOf(answer)
	d = d.With(answer, text, Refusal{})
	var code Code
	var syntax *json.SyntaxError
	switch {
	case answer.Cut:
		code = CodeAnswerTooLong
	case IsDeployPage(text):
		code = CodeUpdating
	case errors.Is(shape.Err, transport.ErrNotJSON) && transport.IsPage(answer):
		code = CodeLoginPage
	case errors.Is(shape.Err, transport.ErrNotJSON):
		code = CodeWrongContentType
	case errors.As(shape.Err, &syntax) && cutShort(answer.Body):
		code = CodeAnswerCutShort
	default:
		code = CodeInvalidResponse
		if kind, ok := errors.AsType[*json.UnmarshalTypeError](shape.Err); ok {
			d.Said = input.Clean(wrongKind(kind), 200)
		}
	}
	problem := d.Problem(code)
	problem.HTTPStatus = answer.Status
	problem.ServerSaid = input.Clean(text, MaxServerSaid)
	problem.err = shape
	return problem
}

// wrongKind says which field holds something of another kind.
func wrongKind(kind *json.UnmarshalTypeError) string {
	found, _, _ := strings.Cut(kind.Value, " ") // "number 1e999"
	if kind.Field == "" {
		return "it is of the wrong kind as a whole (" + found + ")"
	}
	field := kind.Field[strings.LastIndex(kind.Field, ".")+1:]
	return fmt.Sprintf("the field %q is of the wrong kind (%s)", field, found)
}

// cutShort reports whether JSON ends in the middle. A whole body that is empty
// has nothing that could have been cut.
func cutShort(body []byte) bool {
	decoder := json.NewDecoder(strings.NewReader(string(body)))
	for {
		if _, err := decoder.Token(); err != nil {
			return strings.Contains(string(body), "{") && isUnexpectedEnd(err)
		}
	}
}

// MaxServerSaid is how much of the server's own words a problem keeps, in
// cells.
const MaxServerSaid = 300

// retryAfter reads how long the server asks to wait, 0 when it does not say.
func retryAfter(header http.Header) time.Duration {
	date, _ := http.ParseTime(header.Get("Date"))
	until := func(at time.Time) time.Duration {
		if date.IsZero() || !at.After(date) {
			return 0
		}
		return at.Sub(date)
	}
	value := header.Get("Retry-After")
	wait := time.Duration(0)
	if seconds, err := strconv.Atoi(value); err == nil && seconds > 0 && seconds <= int(longestWait/time.Second) {
		wait = time.Duration(seconds) * time.Second
	} else if err == nil && seconds > 0 {
		wait = longestWait
	}
	if at, err := http.ParseTime(value); err == nil {
		wait = until(at)
	}
	if reset, err := strconv.ParseInt(header.Get("RateLimit-Reset"), 10, 64); err == nil && wait == 0 {
		wait = until(time.Unix(reset, 0))
	}
	return min(wait, longestWait)
}

// longestWait bounds what is believed of a server's wish.
const longestWait = 24 * time.Hour

// IsDeployPage reports whether a text is the page that an instance shows, with
// status 200, while it is updated (public/deploy.html).
func IsDeployPage(text string) bool { return strings.Contains(text, deployNotice) }

const deployNotice = "Deploy in progress"
