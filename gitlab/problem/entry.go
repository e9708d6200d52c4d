package problem

import (
	"strings"
	"time"

	"glpat/gitlab/input"
	"glpat/gitlab/transport"
)

// entry is one thing that can go wrong, in words. It is read with a [Context]: the
// words are concrete as far as that tells, and general where it is zero, so that
// the same words serve a failure that happened and the question what a code means.
type entry struct {
	code Code
	text func(Context) text
}

// text are a problem's texts. A summary has no full stop; the reason is whole
// sentences; each remedy is one, the likeliest first.
type text struct {
	summary, reason string
	remedy          []Remedy
	// warns tells that what it says leaves a token usable.
	warns bool
}

// entries is the one table of what can go wrong: every [Code] has one row.
func entries() []entry {
	var all []entry
	for _, group := range [][]entry{
		tokenEntries(), refusalEntries(), accountEntries(), instanceEntries(), answerEntries(),
		networkEntries(), certificateEntries(),
		notices(),
	} {
		all = append(all, group...)
	}
	return all
}

// Codes returns every code, in the order in which they are explained.
func Codes() []Code {
	var codes []Code
	for _, entry := range entries() {
		codes = append(codes, entry.code)
	}
	return codes
}

// Problem returns the problem of that code, in words as concrete as the context
// allows. Where the code has no entry, the problem says so.
func (d Context) Problem(code Code) *Problem { return d.worded(heard{phrase: phrase{code: code}}) }

// worded returns the problem of what was said, in words of its own where it has
// some.
func (d Context) worded(said heard) *Problem {
	words := said.words
	for _, entry := range entries() {
		if words == nil && entry.code == said.code {
			words = entry.text
		}
	}
	if words == nil {
		return NewProblem(said.code, "Something went wrong for which glpat has no words", "")
	}
	text := words(d)
	problem := NewProblem(said.code, text.summary, text.reason, text.remedy...)
	problem.Certificate = d.certificate
	if text.warns {
		return problem.AsWarning()
	}
	return problem
}

// Context is what is known of a failure. Its texts are cleaned. The zero value
// knows nothing.
type Context struct {
	Site Site
	// called is the host that was called, "" where it is the instance's own.
	called string
	// speaksSSH tells that it answered as a server for SSH does.
	speaksSSH bool
	// Said is what the system, the proxy or GitLab said, without a full stop.
	Said string
	// scopes are those that GitLab names as sufficient.
	scopes []string
	// permissions are those that GitLab names as missing, with their places.
	permissions string
	// address is another address: where a redirect leads, where to sign in.
	address string
	// proxy is the proxy that was asked, as host and port.
	proxy string
	// proxyDown tells that nothing listens there.
	proxyDown bool
	// answered is the status and content type: "418, text/plain".
	answered    string
	certificate *transport.Certificate
	// PrefilledLink is the link to a form filled in like the token that was wanted.
	PrefilledLink string
	// pause is how long the instance asks to wait, 0 when it does not say.
	pause time.Duration
	// Speaker is who was asked, or in whose words the refusal is.
	Speaker Speaker
	// wrote is the tool that printed it, zero where none is known.
	wrote tool
	// quoted tells that the words are another program's, and text is all of them.
	quoted bool
	text   string
	// reason is why GitLab says that it refuses, behind the status, "" where it
	// gives none.
	reason string
}

// host returns the host that was called, "GitLab" where it is not known.
func (d Context) host() string {
	switch {
	case d.called != "":
		return d.called
	case d.Site.URL == "":
		return "GitLab"
	}
	return input.HostOf(d.Site.URL)
}

// For returns the context of a call of the API, or of the pages.
func (d Context) For(api bool) Context {
	if api {
		return d.ForAPI()
	}
	return d
}

// ForAPI returns the context of a call of the API, which may live at a host of
// its own.
func (d Context) ForAPI() Context {
	if d.Site.API != "" {
		d.called = input.HostOf(d.Site.API)
	}
	return d
}

// Admin returns whom to ask about the instance: "the administrator of
// gitlab.example.com".
func (d Context) Admin() string {
	switch {
	case d.Site.GitLabCom:
		return "GitLab's support"
	case d.Site.URL == "":
		return "the administrator of your GitLab"
	}
	return "the administrator of " + input.HostOf(d.Site.URL)
}

// openPage returns the remedy that is done on a page of the instance, with the
// page's address where that is known.
func (d Context) openPage(step, path string) Remedy {
	if d.Site.URL == "" {
		return NewStep(step)
	}
	return OpenPage(step, d.Site.URL+path)
}

// placeOfTokens is where tokens are created and seen on an instance that is not
// known.
const placeOfTokens = "in GitLab, under your picture, Preferences, Access tokens" //nolint:gosec // words, no secret

// TokensPage returns the remedy that is done on the page of access tokens.
func (d Context) TokensPage(step string) Remedy {
	if d.Site.URL == "" {
		return d.run(step+": "+placeOfTokens, CommandCreate)
	}
	return OpenPage(step, d.Site.TokensURL)
}

// create returns the remedy of a token that is of no more use: a new one.
func (d Context) create() Remedy {
	switch {
	case d.PrefilledLink != "":
		return OpenPage("Create a new one like it", d.PrefilledLink)
	case d.Site.URL == "":
		return d.run("Create a new one "+placeOfTokens, CommandCreate)
	}
	return d.TokensPage("Create a new one")
}

// statusPage returns the remedy that shows whether GitLab itself has a fault.
func (d Context) statusPage() Remedy {
	const page = "https://status.gitlab.com"
	switch {
	case d.Site.GitLabCom:
		return OpenPage("See what GitLab says of it", page)
	case d.Site.URL == "":
		return OpenPage("If it lasts, ask the administrator, or on GitLab.com see", page)
	}
	return NewStep("If it lasts, ask " + d.Admin())
}

// run returns the remedy that is done with a command of glpat for the instance.
func (d Context) run(step string, command Command) Remedy {
	remedy := Remedy{Kind: RemedyRun, Text: step, Command: command, Instance: d.Site.URL}
	if purposes := d.wrote.purposes; len(purposes) == 1 && (command == CommandCheckPurpose || command == CommandPurposes) {
		remedy.Purpose = purposes[0]
	}
	return remedy
}

// set returns the remedy after which glpat can be given a setting for the
// instance, or the tool whose words they are.
func (d Context) set(step string, setting Setting) Remedy {
	if d.quoted {
		return d.tellTool(step, setting)
	}
	return Remedy{Kind: RemedySet, Text: step, Setting: setting, Instance: d.Site.URL}
}

// setWhen returns the remedy of a setting for the instance that helps under a
// condition.
func (d Context) setWhen(condition string, setting Setting) Remedy {
	if d.quoted && setting == SettingHeader {
		return NewStep(condition + ", let " + d.toolName() + " send it")
	}
	return Remedy{Kind: RemedySet, When: condition, Setting: setting, Instance: d.Site.URL}
}

// saidBy repeats what was said, as a sentence, "" when nothing was.
func (d Context) saidBy(who string) string {
	if d.Said == "" {
		return ""
	}
	return " " + who + " said: " + strings.TrimSuffix(d.Said, ".") + "."
}

// namely gives what was said behind a heading, as a sentence, "" when nothing
// was.
func (d Context) namely(heading string) string {
	if d.Said == "" {
		return ""
	}
	return " " + heading + ": " + strings.TrimSuffix(d.Said, ".") + "."
}
