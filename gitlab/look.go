package gitlab

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
)

// lookTimeout bounds a whole look, whatever it asks.
const lookTimeout = 8 * time.Second

// refineTimeout bounds the questions whose answers only make it more exact.
const refineTimeout = 3 * time.Second

// Look finds out, without credentials, whether a GitLab answers at the address
// and which one. Everything is asked side by side and within one deadline; what
// stays unanswered stays unknown. Errors are [*Problem].
func (c *Client) Look(ctx context.Context, address Address) (Instance, error) {
	ctx, cancel := context.WithTimeout(ctx, lookTimeout)
	defer cancel()
	started := c.now()

	instance, err := c.lookAtBases(ctx, address)
	if err != nil && address.Loopback() && !address.SchemeGiven && address.Scheme == "https" {
		// Nobody types a scheme for a server on their own machine, and few of
		// those have a certificate.
		plain := address
		plain.Scheme = "http"
		if found, plainErr := c.lookAtBases(ctx, plain); plainErr == nil {
			instance, err = found, nil
		}
	}
	if err != nil {
		return Instance{}, err
	}
	instance.Took = c.now().Sub(started)
	return instance, nil
}

// lookAtBases looks at every base that the address may mean, and takes the
// first that is a GitLab.
func (c *Client) lookAtBases(ctx context.Context, address Address) (Instance, error) {
	bases := address.Bases()
	findings := make([]findings, len(bases))
	var wait sync.WaitGroup
	for i, base := range bases {
		wait.Go(func() { findings[i] = c.ask(ctx, base) })
	}
	wait.Wait()
	for i, found := range findings {
		if found.isGitLab() {
			return found.instance(bases[i]), nil
		}
	}
	if moved := findings[0].subPath(); moved != "" && moved != bases[0] {
		if found := c.ask(ctx, moved); found.isGitLab() {
			return found.instance(moved), nil
		}
	}
	return Instance{}, findings[0].problem(ctx, bases[0])
}

// findings is what one base answered.
type findings struct {
	discovery, version, signIn, help, helpSource, front page
}

// page is one answer, or the error instead of it.
type page struct {
	Answer
	err error
}

// ask puts every question to one base side by side.
func (c *Client) ask(ctx context.Context, base string) findings {
	client, err := c.transport.Client(base)
	if err != nil {
		return findings{front: page{err: err}}
	}
	const helpPage = "/help/user/profile/personal_access_tokens"
	var found findings
	// What only refines the answer is not waited for as long as the answer.
	brief, cancel := context.WithTimeout(ctx, refineTimeout)
	defer cancel()
	questions := []struct {
		within context.Context
		path   string
		page   *page
	}{
		{ctx, "/.well-known/openid-configuration", &found.discovery},
		{ctx, "/api/v4/version", &found.version},
		{ctx, "/users/sign_in", &found.signIn},
		{ctx, "/", &found.front},
		{brief, helpPage, &found.help},
		{brief, helpPage + ".md", &found.helpSource},
	}
	var wait sync.WaitGroup
	for _, question := range questions {
		wait.Go(func() { *question.page = fetch(question.within, client, base+question.path) })
	}
	wait.Wait()
	return found
}

// fetch reads one page without credentials.
func fetch(ctx context.Context, client *http.Client, address string) page {
	ctx, answer := withAnswer(ctx)
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return page{err: err}
	}
	response, err := client.Do(request)
	if err != nil {
		return page{Answer: *answer, err: err}
	}
	_ = response.Body.Close() // already read by the guard
	return page{Answer: *answer}
}

// isGitLab reports whether anything said so. One sure sign is enough: proxies
// often let only some paths through.
func (f findings) isGitLab() bool {
	_, gon := readSignIn(f.signIn.Body)
	return f.version.isGitLabAPI() || readDiscovery(f.discovery.Body).isGitLab() || gon
}

// isGitLabAPI recognises the API's own refusal of a call without a token.
func (p page) isGitLabAPI() bool {
	if p.Status != http.StatusUnauthorized {
		return false
	}
	var body struct {
		Message string `json:"message"`
	}
	return p.Header.Get("X-Gitlab-Meta") != "" ||
		(json.Unmarshal(p.Body, &body) == nil && body.Message == "401 Unauthorized")
}

// instance puts together what the base answered.
func (f findings) instance(base string) Instance {
	discovery := readDiscovery(f.discovery.Body)
	signIn, _ := readSignIn(f.signIn.Body)
	help := readHelp(f.helpSource, f.help)

	within := discovery.bounds()
	within.atLeast = within.atLeast.Newer(signIn.atLeast()).Newer(help.atLeast)
	instance := Instance{
		Updating:    isDeployPage(string(f.signIn.Body)),
		URL:         base,
		Offering:    OfferingSelfManaged,
		Edition:     signIn.edition(),
		TokenPrefix: signIn.TokenPrefix,
		AtLeast:     within.atLeast,
	}
	// The instance knows its own address better than the person who typed it,
	// but may not send glpat to another origin.
	for _, canonical := range []string{discovery.Issuer, signIn.URL} {
		if own := baseOf(canonical, base); own != "" {
			instance.URL = own
			break
		}
	}
	if discovery.isGitLab() {
		instance.ScopesOffered = discovery.personalScopes()
	}
	// A page can say anything of itself; only a host's name makes it GitLab.com,
	// and only this machine plays the practice instance.
	parsed, err := url.Parse(base)
	if err == nil && (parsed.Hostname() == DefaultHost || (signIn.DotCom && strings.HasSuffix(parsed.Hostname(), "."+DefaultHost))) {
		instance.Offering = OfferingGitLabCom
		instance.Pages, instance.PagesSure = NewestPages(), true
		return instance
	}
	if err == nil && isLoopback(parsed.Hostname()) && strings.HasPrefix(signIn.TokenPrefix, "practice-") {
		instance.Offering = OfferingPractice
	}
	instance.Pages, instance.PagesSure = choosePages(help, within)
	return instance
}

// subPath finds the base in the address the front page led to: a host whose
// GitLab lives under a path usually sends its visitors there.
func (f findings) subPath() string {
	if f.front.err != nil || f.front.URL == nil {
		return ""
	}
	before, isSignIn := strings.CutSuffix(f.front.URL.Path, "/users/sign_in")
	if !isSignIn || before == "" {
		return ""
	}
	origin := f.front.URL.Scheme + "://" + f.front.URL.Host
	return baseOf(origin+before, origin)
}

// baseOf reads an address that a server gives for itself. It is "" unless it
// could be a base and has the origin of the one it is known by.
func baseOf(address, known string) string {
	said, err := url.Parse(address)
	if err != nil {
		return ""
	}
	of, err := url.Parse(known)
	if err != nil || originOf(said) != originOf(of) {
		return ""
	}
	read, err := ParseAddress(address)
	if err != nil || read.Path != strings.TrimSuffix(said.Path, "/") {
		return ""
	}
	return read.String()
}

// problem explains why nothing at the base looks like a GitLab.
func (f findings) problem(ctx context.Context, base string) *Problem {
	pages := []page{f.version, f.discovery, f.signIn, f.front}
	// A server that failed, or that could not be reached, explains more than a
	// page that is not GitLab's.
	for _, p := range pages {
		if p.err != nil {
			if _, ok := errors.AsType[*RedirectError](p.err); ok {
				continue
			}
			return problemOfError(ctx, p.err, base)
		}
	}
	for _, p := range pages {
		// Only a wall refuses both the API and the sign-in page.
		walled := p.Status == http.StatusForbidden && f.version.Status == f.signIn.Status
		if walled || p.Status >= 500 || p.Status == http.StatusTooManyRequests {
			return problemOfAnswer(&p.Answer, Instance{URL: base})
		}
	}
	if slices.ContainsFunc(pages, func(p page) bool { return isDeployPage(string(p.Body)) }) {
		return problemOfDeploy(hostOf(base))
	}
	if at := slices.IndexFunc(pages, func(p page) bool { return p.err != nil }); at >= 0 {
		return problemOfError(ctx, pages[at].err, base)
	}
	problem := problemNotGitLab("There is a server at " + base + ", but it is not a GitLab")
	problem.HTTPStatus = f.front.Status
	return problem
}

func problemNotGitLab(summary string) *Problem {
	return newProblem(CodeNotGitLab, summary,
		"None of the pages that every GitLab has is there.",
		"Open your GitLab in a browser and copy the address from there, with its path",
		"If your GitLab needs a VPN or a company sign-in first, do that and try again")
}
