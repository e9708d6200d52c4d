package gitlab

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
	"glpat/gitlab/problem"
)

// compareEnd compares the day on which the token ends with the day that was
// wanted.
func (r *Report) compareEnd(want Want, tokens string) {
	token := r.Token
	switch {
	case token.OddEnd != "":
		r.add(problem.NewProblem(
			problem.CodeInvalidResponse,
			"The token's end in GitLab's answer cannot be so",
			"The answer says "+token.OddEnd+". Whether the token works is not in doubt, only for how long.",
			problem.OpenPage("Look up its end in GitLab's list of tokens", tokens),
		).AsWarning())
	case token.Expires.IsZero():
		never := problem.Context{}.Problem(problem.CodeExpiresNever)
		if !want.Expires.IsZero() {
			again := problem.OpenPage("Or revoke it now, and create one that ends on "+want.Expires.Long(), tokens)
			never.Remedy = append(never.Remedy, again)
		}
		r.add(never)
	case token.DaysLeft <= 0:
		r.add(problem.OfClock("GitLab says that the token works, though by this computer's clock it " +
			token.EndWords() + ", on " + token.Expires.Long() + "."))
	case token.DaysLeft <= expiresSoonDays && (want.Expires.IsZero() || token.Expires.Before(want.Expires)):
		r.add(problem.NewProblem(
			problem.CodeExpiresSoon,
			"The token ends in "+catalog.Plural(token.DaysLeft, "day"),
			"It stops working at 00:00 UTC on "+token.Expires.Long()+".",
			problem.OpenPage("Create the next one before that", tokens),
		).AsWarning())
	}
	if !token.Expires.IsZero() && !want.Expires.IsZero() && token.Expires != want.Expires {
		r.add(problemOfOtherEnd(token.Expires, want.Expires, tokens))
	}
}

// firstYear is the year in which GitLab was begun: no token ended before.
const firstYear = 2011

// readEnd reads the day on which the token ends from its answer. A text that is no
// day, or a day before there could be the token, tells nothing.
func (t *Token) readEnd(end json.RawMessage, now time.Time) {
	var text *string
	if err := json.Unmarshal(end, &text); len(end) > 0 && err != nil {
		t.OddEnd = input.Clean(string(end), 40)
		return
	}
	if text == nil {
		return
	}
	// Some releases of other kinds of tokens add the time of the day.
	day, _, _ := strings.Cut(*text, "T")
	date, err := input.ParseDate(day)
	tooEarly := date.Start().Year() < firstYear || t.CreatedAt != nil && date.Before(input.DateOf(*t.CreatedAt))
	if err != nil || tooEarly {
		t.OddEnd = strconv.Quote(input.Clean(*text, 40))
		return
	}
	t.Expires, t.DaysLeft = date, date.DaysSince(input.DateOf(now))
}

func problemOfOtherEnd(ends, wanted input.Date, tokens string) *problem.Problem {
	meaning, keep := "It stops working before you wanted.", "Keep it if it need not work longer"
	if wanted.Before(ends) {
		meaning = "It works longer than you wanted, for everybody who gets hold of it."
		keep = "Keep it, and revoke it on the day you wanted"
	}
	return problem.NewProblem(
		problem.CodeExpiresOther,
		"The token ends on "+ends.Long()+", you asked for "+wanted.Long(),
		meaning+" "+problem.CauseOfOtherEnd,
		problem.NewStep(keep),
		problem.OpenPage("Or revoke it, and choose the date in the form when you create another", tokens),
	).AsWarning()
}

// expiresSoonDays is how many days before its end a token gets a warning.
// GitLab sends its own mail at the same time.
const expiresSoonDays = 7
