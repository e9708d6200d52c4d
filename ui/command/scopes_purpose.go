package command

import (
	"fmt"
	"io"
	"strings"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/ui/phrase"
)

// purposeJSON is a purpose with what it needs; for several purposes it is what
// they need together, and each stands in Purposes.
type purposeJSON struct {
	Purpose    string                   `json:"purpose"`
	Scopes     []catalog.Scope          `json:"scopes"`
	Reasons    map[catalog.Scope]string `json:"reasons"`
	MinRelease string                   `json:"min_release"`

	Risk       string   `json:"risk"`
	Operations []string `json:"operations"`
	// Type is the type of token that fits, and why.
	Type        string          `json:"type"`
	TypeWhy     string          `json:"type_why"`
	FineGrained fineGrainedJSON `json:"fine_grained"`

	*purposeFactsJSON
	Purposes []purposeJSON `json:"purposes,omitempty"`
}

// purposeFactsJSON is what is known of one purpose. What it has not is absent.
type purposeFactsJSON struct {
	Title string `json:"title"`
	Group string `json:"group"`
	Role  string `json:"role,omitempty"`
	Days  int    `json:"days"`
	// ReadFrom is where the tool reads the token.
	ReadFrom     string            `json:"read_from,omitempty"`
	Username     string            `json:"username"`
	Asked        *askedJSON        `json:"asked_beyond,omitempty"`
	Line         string            `json:"line,omitempty"`
	Proof        *probeJSON        `json:"proof,omitempty"`
	Alternatives []alternativeJSON `json:"alternatives"`
	Note         string            `json:"note,omitempty"`
}

type askedJSON struct {
	Scopes []catalog.Scope `json:"scopes"`
	Why    string          `json:"why"`
}

// probeJSON is what "glpat check --prove" does for a purpose.
type probeJSON struct {
	Kind         string `json:"kind"`
	Does         string `json:"does"`
	NeedsProject bool   `json:"needs_project"`
}

type alternativeJSON struct {
	Kind string `json:"kind"`
	Name string `json:"name"`
	When string `json:"when,omitempty"`
	// Scopes and Role are what it takes, absent for a kind that has none.
	Scopes []catalog.Scope `json:"scopes,omitempty"`
	Role   string          `json:"role,omitempty"`
	// Needs says who makes it and with which plan, by offering.
	Needs map[catalog.Offering]string `json:"needs"`
}

type fineGrainedJSON struct {
	Fit string `json:"fit"`
	Why string `json:"why,omitempty"`
	// Since is the first release whose form has them.
	Since       string           `json:"since"`
	Permissions []permissionJSON `json:"permissions"`
}

type permissionJSON struct {
	Tab      string   `json:"tab"`
	Category string   `json:"category"`
	Resource string   `json:"resource"`
	Actions  []string `json:"actions"`
	// Names are those that the API and its refusals use.
	Names []string `json:"names"`
}

// purpose answers with the one set for all of the purposes, and what else is to
// be known of each.
func (a scopesAnswer) purpose(list string) error {
	purposes, err := findPurposes(list)
	if err != nil {
		return err
	}
	if set := catalog.SetForAll(purposes, a.at); a.has(set) == catalog.SurelyNot {
		a.note("GitLab " + a.at.String() + " is too old for this: it takes " + set.MinReleaseText() + " or newer.")
	} else {
		a.noteTooNew(set.Names())
	}
	if a.asJSON {
		return writeJSON(a.machine.Stdout, purposesToJSON(purposes, a.at))
	}
	a.printPurposes(purposes)
	return nil
}

// findPurposes reads the value of --purpose, which names one at least.
func findPurposes(list string) ([]catalog.Purpose, error) {
	names, err := parsePurposes(list)
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, &usageError{
			what: "There is no purpose behind --" + flagPurpose,
			do:   "See the purposes with: glpat scopes",
		}
	}
	return catalog.FindPurposes(names)
}

// has says whether the release that is asked about has a set whole; the newest has
// every one.
func (a scopesAnswer) has(set catalog.ScopeSet) catalog.Certainty {
	if !a.at.Known() {
		return catalog.Surely
	}
	return set.In(catalog.Exactly(a.at))
}

func purposesToJSON(purposes []catalog.Purpose, at catalog.Release) purposeJSON {
	if len(purposes) == 1 {
		return purposeToJSON(purposes[0], at)
	}
	joined := setToJSON(purposes, at)
	for _, purpose := range purposes {
		joined.Purposes = append(joined.Purposes, purposeToJSON(purpose, at))
	}
	return joined
}

func purposeToJSON(purpose catalog.Purpose, at catalog.Release) purposeJSON {
	one := setToJSON([]catalog.Purpose{purpose}, at)
	facts := purposeFactsJSON{
		Title: purpose.Title, Group: purpose.Group.Label(), Role: purpose.Role, Days: purpose.Days,
		ReadFrom: purpose.Reads, Username: purpose.Username.String(), Line: lineOf(purpose), Note: purpose.Note,
		Alternatives: []alternativeJSON{},
	}
	if len(purpose.OverAsked.Scopes) > 0 {
		facts.Asked = &askedJSON{purpose.OverAsked.Scopes, purpose.OverAsked.Why}
	}
	if purpose.Probe != catalog.ProbeNone {
		facts.Proof = &probeJSON{purpose.Probe.String(), purpose.Probe.Phrase(), purpose.Probe.NeedsProject()}
	}
	for _, alternative := range purpose.Alternatives {
		needs := map[catalog.Offering]string{}
		for _, offering := range []catalog.Offering{catalog.OfferingGitLabCom, catalog.OfferingSelfManaged} {
			needs[offering] = alternative.Kind.Needs(offering)
		}
		facts.Alternatives = append(
			facts.Alternatives,
			alternativeJSON{
				Kind: alternative.Kind.String(), Name: alternative.Kind.Phrase(), When: alternative.When,
				Scopes: alternative.Scopes, Role: alternative.Role.String(), Needs: needs,
			},
		)
	}
	one.purposeFactsJSON = &facts
	return one
}

// setToJSON is what purposes need together.
func setToJSON(purposes []catalog.Purpose, at catalog.Release) purposeJSON {
	set := catalog.SetForAll(purposes, at)
	reasons := map[catalog.Scope]string{}
	for _, reason := range set.Scopes {
		reasons[reason.Scope] = reason.Reason
	}
	may, _ := catalog.OperationsOf(set.Names(), at)
	advice := catalog.AdviseType(catalog.LayoutAt(at), false, purposes, set.Names())
	return purposeJSON{
		Purpose:     strings.Join(purposeNames(purposes), ","),
		Scopes:      set.Names(),
		Reasons:     reasons,
		MinRelease:  set.MinRelease().String(),
		Risk:        catalog.RiskOf(set.Names()).String(),
		Operations:  operationWords(may),
		Type:        advice.Type.String(),
		TypeWhy:     advice.Why,
		FineGrained: fineToJSON(catalog.FineGrainedFor(purposes)),
	}
}

func fineToJSON(fine catalog.FineGrained) fineGrainedJSON {
	written := fineGrainedJSON{
		Fit:         fine.Fit.String(),
		Why:         fine.Why,
		Since:       catalog.FirstFineGrained().String(),
		Permissions: []permissionJSON{},
	}
	if fine.Fit == catalog.FitNone {
		return written
	}
	for _, permission := range fine.Permissions {
		written.Permissions = append(written.Permissions, permissionJSON{
			permission.Where.Tab(), permission.Category, permission.Resource, permission.Actions, permission.APINames(),
		})
	}
	return written
}

// lineOf is the line that shows that a token works, with places to fill in.
func lineOf(purpose catalog.Purpose) string {
	return gitlab.Instance{}.LineFor(purpose, gitlab.ProbeTarget{})
}

func (a scopesAnswer) printPurposes(purposes []catalog.Purpose) {
	out := a.machine.Stdout
	titles := make([]string, len(purposes))
	for i, purpose := range purposes {
		titles[i] = purpose.Title
	}
	set := catalog.SetForAll(purposes, a.at)
	printLine(out, "To "+strings.Join(titles, "; to ")+":")
	for _, reason := range set.Scopes {
		printLine(out, fmt.Sprintf("  %-23s %s", reason.Scope, reason.Reason))
	}
	from := "From GitLab " + set.MinReleaseText() + " on"
	if a.has(set) == catalog.SurelyNot {
		from += "; " + a.at.String() + " is too old for it"
	}
	printLine(out, from+".")
	printLine(out, "Risk: "+catalog.RiskOf(set.Names()).String()+".")
	for _, purpose := range purposes {
		printLine(out, "")
		if len(purposes) > 1 {
			printLine(out, purpose.Name)
		}
		a.printPurposeFacts(purpose)
	}
	a.printAlternatives(purposes)
	a.printFineGrained(purposes, set)
}

// printPurposeFacts prints what one purpose has beside its scopes.
func (a scopesAnswer) printPurposeFacts(purpose catalog.Purpose) {
	row := rowsOf(a.machine.Stdout)
	row("role", purpose.Role)
	row("", phrase.OwnRole(purpose.Role, a.at, a.machine.quote))
	row("read from", purpose.Reads)
	row("user name", phrase.Username(purpose.Username))
	row("lifetime", fmt.Sprintf("%d days", purpose.Days))
	if len(purpose.OverAsked.Scopes) > 0 {
		row("not needed", phrase.Scopes(purpose.OverAsked.Scopes)+", though its documents ask for it: "+purpose.OverAsked.Why)
	}
	if purpose.Probe != catalog.ProbeNone {
		row("proof", "glpat can "+purpose.Probe.Phrase()+":")
		printCommand(a.machine.Stdout, "              ", "glpat check --token-stdin --purpose "+purpose.Name+" --prove")
	}
	if line := lineOf(purpose); line != "" {
		printRaw(a.machine.Stdout, fmt.Sprintf("  %-11s %s", "by hand", line))
	}
	row("note", purpose.Note)
}

// printAlternatives prints what does the same and puts less at risk.
func (a scopesAnswer) printAlternatives(purposes []catalog.Purpose) {
	var words []string
	for _, purpose := range purposes {
		behind := ""
		if len(purposes) > 1 {
			behind = " (" + purpose.Name + ")"
		}
		for _, alternative := range purpose.Alternatives {
			text := alternative.Phrase()
			if alternative.When != "" {
				text += ", " + alternative.When
			}
			words = append(words, text+behind+". "+alternativeNeeds(alternative.Kind))
		}
	}
	printList(a.machine.Stdout, "Instead of a personal access token:", words)
}

// printFineGrained prints which type of token fits, and what a fine-grained one
// needs, as the tabs and categories of its form have it.
func (a scopesAnswer) printFineGrained(purposes []catalog.Purpose, set catalog.ScopeSet) {
	out, fine := a.machine.Stdout, catalog.FineGrainedFor(purposes)
	advice := catalog.AdviseType(catalog.LayoutAt(a.at), false, purposes, set.Names())
	printLine(out, "\nThe type that fits: "+phrase.TypeOfToken(advice.Type)+"; "+advice.Why+".")
	if !advice.FineGrained {
		return
	}
	printLine(out, fine.Phrase())
	if fine.Fit == catalog.FitNone {
		return
	}
	printLine(out, "Its permissions, in the words of the newest form:")
	printPermissions(out, fine.Permissions)
	form := catalog.LayoutAt(a.at).FineGrainedForm
	for _, said := range []string{
		phrase.AddWithDuo(form, a.machine.quote), phrase.BeyondMemberships(catalog.Exactly(a.at)),
	} {
		if said != "" {
			printLine(out, said)
		}
	}
}

// printPermissions prints permissions as the form of a fine-grained token has
// them: by tab, and in it by category.
func printPermissions(out io.Writer, permissions []catalog.Permission) {
	tab, category := "", ""
	for _, permission := range permissions {
		if in := permission.Where.Tab(); in != tab {
			tab, category = in, ""
			printLine(out, "  "+tab)
		}
		if permission.Category != category {
			category = permission.Category
			printLine(out, "    "+category)
		}
		printLine(out, "      "+permission.Label())
	}
}
