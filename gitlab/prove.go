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
)

// ProofTarget is what a proof is tried on. What a proof does not need is left
// empty.
type ProofTarget struct {
	Project  string // the full path, "group/subgroup/project"
	Username string // the owner's user name
}

// Proven is what came of a proof.
type Proven struct {
	Kind    ProofKind
	Outcome ProofOutcome
	// Asked is what was asked of GitLab, without the token: "GET /jwt/auth?…";
	// "" where nothing was.
	Asked string
	// Status is the HTTP status of the answer, 0 where none came.
	Status int
	// Means says in a sentence or two what the answer means.
	Means string
	// Problem is why it failed, with remedies; nil where it did not.
	Problem *Problem
}

// ProofOutcome is how a proof ended.
type ProofOutcome int

// The outcomes.
const (
	ProofWorks   ProofOutcome = iota // the token does there what was tried
	ProofFails                       // it does not
	ProofUnclear                     // the answer does not tell
	ProofPartly                      // what was tried works, and the job is more than that; see [Proven.For]
)

// String gives the word for JSON.
func (o ProofOutcome) String() string {
	switch o {
	case ProofWorks:
		return "works"
	case ProofFails:
		return "fails"
	case ProofUnclear:
		return "unclear"
	case ProofPartly:
		return "partly"
	}
	return fmt.Sprintf("outcome %d", int(o))
}

// For is the outcome for a purpose: one that works is a part of the job where the
// purpose does more than the proof shows, such as change things.
func (p Proven) For(purpose Purpose) Proven {
	shown := p.Kind.shows()
	if p.Outcome == ProofWorks && slices.ContainsFunc(purpose.Does, func(does Operation) bool { return !slices.Contains(shown, does) }) {
		p.Outcome = ProofPartly
	}
	return p
}

// MarshalJSON writes the shape that `glpat check --json` documents.
func (p Proven) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Kind    string   `json:"kind"`
		Outcome string   `json:"outcome"`
		Asked   string   `json:"asked"`
		Status  int      `json:"http_status"`
		Means   string   `json:"means"`
		Problem *Problem `json:"problem,omitempty"`
	}{p.Kind.Name(), p.Outcome.String(), p.Asked, p.Status, p.Means, p.Problem})
}

// Prove tries, without changing anything, whether the token does what the proof
// is about. It sends GET alone: one question, and for [ProofPush] a second where
// the first finds the project. A question is asked once more after a fault that
// passes, the one before an upload never. No text of what it gives holds the secret.
//
// Check the token first, and prove nothing with one that does not work: Git and
// the door to the registry count refused passwords, and shut out an address that
// sends too many (lib/gitlab/auth.rb, rate_limit!). Scopes that do not do are not
// counted.
func (c *Client) Prove(ctx context.Context, instance Instance, secret Secret, kind ProofKind, target ProofTarget) Proven {
	t := trial{client: c, instance: instance, secret: secret, target: target, d: details{site: instance.Site()}, proven: Proven{Kind: kind, Outcome: ProofUnclear}}
	ctx, cancel := context.WithTimeout(ctx, 2*checkTimeout)
	defer cancel()
	if t.settle() {
		switch kind {
		case ProofNone:
			t.means("Nothing shows this without changing something. What the scopes tell is all there is to see before it is used.")
		case ProofReadAPI:
			t.readAPI(ctx)
		case ProofClone:
			t.clone(ctx)
		case ProofPush:
			t.push(ctx)
		case ProofImages:
			t.images(ctx)
		case ProofProxy:
			t.proxy(ctx)
		case ProofPackages:
			t.packages(ctx)
		case ProofState:
			t.state(ctx)
		case ProofRunners:
			t.runners(ctx)
		case ProofUsageData:
			t.usageData(ctx)
		}
	}
	t.redact()
	return t.proven
}

// trial is one proof while it is made.
type trial struct {
	client   *Client
	instance Instance
	secret   Secret
	target   ProofTarget
	d        details
	proven   Proven
}

// settle checks what the proof is to be tried on, and reports whether it may be.
func (t *trial) settle() bool {
	switch {
	case t.secret.Empty():
		t.means("Nothing was asked, because there is no token.")
		return false
	case !t.proven.Kind.TakesProject(), t.target.Project == "" && !t.proven.Kind.NeedsProject():
		return true
	}
	path, err := ProjectPath(t.target.Project)
	if err == nil && strings.Contains(path, t.secret.Reveal()) {
		err = &InputError{What: "The project's path has the token in it", Do: "Give the path alone, for example: group/project"}
	}
	if input, is := errors.AsType[*InputError](err); is {
		t.means("Nothing was asked. " + input.What + ". " + input.Do + ".")
		return false
	}
	t.target.Project = path
	return true
}

// means ends the proof without a problem.
func (t *trial) means(words string) { t.proven.Means = words }

// works ends a proof that the token passed.
func (t *trial) works(words string) { t.proven.Outcome, t.proven.Means = ProofWorks, words }

// fails ends a proof that the token did not pass.
func (t *trial) fails(words string, problem *Problem) {
	t.proven.Outcome, t.proven.Means, t.proven.Problem = ProofFails, words, problem
}

// unclear ends a proof whose answer does not tell.
func (t *trial) unclear(words string, problem *Problem) {
	t.proven.Outcome, t.proven.Means, t.proven.Problem = ProofUnclear, words, problem
}

// reply is an answer to a proof's question.
type reply struct {
	*Answer
	err  error
	body refusal
	// text is what it says, as it came.
	text string
}

// says reports whether the answer has GitLab's phrase, in small letters.
func (r reply) says(phrase string) bool { return strings.Contains(strings.ToLower(r.text), phrase) }

// shortAnswer is how much of an answer is read where only its beginning counts,
// in bytes: a Terraform state is none of glpat's business.
const shortAnswer = 8 << 10

// askAPI asks the API, with the token as a bearer.
func (t *trial) askAPI(ctx context.Context, path string) (reply, bool) {
	return t.askAPIBy(ctx, path, func(request *http.Request) {
		request.Header.Set("Authorization", "Bearer "+t.secret.Reveal())
	})
}

// askAPIAsTool asks the API with the token as a password, as Terraform does.
func (t *trial) askAPIAsTool(ctx context.Context, path string) (reply, bool) {
	return t.askAPIBy(ctx, path, t.signIn)
}

func (t *trial) askAPIBy(ctx context.Context, path string, sign func(*http.Request)) (reply, bool) {
	t.d, t.proven.Asked = t.d.forAPI(), "GET /api/v4/"+path
	session, err := t.client.open(t.instance, t.secret)
	return t.ask(ctx, session, err, path, sign)
}

// askPages asks what stands beside the pages, with the token as a password.
func (t *trial) askPages(ctx context.Context, path string) (reply, bool) {
	t.proven.Asked = "GET /" + path
	session, err := t.client.openPages(t.instance, t.secret)
	return t.ask(ctx, session, err, path, t.signIn)
}

// signIn gives the token as password. For most doors any user name will do
// (lib/gitlab/auth.rb).
func (t *trial) signIn(request *http.Request) {
	name := t.target.Username
	if name == "" || strings.ContainsAny(name, ":\r\n\x00") {
		name = "oauth2"
	}
	request.SetBasicAuth(name, t.secret.Reveal())
}

// ask sends the one question. ok is false where the proof ends here, because no
// answer came, or one that says the same to every question.
func (t *trial) ask(ctx context.Context, session *session, err error, path string, sign func(*http.Request)) (r reply, ok bool) {
	if err != nil {
		t.noAnswer(ctx, err)
		return reply{}, false
	}
	answer, err := session.ask(limited(ctx, shortAnswer), path, "*/*", sign)
	r = reply{Answer: answer, err: err}
	t.proven.Status = answer.Status
	if err != nil && !errors.Is(err, errNoSuccess) {
		t.noAnswer(ctx, err)
		return r, false
	}
	r.read()
	refused := r.refusal()
	switch {
	case refused == CodeTokenUnknown:
		t.fails("GitLab refuses the token itself. It was mistyped, has ended or was revoked.", t.problem(r, refused))
	case refused != "":
		problem := t.problem(r, refused)
		t.fails("GitLab refuses the token everywhere: "+problem.Summary+".", problem)
	case answer.Status == http.StatusForbidden && lacksPermission(answer), answer.Status == http.StatusForbidden && (r.says("fine-grained personal access token") || r.says("lacks the required permissions")):
		t.fails("The fine-grained token lacks a permission for this, or this group takes fine-grained tokens only.", t.problem(r, CodeGranularMissing))
	case answer.Status == http.StatusForbidden && r.says("insufficient_scope"):
		t.fails("The token works, but its scopes do not allow this.", t.problem(r, CodeScopeInsufficient))
	case answer.Status == http.StatusTooManyRequests:
		t.unclear("GitLab asks to slow down, so the proof was not made. Try it again after the pause.", t.explain(r))
	case answer.Status >= http.StatusInternalServerError:
		t.unclear("GitLab failed, which says nothing of the token.", t.explain(r))
	case isPage(answer):
		t.odd(r) // a page is for people: it may be a sign-in page, or a gateway's
	default:
		return r, true
	}
	return r, false
}

// noAnswer ends a proof for which nothing came.
func (t *trial) noAnswer(ctx context.Context, err error) {
	t.unclear("No answer came, so the proof was not made.", problemOfError(ctx, err, t.d))
}

// read finds the words of an answer. The door to the registry has a shape of its
// own (app/controllers/jwt_controller.rb).
func (r *reply) read() {
	var errs struct {
		Errors []struct {
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"errors"`
	}
	body, isJSON := readRefusal(r.Answer)
	r.body = body
	switch {
	case json.Unmarshal(r.Body, &errs) == nil && len(errs.Errors) > 0:
		r.text = errs.Errors[0].Code + ": " + errs.Errors[0].Message
	case isJSON:
		r.text = body.words()
	default:
		r.text = pageText(r.Answer)
	}
}

// refusal is why GitLab lets nothing of this account's in, or not this token; ""
// where the answer is about what was asked, or not GitLab's own.
func (r reply) refusal() Code {
	code, found := codeOfPhrase(r.text, r.Status)
	switch {
	case r.Status == http.StatusUnauthorized && found:
		return code
	case r.Status == http.StatusUnauthorized && !isPage(r.Answer):
		if fromGitLab(r.Answer, r.body) || strings.Contains(r.Header.Get("Www-Authenticate"), `realm="GitLab"`) {
			return CodeTokenUnknown
		}
	case r.Status == http.StatusForbidden && found && !isPage(r.Answer) &&
		!slices.Contains([]Code{CodeAccessDenied, CodeScopeInsufficient, CodeGranularMissing}, code):
		return code
	}
	return ""
}

// problem is a cause in words, with what the answer said.
func (t *trial) problem(r reply, code Code) *Problem {
	body := r.body
	body.Description = cmp.Or(body.Description, r.text)
	d := t.d.with(r.Answer, r.text, body)
	d.git = d.git && code == CodeScopeInsufficient // the rest is said to somebody at Git's prompt
	problem := d.problem(code)
	problem.HTTPStatus, problem.ServerSaid = r.Status, Clean(r.text, serverWordsWidth)
	return problem
}

// explain is what such an answer means anywhere.
func (t *trial) explain(r reply) *Problem { return problemOfAnswer(r.Answer, t.d) }

// said ends a proof with words of glpat's own for what GitLab refuses.
func (t *trial) said(r reply, code Code, summary, cause string, remedy ...string) {
	problem := newProblem(code, summary, cause, remedy...)
	problem.HTTPStatus, problem.ServerSaid = r.Status, Clean(r.text, serverWordsWidth)
	t.fails(summary+". "+cause, problem)
}

// wordsOfOdd is how much of an answer that nobody expected is repeated.
const wordsOfOdd = 80

// odd ends a proof with an answer that no rule of GitLab's explains.
func (t *trial) odd(r reply) {
	words := "The answer does not tell: " + answered(r.Answer)
	if text := Clean(r.text, wordsOfOdd); text != "" {
		words += ", which begins " + fmt.Sprintf("%q", text)
	}
	problem := (*Problem)(nil)
	if r.Status >= http.StatusBadRequest {
		problem = t.explain(r)
	}
	t.unclear(words+".", problem)
}

// redact takes the secret, and what a gateway is told, out of every text.
func (t *trial) redact() {
	texts := []*string{&t.proven.Asked, &t.proven.Means}
	if t.proven.Problem != nil {
		texts = append(texts, t.proven.Problem.texts()...)
	}
	newRedactor(t.secret, t.instance.TokenPrefix).redactAll(texts)
	t.instance.Access.redact(texts)
}
