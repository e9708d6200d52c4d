package command

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"glpat/gitlab/problem"
	"glpat/ui/phrase"
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

// printExplained prints one explanation; that of too many calls is followed by
// how many are allowed.
func printExplained(out io.Writer, prob *problem.Problem, asJSON bool) error {
	limited := prob.Code == problem.CodeRateLimited
	prob = phrase.ForCommandLine(prob)
	switch {
	case asJSON && limited:
		return writeJSON(out, problemAndLimits{prob})
	case asJSON:
		return writeJSON(out, prob)
	}
	printProblem(out, statusLead(prob), prob)
	if limited {
		printLine(out, "")
		printLimits(out)
	}
	return nil
}

// problemAndLimits is a problem with one key more, "limits".
type problemAndLimits struct{ problem *problem.Problem }

// MarshalJSON implements json.Marshaler.
func (p problemAndLimits) MarshalJSON() ([]byte, error) {
	problem, err := json.Marshal(p.problem)
	if err != nil {
		return nil, fmt.Errorf("write the problem: %w", err)
	}
	limits, err := json.Marshal(limitsToJSON())
	if err != nil {
		return nil, fmt.Errorf("write the limits: %w", err)
	}
	return slices.Concat(bytes.TrimSuffix(problem, []byte("}")), []byte(`,"limits":`), limits, []byte("}")), nil
}

// completeAnswers offers the topics and the five errors, and behind a status
// others.
func completeAnswers(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	var rows []string
	if len(args) == 0 {
		for _, topic := range topics() {
			rows = append(rows, topic.name+"\t"+topic.about)
		}
	}
	for _, status := range problem.CommonStatuses() {
		if text := strconv.Itoa(status); !slices.Contains(args, text) {
			rows = append(rows, text+"\t"+problem.CommonMeaning(status))
		}
	}
	return rows, cobra.ShellCompDirectiveNoFileComp
}

// textWidth is how wide the text of a topic is, in cells.
const textWidth = 80

// table prints rows of cells in columns, each as wide as its widest cell. The
// first row is the heading, and the others are set in under it.
func table(out io.Writer, rows [][]string) {
	widths := make([]int, len(rows[0]))
	for i, row := range rows {
		if i > 0 {
			row[0] = "  " + row[0]
		}
		for column, cell := range row {
			widths[column] = max(widths[column], len(cell))
		}
	}
	for _, row := range rows {
		for column, cell := range row {
			row[column] = fmt.Sprintf("%-*s", widths[column], cell)
		}
		printLine(out, strings.TrimRight(strings.Join(row, "  "), " "))
	}
}

// paragraph prints text wrapped between words; lead stands before its first
// line, and the others stand under it.
func paragraph(out io.Writer, lead, text string) {
	line, pad := lead, strings.Repeat(" ", len(lead))
	for i, word := range strings.Fields(text) {
		switch {
		case i == 0:
			line += word
		case len(line)+1+len(word) > textWidth:
			printLine(out, line)
			line = pad + word
		default:
			line += " " + word
		}
	}
	printLine(out, line)
}
