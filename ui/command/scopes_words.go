package command

import (
	"slices"
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

// usernameWords say which user name goes with a token.
func usernameWords(rule catalog.UsernameRule) string {
	switch rule {
	case catalog.UsernameNone:
		return ""
	case catalog.UsernameAny:
		return "any that is not empty"
	case catalog.UsernameOwner:
		return "that of the token's owner"
	}
	return ""
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

// operationsOf lists what a token with the scopes may do, and what not.
func operationsOf(scopes []catalog.Scope, at catalog.Release) (may, mayNot []catalog.Operation) {
	for _, operation := range catalog.AllOperations() {
		if catalog.Allows(scopes, operation, at) {
			may = append(may, operation)
		} else {
			mayNot = append(mayNot, operation)
		}
	}
	return may, mayNot
}

// operationWords are the operations in words.
func operationWords(operations []catalog.Operation) []string {
	words := make([]string, len(operations))
	for i, operation := range operations {
		words[i] = operation.Phrase()
	}
	return words
}

// opener is what an operation takes beside what is there.
type opener struct {
	Operation string          `json:"operation"`
	With      []catalog.Scope `json:"with"`
}

// openedWith lists the operations that a scope opens together with one other,
// though neither opens them alone. Of others that contain each other the least
// stands for all.
func openedWith(scope catalog.Scope, at catalog.Release) []opener {
	openers := []opener{}
	_, closed := operationsOf([]catalog.Scope{scope}, at)
	for _, operation := range closed {
		helps := func(other catalog.Scope) bool {
			return catalog.Allows([]catalog.Scope{scope, other}, operation, at) &&
				!catalog.Allows([]catalog.Scope{other}, operation, at)
		}
		for _, info := range scopesAt(at) {
			if helps(info.Scope) && !slices.ContainsFunc(info.Implies, helps) {
				openers = append(openers, opener{operation.Phrase(), []catalog.Scope{info.Scope}})
			}
		}
	}
	return openers
}

// leastToAdd is what opens an operation beside the scopes and puts least at
// risk: one scope, or two where no small one does; of two that weigh the same, the
// newer.
func leastToAdd(scopes []catalog.Scope, operation catalog.Operation, at catalog.Release) []catalog.Scope {
	var best []catalog.Scope
	try := func(add ...catalog.Scope) {
		if !catalog.Allows(slices.Concat(scopes, add), operation, at) {
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
func weight(scopes []catalog.Scope) int {
	const aboveAll = 1000
	sum := aboveAll * int(catalog.RiskOf(scopes))
	for _, scope := range scopes {
		info, _ := scope.Info()
		sum += 1 + len(info.Implies)
	}
	return sum
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
