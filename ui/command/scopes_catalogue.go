package command

import (
	"fmt"
	"strings"

	"glpat/gitlab/catalog"
	"glpat/ui/phrase"
)

type scopeJSON struct {
	Scope   catalog.Scope   `json:"scope"`
	Grants  string          `json:"grants"`
	Implies []catalog.Scope `json:"implies"`
	Since   string          `json:"since"`
	Risk    string          `json:"risk"`

	ImpliedBy []catalog.Scope `json:"implied_by"`
	// Condition is on what, beyond the release, it depends; null for nothing.
	Condition *string  `json:"condition"`
	Tokens    []string `json:"tokens"`
	// Operations are what it opens alone, WithAnother what it opens together with
	// one other.
	Operations  []string `json:"operations"`
	WithAnother []opener `json:"with_another"`
	// SmallestFor names the purposes whose smallest set has it, AlsoServes those
	// that it serves too, though a smaller one would do.
	SmallestFor []string `json:"smallest_for"`
	AlsoServes  []string `json:"also_serves"`
}

type elsewhereJSON struct {
	Scope    catalog.Scope `json:"scope"`
	Personal bool          `json:"personal"` // always false
	Is       string        `json:"is"`
}

func elsewhereToJSON(scopes []catalog.NonPersonalScope) []elsewhereJSON {
	rows := make([]elsewhereJSON, len(scopes))
	for i, elsewhere := range scopes {
		rows[i] = elsewhereJSON{Scope: elsewhere.Scope, Is: elsewhere.Where}
	}
	return rows
}

func scopeToJSON(info catalog.ScopeInfo, at catalog.Release) scopeJSON {
	alone := []catalog.Scope{info.Scope}
	may, _ := catalog.OperationsOf(alone, at)
	smallest, also := catalog.PurposesOfScope(info.Scope, at)
	return scopeJSON{
		Scope:       info.Scope,
		Grants:      info.Grants,
		Implies:     scopesOrNone(info.Implies),
		Since:       info.Since.String(),
		Risk:        info.Risk.String(),
		ImpliedBy:   scopesOrNone(info.Scope.ImpliedBy()),
		Condition:   conditionName(info.Condition),
		Tokens:      info.TokenKinds(),
		Operations:  operationWords(may),
		WithAnother: openersOf(catalog.OpenedWith(info.Scope, at)),
		SmallestFor: purposeNames(smallest),
		AlsoServes:  purposeNames(also),
	}
}

// catalogue answers with all purposes and all scopes.
func (a scopesAnswer) catalogue() error {
	if a.asJSON {
		var all struct {
			Purposes    []purposeJSON   `json:"purposes"`
			Scopes      []scopeJSON     `json:"scopes"`
			NotPersonal []elsewhereJSON `json:"not_personal"`
		}
		for _, purpose := range catalog.AllPurposes() {
			all.Purposes = append(all.Purposes, purposeToJSON(purpose, a.at))
		}
		for _, info := range catalog.ScopesAt(a.at) {
			all.Scopes = append(all.Scopes, scopeToJSON(info, a.at))
		}
		all.NotPersonal = elsewhereToJSON(catalog.NonPersonalScopes())
		return writeJSON(a.machine.Stdout, all)
	}
	a.printPurposeList()
	a.printScopeList()
	return nil
}

func (a scopesAnswer) printPurposeList() {
	out, width := a.machine.Stdout, 0
	for _, purpose := range catalog.AllPurposes() {
		width = max(width, len(purpose.Name))
	}
	printLine(out, "Purposes")
	group := catalog.PurposeGroup(-1)
	for _, purpose := range catalog.AllPurposes() {
		if purpose.Group != group {
			group = purpose.Group
			printLine(out, "\n"+group.Label())
		}
		set, from := purpose.SetFor(a.at), ""
		if a.has(set) != catalog.Surely {
			from = " from GitLab " + set.MinReleaseText() + " on"
		}
		printLine(
			out,
			fmt.Sprintf("  %-*s  %s  [%s]%s", width, purpose.Name, purpose.Title, phrase.Scopes(set.Names()), from),
		)
	}
}

func (a scopesAnswer) printScopeList() {
	out := a.machine.Stdout
	printLine(out, "\nScopes")
	for _, info := range catalog.ScopesAt(a.at) {
		printLine(out, fmt.Sprintf("  %-23s %s (risk: %s)", info.Scope, info.Grants, info.Risk))
		printLine(out, fmt.Sprintf("  %-23s %s", "", strings.Join(scopeFacts(info), "; ")))
	}
	printLine(out, "")
	printLine(out, riskLegend())
	printLine(out, "\nNever on a personal access token")
	for _, elsewhere := range catalog.NonPersonalScopes() {
		printLine(out, fmt.Sprintf("  %-23s %s", elsewhere.Scope, elsewhere.Where))
	}
}

// scopeFacts are what is known of a scope beside what it grants, a clause each.
func scopeFacts(info catalog.ScopeInfo) []string {
	facts := []string{"from GitLab " + info.SinceText() + " on"}
	if when := info.Condition.Phrase(); when != "" {
		facts = append(facts, when)
	}
	if len(info.Implies) > 0 {
		facts = append(facts, "contains "+phrase.Scopes(info.Implies))
	}
	if wider := info.Scope.ImpliedBy(); len(wider) > 0 {
		facts = append(facts, "contained in "+phrase.Scopes(wider))
	}
	return append(facts, "tokens: "+strings.Join(info.TokenKinds(), ", "))
}

// scope answers with all about one scope.
func (a scopesAnswer) scope(name string) error {
	if elsewhere, is := catalog.FindNonPersonalScope(name); is {
		if a.asJSON {
			return writeJSON(a.machine.Stdout, elsewhereToJSON([]catalog.NonPersonalScope{elsewhere})[0])
		}
		printLine(a.machine.Stdout, string(elsewhere.Scope)+": never on a personal access token; it is "+elsewhere.Where+".")
		return nil
	}
	info, err := findScope(name)
	if err != nil {
		return err
	}
	a.noteTooNew([]catalog.Scope{info.Scope})
	if a.asJSON {
		return writeJSON(a.machine.Stdout, scopeToJSON(info, a.at))
	}
	a.printScope(info)
	return nil
}

// findScope finds a scope by the argument that names it.
func findScope(name string) (catalog.ScopeInfo, error) {
	info, known := catalog.Scope(strings.ToLower(strings.TrimSpace(name))).Info()
	if known {
		return info, nil
	}
	if purpose, err := catalog.FindPurpose(name); err == nil {
		return info, &usageError{
			what: purpose.Name + " is a purpose and no scope",
			do:   "See what it needs with: glpat scopes --purpose " + purpose.Name,
		}
	}
	unknown := &unknownWordError{
		what: "A personal access token has no scope" + quoteUnlessSecret(name), seeAll: "glpat scopes",
	}
	if mayBeToken.MatchString(name) {
		return info, unknown
	}
	for _, scope := range catalog.SuggestScopes(name) {
		unknown.meant = append(unknown.meant, meaning{value: "glpat scopes " + string(scope)})
	}
	for _, purpose := range catalog.SuggestPurposes(name) {
		if len(unknown.meant) > 0 && unknown.meant[0].about == "" {
			break // scopes are what was asked for
		}
		unknown.meant = append(unknown.meant, meaning{"glpat scopes --purpose " + purpose.Name, purpose.Title})
	}
	return info, unknown
}

func (a scopesAnswer) printScope(info catalog.ScopeInfo) {
	out := a.machine.Stdout
	printLine(out, string(info.Scope)+": "+info.Grants+".")
	row := rowsOf(out)
	row("risk", info.Risk.String())
	row("since", "GitLab "+info.SinceText())
	row("offered", info.Condition.Phrase())
	row("contains", phrase.Scopes(info.Implies))
	row("part of", phrase.Scopes(info.Scope.ImpliedBy()))
	row("tokens", strings.Join(info.TokenKinds(), ", "))
	smallest, also := catalog.PurposesOfScope(info.Scope, a.at)
	row("needed for", strings.Join(purposeNames(smallest), ", "))
	row("serves too", strings.Join(purposeNames(also), ", "))
	may, _ := catalog.OperationsOf([]catalog.Scope{info.Scope}, a.at)
	printList(out, "A token with it alone may:", operationWords(may))
	var together []string
	for _, open := range openersOf(catalog.OpenedWith(info.Scope, a.at)) {
		together = append(together, open.Operation+", with "+phrase.Scopes(open.With))
	}
	printList(out, "Together with another:", together)
}
