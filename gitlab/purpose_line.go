package gitlab

import "strings"

// LineFor is the purpose's line for an instance, to be pasted into a shell. What
// is not known, or could make a shell do something else, stands in it in
// capitals: GROUP/PROJECT, USER, REGISTRY. The name of the registry's host is
// known for GitLab.com alone. It is "" where the tool takes no host with a port
// or a path ({bare}), and the instance has either; {name} leaves them out.
func (p Purpose) LineFor(instance Instance, target ProofTarget) string {
	name := ""
	if instance.URL != "" {
		name = hostnameOf(hostOf(instance.URL))
	}
	if strings.Contains(p.Line, "{bare}") && name != instance.Host() {
		return ""
	}
	registry := "REGISTRY"
	if instance.IsGitLabCom() {
		registry = "registry.gitlab.com"
	}
	project := plainOr(target.Project, "GROUP/PROJECT")
	if strings.Contains(p.Line, "/projects/{project}") {
		project = strings.ReplaceAll(project, "/", "%2F")
	}
	return strings.NewReplacer(
		"{url}", plainOr(instance.URL, "https://HOST"), "{host}", plainOr(instance.Host(), "HOST"),
		"{name}", plainOr(name, "HOST"), "{bare}", plainOr(name, "HOST"), "{registry}", registry,
		"{project}", project, "{user}", plainOr(target.Username, "USER"),
	).Replace(p.Line)
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
