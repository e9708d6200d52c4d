package command

import (
	"io"
	"slices"
	"strings"
)

// topic is something that explain tells of beside answers.
type topic struct {
	name string
	// about says what it is about, for the completion.
	about string
	text  func(io.Writer)
	json  func() any
}

func topics() []topic {
	return []topic{
		{"plans", "what Free, Premium and Ultimate mean for tokens", printPlans, func() any { return plansToJSON() }},
		{"limits", "how many calls GitLab takes in what time", printLimits, func() any { return limitsToJSON() }},
		{"codes", "what each problem code means, and the exit status for it", printCodes, func() any { return codeRows() }},
	}
}

func findTopic(name string) (topic, bool) {
	all := topics()
	at := slices.IndexFunc(all, func(t topic) bool { return strings.EqualFold(t.name, strings.TrimSpace(name)) })
	if at < 0 {
		return topic{}, false
	}
	return all[at], true
}

func (t topic) print(out io.Writer, asJSON bool) error {
	if asJSON {
		return writeJSON(out, t.json())
	}
	t.text(out)
	return nil
}
