package gitlab

import (
	"strings"

	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
)

// LineFor is the purpose's line for the instance, to be pasted into a shell. What
// is not known, or could make a shell do something else, stands in it in
// capitals: GROUP/PROJECT, USER, REGISTRY. The name of the registry's host is
// known for GitLab.com alone. It is "" where the tool takes no host with a port
// or a path ({bare}), and the instance has either; {name} leaves them out.
func (i Instance) LineFor(purpose catalog.Purpose, target ProbeTarget) string {
	name := ""
	if i.URL != "" {
		name = input.HostnameOf(input.HostOf(i.URL))
	}
	if strings.Contains(purpose.Line, "{bare}") && name != i.Host() {
		return ""
	}
	registry := "REGISTRY"
	if i.IsGitLabCom() {
		registry = "registry.gitlab.com"
	}
	project := plainOr(target.Project, "GROUP/PROJECT")
	if strings.Contains(purpose.Line, "/projects/{project}") {
		project = strings.ReplaceAll(project, "/", "%2F")
	}
	return strings.NewReplacer(
		"{url}", plainOr(i.URL, "https://HOST"), "{host}", plainOr(i.Host(), "HOST"),
		"{name}", plainOr(name, "HOST"), "{bare}", plainOr(name, "HOST"), "{registry}", registry,
		"{project}", project, "{user}", plainOr(target.Username, "USER"),
	).Replace(purpose.Line)
}

// plainOr gives the text where every shell takes it for one plain word, and the
// other where not.
func plainOr(text, otherwise string) string {
	odd := strings.ContainsFunc(text, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && !strings.ContainsRune("-_./:", r)
	})
	if text == "" || odd || strings.HasPrefix(text, "-") {
		return otherwise
	}
	return text
}
