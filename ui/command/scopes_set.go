package command

import (
	"fmt"
	"strings"

	"glpat/gitlab/catalog"
	"glpat/ui/phrase"
)

// leastJSON is the smallest set that holds a list of scopes, and the purposes
// named beside it.
type leastJSON struct {
	Asked      []catalog.Scope `json:"asked"`
	Scopes     []catalog.Scope `json:"scopes"`
	MinRelease string          `json:"min_release,omitempty"`
	Risk       string          `json:"risk"`
	Operations []string        `json:"operations"`
	// Dropped are the scopes of the list that others contain.
	Dropped     []droppedJSON   `json:"dropped"`
	NotPersonal []elsewhereJSON `json:"not_personal"`
	// Purpose is what the purposes need by themselves; null where none is named.
	// Beyond is what of the list they do not need, Lacks what the list lacks for
	// them.
	Purpose *purposeJSON    `json:"purpose"`
	Beyond  []beyondJSON    `json:"beyond"`
	Lacks   []catalog.Scope `json:"lacks"`
}

type droppedJSON struct {
	Scope       catalog.Scope   `json:"scope"`
	ContainedIn []catalog.Scope `json:"contained_in"`
	Operations  []string        `json:"operations"`
}

type beyondJSON struct {
	Scope  catalog.Scope `json:"scope"`
	Risk   string        `json:"risk"`
	Grants string        `json:"grants"`
}

// least answers with the smallest set that holds a list of scopes and serves the
// purposes, which may be none.
func (a scopesAnswer) least(list, purposeList string) error {
	asked, err := parseScopeList(flagLeast, list)
	if err != nil {
		return err
	}
	var purposes []catalog.Purpose
	if purposeList != "" {
		if purposes, err = findPurposes(purposeList); err != nil {
			return err
		}
	}
	answer := leastOf(asked, purposes, a.at)
	a.noteTooNew(answer.Scopes)
	if a.asJSON {
		return writeJSON(a.machine.Stdout, answer)
	}
	a.printLeast(answer, purposes)
	return nil
}

// leastOf is the answer in the shape of its JSON.
func leastOf(asked namedScopes, purposes []catalog.Purpose, at catalog.Release) leastJSON {
	least := catalog.LeastFor(asked.scopes, purposes, at)
	may, _ := catalog.OperationsOf(least.Scopes, at)
	answer := leastJSON{
		Asked:       scopesOrNone(asked.scopes),
		Scopes:      scopesOrNone(least.Scopes),
		MinRelease:  catalog.SetOf(least.Scopes).MinRelease().String(),
		Risk:        catalog.RiskOf(least.Scopes).String(),
		Operations:  operationWords(may),
		Dropped:     []droppedJSON{},
		NotPersonal: elsewhereToJSON(asked.elsewhere),
		Beyond:      []beyondJSON{},
		Lacks:       scopesOrNone(least.Missing),
	}
	for _, contained := range least.Contained {
		opened, _ := catalog.OperationsOf([]catalog.Scope{contained.Scope}, at)
		answer.Dropped = append(answer.Dropped, droppedJSON{contained.Scope, contained.In, operationWords(opened)})
	}
	for _, scope := range least.Beyond {
		info, _ := scope.Info()
		answer.Beyond = append(answer.Beyond, beyondJSON{scope, info.Risk.String(), info.Grants})
	}
	if len(purposes) > 0 {
		alone := purposesToJSON(purposes, at)
		answer.Purpose = &alone
	}
	return answer
}

func (a scopesAnswer) printLeast(answer leastJSON, purposes []catalog.Purpose) {
	out := a.machine.Stdout
	heading := "The least that holds " + orNothing(phrase.Scopes(answer.Asked))
	if len(purposes) > 0 {
		heading += ", and serves " + strings.Join(purposeNames(purposes), ", ")
	}
	printLine(out, heading+":")
	a.printGrants(answer.Scopes)
	if answer.MinRelease != "" {
		printLine(out, "From GitLab "+catalog.SetOf(answer.Scopes).MinReleaseText()+" on.")
		printLine(out, "Risk: "+answer.Risk+".")
	}
	if len(answer.Dropped) > 0 {
		printLine(out, "\nNot needed beside that:")
		for _, dropped := range answer.Dropped {
			printLine(
				out,
				fmt.Sprintf(
					"  %-23s %s contains it: %s",
					dropped.Scope,
					phrase.Scopes(dropped.ContainedIn),
					grantsOf(dropped.Scope),
				),
			)
		}
	}
	a.printNotPersonal(answer.NotPersonal)
	printList(out, "With it a token may:", answer.Operations)
	if answer.Purpose == nil {
		return
	}
	printLine(out, "\nFor "+answer.Purpose.Purpose+" alone this is enough:")
	for _, scope := range answer.Purpose.Scopes {
		printLine(out, fmt.Sprintf("  %-23s %s", scope, answer.Purpose.Reasons[scope]))
	}
	if len(answer.Beyond) > 0 {
		printLine(out, "\nThe list asks beyond that:")
		for _, beyond := range answer.Beyond {
			printLine(out, fmt.Sprintf("  %-23s %s (risk: %s)", beyond.Scope, beyond.Grants, beyond.Risk))
		}
	}
	if len(answer.Lacks) > 0 {
		printLine(out, "\nThe list lacks for it: "+phrase.Scopes(answer.Lacks)+".")
	}
}

// printGrants prints scopes with what each allows.
func (a scopesAnswer) printGrants(scopes []catalog.Scope) {
	for _, scope := range scopes {
		info, _ := scope.Info()
		printLine(a.machine.Stdout, fmt.Sprintf("  %-23s %s (risk: %s)", scope, info.Grants, info.Risk))
	}
	if len(scopes) == 0 {
		printLine(a.machine.Stdout, "  no scope at all")
	}
}

func (a scopesAnswer) printNotPersonal(scopes []elsewhereJSON) {
	if len(scopes) == 0 {
		return
	}
	printLine(a.machine.Stdout, "\nNever on a personal access token:")
	for _, elsewhere := range scopes {
		printLine(a.machine.Stdout, fmt.Sprintf("  %-23s %s", elsewhere.Scope, elsewhere.Is))
	}
}

func grantsOf(scope catalog.Scope) string {
	info, _ := scope.Info()
	return info.Grants
}

func orNothing(text string) string {
	if text == "" {
		return "nothing"
	}
	return text
}

// allowsJSON is what a token with a set of scopes may do.
type allowsJSON struct {
	Scopes     []catalog.Scope `json:"scopes"`
	MinRelease string          `json:"min_release,omitempty"`
	Risk       string          `json:"risk"`
	Operations []string        `json:"operations"`
	// Purposes are those that it serves.
	Purposes []string `json:"purposes"`
	// NotReached is what it may not do, with what would have to be added.
	NotReached  []opener        `json:"not_reached"`
	NotPersonal []elsewhereJSON `json:"not_personal"`
}

// allows answers with what a token with the scopes may do, and what not.
func (a scopesAnswer) allows(list string) error {
	asked, err := parseScopeList(flagAllows, list)
	if err != nil {
		return err
	}
	a.noteTooNew(asked.scopes)
	may, mayNot := catalog.OperationsOf(asked.scopes, a.at)
	answer := allowsJSON{
		Scopes:      scopesOrNone(asked.scopes),
		MinRelease:  catalog.SetOf(asked.scopes).MinRelease().String(),
		Risk:        catalog.RiskOf(asked.scopes).String(),
		Operations:  operationWords(may),
		Purposes:    purposeNames(catalog.PurposesMetBy(asked.scopes, a.at)),
		NotReached:  []opener{},
		NotPersonal: elsewhereToJSON(asked.elsewhere),
	}
	for _, operation := range mayNot {
		if with := catalog.LeastToAdd(asked.scopes, operation, a.at); with != nil {
			answer.NotReached = append(answer.NotReached, opener{operation.Phrase(), with})
		}
	}
	if a.asJSON {
		return writeJSON(a.machine.Stdout, answer)
	}
	a.printAllows(answer)
	return nil
}

func (a scopesAnswer) printAllows(answer allowsJSON) {
	out := a.machine.Stdout
	printLine(out, "A token with "+orNothing(phrase.Scopes(answer.Scopes))+":")
	a.printGrants(answer.Scopes)
	printLine(out, "Risk: "+answer.Risk+".")
	a.printNotPersonal(answer.NotPersonal)
	printList(out, "It may, within what its owner may do:", answer.Operations)
	if len(answer.Purposes) > 0 {
		printLine(out, "\nIt serves: "+strings.Join(answer.Purposes, ", ")+".")
	}
	var not []string
	for _, closed := range answer.NotReached {
		not = append(not, closed.Operation+": that takes "+phrase.Scopes(closed.With)+" as well")
	}
	printList(out, "It may not:", not)
}
