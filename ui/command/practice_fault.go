package command

import (
	"fmt"
	"strings"

	"glpat/gitlab/input"
	"glpat/gitlab/practice"

	"github.com/spf13/cobra"
)

// flagFault names the fault.
const flagFault = "fault"

// parseFault reads the value of --fault.
func parseFault(text string) (practice.Fault, error) {
	fault, err := practice.ParseFault(text)
	if err == nil {
		return fault, nil
	}
	name, call, limited := strings.Cut(text, "@")
	if _, err := practice.ParseFault(name); err != nil || !limited {
		unknown := &unknownWordError{
			what:   "There is no fault" + quoteUnlessSecret(name),
			flag:   flagFault,
			seeAll: "glpat practice --help",
		}
		var names []string
		for _, info := range practice.Faults() {
			names = append(names, string(info.Fault))
		}
		for _, near := range input.Near(name, names) {
			meant := near
			if limited && commandWord.MatchString(call) {
				meant += "@" + call
			}
			unknown.meant = append(unknown.meant, meaning{value: meant})
		}
		return "", unknown
	}
	var calls []string
	for _, info := range practice.Calls() {
		calls = append(calls, string(info.Call))
	}
	return "", &usageError{
		what: "There is no call" + quoteUnlessSecret(call),
		do:   "Choose one of: " + strings.Join(calls, ", "),
	}
}

// faultHelp lists the faults, by what they are about, and the calls for the help
// text.
func faultHelp() string {
	var text strings.Builder
	rows := practice.Faults()
	width := 0
	for _, row := range rows {
		width = max(width, len(row.Fault))
	}
	group := practice.Group("")
	for _, row := range rows {
		if row.Group != group {
			group = row.Group
			fmt.Fprintf(&text, "Faults, %s:\n", groupWords(group))
		}
		fmt.Fprintf(&text, "  %-*s  %s\n", width, row.Fault, row.Does)
	}
	text.WriteString("Calls, for a fault at one alone, such as --fault server-error@user:\n")
	for _, call := range practice.Calls() {
		fmt.Fprintf(&text, "  %-*s  %s\n", width, call.Call, call.Is)
	}
	return strings.TrimSuffix(text.String(), "\n")
}

// groupWords say what the faults of a group are about.
func groupWords(group practice.Group) string {
	switch group {
	case practice.GroupToken:
		return "of the token"
	case practice.GroupAccount:
		return "of the account"
	case practice.GroupPermission:
		return "of what is allowed"
	case practice.GroupInstance:
		return "of the instance"
	case practice.GroupAnswer:
		return "of the answer"
	case practice.GroupWire:
		return "of the way there"
	}
	return string(group)
}

// completeFaults completes a fault, and behind an "@" its call.
func completeFaults(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	var rows []string
	if name, _, limited := strings.Cut(typed, "@"); limited {
		for _, call := range practice.Calls() {
			rows = append(rows, name+"@"+string(call.Call)+"\t"+call.Is)
		}
		return rows, cobra.ShellCompDirectiveNoFileComp
	}
	for _, fault := range practice.Faults() {
		rows = append(rows, string(fault.Fault)+"\t"+fault.Does)
	}
	return rows, cobra.ShellCompDirectiveNoFileComp
}
