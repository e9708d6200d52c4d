package gitlab

import (
	"cmp"
	"context"
	"net/http"
	"sync"

	"glpat/gitlab/transport"
)

// findings is what one base answered.
type findings struct {
	openID, version, signIn, help, helpSource, front response
}

// response is one answer, or the error instead of it.
type response struct {
	transport.Answer
	err error
}

// askBases puts every question to each of the bases side by side, and returns what
// they answered, and which of them is a GitLab: the first, -1 for none. Once that
// is known the others are not waited for.
func (c *Client) askBases(ctx context.Context, bases []string, config transport.Config, seen Seen) ([]findings, int) {
	race := &baseRace{bases: bases, config: config, seen: seen, winner: -1}
	race.standings = make([]standing, len(bases))
	race.known = make(chan struct{})
	found := make([]findings, len(bases))
	var wait sync.WaitGroup
	for i, base := range bases {
		wait.Go(func() { found[i] = c.ask(ctx, base, config, race, i) })
	}
	wait.Wait()
	return found, race.winner
}

// ask puts every question to one base side by side, and tells the race how it
// stands after each answer. It waits for all that says whether this is a GitLab
// and which one; for the front page, which only says where a GitLab may be that
// is not here, only until one is known. Where another base has won, it waits for
// nothing more.
func (c *Client) ask(ctx context.Context, base string, config transport.Config, race *baseRace, i int) findings {
	apiBase := Instance{URL: base, Transport: config}.apiBase()
	client, err := c.transport.Client(base, config)
	apiClient, apiErr := c.transport.Client(apiBase, config)
	if err := cmp.Or(err, apiErr); err != nil {
		race.note(i, standing{decided: true})
		return findings{version: response{err: err}}
	}
	const helpPage = "/help/user/profile/personal_access_tokens"
	// What is not waited for ends with this function; what only refines the answer
	// is not waited for as long as the answer.
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	brief, cancelBrief := context.WithTimeout(ctx, refineTimeout)
	defer cancelBrief()
	var found findings
	questions := []struct {
		within  context.Context
		client  *http.Client
		address string
		page    *response
		tells   telling
	}{
		{ctx, client, base + "/.well-known/openid-configuration", &found.openID, tellsGitLab},
		{ctx, apiClient, apiBase + "/api/v4/version", &found.version, tellsGitLab},
		{ctx, client, base + "/users/sign_in", &found.signIn, tellsGitLab},
		{brief, client, base + helpPage, &found.help, tellsRelease},
		{brief, client, base + helpPage + ".md", &found.helpSource, tellsRelease},
		{ctx, client, base + "/", &found.front, tellsElsewhere},
	}
	open := map[telling]int{} // how many questions are not answered
	for _, question := range questions {
		open[question.tells]++
	}
	type answered struct {
		question int
		response response
	}
	answers := make(chan answered, len(questions))
	for at, question := range questions {
		go func() { // ends with the context, which this function ends
			answers <- answered{at, fetch(question.within, question.client, question.address)}
		}()
	}
	known, releaseKnown := race.known, (<-chan struct{})(nil)
	for open[tellsGitLab]+open[tellsRelease] > 0 || (open[tellsElsewhere] > 0 && known != nil) {
		select {
		case answer := <-answers:
			question := questions[answer.question]
			*question.page = answer.response
			open[question.tells]--
			if question.tells == tellsGitLab {
				race.note(i, standing{isGitLab: found.isGitLab(), decided: open[tellsGitLab] == 0})
			}
		case <-known:
			if race.winner != i {
				return found
			}
			known, releaseKnown = nil, race.releaseKnown
		case <-releaseKnown:
			cancelBrief()
			releaseKnown = nil
		}
	}
	return found
}

// telling is what the answer to a question of a discovery tells.
type telling int

const (
	tellsGitLab    telling = iota // whether there is a GitLab
	tellsRelease                  // which release it is
	tellsElsewhere                // where there may be one in place of here
)

// baseRace finds which of several bases is the GitLab that is looked for.
type baseRace struct {
	bases  []string
	config transport.Config
	seen   Seen
	known  chan struct{} // closed once winner and releaseKnown are set

	mu           sync.Mutex
	standings    []standing
	winner       int             // the first base that is a GitLab, -1 as long as that is open
	releaseKnown <-chan struct{} // what seen returned
}

// standing is what is known of one base.
type standing struct {
	isGitLab bool
	decided  bool // nothing that is still to come shows a GitLab
}

// note keeps how a base stands. It wins where it is a GitLab and all before it are
// decided.
func (r *baseRace) note(i int, now standing) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.standings[i] = now
	if r.winner >= 0 {
		return
	}
	for at, standing := range r.standings {
		if standing.isGitLab {
			r.winner = at
			r.releaseKnown = r.seen(Instance{URL: r.bases[at], Transport: r.config})
			close(r.known)
			return
		}
		if !standing.decided {
			return
		}
	}
}
