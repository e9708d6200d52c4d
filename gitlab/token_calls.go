package gitlab

import (
	"context"
	"errors"
	"sync"
	"time"

	"glpat/gitlab/catalog"
	"glpat/gitlab/token"
	"glpat/gitlab/transport"
)

// checkTimeout bounds the calls of one check.
const checkTimeout = 10 * time.Second

// TokenCalls are the calls of a check that was started: what GitLab says of a
// token. They end with the context that they were started with, and within ten
// seconds.
type TokenCalls struct {
	base         string // of the API that was asked
	secret       token.Secret
	cancel       context.CancelFunc
	over         chan struct{} // closed once answers is complete; it is not read before
	answers      tokenAnswers
	releaseKnown chan struct{} // closed once GitLab told its release
}

// tokenAnswers is what came of the calls.
type tokenAnswers struct {
	unsent   error // why nothing was sent, nil where it was
	self     tokenAnswer[selfAnswer]
	byID     tokenAnswer[selfAnswer] // asked only where self does not tell all
	user     tokenAnswer[userAnswer]
	metadata tokenAnswer[metadataAnswer]
}

// tokenAnswer is the answer to one call. raw is never nil; its Status is 0 where
// no answer came or nothing was asked.
type tokenAnswer[Value any] struct {
	value Value
	raw   *transport.Answer
	err   error
}

// StartCheck asks the instance about the token, and returns at once: itself, its
// owner and the release, side by side. Only the first has to answer; tokens for
// Git alone may not read the others. It sends three requests, none of them twice.
// For a fine-grained token of a release whose answer does not tell the permissions
// there is one more; where such a token is wanted, it takes the release's place.
// A doubted token is sent once, and no more unless the instance takes it.
func (c *Client) StartCheck(ctx context.Context, instance Instance, secret token.Secret, want Want) *TokenCalls {
	ctx, cancel := context.WithTimeout(ctx, checkTimeout)
	calls := &TokenCalls{
		base: instance.apiBase(), secret: secret, cancel: cancel,
		over: make(chan struct{}), releaseKnown: make(chan struct{}),
	}
	session, err := c.openAPI(instance, credentials{secret: secret})
	if err != nil {
		cancel()
		calls.answers = tokenAnswers{unsent: err}.whole()
		close(calls.over)
		return calls
	}
	go func() { // ends with the calls, which checkTimeout ends
		defer close(calls.over)
		defer cancel()
		calls.answers = calls.ask(ctx, session, instance.Releases(), want).whole()
	}()
	return calls
}

func (t *TokenCalls) ask(
	ctx context.Context,
	session *apiSession,
	releases catalog.ReleaseBounds,
	want Want,
) (answers tokenAnswers) {
	var wait sync.WaitGroup
	askMetadata := func() {
		answers.metadata.raw, answers.metadata.err = session.metadata(ctx, &answers.metadata.value)
		if release, err := catalog.ParseRelease(answers.metadata.value.Version); err == nil {
			releases = catalog.Exactly(release)
			close(t.releaseKnown)
		}
	}
	metadataLater := want.FineGrained && releases.GrantsOnlyByID()
	askOthers := func() {
		wait.Go(func() {
			answers.user.raw, answers.user.err = session.currentUser(ctx, &answers.user.value)
		})
		if !metadataLater {
			wait.Go(askMetadata)
		}
	}
	if want.Doubted {
		answers.self.raw, answers.self.err = session.self(transport.WithoutRetry(ctx), &answers.self.value)
		if answers.self.err == nil && answers.self.value.ID != 0 {
			askOthers()
		}
	} else {
		wait.Go(func() { answers.self.raw, answers.self.err = session.self(ctx, &answers.self.value) })
		askOthers()
	}
	wait.Wait()
	if told := answers.self.value.Told; answers.self.err == nil && told != nil {
		answers.self.value.Active = *told // it stands before the library's field of that name
	}
	if answers.self.err == nil && (answers.self.value.ID == 0 || answers.self.value.Told == nil) {
		answers.self.err = &transport.ShapeError{ContentType: "application/json", Err: errNoToken}
	}
	self := &answers.self.value
	switch {
	case answers.self.err != nil:
	case self.isFineGrained() && !self.tellsGrants() && releases.GrantsOnlyByID():
		byID := &answers.byID
		byID.raw, byID.err = session.tokenByID(ctx, self.ID, &byID.value)
		if byID.err == nil && byID.value.ID == self.ID {
			self.Grants = byID.value.Grants
		}
	case metadataLater && !self.isFineGrained():
		askMetadata()
	}
	return answers
}

// whole returns the answers with an empty one for each call that was not made.
func (a tokenAnswers) whole() tokenAnswers {
	for _, raw := range []**transport.Answer{&a.self.raw, &a.byID.raw, &a.user.raw, &a.metadata.raw} {
		if *raw == nil {
			*raw = &transport.Answer{}
		}
	}
	return a
}

// knowsToken reports whether GitLab knew the token at one of the calls.
func (a tokenAnswers) knowsToken() bool {
	return a.unsent == nil && (a.self.err == nil || takesToken(a.self.raw) || takesToken(a.user.raw))
}

// errNoToken means that the answer is JSON but names no token.
var errNoToken = errors.New("the answer has no token in it")

// ReleaseKnown returns a channel that is closed once GitLab told its release.
func (t *TokenCalls) ReleaseKnown() <-chan struct{} { return t.releaseKnown }
