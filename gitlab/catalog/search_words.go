package catalog

import (
	"slices"
	"strings"

	"glpat/gitlab/input"
)

// Words returns what people call the purpose and the products it is for, beside its
// name and title, in small letters. Searches and suggestions find it by them.
func (p Purpose) Words() []string {
	switch p.Name {
	case "clone":
		return words("git pull fetch checkout download repository code read_code submodule lfs ssh netrc")
	case "push":
		return words("git commit upload write branch code")
	case "read-file":
		return words("file raw curl wget script include config download_file archive")
	case "push-mirror":
		return words("mirror replicate sync github")
	case "pull-mirror":
		return words("mirror replicate sync import")
	case "read-api":
		return words("rest read dashboard grafana export metrics devlake squaredup report readonly read-only graphql")
	case "api":
		return words("rest write graphql full everything admin python-gitlab script automation")
	case "read-tickets", "write-tickets":
		return words("ticket tickets issue issues jira zendesk merge unito exalate servicenow zapier support helpdesk")
	case "whoami":
		return words("user profile me identity self who")
	case "glab":
		return words("cli gitlab-cli command-line terminal")
	case "vscode":
		return words("code editor ide visual-studio-code vs-code cursor codium")
	case "jetbrains":
		return words("intellij idea pycharm goland webstorm phpstorm rider editor ide")
	case "code-suggestions":
		return words("duo ai copilot suggestions chat neovim vim")
	case "renew-itself":
		return words("rotate rotation renew refresh expired expire expiry expires")
	case "pull-images":
		return words("docker podman container registry image images pull kaniko containerd kamal")
	case "browse-images":
		return words("docker portainer registry image images list catalog docker-view vscode")
	case "push-images":
		return words("docker podman container registry image images push buildah kaniko buildx build")
	case "delete-images":
		return words("docker registry image images delete cleanup prune remove")
	case "pull-proxy":
		return words("docker proxy dependency-proxy dockerhub cache hub")
	case "install-packages":
		return words("npm yarn pnpm pip pypi poetry uv maven mvn gradle nuget dotnet composer conan helm gem rubygems " +
			"cargo generic package packages install")
	case "publish-packages":
		return words("npm yarn pnpm pip pypi twine poetry maven mvn gradle nuget dotnet composer conan helm gem rubygems " +
			"cargo generic package packages publish deploy upload")
	case "go-modules":
		return words("go golang goproxy goprivate module modules go-get")
	case "terraform-modules":
		return words("terraform opentofu tofu module modules")
	case "virtual-registry":
		return words("maven mvn virtual upstream")
	case "terraform-state":
		return words("terraform opentofu tofu state backend tfstate")
	case "create-runners":
		return words("runner runners register gitlab-runner ci registration")
	case "manage-runners":
		return words("runner runners pause delete gitlab-runner ci")
	case "ansible-runners":
		return words("ansible runner runners gitlab_runner")
	case "terraform-runners":
		return words("terraform opentofu tofu runner runners gitlab_user_runner")
	case "start-pipelines":
		return words("pipeline pipelines trigger ci build job webhook start run")
	case "kubernetes":
		return words("k8s kubectl kube cluster agent kas eks gke aks")
	case "terraform-provider":
		return words("terraform opentofu tofu provider iac pulumi")
	case "ansible":
		return words("playbook community.general")
	case "move-groups":
		return words("import migrate migration transfer direct-transfer bulk")
	case "service-ping":
		return words("usage ping telemetry usage-data")
	case "renovate":
		return words("dependabot bot updates mend")
	case "semantic-release":
		return words("release releases changelog version tag")
	case "jenkins":
		return words("ci build webhook")
	case "argocd":
		return words("argo argo-cd gitops")
	case "flux":
		return words("fluxcd gitops")
	case "backstage":
		return words("catalog portal spotify")
	case "sonarqube", "sonarqube-decorate":
		return words("sonar sonarcloud quality")
	case "reviewdog", "danger":
		return words("lint comment review")
	case "mcp-read", "mcp-write":
		return words("mcp ai assistant claude chatgpt cursor llm agent model")
	}
	return nil
}

func words(text string) []string { return strings.Fields(text) }

// SuggestPurposes returns the purposes that a word may mean, which is the name of
// none: those that people call so, then those whose name or word is a slip away, then
// those whose title has the word. They are few.
func SuggestPurposes(word string) []Purpose {
	word = strings.ToLower(strings.TrimSpace(word))
	if word == "" {
		return nil
	}
	all := AllPurposes()
	calledSo := filter(all, func(p Purpose) bool { return slices.Contains(p.Words(), word) })
	if len(calledSo) > 0 {
		return few(calledSo)
	}
	var names []string
	for _, purpose := range all {
		names = append(append(names, purpose.Name), purpose.Words()...)
	}
	slices.Sort(names)
	near := input.Near(word, slices.Compact(names))
	var found []Purpose
	for _, name := range near {
		for _, purpose := range all {
			same := func(other Purpose) bool { return other.Name == purpose.Name }
			if (purpose.Name == name || slices.Contains(purpose.Words(), name)) && !slices.ContainsFunc(found, same) {
				found = append(found, purpose)
			}
		}
	}
	if len(found) > 0 || len(word) < minSearched {
		return few(found)
	}
	return few(filter(all, func(p Purpose) bool { return strings.Contains(strings.ToLower(p.Title), word) }))
}

// minSearched is how many letters are looked for inside of titles.
const minSearched = 4

func filter(all []Purpose, is func(Purpose) bool) []Purpose {
	return slices.DeleteFunc(slices.Clone(all), func(p Purpose) bool { return !is(p) })
}

func few(found []Purpose) []Purpose {
	const most = 4
	return found[:min(len(found), most)]
}

// SuggestScopes returns the scopes that a word may mean, which is the name of none:
// what people call them, or what is a slip away.
func SuggestScopes(word string) []Scope {
	word = strings.ToLower(strings.TrimSpace(word))
	switch strings.NewReplacer("-", "_", " ", "_").Replace(word) {
	case "read", "readonly", "read_only", "reader":
		return []Scope{ScopeReadAPI}
	case "write", "full", "admin", "all", "write_api", "rest", "read_write":
		return []Scope{ScopeAPI}
	case "repo", "repository", "code", "git", "clone", "read_repo", "read_code":
		return []Scope{ScopeReadRepository, ScopeWriteRepository}
	case "push", "write_repo", "write_code", "public_repo":
		return []Scope{ScopeWriteRepository}
	case "user", "profile", "email", "user_read", "whoami", "read_profile":
		return []Scope{ScopeReadUser}
	case "registry", "docker", "image", "images", "container", "read_images", "read_container_registry":
		return []Scope{ScopeReadRegistry, ScopeWriteRegistry}
	case "package", "packages", "npm", "read_packages", "read_package":
		return []Scope{ScopeReadAPI}
	case "write_packages", "write_package", "publish":
		return []Scope{ScopeAPI}
	case "runner", "runners", "create_runners", "register_runner":
		return []Scope{ScopeCreateRunner, ScopeManageRunner}
	case "k8s", "kubernetes", "agent":
		return []Scope{ScopeK8sProxy}
	case "rotate", "renew", "rotate_self":
		return []Scope{ScopeSelfRotate}
	case "ai", "duo":
		return []Scope{ScopeAIFeatures}
	}
	names := make([]string, 0, len(scopeCatalogue))
	for _, info := range AllScopes() {
		names = append(names, string(info.Scope))
	}
	var found []Scope
	for _, name := range input.Near(strings.ReplaceAll(word, "-", "_"), names) {
		found = append(found, Scope(name))
	}
	return found
}
