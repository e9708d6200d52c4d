package catalog

import (
	"fmt"
	"slices"
	"strconv"
	"time"
)

// Limit is one rate limit: so many calls in so much time, counted for each
// caller by itself. A call over the limit is answered with 429.
type Limit struct {
	// Counts says in plain words what is counted, without a full stop.
	Counts  string
	Per     CountedPer
	Calls   int
	In      time.Duration
	Headers HeaderSupport
	// Source is the file of GitLab's documents or code that states it.
	Source string
}

// Rate returns how many calls are allowed in what time: "2,000 a minute".
func (l Limit) Rate() string { return thousands(l.Calls) + " " + each(l.In) }

// CountedPer is whose calls a limit adds up.
type CountedPer string

// Those whose calls are added up.
const (
	PerUser    CountedPer = "user"
	PerAddress CountedPer = "IP address"
)

// HeaderSupport is whether an answer's RateLimit headers tell how much of a
// limit is left.
type HeaderSupport int

// The kinds of support.
const (
	HeaderUnverified HeaderSupport = iota // nothing says whether the headers tell
	HeaderSent
	HeaderNever // the first that one hears of the limit is the 429
)

// LimitsOfGitLabCom returns the limits of GitLab.com that users of the API and
// of Git meet, the general ones first. It has limits for other single calls as
// well.
func LimitsOfGitLabCom() []Limit { return slices.Clone(gitLabComLimits) }

// APILimit returns the limit of API calls with a token, false where the
// offering has no value that holds for every instance.
func APILimit(offering Offering) (Limit, bool) {
	if offering == OfferingGitLabCom {
		return gitLabComLimits[0], true
	}
	return Limit{}, false
}

// The documents that state limits. Those of GitLab.com have changed several
// times a year; where two versions differ, the newest that was read counts.
const (
	gitLabComSource  = "doc/user/gitlab_com/rate_limits.md"
	generalSource    = "doc/administration/settings/user_and_ip_rate_limits.md"
	gitSource        = "doc/rate_limits/git.md"
	settingsSource   = "app/models/application_setting_implementation.rb"
	settingsAPI      = "doc/api/settings.md"
	dedicatedSource  = "doc/administration/dedicated/user_rate_limits.md"
	banSource        = "doc/security/rate_limits.md"
	gitLabComBan     = "doc/user/gitlab_com/_index.md"
	packagesSource   = "doc/administration/settings/package_registry_rate_limits.md"
	protectedSource  = "doc/administration/settings/protected_paths.md"
	usersAPISource   = "doc/administration/settings/rate_limit_on_users_api.md"
	groupsAPISource  = "doc/administration/settings/rate_limit_on_groups_api.md"
	projectAPISource = "doc/administration/settings/rate_limit_on_projects_api.md"
)

var gitLabComLimits = []Limit{
	{"API calls with a token", PerUser, 2000, time.Minute, HeaderSent, gitLabComSource},
	{"calls without signing in", PerAddress, 500, time.Minute, HeaderSent, gitLabComSource},
	{"web pages and Git LFS, signed in", PerUser, 1000, time.Minute, HeaderSent, gitLabComSource},
	{"Git over HTTPS with a token", PerUser, 10_000, time.Minute, HeaderSent, gitLabComSource},
	{"Git over HTTPS without", PerAddress, 15_000, time.Minute, HeaderSent, gitLabComSource},
	{"Git over SSH, each project and command", PerUser, 600, time.Minute, HeaderNever, gitSource},
	{"everything together", PerAddress, 2000, time.Minute, HeaderUnverified, gitLabComSource},
	{"packages", PerAddress, 1000, time.Minute, HeaderUnverified, gitLabComSource},
	{"sign-in, registration, new password", PerAddress, 10, time.Minute, HeaderSent, gitLabComSource},
	{"attempts to sign in", PerAddress, 10, 5 * time.Minute, HeaderUnverified, gitLabComSource},
	{"search (/search)", PerUser, 100, time.Minute, HeaderUnverified, gitLabComSource},
	{"list of projects (/projects)", PerUser, 2000, 10 * time.Minute, HeaderNever, gitLabComSource},
	{"one project (/projects/:id)", PerUser, 400, time.Minute, HeaderNever, gitLabComSource},
	{"list of groups (/groups)", PerUser, 50, time.Minute, HeaderNever, gitLabComSource},
	{"one group (/groups/:id)", PerUser, 400, time.Minute, HeaderNever, gitLabComSource},
	{"one user (/users/:id)", PerUser, 300, 10 * time.Minute, HeaderNever, gitLabComSource},
}

// AdminLimit is a limit that an administrator of a Self-Managed instance sets.
// Its values are those it has until somebody changes them.
type AdminLimit struct {
	Limit
	// OnByDefault tells whether it holds without having been switched on. On an
	// instance that came to 18.0 by an upgrade, those of single calls may be off
	// all the same (doc/administration/settings/rate_limit_on_users_api.md).
	OnByDefault bool
	// Setting is the section of the page "Admin > Settings > Network".
	Setting string
}

// LimitsOfSelfManaged are the limits that an administrator of a Self-Managed
// instance can set, those that are off by default first.
func LimitsOfSelfManaged() []AdminLimit { return slices.Clone(selfManagedLimits) }

var selfManagedLimits = []AdminLimit{
	{
		Limit{"API calls with a token", PerUser, 7200, time.Hour, HeaderSent, generalSource},
		false,
		"User and IP rate limits",
	},
	{Limit{"API calls without", PerAddress, 3600, time.Hour, HeaderSent, generalSource}, false, "User and IP rate limits"},
	{Limit{"web pages, signed in", PerUser, 7200, time.Hour, HeaderSent, generalSource}, false, "User and IP rate limits"},
	{
		Limit{"web pages without signing in", PerAddress, 3600, time.Hour, HeaderSent, generalSource},
		false,
		"User and IP rate limits",
	},
	{
		Limit{"Git over HTTPS with a token", PerUser, 3600, time.Hour, HeaderSent, settingsAPI},
		false,
		"Git HTTP rate limits",
	},
	{Limit{"Git LFS", PerUser, 1000, time.Minute, HeaderSent, settingsSource}, false, "Git LFS Rate Limits"},
	{
		Limit{"packages with a token", PerUser, 1000, 15 * time.Second, HeaderSent, packagesSource},
		false,
		"Package registry rate limits",
	},
	{
		Limit{"packages without", PerAddress, 800, 15 * time.Second, HeaderSent, packagesSource},
		false,
		"Package registry rate limits",
	},
	{
		Limit{"files of a repository with a token", PerUser, 500, 15 * time.Second, HeaderSent, settingsSource},
		false,
		"Files API Rate Limits",
	},
	{
		Limit{"files of a repository without", PerAddress, 125, 15 * time.Second, HeaderSent, settingsSource},
		false,
		"Files API Rate Limits",
	},

	{
		Limit{"sign-in, registration, new password", PerAddress, 10, time.Minute, HeaderSent, protectedSource},
		true,
		"Protected paths",
	},
	{
		Limit{"Git over SSH, each project and command", PerUser, 600, time.Minute, HeaderNever, gitSource},
		true,
		"Git SSH operations rate limit",
	},
	// Unverified: the name of this section, and that no header tells of it.
	{Limit{"search (/search)", PerUser, 30, time.Minute, HeaderNever, settingsSource}, true, "Search rate limits"},
	{
		Limit{"list of projects (/projects)", PerUser, 2000, 10 * time.Minute, HeaderNever, projectAPISource},
		true,
		"Projects API rate limits",
	},
	{
		Limit{"one project (/projects/:id)", PerUser, 400, time.Minute, HeaderNever, projectAPISource},
		true,
		"Projects API rate limits",
	},
	{
		Limit{"list of groups (/groups)", PerUser, 200, time.Minute, HeaderNever, groupsAPISource},
		true,
		"Groups API rate limits",
	},
	{
		Limit{"one group (/groups/:id)", PerUser, 400, time.Minute, HeaderNever, groupsAPISource},
		true,
		"Groups API rate limits",
	},
	{
		Limit{"one user (/users/:id)", PerUser, 300, 10 * time.Minute, HeaderNever, usersAPISource},
		true,
		"Users API rate limit",
	},
}

// LimitsOfDedicated are the limits of the smallest GitLab Dedicated. Larger ones
// have more in proportion; GitLab sets them, and nobody can change them.
func LimitsOfDedicated() []Limit {
	return []Limit{
		{"API calls with a token", PerUser, 1200, time.Minute, HeaderSent, dedicatedSource},
		{"web pages, signed in", PerUser, 120, time.Minute, HeaderSent, dedicatedSource},
	}
}

// PlanLimit is what a plan of GitLab.com is to allow each user, API calls, web
// pages and Git over HTTPS together.
type PlanLimit struct {
	Plan PlanName
	// Hour is the limit to count on, Minute the one for a short spike.
	Hour, Minute Limit
}

// AnnouncedLimits are the limits by plan that GitLab has announced for
// GitLab.com, without a date. They are not in force in the newest document that
// was read, and the others are to hold beside them.
func AnnouncedLimits() []PlanLimit {
	both := func(plan PlanName, hour, minute int) PlanLimit {
		counts := "everything with a token or signed in"
		return PlanLimit{
			plan,
			Limit{counts, PerUser, hour, time.Hour, HeaderUnverified, gitLabComSource},
			Limit{counts, PerUser, minute, time.Minute, HeaderUnverified, gitLabComSource},
		}
	}
	return []PlanLimit{both(PlanFree, 5000, 100), both(PlanPremium, 15_000, 1250), both(PlanUltimate, 25_000, 2000)}
}

// SignInBan shuts an IP address out after failed sign-ins by Git or at the
// container registry; API calls and web pages are not counted. It is answered
// with 403, and no header tells of it. One sign-in that succeeds starts the
// count anew.
type SignInBan struct {
	Offering    Offering
	OnByDefault bool
	// Failures within Within start the ban, which takes Lasts.
	Failures      int
	Within, Lasts time.Duration
	Source        string
}

// SignInBans are the bans of GitLab.com and of Self-Managed, whose values are
// those that its administrator finds.
func SignInBans() []SignInBan {
	return []SignInBan{
		{OfferingGitLabCom, true, 300, time.Minute, 15 * time.Minute, gitLabComBan},
		{OfferingSelfManaged, false, 30, 3 * time.Minute, time.Hour, banSource},
	}
}

// LimitHeader is a header in which GitLab states a limit. Where several limits
// count one call, the headers state the tightest of those that have headers at
// all; see [HeaderSupport].
type LimitHeader struct {
	Name, Means string
	// Only429 tells that it comes with a refusal alone. The others come with
	// every answer, on older Self-Managed instances with a refusal alone too.
	Only429 bool
}

// LimitHeaders returns the headers, in the order of GitLab's document
// (doc/administration/settings/user_and_ip_rate_limits.md). They do not reflect
// every limit (doc/user/gitlab_com/rate_limits.md of 19.5, which names none).
func LimitHeaders() []LimitHeader {
	return []LimitHeader{
		{
			"RateLimit-Limit",
			"how many calls a minute are allowed; worked out for a minute where the limit counts another time",
			false,
		},
		{"RateLimit-Name", "GitLab's name of the limit", false},
		{"RateLimit-Observed", "how many calls were counted", false},
		{"RateLimit-Remaining", "how many are left until the count starts anew", false},
		{"RateLimit-Reset", "when it starts anew, in seconds since 1970 (Unix time)", false},
		{"RateLimit-ResetTime", "the same as a date", true},
		{"Retry-After", "how many seconds to wait, after too many new projects or groups up to 86,400, a day", true},
	}
}

// LimitsPath is the page on which an instance shows its own limits, below its
// base URL, without a sign-in (doc/administration/instance_limits.md).
const LimitsPath = "/help/instance_configuration"

// thousands writes a count with a comma between each three digits.
func thousands(count int) string {
	text := strconv.Itoa(count)
	for at := len(text) - 3; at > 0; at -= 3 {
		text = text[:at] + "," + text[at:]
	}
	return text
}

// each says how long a limit counts before it starts anew.
func each(period time.Duration) string {
	switch {
	case period == time.Minute:
		return "a minute"
	case period == time.Hour:
		return "an hour"
	case period%time.Minute == 0:
		return fmt.Sprintf("in %d minutes", period/time.Minute)
	}
	return fmt.Sprintf("in %d seconds", period/time.Second)
}
