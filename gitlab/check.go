package gitlab

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"time"

	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
	"glpat/gitlab/transport"
)

// Want is what a token should be able to do. With the zero value nothing is
// compared.
type Want struct {
	// Scopes are those that the person named. Filled are those that glpat filled in
	// for the purposes before the release was known: a token that has them was made
	// as glpat said, so none of them is too much, and none is missed if others do.
	Scopes, Filled []catalog.Scope
	// Purposes are what the scopes are for, for words about what will not work,
	// and for a fine-grained token what its permissions are held against.
	Purposes []catalog.Purpose
	// Owner is the user name that the token should belong to, "" for any.
	Owner   string
	Expires input.Date
	// FineGrained says that a fine-grained token was asked for. It is no error
	// where another came.
	FineGrained bool
	// Doubted says that the token looks wrong and is sent all the same: once,
	// and no more unless the instance takes it.
	Doubted bool
}

// Check asks the instance about the token, and holds the answers against what is
// wanted. See [Client.StartCheck] for the calls.
// A server may send the secret back: a [token.Redactor] takes it out of what leaves.
func (c *Client) Check(ctx context.Context, instance Instance, secret token.Secret, want Want) Report {
	return c.finish(ctx, c.StartCheck(ctx, instance, secret, want), instance, want)
}

// FinishCheck waits for the answers of a check that was started, and holds them
// against what is wanted. The end of its context ends the calls. The instance may
// be known better by now than it was then; where it turned out to have its API
// elsewhere, and GitLab did not know the token where it was asked, it is asked
// once more.
func (c *Client) FinishCheck(ctx context.Context, calls *TokenCalls, instance Instance, want Want) Report {
	stop := context.AfterFunc(ctx, calls.cancel)
	defer stop()
	if <-calls.over; calls.base != instance.apiBase() && !calls.answers.knowsToken() {
		calls = c.StartCheck(ctx, instance, calls.secret, want)
	}
	return c.finish(ctx, calls, instance, want)
}

func (c *Client) finish(ctx context.Context, calls *TokenCalls, instance Instance, want Want) Report {
	<-calls.over
	return c.reportOf(ctx, calls.answers, instance, want)
}

func (c *Client) reportOf(ctx context.Context, answers tokenAnswers, instance Instance, want Want) Report {
	report := Report{
		InstanceURL: instance.URL,
		Offering:    instance.Offering,
		Edition:     instance.Edition,
		Offered:     instance.ScopesOffered,
		AtLeast:     instance.AtLeast,
	}
	if answers.metadata.err == nil {
		report.readMetadata(answers.metadata.value)
	}
	instance = report.Refine(instance)
	d := problem.Context{Site: instance.site(), PrefilledLink: linkLike(instance, want, c.now())}.ForAPI()
	if answers.unsent != nil {
		report.add(problem.OfError(ctx, answers.unsent, d))
		return report
	}

	user := answers.user.value
	if answers.user.err == nil && user.ID != 0 {
		report.User = &User{ID: user.ID, Username: input.Clean(user.Username, 100), Name: input.Clean(user.Name, 100)}
		report.User.Bot = user.Bot || catalog.BotKindOf(report.User.Username) != catalog.BotUnknown
	}
	for _, answer := range []*transport.Answer{
		answers.self.raw, answers.byID.raw, answers.user.raw, answers.metadata.raw,
	} {
		report.readRateLimit(answer)
	}
	clock := c.clockProblem(answers.self.raw, d)
	if answers.self.err != nil {
		report.Problems = report.problemsOfSelf(
			problem.Of(ctx, answers.self.raw, answers.self.err, d),
			[]*transport.Answer{answers.user.raw, answers.metadata.raw},
			d,
			want.asked(instance),
		)
	} else {
		report.readSelf(answers.self.value, c.now())
		report.compare(want, instance)
		if report.Token.FineGrained && !report.has(problem.CodeFineGrainedMissing) &&
			refusesPermission(answers.user.raw) {
			report.add(problemOfHiddenOwner(instance))
		}
	}
	if clock != nil && !report.has(problem.CodeClockSkew) {
		report.add(clock)
	}
	return report
}

// Refine returns the instance with what its release tells, where the token's answers
// named that: it is surer than what was found without one.
func (r Report) Refine(instance Instance) Instance {
	if !r.Release.Known() || instance.IsGitLabCom() {
		return instance
	}
	return instance.AtRelease(r.Release)
}

// linkLike is the link to a form filled in like the token that was wanted, ""
// when nothing was.
func linkLike(instance Instance, want Want, now time.Time) string {
	scopes := want.asked(instance)
	if len(scopes) == 0 {
		return ""
	}
	request := TokenRequest{Name: "glpat " + input.DateOf(now).String(), Scopes: scopes}
	link, err := request.Link(instance.URL, instance.layoutOrNewest())
	if err != nil {
		return "" // the page alone will do
	}
	return link
}

// clockProblem returns the warning that this computer's clock is wrong, nil
// when it is right or the answer does not tell.
func (c *Client) clockProblem(answer *transport.Answer, d problem.Context) *problem.Problem {
	skew, told := answer.Skew(c.now())
	if !told {
		return nil
	}
	return problem.OfSkew(skew, d)
}

// problemsOfSelf explains why GitLab did not name the token, given the problem
// of that call alone and the other calls' answers.
func (r Report) problemsOfSelf(
	prob *problem.Problem,
	others []*transport.Answer,
	d problem.Context,
	asked []catalog.Scope,
) []*problem.Problem {
	if prob.Code == problem.CodeFineGrainedMissing {
		return []*problem.Problem{problemOfHiddenToken(prob, d)}
	}
	if !slices.Contains(
		[]problem.Code{problem.CodeNotFound, problem.CodeEndpointMissing, problem.CodeBadRequest},
		prob.Code,
	) {
		return []*problem.Problem{prob}
	}
	if r.Release.Newer(r.AtLeast).AtLeast(catalog.TokenSelfSince()) {
		return []*problem.Problem{prob}
	}
	// An address that is not there says nothing of the token; what the others
	// say counts.
	works := false
	for _, answer := range others {
		if answer.Status == http.StatusUnauthorized {
			return []*problem.Problem{problem.OfAnswer(answer, d)}
		}
		works = works || takesToken(answer)
	}
	if !works {
		return []*problem.Problem{prob}
	}
	old := d.Problem(problem.CodeTooOld)
	old.HTTPStatus = prob.HTTPStatus
	if len(asked) == 0 {
		return []*problem.Problem{old}
	}
	old.Severity = problem.SeverityError
	return []*problem.Problem{
		old,
		problemOfUnknownScopes(
			asked,
			"This GitLab does not tell, so nothing could be compared.",
			d.TokensPage("Look at the token in GitLab's list of tokens"),
			tryInTool(),
		),
	}
}

// takesToken reports whether the API knew the token, even where its scopes do
// not do.
func takesToken(a *transport.Answer) bool {
	return (a.Status == http.StatusOK && json.Valid(a.Body)) || meaningOf(a) == problem.CodeScopeInsufficient ||
		refusesPermission(a)
}

func (r *Report) readMetadata(metadata metadataAnswer) {
	release, err := catalog.ParseRelease(metadata.Version)
	if err != nil {
		return
	}
	r.Version, r.Release = input.Clean(metadata.Version, 40), release
	r.Edition = "community"
	if metadata.Enterprise {
		r.Edition = "enterprise"
	}
}

// lastSecond is the last of the year 9999, after which no date is written.
const lastSecond = 253402300799

// readRateLimit keeps the limit that the answer's headers tell, where fewer
// calls remain than in the answers before.
func (r *Report) readRateLimit(answer *transport.Answer) {
	limit, limitErr := strconv.Atoi(answer.Header.Get("RateLimit-Limit"))
	remaining, remainingErr := strconv.Atoi(answer.Header.Get("RateLimit-Remaining"))
	if limitErr != nil || remainingErr != nil || limit <= 0 || remaining < 0 {
		return
	}
	if r.RateLimit != nil && r.RateLimit.Remaining <= remaining {
		return
	}
	r.RateLimit = &RateLimit{Limit: limit, Remaining: remaining}
	reset, err := strconv.ParseInt(answer.Header.Get("RateLimit-Reset"), 10, 64)
	if err == nil && reset > 0 && reset <= lastSecond {
		r.RateLimit.Reset = time.Unix(reset, 0).UTC()
	}
}

// maxScopes bounds how many scopes of an answer are kept; GitLab has not half as
// many.
const maxScopes = 50

func (r *Report) readSelf(self selfAnswer, now time.Time) {
	token := &Token{
		ID: self.ID, Name: input.Clean(self.Name, 255), Active: self.Active, FineGrained: self.isFineGrained(),
		CreatedAt: self.CreatedAt, LastUsed: self.LastUsedAt, Scopes: []catalog.Scope{},
	}
	var whole bool
	token.Grants, whole = readGrants(self.Grants)
	token.GrantsCut = token.Grants != nil && !whole
	for _, scope := range self.Scopes[:min(len(self.Scopes), maxScopes)] {
		token.Scopes = append(token.Scopes, catalog.Scope(input.Clean(scope, 60)))
	}
	token.readEnd(self.End, now)
	r.Token = token
}
