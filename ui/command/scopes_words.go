package command

import (
	"slices"
	"strings"

	"glpat/gitlab"
)

// conditionWords say when an instance that is new enough has a scope, as a
// clause, "" where always.
func conditionWords(condition gitlab.Condition) string {
	switch condition {
	case gitlab.ConditionNone:
		return ""
	case gitlab.ConditionRegistry:
		return "where the container registry is on"
	case gitlab.ConditionDependencyProxy:
		return "where the dependency proxy is on"
	case gitlab.ConditionDuo:
		return "where GitLab Duo is on"
	case gitlab.ConditionAdmin:
		return "for administrators alone"
	}
	return ""
}

// conditionName is the condition's word in JSON, nil for none.
func conditionName(condition gitlab.Condition) *string {
	name := ""
	switch condition {
	case gitlab.ConditionNone:
		return nil
	case gitlab.ConditionRegistry:
		name = "container_registry"
	case gitlab.ConditionDependencyProxy:
		name = "dependency_proxy"
	case gitlab.ConditionDuo:
		name = "duo"
	case gitlab.ConditionAdmin:
		name = "administrator"
	}
	return &name
}

// riskLegend explains the three words of the scale.
func riskLegend() string {
	return "Risk is what a token that leaks puts at stake. Low: it " + gitlab.RiskLow.Phrase() + ". Medium: it " +
		gitlab.RiskMedium.Phrase() + ". High: it " + gitlab.RiskHigh.Phrase() + "."
}

// usernameWords say which user name goes with a token.
func usernameWords(rule gitlab.UsernameRule) string {
	switch rule {
	case gitlab.UsernameNone:
		return ""
	case gitlab.UsernameAny:
		return "any that is not empty"
	case gitlab.UsernameOwner:
		return "that of the token's owner"
	}
	return ""
}

// alternativeName is the kind's word in JSON.
func alternativeName(kind gitlab.AlternativeKind) string {
	switch kind {
	case gitlab.AlternativeJobToken:
		return "job_token"
	case gitlab.AlternativeDeployToken:
		return "deploy_token"
	case gitlab.AlternativeDeployKey:
		return "deploy_key"
	case gitlab.AlternativeSSHKey:
		return "ssh_key"
	case gitlab.AlternativeProjectToken:
		return "project_access_token"
	case gitlab.AlternativeGroupToken:
		return "group_access_token"
	case gitlab.AlternativeServiceAccount:
		return "service_account"
	case gitlab.AlternativeOAuth:
		return "oauth"
	}
	return ""
}

// alternativeNeeds is who makes the alternative and with which plan, on
// GitLab.com and elsewhere where the two differ. It is whole sentences.
func alternativeNeeds(kind gitlab.AlternativeKind) string {
	hosted, own := kind.Needs(gitlab.OfferingGitLabCom), kind.Needs(gitlab.OfferingSelfManaged)
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
func kindsOfToken(info gitlab.ScopeInfo) []string {
	kinds := []string{"personal"}
	if info.OnProjects {
		kinds = append(kinds, "project")
	}
	if info.OnGroups {
		kinds = append(kinds, "group")
	}
	return kinds
}

// operationsOf lists what a token with the scopes may do, and what not.
func operationsOf(scopes []gitlab.Scope, at gitlab.Release) (may, mayNot []gitlab.Operation) {
	for _, operation := range gitlab.AllOperations() {
		if gitlab.Allows(scopes, operation, at) {
			may = append(may, operation)
		} else {
			mayNot = append(mayNot, operation)
		}
	}
	return may, mayNot
}

// operationWords are the operations in words.
func operationWords(operations []gitlab.Operation) []string {
	words := make([]string, len(operations))
	for i, operation := range operations {
		words[i] = operation.Phrase()
	}
	return words
}

// opener is what an operation takes beside what is there.
type opener struct {
	Operation string         `json:"operation"`
	With      []gitlab.Scope `json:"with"`
}

// openedWith lists the operations that a scope opens together with one other,
// though neither opens them alone. Of others that contain each other the least
// stands for all.
func openedWith(scope gitlab.Scope, at gitlab.Release) []opener {
	openers := []opener{}
	_, closed := operationsOf([]gitlab.Scope{scope}, at)
	for _, operation := range closed {
		helps := func(other gitlab.Scope) bool {
			return gitlab.Allows([]gitlab.Scope{scope, other}, operation, at) && !gitlab.Allows([]gitlab.Scope{other}, operation, at)
		}
		for _, info := range scopesAt(at) {
			if helps(info.Scope) && !slices.ContainsFunc(info.Implies, helps) {
				openers = append(openers, opener{operation.Phrase(), []gitlab.Scope{info.Scope}})
			}
		}
	}
	return openers
}

// leastToAdd is what opens an operation beside the scopes and puts least at
// risk: one scope, or two where no small one does; of two that weigh the same, the
// newer.
func leastToAdd(scopes []gitlab.Scope, operation gitlab.Operation, at gitlab.Release) []gitlab.Scope {
	var best []gitlab.Scope
	try := func(add ...gitlab.Scope) {
		if !gitlab.Allows(slices.Concat(scopes, add), operation, at) {
			return
		}
		if best == nil || weight(add) <= weight(best) {
			best = add
		}
	}
	all := scopesAt(at)
	for i, one := range all {
		try(one.Scope)
		for _, other := range all[i+1:] {
			try(one.Scope, other.Scope)
		}
	}
	return best
}

// weight compares sets of scopes: by their risk, then by how much they contain.
func weight(scopes []gitlab.Scope) int {
	const aboveAll = 1000
	sum := aboveAll * int(gitlab.RiskOf(scopes))
	for _, scope := range scopes {
		info, _ := scope.Info()
		sum += 1 + len(info.Implies)
	}
	return sum
}

// purposeNames are the names of purposes.
func purposeNames(purposes []gitlab.Purpose) []string {
	names := make([]string, len(purposes))
	for i, purpose := range purposes {
		names[i] = purpose.Name
	}
	return names
}

// scopesOrNone is the list, empty where there is none: JSON has [] then.
func scopesOrNone(scopes []gitlab.Scope) []gitlab.Scope {
	return append([]gitlab.Scope{}, scopes...)
}
