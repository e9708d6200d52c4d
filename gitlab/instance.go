package gitlab

import (
	"slices"
	"strings"
	"time"

	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
	"glpat/gitlab/transport"
)

// Instance is one GitLab at one base URL, as far as it can be known without
// credentials. What is not known is zero.
type Instance struct {
	// URL is the base, without a slash at its end: "https://host/sub/path".
	URL      string
	Offering catalog.Offering
	// Edition is "enterprise" or "community", the code that runs, not the plan.
	Edition string
	// AtLeast is a lower bound of the release, and Release the release itself where it
	// was told: by GitLab to a token, or by the person.
	AtLeast, Release catalog.Release
	// Layout is the layout of the token form that fits best; LayoutSure tells whether the
	// instance's own help page named them.
	Layout     catalog.FormLayout
	LayoutSure bool
	// ScopesOffered lists the scopes the instance has at all, nil when unknown.
	ScopesOffered []catalog.Scope
	// TokenPrefix is the instance's own prefix for personal access tokens, and
	// PrefixTold whether its sign-in page told it; see [Instance.OwnPrefix].
	TokenPrefix string
	PrefixTold  bool
	// Updating tells that the pages show a notice instead of themselves: the
	// API answers, but no token can be created now.
	Updating bool
	// Partly is why a part of it does not answer, its API or its pages, though
	// the rest does; nil when all does. It is a warning.
	Partly *problem.Problem
	// Took is how long the discovery took.
	Took time.Duration
	// Skew is how far this computer's clock is ahead of the instance's, behind
	// when negative, as far as one can tell; see [Instance.clockProblem].
	Skew time.Duration
	// Transport is how it is reached.
	Transport transport.Config
}

// Remarks returns the warnings about an instance that was found: a part of it
// does not answer, or this computer's clock is wrong.
func (i Instance) Remarks() []*problem.Problem {
	var remarks []*problem.Problem
	for _, remark := range []*problem.Problem{i.partlyProblem(), i.clockProblem()} {
		if remark != nil {
			remarks = append(remarks, remark)
		}
	}
	return remarks
}

// partlyProblem returns the warning about an instance of which a part cannot be
// used now, nil where all of it can.
func (i Instance) partlyProblem() *problem.Problem {
	if !i.Updating {
		return i.Partly
	}
	return problem.Context{Site: i.site()}.Problem(problem.CodeUpdating).AsWarning()
}

// apiBase returns the base URL of the API, without "/api/v4".
func (i Instance) apiBase() string {
	if i.Transport.API != "" {
		return i.Transport.API
	}
	return i.URL
}

// Host returns the instance's host with port and sub-path, for headings.
func (i Instance) Host() string {
	_, rest, _ := strings.Cut(i.URL, "://")
	return rest
}

// IsGitLabCom reports whether this is GitLab.com.
func (i Instance) IsGitLabCom() bool {
	return i.Offering == catalog.OfferingGitLabCom ||
		(i.Offering == catalog.OfferingUnknown && input.HostnameOf(input.HostOf(i.URL)) == input.DefaultHost)
}

// WithRelease returns the instance with its release told. An unknown one tells
// nothing.
func (i Instance) WithRelease(release catalog.Release) Instance {
	if release.Known() {
		i.Release, i.AtLeast = release, release
	}
	return i
}

// AtRelease returns the instance with its release told, and with the pages of that
// release. An unknown one tells nothing.
func (i Instance) AtRelease(release catalog.Release) Instance {
	if !release.Known() {
		return i
	}
	i = i.WithRelease(release)
	i.Layout, i.LayoutSure = catalog.LayoutAt(release), true
	return i
}

// OwnPrefix returns what is known of the prefix of the instance's personal access
// tokens.
func (i Instance) OwnPrefix() token.OwnPrefix {
	if i.PrefixTold || i.TokenPrefix != "" {
		return token.ToldPrefix(i.TokenPrefix)
	}
	return token.OwnPrefix{}
}

// Releases returns the releases that the instance may have. GitLab.com always has
// the newest.
func (i Instance) Releases() catalog.ReleaseBounds {
	switch {
	case i.Release.Known():
		return catalog.Exactly(i.Release)
	case i.IsGitLabCom():
		return catalog.From(i.AtLeast.Newer(catalog.NewestLayout().Since))
	}
	return catalog.From(i.AtLeast)
}

// ScopeSet returns the purpose's scopes for this instance: the newest set, which is
// the smallest, unless the release is surely too old for it or the instance does not
// offer it whole. Where it offers none, the set is that of the lower bound.
func (i Instance) ScopeSet(purpose catalog.Purpose) catalog.ScopeSet {
	for _, candidate := range slices.Backward(purpose.Sets) {
		reached := i.Releases().Reached(candidate.Since)
		replaced := reached == catalog.Surely && candidate.Since.Known() // all older ones
		if reached != catalog.SurelyNot && i.offersAll(candidate) || replaced {
			return candidate
		}
	}
	return purpose.SetFor(i.AtLeast)
}

func (i Instance) offersAll(set catalog.ScopeSet) bool {
	return !slices.ContainsFunc(set.Names(), func(scope catalog.Scope) bool { return !i.Offers(scope) })
}

// Offers reports whether the instance has the scope. Where nothing is known it
// says yes: GitLab drops a box that it lacks, and the check then says so.
func (i Instance) Offers(scope catalog.Scope) bool {
	if i.ScopesOffered == nil {
		return true
	}
	return slices.Contains(i.ScopesOffered, scope)
}

// Unmet returns why a purpose cannot be met on this instance, as a clause:
// "this GitLab has no container registry". It is "" where nothing is known
// against it.
func (i Instance) Unmet(purpose catalog.Purpose) string {
	for _, scope := range i.ScopeSet(purpose).Names() {
		if !i.Offers(scope) {
			return i.lacks(scope)
		}
	}
	// To list and delete images takes no registry scope, and yet a registry.
	ofImages := slices.Contains(purpose.Does, catalog.OpDeleteImage) || slices.Contains(purpose.Does, catalog.OpListImages)
	if ofImages && !i.Offers(catalog.ScopeReadRegistry) {
		return i.lacks(catalog.ScopeReadRegistry)
	}
	return ""
}

// lacks says why the instance does not have a scope.
func (i Instance) lacks(scope catalog.Scope) string {
	info, _ := scope.Info()
	why, older := "", "this GitLab is older than "+info.SinceText()
	switch info.Condition {
	case catalog.ConditionRegistry:
		return "this GitLab has no container registry" // its scopes are older than all that can be told apart
	case catalog.ConditionDependencyProxy:
		why = "this GitLab has no dependency proxy"
	case catalog.ConditionDuo:
		why = "GitLab Duo is off here"
	case catalog.ConditionNone, catalog.ConditionAdmin:
		return older
	}
	switch info.In(i.Releases()) {
	case catalog.Surely:
		return why
	case catalog.SurelyNot:
		return older
	case catalog.Unsure:
	}
	return why + ", or " + older
}

// WhyNot returns why the instance does not have a scope, "" where it does or
// nothing is known.
func (i Instance) WhyNot(scope catalog.Scope) string {
	if i.Offers(scope) {
		return ""
	}
	return i.lacks(scope)
}

// SignInURL returns the page on which one signs in.
func (i Instance) SignInURL() string { return i.URL + "/users/sign_in" }

// SignUpURL returns the page on which an account is made. GitLab.com's own
// starts a trial too.
func (i Instance) SignUpURL() string { return i.URL + "/users/sign_up" }

// PreferencesURL returns the page with the settings menu.
func (i Instance) PreferencesURL() string { return i.URL + catalog.PreferencesPath }

// TokensURL returns the tokens page, whose path depends on the form's layout.
func (i Instance) TokensURL(pages catalog.FormLayout) string { return i.URL + pages.Path() }

// The public pages about plans. Prices change, so they are linked and never
// quoted.
const (
	TrialURL   = "https://gitlab.com/-/trial_registrations/new"
	PricingURL = "https://about.gitlab.com/pricing/"
)

// ProjectOf reads the path of a project from an address of one of its pages, or
// from the one that Git clones it by, and reports whether the text is either, at
// this instance.
func (i Instance) ProjectOf(text string) (string, bool) {
	text = strings.TrimSpace(text)
	rest, found := strings.CutPrefix(text, i.URL+"/")
	if !found {
		_, rest, found = strings.Cut(text, "@"+input.HostnameOf(input.HostOf(i.URL))+":")
	}
	if !found {
		return "", false
	}
	rest, _, _ = strings.Cut(rest, "/-/")
	if at := strings.IndexAny(rest, "?#"); at >= 0 {
		rest = rest[:at]
	}
	path, err := input.ProjectPath(rest, i.OwnPrefix())
	return path, err == nil
}

// FineGrainedURL returns the form for a fine-grained token in that layout. The
// form reads nothing from its address (config/routes/user_settings.rb).
func (i Instance) FineGrainedURL(pages catalog.FormLayout) string {
	return i.TokensURL(pages) + "/granular/new"
}

// clockProblem returns the warning that this computer's clock is wrong, nil
// when it is right or not known.
func (i Instance) clockProblem() *problem.Problem {
	return problem.OfSkew(i.Skew, problem.Context{Site: i.site()})
}

// tokensPage returns the URL of the tokens page.
func (i Instance) tokensPage() string { return i.TokensURL(i.layoutOrNewest()) }

// layoutOrNewest returns the newest layout where the instance's is not known.
func (i Instance) layoutOrNewest() catalog.FormLayout {
	if i.Layout == (catalog.FormLayout{}) {
		return catalog.NewestLayout()
	}
	return i.Layout
}

// site returns what the texts of a problem need to know of the instance.
func (i Instance) site() problem.Site {
	return problem.Site{
		URL: i.URL, GitLabCom: i.IsGitLabCom(), API: i.Transport.API,
		OwnAuthorities: len(i.Transport.Authorities) > 0, TokensURL: i.tokensPage(),
	}
}
