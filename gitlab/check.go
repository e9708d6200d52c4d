package gitlab

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"

	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
	"glpat/gitlab/transport"
)

// checkTimeout bounds a whole check.
const checkTimeout = 10 * time.Second

// Want is what a token should be able to do. With the zero value nothing is
// compared.
type Want struct {
	Scopes []catalog.Scope
	// Purposes are what the scopes are for, for words about what will not work,
	// and for a fine-grained token what its permissions are held against.
	Purposes []catalog.Purpose
	// Owner is the user name that the token should belong to, "" for any.
	Owner   string
	Expires input.Date
	// Doubted says that the token looks wrong and is sent all the same: once,
	// and no more unless the instance takes it.
	Doubted bool
}

// Check asks the instance about the token: itself, its owner and the release,
// side by side. Only the first has to answer; tokens for Git alone may not read
// the others. It sends three requests, none of them twice.
// No text of the report holds the secret, even where a server sends it back.
func (c *Client) Check(ctx context.Context, instance Instance, secret token.Secret, want Want) Report {
	report := c.check(ctx, instance, secret, want)
	report.redact(secret, instance.TokenPrefix, instance.Transport)
	return report
}

func (c *Client) check(ctx context.Context, instance Instance, secret token.Secret, want Want) Report {
	report := Report{
		InstanceURL: instance.URL,
		Offering:    instance.Offering,
		Edition:     instance.Edition,
		Offered:     instance.ScopesOffered,
		AtLeast:     instance.AtLeast,
	}
	ctx, cancel := context.WithTimeout(ctx, checkTimeout)
	defer cancel()
	d := problem.Context{Site: instance.site(), PrefilledLink: linkLike(instance, want, c.now())}.ForAPI()
	session, err := c.openAPI(instance, credentials{secret: secret})
	if err != nil {
		report.add(problem.OfError(ctx, err, d))
		return report
	}

	var (
		self                            selfAnswer
		user                            userAnswer
		metadata                        metadataAnswer
		selfRaw                         *transport.Answer
		userRaw, metadataRaw            = &transport.Answer{}, &transport.Answer{}
		selfErr, userErr, metadataError error
		wait                            sync.WaitGroup
	)
	askSelf := func() { selfRaw, selfErr = session.self(ctx, &self) }
	askOthers := func() {
		wait.Go(func() { userRaw, userErr = session.currentUser(ctx, &user) })
		wait.Go(func() { metadataRaw, metadataError = session.metadata(ctx, &metadata) })
	}
	if want.Doubted {
		selfRaw, selfErr = session.self(transport.WithoutRetry(ctx), &self)
		if selfErr == nil && self.ID != 0 {
			askOthers()
		}
	} else {
		wait.Go(askSelf)
		askOthers()
	}
	wait.Wait()

	if userErr == nil && user.ID != 0 {
		report.User = &User{ID: user.ID, Username: input.Clean(user.Username, 100), Name: input.Clean(user.Name, 100)}
		report.User.Bot = user.Bot || catalog.BotKindOf(report.User.Username) != catalog.BotUnknown
	}
	if metadataError == nil {
		report.readMetadata(metadata)
	}
	for _, answer := range []*transport.Answer{selfRaw, userRaw, metadataRaw} {
		report.readRateLimit(answer)
	}
	if selfErr == nil && self.ID == 0 {
		selfErr = &transport.ShapeError{ContentType: "application/json", Err: errNoToken}
	}
	clock := c.clockProblem(selfRaw, d)
	if selfErr != nil {
		report.Problems = report.problemsOfSelf(
			problem.Of(ctx, selfRaw, selfErr, d),
			[]*transport.Answer{userRaw, metadataRaw},
			d,
			want.asked(instance),
		)
	} else {
		report.readSelf(self, c.now())
		report.compare(want, instance)
		if report.Token.FineGrained && !report.has(problem.CodeFineGrainedMissing) && refusesPermission(userRaw) {
			report.add(problemOfHiddenOwner(instance))
		}
	}
	if clock != nil && !report.has(problem.CodeClockSkew) {
		report.add(clock)
	}
	return report
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
	var body problem.Refusal
	return (a.Status == http.StatusOK && json.Valid(a.Body)) ||
		(a.Status == http.StatusForbidden && json.Unmarshal(a.Body, &body) == nil && body.Error == "insufficient_scope") ||
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
		ID: self.ID, Name: input.Clean(self.Name, 255), Active: self.Active, FineGrained: self.FineGrained,
		CreatedAt: self.CreatedAt, LastUsed: self.LastUsedAt, Scopes: []catalog.Scope{},
	}
	var whole bool
	token.Grants, whole = readGrants(self.Grants)
	token.GrantsCut = token.Grants != nil && !whole
	for _, scope := range self.Scopes[:min(len(self.Scopes), maxScopes)] {
		token.Scopes = append(token.Scopes, catalog.Scope(input.Clean(scope, 60)))
	}
	if len(token.Scopes) == 1 && token.Scopes[0] == catalog.ScopeGranular {
		token.FineGrained = true
	}
	if self.ExpiresAt != nil {
		token.Expires = input.DateOf(time.Time(*self.ExpiresAt))
		token.DaysLeft = token.Expires.DaysSince(input.DateOf(now))
	}
	r.Token = token
}

// errNoToken means that the answer is JSON but names no token.
var errNoToken = errors.New("the answer has no token in it")
