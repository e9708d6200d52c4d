package catalog

import (
	"iter"
	"net/http"
	"strings"
)

// RESTCall is one call of GitLab's REST API, and what a fine-grained token needs
// to make it (doc/auth/tokens/fine_grained_access_tokens_rest.md).
type RESTCall struct {
	Method string
	// Path stands below /api/v4, as GitLab's document has it: ":id" is one
	// segment, "*path" any number, and what is in brackets may be left out.
	Path string
	Rule CallRule
	// Accesses are the parts of GitLab where the permission may be given: any one
	// of them will do.
	Accesses []Access
	// OtherToken is what the call takes in place of a person's token, where its
	// rule is RuleOtherToken: "Runner token".
	OtherToken string

	category, resource, action, alsoNeeded string
}

// CallRule is what a call asks of a fine-grained token.
type CallRule int

// The rules.
const (
	RulePermission CallRule = iota // a permission
	RulePublic                     // a permission, but for what anybody may see
	RuleOpen                       // nothing, not even to sign in
	RuleOtherToken                 // another kind of token
)

// Needs returns the permissions that make the call, as they stand under the tab of
// that access: one of them or two, none where the rule asks for none.
func (c RESTCall) Needs(access Access) []Permission {
	if c.resource == "" {
		return nil
	}
	needed := []Permission{{c.category, c.resource, []string{c.action}, access.Tab()}}
	if c.alsoNeeded != "" {
		needed = append(needed, readPermissions(access.Tab(), []string{c.alsoNeeded})...)
	}
	return needed
}

// AllCalls goes through the calls in the order of the list.
func AllCalls() iter.Seq[RESTCall] {
	return func(yield func(RESTCall) bool) {
		for line := range listedLines() {
			if line.method == "" {
				continue
			}
			for path := range alternatives(line.path) {
				if !yield(line.call(path)) {
					return
				}
			}
		}
	}
}

// call is the line's call of that path, which is one of the line's.
func (l listedLine) call(path string) RESTCall {
	call := RESTCall{
		Method: l.method, Path: path, Rule: l.rule, Accesses: l.accesses(),
		category: l.category, resource: l.heading, action: l.action, alsoNeeded: l.alsoNeeded,
	}
	if l.rule == RuleOtherToken {
		call.OtherToken, call.resource = l.heading, ""
	}
	if method, public := strings.CutSuffix(l.method, "*"); public && method != "" {
		call.Method, call.Rule = method, RulePublic
	}
	return call
}

// FindCall returns the call that a request makes. path is escaped and stands below
// /api/v4; a pattern of GitLab's documents, "/projects/:id/issues", will do as well.
// Where several patterns fit it is the one that says most. What GitLab has apart
// from REST, and what is newer than the list, is not found.
func FindCall(method, path string) (found RESTCall, exists bool) {
	path = strings.TrimSuffix(path, "/")
	for line := range listedLines() {
		if method == "" || strings.TrimSuffix(line.method, "*") != method {
			continue
		}
		for pattern := range alternatives(line.path) {
			if fits(pattern, path) && (!exists || rank(pattern) > rank(found.Path)) {
				found, exists = line.call(pattern), true
			}
		}
	}
	if !exists && method == http.MethodHead {
		return FindCall(http.MethodGet, path)
	}
	return found, exists
}

// fits holds a path against a pattern. What a pattern begins with decides it for
// most, without a look at the rest.
func fits(pattern, path string) bool {
	open := strings.IndexAny(pattern, `:*(\`)
	if open < 0 {
		return pattern == path
	}
	return strings.HasPrefix(path, pattern[:open]) && matches(pattern[open:], path[open:])
}

// rank is how much a pattern says: each letter of its own counts, and less what
// stands for any number of segments.
func rank(pattern string) int {
	const anyNumber = 1000
	own := 0
	for part := range strings.SplitSeq(pattern, "/") {
		if !strings.ContainsAny(part, ":*(") {
			own += len(part)
		}
	}
	return own - anyNumber*strings.Count(pattern, "*")
}

// matches holds a path against a pattern.
func matches(pattern, path string) bool {
	if pattern == "" {
		return path == ""
	}
	switch pattern[0] {
	case ':', '*':
		rest := strings.TrimLeft(pattern[1:], "abcdefghijklmnopqrstuvwxyz_0123456789")
		for i := range path {
			if pattern[0] == ':' && path[i] == '/' {
				return false
			}
			if matches(rest, path[i+1:]) {
				return true
			}
		}
		return false
	case '(':
		inner, rest, _ := strings.Cut(pattern[1:], ")")
		return matches(inner+rest, path) || matches(rest, path)
	case '\\':
		pattern = pattern[1:]
	}
	return path != "" && path[0] == pattern[0] && matches(pattern[1:], path[1:])
}

// alternatives goes through the paths that "{a,b}" in a path stands for.
func alternatives(path string) iter.Seq[string] {
	return func(yield func(string) bool) { expand("", path, yield) }
}

// expand yields the paths that begin with before and go on as rest says, until one
// is not wanted any more.
func expand(before, rest string, yield func(string) bool) bool {
	literal, rest, several := strings.Cut(rest, "{")
	if !several {
		return yield(before + literal)
	}
	choices, after, _ := strings.Cut(rest, "}")
	for choice := range strings.SplitSeq(choices, ",") {
		if !expand(before+literal+choice, after, yield) {
			return false
		}
	}
	return true
}
