package practice

import (
	"fmt"
	"slices"
	"strings"

	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
)

// Part is a part of GitLab that an instance can do without.
type Part string

// The parts.
const (
	PartRegistry Part = "registry"
	PartProxy    Part = "proxy"
	PartDuo      Part = "duo"
)

// Parts lists them with what each is, for help.
func Parts() []PartInfo {
	return []PartInfo{
		{PartRegistry, "the container registry"},
		{PartProxy, "the dependency proxy"},
		{PartDuo, "GitLab Duo"},
	}
}

// PartInfo is a part and what it is.
type PartInfo struct {
	Part Part
	Is   string
}

// ParseParts reads a list of parts with commas. Errors are
// [*input.Error].
func ParseParts(text string) ([]Part, error) {
	var parts []Part
	for name := range strings.SplitSeq(text, ",") {
		name = strings.ToLower(strings.TrimSpace(name))
		if name == "" {
			continue
		}
		if !slices.ContainsFunc(Parts(), func(info PartInfo) bool { return string(info.Part) == name }) {
			var known []string
			for _, info := range Parts() {
				known = append(known, string(info.Part))
			}
			return nil, &input.Error{
				What: fmt.Sprintf("A GitLab has no part %q", input.Clean(name, 40)),
				Do:   "Choose among: " + strings.Join(known, ", "),
			}
		}
		parts = append(parts, Part(name))
	}
	return parts, nil
}

// offers reports whether an instance without the parts has a scope.
func offers(without []Part, info catalog.ScopeInfo) bool {
	switch info.Condition {
	case catalog.ConditionRegistry:
		return !slices.Contains(without, PartRegistry)
	case catalog.ConditionDependencyProxy:
		return !slices.Contains(without, PartProxy)
	case catalog.ConditionDuo:
		return !slices.Contains(without, PartDuo)
	case catalog.ConditionNone, catalog.ConditionAdmin:
	}
	return true
}

func (s *Server) lacks(part Part) bool { return slices.Contains(s.edition.without, part) }
