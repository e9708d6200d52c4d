package command

import (
	"strings"

	"glpat/gitlab/catalog"
)

// conditionWords say when an instance that is new enough has a scope, as a
// clause, "" where always.
func conditionWords(condition catalog.Condition) string {
	switch condition {
	case catalog.ConditionNone:
		return ""
	case catalog.ConditionRegistry:
		return "where the container registry is on"
	case catalog.ConditionDependencyProxy:
		return "where the dependency proxy is on"
	case catalog.ConditionDuo:
		return "where GitLab Duo is on"
	case catalog.ConditionAdmin:
		return "for administrators alone"
	}
	return ""
}

// conditionName is the condition's word in JSON, nil for none.
func conditionName(condition catalog.Condition) *string {
	name := ""
	switch condition {
	case catalog.ConditionNone:
		return nil
	case catalog.ConditionRegistry:
		name = "container_registry"
	case catalog.ConditionDependencyProxy:
		name = "dependency_proxy"
	case catalog.ConditionDuo:
		name = "duo"
	case catalog.ConditionAdmin:
		name = "administrator"
	}
	return &name
}

// riskLegend explains the three words of the scale.
func riskLegend() string {
	return "Risk is what a token that leaks puts at stake. Low: it " + catalog.RiskLow.Phrase() + ". Medium: it " +
		catalog.RiskMedium.Phrase() + ". High: it " + catalog.RiskHigh.Phrase() + "."
}

// alternativeName is the kind's word in JSON.
func alternativeName(kind catalog.AlternativeKind) string {
	switch kind {
	case catalog.AlternativeJobToken:
		return "job_token"
	case catalog.AlternativeDeployToken:
		return "deploy_token"
	case catalog.AlternativeDeployKey:
		return "deploy_key"
	case catalog.AlternativeSSHKey:
		return "ssh_key"
	case catalog.AlternativeProjectToken:
		return "project_access_token"
	case catalog.AlternativeGroupToken:
		return "group_access_token"
	case catalog.AlternativeServiceAccount:
		return "service_account"
	case catalog.AlternativeOAuth:
		return "oauth"
	}
	return ""
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

// kindsOfToken are the kinds of access tokens that can have a scope.
func kindsOfToken(info catalog.ScopeInfo) []string {
	kinds := []string{"personal"}
	if info.OnProjects {
		kinds = append(kinds, "project")
	}
	if info.OnGroups {
		kinds = append(kinds, "group")
	}
	return kinds
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
