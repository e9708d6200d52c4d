package gitlab

import (
	"strings"
	"time"
)

// cause is one thing that can go wrong, in words. The words are concrete as far
// as the details tell, and general where they are zero, so that the same words
// serve a failure that happened and the question what a code means.
type cause struct {
	code  Code
	words func(details) words
}

// words are a problem's texts. A summary has no full stop; the reason is whole
// sentences; each remedy is one, the likeliest first.
type words struct {
	summary, reason string
	remedy          []string
	// warns tells that what it says leaves a token usable.
	warns bool
}

// causes is the one table of what can go wrong: every [Code] has one row.
func causes() []cause {
	var all []cause
	for _, group := range [][]cause{causesOfToken(), causesOfAccount(), causesOfInstance(), causesOfAnswer(), causesOfNetwork(), causesOfCertificate(), remarks()} {
		all = append(all, group...)
	}
	return all
}

// Codes lists every code, in the order in which they are explained.
func Codes() []Code {
	var codes []Code
	for _, cause := range causes() {
		codes = append(codes, cause.code)
	}
	return codes
}

// problem puts the cause's words together with what is known.
func (d details) problem(code Code) *Problem {
	for _, cause := range causes() {
		if cause.code != code {
			continue
		}
		said := cause.words(d)
		problem := newProblem(code, said.summary, said.reason, said.remedy...)
		problem.Certificate = d.certificate
		if said.warns {
			return problem.warning()
		}
		return problem
	}
	return newProblem(code, "Something went wrong for which glpat has no words", "")
}

// details are what is known of a failure. Texts are cleaned. The zero value
// knows nothing.
type details struct {
	site Site
	// called is the host that was called, "" where it is the instance's own.
	called string
	// said is what the system, the proxy or GitLab said, without a full stop.
	said string
	// scopes are those that GitLab names as sufficient.
	scopes []string
	// permissions are those that GitLab names as missing, with commas between.
	permissions string
	// address is another address: where a redirect leads, where to sign in.
	address string
	// proxy is the proxy that was asked, as host and port.
	proxy string
	// proxyDown tells that nothing listens there.
	proxyDown bool
	// answered is the status and content type: "418, text/plain".
	answered    string
	certificate *Certificate
	// again is the link to a form filled in like the token that was wanted.
	again string
	// pause is how long the instance asks to wait, 0 when it does not say.
	pause time.Duration
	// git tells that Git was refused, not a call of the API.
	git bool
}

// host names the server, "GitLab" where it is not known.
func (d details) host() string {
	switch {
	case d.called != "":
		return d.called
	case d.site.URL == "":
		return "GitLab"
	}
	return hostOf(d.site.URL)
}

// asked are the details of a question to the API or to the pages.
func (d details) asked(api bool) details {
	if api {
		return d.forAPI()
	}
	return d
}

// forAPI are the details of a call of the API, which may live at a host of its
// own.
func (d details) forAPI() details {
	if d.site.API != "" {
		d.called = hostOf(d.site.API)
	}
	return d
}

// admin says whom to ask.
func (d details) admin() string {
	switch {
	case d.site.GitLabCom:
		return "GitLab's support"
	case d.site.URL == "":
		return "the administrator of your GitLab"
	}
	return "the administrator of " + hostOf(d.site.URL)
}

// page is a step to take on a page of the instance, with its address where that
// is known.
func (d details) page(step, path string) string {
	if d.site.URL == "" {
		return step
	}
	return step + ": " + d.site.URL + path
}

// tokens says where to create and see tokens.
func (d details) tokens() string {
	if d.site.URL == "" {
		return "in GitLab, under your picture, Preferences, Access tokens; or run glpat"
	}
	return d.site.TokensURL
}

// create is the remedy of a token that is of no more use.
func (d details) create() string {
	switch {
	case d.again != "":
		return "Create a new one like it: " + d.again
	case d.site.URL == "":
		return "Create a new one " + d.tokens()
	}
	return "Create a new one: " + d.tokens()
}

// status is where one sees whether GitLab itself has a fault.
func (d details) status() string {
	switch {
	case d.site.GitLabCom:
		return "See what GitLab says of it: https://status.gitlab.com"
	case d.site.URL == "":
		return "If it lasts, see https://status.gitlab.com for GitLab.com; elsewhere ask the administrator"
	}
	return "If it lasts, ask " + d.admin()
}

// flags is the command line that names the instance again.
func (d details) flags() string {
	if d.site.URL == "" || d.site.GitLabCom {
		return ""
	}
	return " --host " + d.site.URL
}

// itSaid repeats what was said, as a sentence, "" when nothing was.
func (d details) itSaid(who string) string {
	if d.said == "" {
		return ""
	}
	return " " + who + " said: " + strings.TrimSuffix(d.said, ".") + "."
}

// namely gives what was said behind a heading, as a sentence, "" when nothing
// was.
func (d details) namely(heading string) string {
	if d.said == "" {
		return ""
	}
	return " " + heading + ": " + strings.TrimSuffix(d.said, ".") + "."
}
