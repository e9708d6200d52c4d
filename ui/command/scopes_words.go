package command

import (
	"strings"

	"glpat/gitlab/catalog"
)

// conditionName is the condition's word in JSON, nil for none.
func conditionName(condition catalog.Condition) *string {
	if condition == catalog.ConditionNone {
		return nil
	}
	name := condition.String()
	return &name
}

// riskLegend explains the three words of the scale.
func riskLegend() string {
	return "Risk is what a token that leaks puts at stake. Low: it " + catalog.RiskLow.Phrase() + ". Medium: it " +
		catalog.RiskMedium.Phrase() + ". High: it " + catalog.RiskHigh.Phrase() + "."
}

// alternativeNeeds is who makes the alternative and with which plan, on
// GitLab.com and elsewhere where the two differ. It is whole sentences.
func alternativeNeeds(kind catalog.AlternativeKind) string {
	hosted, own := kind.Needs(catalog.OfferingGitLabCom), kind.Needs(catalog.OfferingSelfManaged)
	if hosted == own {
		return sentence(own)
	}
	return "On GitLab.com: " + hosted + ". Elsewhere: " + own + "."
}

// sentence makes a clause a sentence.
func sentence(clause string) string {
	if clause == "" {
		return ""
	}
	return strings.ToUpper(clause[:1]) + strings.TrimSuffix(clause[1:], ".") + "."
}

// operationWords are the operations in words.
func operationWords(operations []catalog.Operation) []string {
	words := make([]string, len(operations))
	for i, operation := range operations {
		words[i] = operation.Phrase()
	}
	return words
}

// openersOf are operations with what they take, in words.
func openersOf(operations []catalog.OperationWith) []opener {
	openers := make([]opener, len(operations))
	for i, one := range operations {
		openers[i] = opener{one.Operation.Phrase(), one.With}
	}
	return openers
}

// opener is what an operation takes beside what is there.
type opener struct {
	Operation string          `json:"operation"`
	With      []catalog.Scope `json:"with"`
}

// purposeNames are the names of purposes.
func purposeNames(purposes []catalog.Purpose) []string {
	names := make([]string, len(purposes))
	for i, purpose := range purposes {
		names[i] = purpose.Name
	}
	return names
}

// scopesOrNone is the list, empty where there is none: JSON has [] then.
func scopesOrNone(scopes []catalog.Scope) []catalog.Scope {
	return append([]catalog.Scope{}, scopes...)
}
