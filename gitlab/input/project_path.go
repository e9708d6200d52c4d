package input

import (
	"regexp"
	"slices"
	"strings"

	"glpat/gitlab/token"
)

// maxPathSegments is the most that a project's path can have: at most twenty
// groups are within each other (doc/user/group/subgroups).
const maxPathSegments = 21

// pathSegment is what the path of a group or project may consist of
// (lib/gitlab/path_regex.rb). Its length is counted apart from it: a pattern that
// counts so far takes milliseconds to compile, at every start of the program.
var pathSegment = regexp.MustCompile(`^[0-9A-Za-z_.][0-9A-Za-z_.-]*$`)

// maxPathSegment is how long it may be, in bytes.
const maxPathSegment = 255

// isPathSegment reports whether a text can be the path of one group or project,
// or of the directory in which an instance lives. It may begin with a dot and
// not end with one.
func isPathSegment(text string) bool {
	return len(text) <= maxPathSegment && pathSegment.MatchString(text) && !strings.HasSuffix(text, ".")
}

// ProjectPath reads the full path of a project: "group/subgroup/project". Slashes
// around it and ".git" at its end are taken off. A token in it, also one with the
// instance's own prefix, is refused. Errors are [*Error].
func ProjectPath(text string, own token.OwnPrefix) (string, error) {
	path := strings.TrimSuffix(strings.Trim(strings.TrimSpace(text), "/"), ".git")
	segments := strings.Split(path, "/")
	switch {
	case path == "":
		return "", &Error{What: "No project is named", Do: "Give its path, for example: group/project"}
	case token.LooksLike(path, own), len(segments) < 2 && token.LooksRandom(path):
		return "", &Error{
			What: "This looks like a token, not like the path of a project",
			Do:   "Give the path, for example: group/project",
		}
	case len(segments) < 2, len(segments) > maxPathSegments,
		slices.ContainsFunc(segments, func(segment string) bool { return !isPathSegment(segment) }):
		return "", &Error{
			What: "This is not the path of a project: " + Clean(text, 60),
			Do:   "Give it as it stands in the project's address, for example: group/project",
		}
	}
	return path, nil
}
