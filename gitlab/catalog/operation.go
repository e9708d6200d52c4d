package catalog

import (
	"fmt"
	"slices"
)

// Operation is one thing that a token is used for, as far as GitLab tells it
// apart when it looks at the scopes.
type Operation int

// The operations.
const (
	OpGitDownload Operation = iota
	OpGitUpload
	OpReadFile
	OpReadAPI
	OpWriteAPI
	OpReadUser
	OpFindGoModule
	OpReadPackage
	OpPublishPackage
	OpKeepState
	OpStartPipeline
	OpListImages
	OpPullImage
	OpPushImage
	OpDeleteImage
	OpPullProxy
	OpReadVirtualRegistry
	OpCreateRunner
	OpListRunners
	OpChangeRunner
	OpReachCluster
	OpRotateItself
	OpSuggestCode
	OpReadServicePing
)

// AllOperations returns the operations in the order of the constants.
func AllOperations() []Operation {
	all := make([]Operation, OpReadServicePing+1)
	for i := range all {
		all[i] = Operation(i)
	}
	return all
}

// Phrase returns the operation as the end of "a token may …".
func (o Operation) Phrase() string {
	switch o {
	case OpGitDownload:
		return "clone and pull code over HTTPS"
	case OpGitUpload:
		return "push code over HTTPS"
	case OpReadFile:
		return "read single files of a repository through the API"
	case OpReadAPI:
		return "read through the API: projects, issues, packages"
	case OpWriteAPI:
		return "change things through the API: issues, merge requests, packages, settings"
	case OpReadUser:
		return "read your profile and the list of users"
	case OpFindGoModule:
		return "tell the go command where a module lives"
	case OpReadPackage:
		return "download packages"
	case OpPublishPackage:
		return "publish packages"
	case OpKeepState:
		return "read, lock and write Terraform state"
	case OpStartPipeline:
		return "start pipelines"
	case OpListImages:
		return "list container images"
	case OpPullImage:
		return "pull container images"
	case OpPushImage:
		return "push container images"
	case OpDeleteImage:
		return "delete container images"
	case OpPullProxy:
		return "pull images through the dependency proxy"
	case OpReadVirtualRegistry:
		return "install packages through the virtual registry"
	case OpCreateRunner:
		return "create runners"
	case OpListRunners:
		return "list runners"
	case OpChangeRunner:
		return "change and delete runners"
	case OpReachCluster:
		return "reach Kubernetes clusters through GitLab's agent"
	case OpRotateItself:
		return "replace itself by a new token"
	case OpSuggestCode:
		return "use GitLab Duo's code suggestions"
	case OpReadServicePing:
		return "download the instance's usage report"
	}
	return fmt.Sprintf("operation %d", int(o))
}

// requirement is one set of scopes that opens an operation, in the releases from
// since on and before until; a zero one is no bound.
type requirement struct {
	since, until Release
	scopes       []Scope
	// undocumented tells that GitLab's code lets in what its documents do not, so that
	// it is not to be counted on.
	undocumented bool
	// exact tells that these scopes alone open it, and none that contains them.
	exact bool
}

// requirements lists the smallest sets that open the operation. What contains them opens
// it too; see [ScopeInfo.Implies]. Together the two are what GitLab enforces
// (lib/gitlab/auth.rb, abilities_for_scopes; lib/api/api.rb and
// allow_access_with_scope in the API's classes; the services that sign registry
// tokens in app/services/auth).
func (o Operation) requirements() []requirement {
	of := func(scopes ...Scope) []requirement { return []requirement{{scopes: scopes}} }
	exact := func(scope Scope) requirement { return requirement{scopes: []Scope{scope}, exact: true} }
	switch o {
	case OpGitDownload:
		return of(ScopeReadRepository)
	case OpGitUpload:
		return of(ScopeWriteRepository)
	case OpReadFile:
		// write_repository contains read_repository for Git, and not here
		// (lib/api/files.rb).
		return []requirement{exact(ScopeReadRepository), exact(ScopeReadAPI), exact(ScopeAPI)}
	case OpReadAPI, OpFindGoModule, OpListRunners, OpReadPackage, OpListImages:
		return of(ScopeReadAPI)
	case OpWriteAPI, OpDeleteImage, OpPublishPackage, OpKeepState, OpStartPipeline:
		return of(ScopeAPI)
	case OpReadUser:
		return of(ScopeReadUser)
	case OpPullImage:
		return of(ScopeReadRegistry)
	case OpPushImage:
		return of(ScopeReadRegistry, ScopeWriteRegistry)
	case OpPullProxy:
		// Before 18.0 the documents ask for both registry scopes, and the code for none
		// (gitlab-org/gitlab issue 426887, merge request 189792).
		return []requirement{
			{scopes: []Scope{ScopeReadRegistry, ScopeWriteRegistry}},
			{since: proxyAsksScopes(), scopes: []Scope{ScopeReadVirtualRegistry, ScopeWriteVirtualRegistry}},
			{until: proxyAsksScopes(), undocumented: true},
		}
	case OpReadVirtualRegistry:
		// The documents name this scope and api alone; the API's rule for reading lets
		// in read_api too (lib/api/api.rb, lib/api/api_guard.rb).
		return []requirement{
			{scopes: []Scope{ScopeReadVirtualRegistry}},
			{scopes: []Scope{ScopeReadAPI}, undocumented: true},
		}
	case OpCreateRunner:
		return of(ScopeCreateRunner)
	case OpChangeRunner:
		return of(ScopeManageRunner)
	case OpReachCluster:
		return of(ScopeK8sProxy)
	case OpRotateItself:
		return of(ScopeSelfRotate)
	case OpSuggestCode:
		return of(ScopeAIFeatures)
	case OpReadServicePing:
		return []requirement{{scopes: []Scope{ScopeReadServicePing}}, {scopes: []Scope{ScopeReadAPI}}} // for administrators
	}
	return nil
}

// proxyAsksScopes is the first release whose dependency proxy looks at the scopes
// of a token.
func proxyAsksScopes() Release { return NewRelease(18, 0) }

// Judge says whether a token with the scopes may do all of the operations, at a
// release within the bounds. It is unsure where some of these releases let it and
// others do not, and where GitLab's code and its documents differ.
func Judge(scopes []Scope, operations []Operation, within ReleaseBounds) Certainty {
	all := Surely
	for _, operation := range operations {
		all = all.and(operation.judge(scopes, within))
	}
	return all
}

// judge looks at each span of releases that has requirements of its own.
func (o Operation) judge(scopes []Scope, within ReleaseBounds) Certainty {
	requirements := o.requirements()
	spans := []Release{within.AtLeast}
	for _, r := range requirements {
		for _, edge := range []Release{r.since, r.until} {
			if within.AtLeast.Before(edge) && within.Reached(edge) == Unsure {
				spans = append(spans, edge)
			}
		}
	}
	found := map[Certainty]bool{}
	for _, at := range spans {
		found[openedAt(requirements, scopes, at)] = true
	}
	switch {
	case found[Surely] && !found[SurelyNot]:
		return Surely // what the older ones let in besides their documents included
	case found[SurelyNot] && len(found) == 1:
		return SurelyNot
	}
	return Unsure
}

// openedAt says whether a token with the scopes meets one of the requirements that
// a release has.
func openedAt(requirements []requirement, scopes []Scope, at Release) Certainty {
	best := SurelyNot
	for _, r := range requirements {
		holds := at.AtLeast(r.since) && (!r.until.Known() || at.Before(r.until))
		lacks := slices.ContainsFunc(r.scopes, func(needed Scope) bool {
			return !slices.Contains(scopes, needed) && (r.exact || !Covers(scopes, needed))
		})
		switch {
		case !holds || lacks:
		case !r.undocumented:
			return Surely
		default:
			best = Unsure
		}
	}
	return best
}

// Allows reports whether a token with the scopes may do the operation at that
// release for sure; an unknown release is taken for the newest.
func Allows(scopes []Scope, operation Operation, at Release) bool {
	return AllowsAll(scopes, []Operation{operation}, at)
}

// AllowsAll reports whether [Allows] holds for all of several operations.
func AllowsAll(scopes []Scope, operations []Operation, at Release) bool {
	within := Exactly(at)
	if !at.Known() {
		within = From(Release{major: endless})
	}
	return Judge(scopes, operations, within) == Surely
}
