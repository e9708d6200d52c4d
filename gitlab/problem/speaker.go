package problem

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"glpat/gitlab/catalog"
)

// Speaker is in whose words a text is: what a refusal asks for, and where a
// token has to go, depends on it.
type Speaker int

// The speakers.
const (
	SpeakerUnknown         Speaker = iota
	SpeakerAPI                     // GitLab's REST and GraphQL API, and programs that pass its words on
	SpeakerGit                     // Git, and GitLab's answers to it
	SpeakerRegistry                // the container registry, and docker, podman and clusters that pull from it
	SpeakerDependencyProxy         // the dependency proxy
	SpeakerPackages                // the package registry: npm, pip, Maven, NuGet and others
	SpeakerGo                      // the go command, which asks the pages and then Git
	SpeakerTerraform               // Terraform and OpenTofu: states and modules
	SpeakerRunner                  // gitlab-runner, and the API that runners call
	SpeakerDelivery                // tools that bring a repository into a cluster: Argo CD, Flux
	SpeakerGateway                 // what stands in front of GitLab: Workhorse, a web server, a wall, a sign-in page
)

// String returns the speaker's stable word.
func (s Speaker) String() string {
	switch s {
	case SpeakerUnknown:
		return "unknown"
	case SpeakerAPI:
		return "api"
	case SpeakerGit:
		return "git"
	case SpeakerRegistry:
		return "registry"
	case SpeakerDependencyProxy:
		return "dependency-proxy"
	case SpeakerPackages:
		return "packages"
	case SpeakerGo:
		return "go"
	case SpeakerTerraform:
		return "terraform"
	case SpeakerRunner:
		return "runner"
	case SpeakerDelivery:
		return "delivery"
	case SpeakerGateway:
		return "gateway"
	}
	return fmt.Sprintf("speaker %d", int(s))
}

// Speakers returns every speaker.
func Speakers() []Speaker {
	all := make([]Speaker, 0, SpeakerGateway+1)
	for s := SpeakerUnknown; s <= SpeakerGateway; s++ {
		all = append(all, s)
	}
	return all
}

// tool is a program that people use a token with. It is known by what its lines
// have in them.
type tool struct {
	name    string
	speaker Speaker
	// marks are parts of its lines, in small letters; none where nothing but the
	// words of the speaker tells.
	marks []string
	// purposes are the names of what it uses a token for, reading first.
	purposes []string
	// gives says how it is given a token, without a full stop.
	gives string
}

// toolOf returns the tool that wrote a text, as far as its lines tell; found is
// false where none is known by them.
func toolOf(text string) (wrote tool, found bool) {
	text = strings.ToLower(text)
	for _, row := range tools() {
		if slices.ContainsFunc(row.marks, func(mark string) bool { return hasWords(text, mark) }) {
			return row, true
		}
	}
	return tool{}, false
}

// hasWords reports whether a text has a mark in it that begins where a word
// does: "go: " is not in "cargo: ".
func hasWords(text, mark string) bool {
	for from := 0; ; {
		at := strings.Index(text[from:], mark)
		if at < 0 {
			return false
		}
		at += from
		if at == 0 || !isLetter(text[at-1]) || !isLetter(mark[0]) {
			return true
		}
		from = at + 1
	}
}

func isLetter(b byte) bool { return 'a' <= b && b <= 'z' }

// usual returns what is used most with the speaker: the row without marks, or
// else the last, which is the most general.
func (s Speaker) usual() tool {
	usual := tool{speaker: s}
	for _, row := range tools() {
		if row.speaker == s && (usual.gives == "" || usual.marks != nil) {
			usual = row
		}
	}
	return usual
}

// tool returns the program that spoke, or the one that is used most with the
// speaker.
func (d Context) tool() tool {
	if d.wrote.gives != "" {
		return d.wrote
	}
	if usual := d.Speaker.usual(); usual.gives != "" {
		return usual
	}
	return SpeakerAPI.usual()
}

// toolName names the tool that spoke, "the tool" where it is not known.
func (d Context) toolName() string { return cmp.Or(d.wrote.name, "the tool") }

// runsGit reports whether Git's lines in the tool's output are the tool's own
// affair: it is given the token, and hands it on.
func (t tool) runsGit() bool {
	return t.speaker == SpeakerGo || t.speaker == SpeakerDelivery || t.name == jobsGit
}

// jobsGit is Git with the token of a CI/CD job.
const jobsGit = "the job's Git"

// scopesNeeded says which scopes the tool's jobs take, least first: "read_repository
// to clone and pull code, write_repository to push code". It is "" where the
// tool has no job of its own.
func (t tool) scopesNeeded() string {
	var parts []string
	for _, purpose := range t.jobs() {
		parts = append(parts, scopesOf(purpose)+" to "+titleOf(purpose))
	}
	return strings.Join(parts, "; ")
}

// rolesNeeded says which role the tool's jobs take: "Reporter in a private
// project (to clone and pull code)". It is "" where any role will do.
func (t tool) rolesNeeded() string {
	var parts []string
	for _, purpose := range t.jobs() {
		if purpose.Role != "" {
			role, _, _ := strings.Cut(purpose.Role, ";")
			parts = append(parts, role+" (to "+titleOf(purpose)+")")
		}
	}
	return strings.Join(parts, "; ")
}

// titleOf is a purpose's title without the examples behind it.
func titleOf(purpose catalog.Purpose) string {
	title, _, _ := strings.Cut(purpose.Title, ":")
	return title
}

func (t tool) jobs() []catalog.Purpose {
	jobs, err := catalog.FindPurposes(t.purposes)
	if err != nil {
		return nil // a test holds that every name is one
	}
	return jobs
}

// scopesOf names the scopes of a purpose's newest set, and of the one before it
// where there is one.
func scopesOf(purpose catalog.Purpose) string {
	last := len(purpose.Sets) - 1
	newest := scopesAnd(purpose.Sets[last])
	if last == 0 {
		return newest
	}
	return newest + " (before GitLab " + purpose.Sets[last].Since.String() + " " + scopesAnd(purpose.Sets[last-1]) + ")"
}

func scopesAnd(set catalog.ScopeSet) string {
	names := make([]string, len(set.Scopes))
	for i, scope := range set.Names() {
		names[i] = string(scope)
	}
	return strings.Join(names, " and ")
}
