package gitlab

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
	"glpat/gitlab/transport"
)

// ProbeTarget is the project and the user name that a probe is made with. What
// a probe does not need is left empty.
type ProbeTarget struct {
	Project  string // the full path, "group/subgroup/project"
	Username string // the owner's user name
}

// ProbeResult is the result of one probe.
type ProbeResult struct {
	Kind    catalog.ProbeKind
	Outcome ProbeOutcome
	// Asked is what was asked of GitLab, without the token: "GET /jwt/auth?…";
	// "" where nothing was.
	Asked string
	// Status is the HTTP status of the answer, 0 where none came.
	Status int
	// Means says in a sentence or two what the answer means.
	Means string
	// Problem is why it failed, with remedies; nil where it did not.
	Problem *problem.Problem
}

// ProbeOutcome is how a probe ended.
type ProbeOutcome int

// The outcomes.
const (
	ProbeWorks   ProbeOutcome = iota // the token does there what was tried
	ProbeFails                       // it does not
	ProbeUnclear                     // the answer does not tell
	ProbePartly                      // what was tried works, and the job is more than that: see [ProbeResult.For]
)

// String gives the word for JSON.
func (o ProbeOutcome) String() string {
	switch o {
	case ProbeWorks:
		return "works"
	case ProbeFails:
		return "fails"
	case ProbeUnclear:
		return "unclear"
	case ProbePartly:
		return "partly"
	}
	return fmt.Sprintf("outcome %d", int(o))
}

// For returns the result for a purpose: a probe that works shows only a part of
// the job where the purpose does more than the probe shows, such as change
// things. One that a fine-grained token fails shows nothing where it asks for a
// permission that the purpose does not need.
func (p ProbeResult) For(purpose catalog.Purpose) ProbeResult {
	if p.asksForMore(purpose) {
		p.Outcome, p.Problem = ProbeUnclear, nil
		p.Means = "GitLab does not let this fine-grained token " + p.Kind.Phrase() + ", which it need not do to " +
			purpose.Title + ". So this shows nothing."
		return p
	}
	shown := p.Kind.Shows()
	if p.Outcome == ProbeWorks &&
		slices.ContainsFunc(purpose.Does, func(does catalog.Operation) bool { return !slices.Contains(shown, does) }) {
		p.Outcome = ProbePartly
	}
	return p
}

// asksForMore reports whether a permission was missing that the purpose does not
// need.
func (p ProbeResult) asksForMore(purpose catalog.Purpose) bool {
	if p.Outcome != ProbeFails || p.Problem == nil || p.Problem.Code != problem.CodeFineGrainedMissing ||
		purpose.FineGrained.Fit == catalog.FitNone {
		return false
	}
	_, path, isAPI := strings.Cut(p.Asked, "/api/v4")
	path, _, _ = strings.Cut(path, "?")
	asked, listed := catalog.FindCall(http.MethodGet, path) // probes send nothing else
	return isAPI && listed && !purpose.FineGrained.Covers(asked)
}

// MarshalJSON writes the shape that `glpat check --json` prints.
func (p ProbeResult) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Kind    string           `json:"kind"`
		Outcome string           `json:"outcome"`
		Asked   string           `json:"asked"`
		Status  int              `json:"http_status"`
		Means   string           `json:"means"`
		Problem *problem.Problem `json:"problem,omitempty"`
	}{p.Kind.String(), p.Outcome.String(), p.Asked, p.Status, p.Means, p.Problem})
}

// Probe tries one kind of use of the token without changing anything. It sends
// GET alone: one question, and for [catalog.ProbePush] a second where the first
// finds the project. A question is asked once more after a fault that passes,
// the one before an upload never.
//
// Check the token first, and probe nothing with one that does not work: Git and
// the registry's token service count refused passwords, and shut out an address
// that sends too many (lib/gitlab/auth.rb, rate_limit!). Scopes that do not
// suffice are not counted.
func (c *Client) Probe(
	ctx context.Context,
	instance Instance,
	secret token.Secret,
	kind catalog.ProbeKind,
	target ProbeTarget,
) ProbeResult {
	p := probe{
		client:   c,
		instance: instance,
		secret:   secret,
		target:   target,
		d:        problem.Context{Site: instance.site()},
		result:   ProbeResult{Kind: kind, Outcome: ProbeUnclear},
	}
	ctx, cancel := context.WithTimeout(ctx, 2*checkTimeout)
	defer cancel()
	if p.prepare() {
		switch kind {
		case catalog.ProbeNone:
			p.end(
				"Nothing shows this without changing something. What the scopes tell is all there is to see before it is used.",
			)
		case catalog.ProbeReadAPI:
			p.readAPI(ctx)
		case catalog.ProbeClone:
			p.clone(ctx)
		case catalog.ProbePush:
			p.push(ctx)
		case catalog.ProbeImages:
			p.images(ctx)
		case catalog.ProbeProxy:
			p.proxy(ctx)
		case catalog.ProbePackages:
			p.packages(ctx)
		case catalog.ProbeState:
			p.state(ctx)
		case catalog.ProbeRunners:
			p.runners(ctx)
		case catalog.ProbeUsageData:
			p.usageData(ctx)
		case catalog.ProbeFile:
			p.file(ctx)
		}
	}
	return p.result
}

// probe is one probe while it is made.
type probe struct {
	client   *Client
	instance Instance
	secret   token.Secret
	target   ProbeTarget
	d        problem.Context
	result   ProbeResult
}

// prepare checks the project that the probe is to be made with, and reports
// whether it may be made.
func (p *probe) prepare() bool {
	switch {
	case p.secret.Empty():
		p.end("Nothing was asked, because there is no token.")
		return false
	case !p.result.Kind.TakesProject(), p.target.Project == "" && !p.result.Kind.NeedsProject():
		return true
	}
	path, err := input.ProjectPath(p.target.Project, p.instance.OwnPrefix())
	if err == nil && strings.Contains(path, p.secret.Reveal()) {
		err = &input.Error{
			What: "The project's path has the token in it",
			Do:   "Give the path alone, for example: group/project",
		}
	}
	if input, is := errors.AsType[*input.Error](err); is {
		p.end("Nothing was asked. " + input.What + ". " + input.Do + ".")
		return false
	}
	p.target.Project = path
	return true
}

// end ends the probe without a problem.
func (p *probe) end(words string) { p.result.Means = words }

// works ends a probe that the token passed.
func (p *probe) works(words string) { p.result.Outcome, p.result.Means = ProbeWorks, words }

// fails ends a probe that the token did not pass.
func (p *probe) fails(words string, problem *problem.Problem) {
	p.result.Outcome, p.result.Means, p.result.Problem = ProbeFails, words, problem
}

// unclear ends a probe whose answer does not tell.
func (p *probe) unclear(words string, problem *problem.Problem) {
	p.result.Outcome, p.result.Means, p.result.Problem = ProbeUnclear, words, problem
}

// reply is an answer to a probe's question.
type reply struct {
	*transport.Answer
	err  error
	body problem.Refusal
	// text is what it says, as it came.
	text string
}

// says reports whether the answer has GitLab's phrase, in small letters.
func (r reply) says(phrase string) bool { return strings.Contains(strings.ToLower(r.text), phrase) }

// shortAnswer is how much of an answer is read where only its beginning counts,
// in bytes: a Terraform state is none of glpat's business.
const shortAnswer = 8 << 10

// askAPI asks the API, with the token as a bearer.
func (p *probe) askAPI(ctx context.Context, path string) (reply, bool) {
	return p.askAPIWith(ctx, credentials{secret: p.secret}, path)
}

// askAPIAsTool asks the API with the token as a password, as Terraform does.
func (p *probe) askAPIAsTool(ctx context.Context, path string) (reply, bool) {
	return p.askAPIWith(ctx, p.password(), path)
}

// askAPIWith asks for a path rather than calls a service of the library's,
// because only the beginning of the answer is read.
func (p *probe) askAPIWith(ctx context.Context, credentials credentials, path string) (reply, bool) {
	p.d, p.result.Asked = p.d.ForAPI(), "GET /api/v4/"+path
	session, err := p.client.openAPI(p.instance, credentials)
	if err != nil {
		p.noAnswer(ctx, err)
		return reply{}, false
	}
	answer, err := session.get(transport.WithBodyLimit(ctx, shortAnswer), path, "*/*")
	return p.readAnswer(ctx, answer, err)
}

// askPages asks somebody below the instance's own URL, beside the pages, with the
// token as a password.
func (p *probe) askPages(ctx context.Context, whom problem.Speaker, path string) (reply, bool) {
	p.result.Asked, p.d.Speaker = "GET /"+path, whom
	ctx = transport.WithBodyLimit(ctx, shortAnswer)
	answer, err := p.client.askBesidePages(ctx, p.instance, p.password(), path)
	return p.readAnswer(ctx, answer, err)
}

// password gives the token as password. In most places any user name will do
// (lib/gitlab/auth.rb).
func (p *probe) password() credentials {
	name := p.target.Username
	if name == "" || strings.ContainsAny(name, ":\r\n\x00") {
		name = "oauth2"
	}
	return credentials{secret: p.secret, user: name}
}

// readAnswer reads the answer to the question. ok is false where the probe ends
// here, because no answer came, or one that says the same to every question.
func (p *probe) readAnswer(ctx context.Context, answer *transport.Answer, err error) (r reply, ok bool) {
	r = reply{Answer: answer, err: err}
	p.result.Status = answer.Status
	if err != nil && !errors.Is(err, transport.ErrNoSuccess) {
		p.noAnswer(ctx, err)
		return r, false
	}
	r.read()
	refused := r.refusal()
	switch {
	case refused == problem.CodeTokenUnknown:
		p.fails("GitLab refuses the token itself. It was mistyped, has expired or was revoked.", p.problem(r, refused))
	case refused != "":
		problem := p.problem(r, refused)
		p.fails("GitLab refuses the token everywhere: "+problem.Summary+".", problem)
	case r.meaning() == problem.CodeFineGrainedMissing:
		p.fails(
			"The fine-grained token lacks a permission for this, or this group takes fine-grained tokens only.",
			p.problem(r, problem.CodeFineGrainedMissing),
		)
	case r.meaning() == problem.CodeFineGrainedUnsupported:
		p.failsAs(p.problem(r, problem.CodeFineGrainedUnsupported))
	case r.meaning() == problem.CodeScopeInsufficient && r.body.Error == "insufficient_scope":
		p.fails("The token works, but its scopes do not allow this.", p.problem(r, problem.CodeScopeInsufficient))
	case answer.Status == http.StatusTooManyRequests:
		p.unclear("GitLab asks to slow down, so the proof was not made. Try it again after the pause.", p.explain(r))
	case answer.Status >= http.StatusInternalServerError:
		p.unclear("GitLab failed, which says nothing of the token.", p.explain(r))
	case transport.IsPage(answer):
		p.odd(r) // a page is for people: it may be a sign-in page, or a gateway's
	default:
		return r, true
	}
	return r, false
}

// noAnswer ends a probe for which no answer came.
func (p *probe) noAnswer(ctx context.Context, err error) {
	p.unclear("No answer came, so the proof was not made.", problem.OfError(ctx, err, p.d))
}

// read finds the words of an answer.
func (r *reply) read() {
	body, isJSON := problem.ReadRefusal(r.Answer)
	r.body, r.text = body, body.Text()
	if !isJSON {
		r.text = transport.TextOf(r.Answer)
	}
}

// meaning is what the answer says by its words, "" where those tell nothing.
func (r reply) meaning() problem.Code {
	code, _ := problem.MeaningOf(r.text, r.Status)
	return code
}

// refusal is why GitLab lets nothing of this account's in, or not this token; ""
// where the answer is about what was asked, or not GitLab's own.
func (r reply) refusal() problem.Code {
	code := r.meaning()
	switch {
	case r.Status == http.StatusUnauthorized && code != "":
		return code
	case r.Status == http.StatusUnauthorized && !transport.IsPage(r.Answer):
		if problem.IsFromGitLab(r.Answer, r.body) || strings.Contains(r.Header.Get("Www-Authenticate"), `realm="GitLab"`) {
			return problem.CodeTokenUnknown
		}
	case r.Status == http.StatusForbidden && code.IsOfAccount() && !transport.IsPage(r.Answer):
		return code
	}
	return ""
}

// problem is a cause in words, with what the answer said.
func (p *probe) problem(r reply, code problem.Code) *problem.Problem {
	body := r.body
	body.Description = cmp.Or(body.Description, r.text)
	d := p.d.With(r.Answer, r.text, body)
	if code == problem.CodeTokenUnknown {
		d.Speaker = problem.SpeakerAPI // the rest is said to somebody at the tool's prompt
	}
	prob := d.Problem(code)
	prob.HTTPStatus, prob.ServerSaid = r.Status, input.Clean(r.text, problem.MaxServerSaid)
	return prob
}

// explain is what such an answer means to whoever was asked.
func (p *probe) explain(r reply) *problem.Problem { return problem.OfAnswer(r.Answer, p.d) }

// failsAs ends a probe that failed with the words of its problem.
func (p *probe) failsAs(prob *problem.Problem) { p.fails(prob.Summary+". "+prob.Cause, prob) }

// said ends a probe that failed with a problem in texts of its own.
func (p *probe) said(r reply, code problem.Code, summary, cause, remedy string) {
	prob := problem.NewProblem(code, summary, cause, problem.NewStep(remedy))
	prob.HTTPStatus, prob.ServerSaid = r.Status, input.Clean(r.text, problem.MaxServerSaid)
	p.fails(summary+". "+cause, prob)
}

// wordsOfOdd is how much of an answer that nobody expected is repeated.
const wordsOfOdd = 80

// odd ends a probe with an answer that no rule of GitLab's explains.
func (p *probe) odd(r reply) {
	words := "The answer does not tell: " + problem.DescribeAnswer(r.Answer)
	if text := input.Clean(r.text, wordsOfOdd); text != "" {
		words += ", which begins " + fmt.Sprintf("%q", text)
	}
	problem := (*problem.Problem)(nil)
	if r.Status >= http.StatusBadRequest {
		problem = p.explain(r)
	}
	p.unclear(words+".", problem)
}
