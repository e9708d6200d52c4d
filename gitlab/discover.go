package gitlab

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
	"glpat/gitlab/transport"
)

// discoverTimeout bounds one discovery, whatever it asks.
const discoverTimeout = 8 * time.Second

// discoverBody is how many bytes of each answer a discovery reads, of up to
// eighteen answers at once. GitLab's largest, the help page, has a quarter of
// it.
const discoverBody = 512 << 10

// refineTimeout bounds the questions whose answers only narrow down the
// release.
const refineTimeout = 3 * time.Second

// Seen is told of a GitLab as soon as one answer of a discovery shows that there
// is one: of its base and how it is reached, for no more is known yet. It is
// called once at most, and must not wait. Once the channel that it returns is
// closed, what only narrows down the release is waited for no longer; nil is never.
type Seen func(Instance) (releaseKnown <-chan struct{})

// Discover finds out, without credentials, whether a GitLab answers at the address
// and which one. Everything is asked side by side and within one deadline; what
// stays unanswered stays unknown. Errors are [*problem.Problem].
func (c *Client) Discover(ctx context.Context, address input.Address, config transport.Config) (Instance, error) {
	return c.DiscoverTelling(ctx, address, config, func(Instance) <-chan struct{} { return nil })
}

// DiscoverTelling is [Client.Discover] for a caller that goes on as soon as a
// GitLab is seen.
func (c *Client) DiscoverTelling(
	ctx context.Context,
	address input.Address,
	config transport.Config,
	seen Seen,
) (Instance, error) {
	ctx, cancel := context.WithTimeout(transport.WithBodyLimit(ctx, discoverBody), discoverTimeout)
	defer cancel()
	started := c.now()

	instance, problem := c.discoverAtBases(ctx, address, config, seen)
	if problem != nil {
		if other, ok := otherScheme(address, problem); ok {
			if found, failed := c.discoverAtBases(ctx, other, config, seen); failed == nil {
				instance, problem = found, nil
			}
		}
	}
	if problem != nil {
		return Instance{}, problem
	}
	instance.Took = c.now().Sub(started)
	return instance, nil
}

// otherScheme returns the address with the other scheme, and whether a
// discovery that failed is to be tried again there. Nobody types a scheme for a
// server on their own machine, and few of those have a certificate; and an
// address with http is often an old one, from which the server leads to https.
func otherScheme(address input.Address, problem *problem.Problem) (input.Address, bool) {
	if address.Scheme == "https" {
		address.Scheme = "http"
		return address, address.Loopback() && !address.SchemeGiven
	}
	redirect, ok := errors.AsType[*transport.RedirectError](problem)
	address.Scheme = "https"
	return address, ok && redirect.To.Scheme == "https" && redirect.To.Hostname() == address.Hostname() &&
		redirect.From.Port() == ""
}

// discoverAtBases asks at every base that the address may mean, and returns the
// first that is a GitLab.
func (c *Client) discoverAtBases(
	ctx context.Context,
	address input.Address,
	config transport.Config,
	seen Seen,
) (Instance, *problem.Problem) {
	bases := address.Bases()
	findings, at := c.askBases(ctx, bases, config, seen)
	if at >= 0 {
		found, base := c.atItsOwnBase(ctx, findings[at], bases[at], config)
		return c.instanceOf(ctx, found, base, config), nil
	}
	if moved := findings[0].subPath(); moved != "" && moved != bases[0] {
		if found, at := c.askBases(ctx, []string{moved}, config, seen); at >= 0 {
			return c.instanceOf(ctx, found[0], moved, config), nil
		}
	}
	return Instance{}, findings[0].problem(ctx, Instance{URL: bases[0], Transport: config})
}

// atItsOwnBase returns the findings at the base that an instance gives for itself, which
// it knows better than the person who typed it. That is taken only within the same
// origin, only where nothing at the base that was asked is the API, and only where the
// API is found at the other: a document alone must not lead the token elsewhere.
func (c *Client) atItsOwnBase(
	ctx context.Context,
	found findings,
	base string,
	config transport.Config,
) (findings, string) {
	signIn, _ := readSignIn(found.signIn.Body)
	for _, canonical := range []string{readOpenID(found.openID.Body).Issuer, signIn.URL} {
		own := baseOf(canonical, base)
		if own == "" {
			continue
		}
		if own == base || config.API != "" || found.version.isGitLabAPI() {
			break
		}
		alone := func(Instance) <-chan struct{} { return nil }
		if there, at := c.askBases(ctx, []string{own}, config, alone); at >= 0 && there[0].version.isGitLabAPI() {
			return there[0], own
		}
		break
	}
	return found, base
}

// instanceOf puts together what was found out about the instance at a base.
func (c *Client) instanceOf(ctx context.Context, found findings, base string, config transport.Config) Instance {
	instance := found.instance(base)
	instance.Transport = config
	instance.Partly = found.partly(ctx, instance)
	for _, p := range []response{found.version, found.signIn} {
		if skew, told := p.Skew(c.now()); told && p.err == nil {
			instance.Skew = skew
			break
		}
	}
	return instance
}

// fetch reads one page without credentials.
func fetch(ctx context.Context, client *http.Client, address string) response {
	ctx, answer := transport.WithAnswer(ctx)
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return response{err: err}
	}
	got, err := client.Do(request)
	if err != nil {
		return response{Answer: *answer, err: err}
	}
	_ = got.Body.Close() // already read by the guard
	return response{Answer: *answer}
}

// isGitLab reports whether anything said so. One sure sign is enough: proxies
// often let only some paths through.
func (f findings) isGitLab() bool {
	_, gon := readSignIn(f.signIn.Body)
	return f.version.isGitLabAPI() || readOpenID(f.openID.Body).isGitLab() || gon
}

// isGitLabAPI recognises the API's own refusal of a call without a token.
func (r response) isGitLabAPI() bool {
	if r.Status != http.StatusUnauthorized {
		return false
	}
	var body struct {
		Message string `json:"message"`
	}
	return r.Header.Get("X-Gitlab-Meta") != "" ||
		(json.Unmarshal(r.Body, &body) == nil && body.Message == "401 Unauthorized")
}

// instance puts together what the base answered.
func (f findings) instance(base string) Instance {
	discovery := readOpenID(f.openID.Body)
	signIn, _ := readSignIn(f.signIn.Body)
	help := readHelp(f.helpSource, f.help)

	within := discovery.bounds()
	within.AtLeast = within.AtLeast.Newer(signIn.atLeast()).Newer(help.atLeast)
	instance := Instance{
		Updating:    problem.IsDeployPage(string(f.signIn.Body)),
		URL:         base,
		Offering:    catalog.OfferingSelfManaged,
		Edition:     signIn.edition(),
		TokenPrefix: signIn.TokenPrefix,
		PrefixTold:  signIn.HasTokenPrefix,
		AtLeast:     within.AtLeast,
	}
	if discovery.isGitLab() {
		instance.ScopesOffered = discovery.personalScopes()
	}
	// A page can say anything of itself; only a host's name makes it GitLab.com,
	// and only this machine plays the practice instance.
	parsed, err := url.Parse(base)
	if err == nil &&
		(parsed.Hostname() == input.DefaultHost ||
			(signIn.DotCom && strings.HasSuffix(parsed.Hostname(), "."+input.DefaultHost))) {
		instance.Offering = catalog.OfferingGitLabCom
		instance.Layout, instance.LayoutSure = catalog.NewestLayout(), true
		return instance
	}
	instance = instance.MarkPractice(token.NewSecret(signIn.TokenPrefix))
	instance.Layout, instance.LayoutSure = chooseLayout(help, within)
	return instance
}

// subPath finds the base in the address the front page led to: a host whose
// GitLab lives under a path usually sends its visitors there.
func (f findings) subPath() string {
	if f.front.err != nil || f.front.URL == nil || f.front.Status >= http.StatusInternalServerError {
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
	if err != nil || input.OriginOf(said) != input.OriginOf(of) {
		return ""
	}
	read, err := input.ParseAddress(address)
	if err != nil || read.Path != strings.TrimSuffix(said.Path, "/") {
		return ""
	}
	return read.String()
}

// problem explains why nothing at the base looks like a GitLab. A server that
// failed, or that could not be reached, explains more than a page that is not
// GitLab's; a redirect may be only one page's.
func (f findings) problem(ctx context.Context, instance Instance) *problem.Problem {
	d := problem.Context{Site: instance.site()}
	pages := []response{f.version, f.openID, f.signIn, f.front}
	var redirect *problem.Problem
	for i, p := range pages {
		if p.err == nil {
			continue
		}
		problem := problem.OfError(ctx, p.err, d.For(i == 0))
		if _, is := errors.AsType[*transport.RedirectError](p.err); !is {
			return problem
		}
		if redirect == nil {
			redirect = problem
		}
	}
	for i, p := range pages {
		if p.err != nil || p.Status < http.StatusBadRequest {
			continue
		}
		if problem := problem.OfAnswer(&p.Answer, d.For(i == 0)); f.concernsAll(problem.Code) {
			return problem
		}
	}
	if f.version.Cut {
		return problem.OfShape(&f.version.Answer, &transport.ShapeError{Err: transport.ErrNotJSON}, d.ForAPI())
	}
	if slices.ContainsFunc(pages, func(p response) bool { return problem.IsDeployPage(string(p.Body)) }) {
		return d.Problem(problem.CodeUpdating)
	}
	if redirect != nil {
		return redirect
	}
	if f.version.Status == http.StatusOK && transport.IsPage(&f.version.Answer) && asksPassword(f.version.Body) {
		return problem.OfShape(&f.version.Answer, &transport.ShapeError{Err: transport.ErrNotJSON}, d)
	}
	problem := d.Problem(problem.CodeNotGitLab)
	problem.HTTPStatus = f.front.Status
	return problem
}

// partly returns the warning about a GitLab of which one half, its API or its
// pages, fails while the other answers. A refusal of glpat alone is no failure.
func (f findings) partly(ctx context.Context, instance Instance) *problem.Problem {
	d := problem.Context{Site: instance.site()}
	for i, p := range []response{f.version, f.signIn} {
		switch {
		case p.err != nil:
			if _, is := errors.AsType[*transport.RedirectError](p.err); !is {
				return problem.OfError(ctx, p.err, d.For(i == 0)).AsWarning()
			}
		case p.Status >= http.StatusInternalServerError:
			return problem.OfAnswer(&p.Answer, d.For(i == 0)).AsWarning()
		}
	}
	return nil
}

// concernsAll reports whether a page's failure explains why no page is there:
// it is the whole server's, or both the API and the sign-in page have it.
func (f findings) concernsAll(code problem.Code) bool {
	always := []problem.Code{
		problem.CodeServerError,
		problem.CodeUnavailable,
		problem.CodeUpdating,
		problem.CodeMaintenance,
		problem.CodeRateLimited,
		problem.CodeCaptivePortal,
		problem.CodeClientCertRequired,
		problem.CodeHTTPSRequired,
		problem.CodeProxyFailed,
		problem.CodeProxyAuthRequired,
		problem.CodeSSORequired,
	}
	onBoth := []problem.Code{
		problem.CodeIPBlocked,
		problem.CodeGatewayDenied,
		problem.CodeAccessDenied,
		problem.CodeUnknownAnswer,
		problem.CodeBadRequest,
	}
	return slices.Contains(always, code) || (slices.Contains(onBoth, code) && f.version.Status == f.signIn.Status)
}

// asksPassword reports whether a page is one to sign in on.
func asksPassword(page []byte) bool {
	return strings.Contains(strings.ToLower(string(page)), `type="password"`) ||
		strings.Contains(strings.ToLower(string(page)), "sign in")
}
