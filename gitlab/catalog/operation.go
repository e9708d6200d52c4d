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
	OpReadAPI
	OpWriteAPI
	OpReadUser
	OpFindGoModule
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
	case OpReadAPI:
		return "read through the API: projects, issues, packages"
	case OpWriteAPI:
		return "change things through the API: issues, merge requests, packages, settings"
	case OpReadUser:
		return "read your profile and the list of users"
	case OpFindGoModule:
		return "tell the go command where a module lives"
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

// requirement is one set of scopes that together open an operation, in the releases
// from since on.
type requirement struct {
	since  Release
	scopes []Scope
}

// requirements lists the smallest sets that open the operation. What contains them opens
// it too; see [ScopeInfo.Implies]. Together the two are what GitLab enforces
// (lib/gitlab/auth.rb, abilities_for_scopes; lib/api/api.rb and
// allow_access_with_scope in the API's classes; the services that sign registry
// tokens in app/services/auth).
func (o Operation) requirements() []requirement {
	of := func(scopes ...Scope) []requirement { return []requirement{{scopes: scopes}} }
	switch o {
	case OpGitDownload:
		return of(ScopeReadRepository)
	case OpGitUpload:
		return of(ScopeWriteRepository)
	case OpReadAPI, OpFindGoModule, OpListRunners:
		return of(ScopeReadAPI)
	case OpWriteAPI, OpDeleteImage:
		return of(ScopeAPI)
	case OpReadUser:
		return of(ScopeReadUser)
	case OpPullImage:
		return of(ScopeReadRegistry)
	case OpPushImage:
		return of(ScopeReadRegistry, ScopeWriteRegistry)
	case OpPullProxy:
		return []requirement{
			{scopes: []Scope{ScopeReadRegistry, ScopeWriteRegistry}},
			{NewRelease(18, 0), []Scope{ScopeReadVirtualRegistry, ScopeWriteVirtualRegistry}},
		}
	case OpReadVirtualRegistry:
		// The API's rule for reading would let read_api in; the documents name only
		// this scope and api (unverified which holds).
		return of(ScopeReadVirtualRegistry)
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

// Allows reports whether a token with the scopes may do the operation at that
// release; an unknown release is taken for the newest.
func Allows(scopes []Scope, operation Operation, at Release) bool {
	return slices.ContainsFunc(operation.requirements(), func(o requirement) bool {
		if at.Known() && at.Before(o.since) {
			return false
		}
		return !slices.ContainsFunc(o.scopes, func(needed Scope) bool { return !Covers(scopes, needed) })
	})
}

// AllowsAll reports whether [Allows] holds for all of several operations.
func AllowsAll(scopes []Scope, operations []Operation, at Release) bool {
	return !slices.ContainsFunc(operations, func(operation Operation) bool { return !Allows(scopes, operation, at) })
}
