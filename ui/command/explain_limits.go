package command

import (
	"fmt"
	"io"
	"strings"

	"glpat/gitlab/catalog"
)

// printLimits prints how many calls GitLab takes in what time.
func printLimits(out io.Writer) {
	printLine(out, "How many calls GitLab takes before it answers 429\n")
	table(out, limitRows("GitLab.com", catalog.LimitsOfGitLabCom()))
	paragraph(out, "  ", "All tokens of a user count together.")
	paragraph(
		out,
		"  ",
		"Announced, not in force as far as glpat knows: limits by plan, for everything with a token "+
			"together. "+announced()+".",
	)

	var off, on []catalog.Limit
	for _, limit := range catalog.LimitsOfSelfManaged() {
		if limit.OnByDefault {
			on = append(on, limit.Limit)
		} else {
			off = append(off, limit.Limit)
		}
	}
	printLine(out, "\nSelf-Managed: the administrator decides")
	paragraph(
		out,
		"  ",
		"Every GitLab shows its own at its address with "+catalog.LimitsPath+" behind it. Administrators set them under "+
			"Admin, Settings, Network.",
	)
	printLine(out, "")
	table(out, limitRows("Off unless switched on, then", off))
	printLine(out, "")
	table(out, limitRows("On unless switched off", on))

	printLine(out, "\nGitLab Dedicated: GitLab decides, by the size of the instance")
	for _, limit := range catalog.LimitsOfDedicated() {
		printLine(out, fmt.Sprintf("  %s: from %s for each %s", limit.Counts, limit.Rate(), limit.Per))
	}

	printLine(out, "\nTold: whether an answer's headers say how many calls are left; ? is not known")
	for _, header := range catalog.LimitHeaders() {
		means := header.Means
		if header.Only429 {
			means += "; with a 429 only"
		}
		paragraph(out, fmt.Sprintf("  %-20s ", header.Name), means+".")
	}
	paragraph(
		out,
		"  ",
		"Older Self-Managed releases send all of them with a 429 only. Where several limits count a call, they tell of the "+
			"tightest of those that are told. GitLab says that some limits are in no header, and does not say which: a 429 can "+
			"come while calls are left.",
	)

	printLine(out, "\nFailed sign-ins by Git or at the container registry are answered with 403")
	for _, ban := range catalog.SignInBans() {
		printBan(out, ban)
	}
	paragraph(out, "  ", "No header tells of it. One sign-in that succeeds starts the count anew.")
	printLine(out, "\nGitLab's own words  "+gitLabComLimitsPage)
	printLine(out, "                    "+limitsPage)
}

// GitLab's pages on limits.
const (
	gitLabComLimitsPage = "https://docs.gitlab.com/user/gitlab_com/rate_limits/"
	limitsPage          = "https://docs.gitlab.com/security/rate_limits/"
)

func limitRows(heading string, limits []catalog.Limit) [][]string {
	rows := [][]string{{heading, "for each", "at most", "told"}}
	for _, limit := range limits {
		count, period, _ := strings.Cut(limit.Rate(), " ")
		rows = append(
			rows,
			[]string{limit.Counts, string(limit.Per), fmt.Sprintf("%6s %s", count, period), toldWords(limit.Headers)},
		)
	}
	return rows
}

func toldWords(told catalog.HeaderSupport) string {
	switch told {
	case catalog.HeaderSent:
		return "yes"
	case catalog.HeaderNever:
		return "no"
	case catalog.HeaderUnverified:
	}
	return "?"
}

func announced() string {
	var plans []string
	for _, limit := range catalog.AnnouncedLimits() {
		plans = append(plans, fmt.Sprintf("%s: %s, and %s", limit.Plan, limit.Hour.Rate(), limit.Minute.Rate()))
	}
	return strings.Join(plans, "; ")
}

func printBan(out io.Writer, ban catalog.SignInBan) {
	who, off := "GitLab.com:", ""
	if ban.Offering != catalog.OfferingGitLabCom {
		who = "Self-Managed:"
	}
	if !ban.OnByDefault {
		off = "off unless switched on, then "
	}
	paragraph(out, fmt.Sprintf("  %-14s", who), fmt.Sprintf(
		"%s%d within %s shut an IP address out for %s.",
		off,
		ban.Failures,
		catalog.Duration(ban.Within),
		catalog.Duration(ban.Lasts),
	))
}

type limitsJSON struct {
	GitLabCom   []limitJSON       `json:"gitlab_com"`
	Announced   []announcedJSON   `json:"announced"`
	SelfManaged []adminLimitJSON  `json:"self_managed"`
	Dedicated   []limitJSON       `json:"dedicated"`
	SignInBans  []banJSON         `json:"sign_in_bans"`
	Headers     []limitHeaderJSON `json:"headers"`
}

// limitJSON has null where it is not known whether headers tell.
type limitJSON struct {
	Counts        string             `json:"counts"`
	Per           catalog.CountedPer `json:"per"`
	Calls         int                `json:"calls"`
	Seconds       int                `json:"seconds"`
	ToldInHeaders *bool              `json:"told_in_headers"`
	Source        string             `json:"source"`
}

type adminLimitJSON struct {
	limitJSON

	OnByDefault bool   `json:"on_by_default"`
	Setting     string `json:"setting"`
}

type announcedJSON struct {
	Plan      catalog.PlanName `json:"plan"`
	PerHour   int              `json:"per_hour"`
	PerMinute int              `json:"per_minute"`
	Source    string           `json:"source"`
}

type banJSON struct {
	Offering       catalog.Offering `json:"offering"`
	OnByDefault    bool             `json:"on_by_default"`
	Failures       int              `json:"failures"`
	WithinSeconds  int              `json:"within_seconds"`
	BlockedSeconds int              `json:"blocked_seconds"`
	Source         string           `json:"source"`
}

type limitHeaderJSON struct {
	Name    string `json:"name"`
	Means   string `json:"means"`
	Only429 bool   `json:"only_429"`
}

func limitsToJSON() limitsJSON {
	all := limitsJSON{GitLabCom: limitsOf(catalog.LimitsOfGitLabCom()), Dedicated: limitsOf(catalog.LimitsOfDedicated())}
	for _, limit := range catalog.AnnouncedLimits() {
		all.Announced = append(
			all.Announced,
			announcedJSON{limit.Plan, limit.Hour.Calls, limit.Minute.Calls, limit.Hour.Source},
		)
	}
	for _, limit := range catalog.LimitsOfSelfManaged() {
		all.SelfManaged = append(all.SelfManaged, adminLimitJSON{limitToJSON(limit.Limit), limit.OnByDefault, limit.Setting})
	}
	for _, ban := range catalog.SignInBans() {
		all.SignInBans = append(all.SignInBans, banJSON{
			ban.Offering, ban.OnByDefault, ban.Failures, int(ban.Within.Seconds()), int(ban.Lasts.Seconds()), ban.Source,
		})
	}
	for _, header := range catalog.LimitHeaders() {
		all.Headers = append(all.Headers, limitHeaderJSON(header))
	}
	return all
}

func limitsOf(limits []catalog.Limit) []limitJSON {
	all := make([]limitJSON, len(limits))
	for i, limit := range limits {
		all[i] = limitToJSON(limit)
	}
	return all
}

func limitToJSON(limit catalog.Limit) limitJSON {
	written := limitJSON{limit.Counts, limit.Per, limit.Calls, int(limit.In.Seconds()), nil, limit.Source}
	if limit.Headers != catalog.HeaderUnverified {
		told := limit.Headers == catalog.HeaderSent
		written.ToldInHeaders = &told
	}
	return written
}
