package problem

import (
	"slices"
	"strings"

	"glpat/gitlab/catalog"
)

// refusalEntries are the refusals whose words depend on who was asked: each says
// where the token goes there, which scopes that takes, and which role.
func refusalEntries() []entry {
	return []entry{
		{CodeTokenMissing, missingToken},
		{CodeTokenUnknown, unknownToken},
		{CodeScopeInsufficient, lackingScope},
		{CodeFineGrainedMissing, func(d Context) text {
			wanted := "the permission"
			if d.permissions != "" {
				wanted = "this too: " + d.permissions
			}
			return text{
				summary: "A permission is missing, or this group takes fine-grained tokens only",
				// That a group refuses legacy tokens and an instance does not:
				// authorize_granular_scopes_service and fine_grained_access_tokens.md, 19.5.
				reason: "A fine-grained token has permissions in place of scopes, and cannot be changed later. A top-level " +
					"group that takes fine-grained tokens only gives a legacy token the same answer, refuses it at its " +
					"dependency proxy too, and with 404 at addresses of its pages that take a token." + d.ofOrbit(),
				remedy: []Remedy{
					d.TokensPage("Create a fine-grained token that has " + wanted + ". The page"),
					// lib/api/personal_access_tokens/self_information.rb
					NewStep(`For a check by glpat, give it "Personal Access Token: Read" and "User: Read", under "User"`),
				},
			}
		}},
		{CodeFineGrainedUnsupported, func(d Context) text {
			return text{
				summary: "This call takes no fine-grained token",
				reason: "GitLab does not offer it to fine-grained tokens, at least in this release, so no permission that could " +
					"be added helps.",
				remedy: []Remedy{
					d.TokensPage("Create a legacy token with the scope for it. The page"),
					d.run("See what a purpose needs", CommandPurposes),
					NewStep("Or use another call for the same, where GitLab has one that takes such tokens"),
				},
			}
		}},
		{CodeAccessDenied, deniedAccess},
		{CodeJobTokenRefused, func(Context) text {
			return text{
				summary: "The other project does not let this project's jobs in",
				reason: "A job's own token reaches its own project, and others only where they list the job's project. The " +
					"person who started the job needs a role there too.",
				remedy: NewSteps(
					"Add the job's project in the other one, under Settings, CI/CD, Job token permissions",
					"Check that whoever starts the job is a member of the other project",
					"Or use a deploy token of the other project, kept in a CI/CD variable",
				),
			}
		}},
		{CodePushRejected, func(Context) text {
			return text{
				summary: "GitLab took the token and refused the push",
				reason: "That line alone does not say why. The lines above it do: they begin with \"remote:\", or end in a word " +
					"in round brackets.",
				remedy: NewSteps(
					"Look for the line that ends in (fetch first) or (non-fast-forward): then pull, and push again",
					"Look for (pre-receive hook declined): then the branch is protected, or a rule refuses the commits",
					"Give glpat the lines above it to explain",
				),
			}
		}},
		{CodeNotFound, hidden},
		{CodeAlreadyExists, func(Context) text {
			return text{
				summary: "That version of the package is there already",
				reason:  "The token is fine. GitLab takes a name and version once, unless the group allows duplicates.",
				remedy: NewSteps(
					"Publish under a new version",
					"Or delete the old one on the project's page, under Deploy, Package registry, and publish again",
					"Or let the group allow duplicates, under Settings, Packages and registries",
				),
			}
		}},
		{CodeFeatureOff, func(d Context) text {
			return text{
				summary: "What was asked for is switched off on this GitLab",
				reason:  "An administrator or the group decides that, so no token helps.",
				remedy:  NewSteps("Ask " + d.Admin() + " whether that is meant, and what to use in its place"),
			}
		}},
	}
}

// ofOrbit warns of the one permission that the choice of groups and projects does not
// limit (doc/auth/tokens/fine_grained_access_tokens_rest.md of 19.5, GitLab Orbit), as a
// sentence, "" where another is missing.
func (d Context) ofOrbit() string {
	if !strings.Contains(d.permissions, "Orbit") {
		return ""
	}
	return " With a permission for GitLab Orbit a token reads all that you can access, whatever groups and projects " +
		"you choose."
}

// hidden says where to look for what GitLab does not show.
func hidden(d Context) text {
	if d.wrote.name == jobsGit {
		return hiddenFromJob()
	}
	switch d.Speaker {
	case SpeakerDelivery:
		return repositoryHidden(d)
	case SpeakerRegistry, SpeakerDependencyProxy:
		return noImage(d)
	case SpeakerGo:
		return goPath(d)
	case SpeakerUnknown, SpeakerAPI, SpeakerGit, SpeakerPackages, SpeakerTerraform, SpeakerRunner, SpeakerGateway:
	}
	return text{
		summary: "GitLab has nothing at this address, or does not show it to you",
		reason:  "GitLab says 404 for what does not exist and for what you may not see, so that nobody can find out which.",
		remedy: NewSteps(
			"Check the name of the project or group in the address",
			"Open it in a browser where you are signed in: if you cannot see it there, ask its owner for access",
		),
	}
}

// hiddenFromJob says what a job's token does not see (doc/ci/jobs/ci_job_token.md).
func hiddenFromJob() text {
	return text{
		summary: "The project is not there, or is not shown to this job",
		reason:  "A job's own token reaches its own project, and others only where they list the job's project.",
		remedy: NewSteps(
			"Add the job's project in the other one, under Settings, CI/CD, Job token permissions",
			"Check that whoever started the job is a member of the other project",
			"Check the other project's path, in .gitmodules or in the job",
		),
	}
}

// missingToken says where the token belongs that did not arrive.
func missingToken(d Context) text {
	summary := "No token was sent"
	if d.wrote.name != "" {
		summary = "No token was sent: " + d.wrote.name + " has none for this GitLab"
	}
	return text{
		summary: summary,
		reason:  "A variable that is empty, or a name or a host in the settings that does not fit, looks the same.",
		remedy: []Remedy{
			NewStep(d.tool().gives),
			NewStep("Check that the variable with the token is not empty where the tool runs"),
			d.create(),
		},
	}
}

// unknownToken says what to do about a token that GitLab does not know.
func unknownToken(d Context) text {
	const notYourOwn = " Your account's own password does not work where two-factor sign-in or single sign-on is on."
	const why = "The token was mistyped, has expired, was revoked, or belongs to another GitLab."
	tool := d.tool()
	switch d.Speaker {
	case SpeakerGit, SpeakerDelivery:
		summary := "Git's password was refused"
		if d.Speaker == SpeakerDelivery {
			summary = "GitLab refused the password that " + d.toolName() + " gave"
		}
		return text{
			summary: summary, reason: why + notYourOwn,
			remedy: []Remedy{NewStep(tool.gives), d.run("Check the token", CommandCheckToken), d.create()},
		}
	case SpeakerRegistry, SpeakerDependencyProxy:
		return text{
			summary: "The registry refused the user name or the token",
			reason:  why + notYourOwn,
			remedy: []Remedy{
				NewStep(tool.gives),
				NewStep("The token needs " + tool.scopesNeeded()),
				d.run("Check the token", CommandCheckToken),
			},
		}
	case SpeakerRunner:
		return unknownRunner(d)
	case SpeakerPackages, SpeakerGo, SpeakerTerraform:
		return text{
			summary: "GitLab does not know the token that " + d.toolName() + " sent",
			reason:  why + " Where none was sent at all, the answer is the same.",
			remedy:  []Remedy{NewStep(tool.gives), d.run("Check the token", CommandCheckToken), d.create()},
		}
	case SpeakerUnknown, SpeakerAPI, SpeakerGateway:
	}
	return unknownToAPI(d)
}

// unknownToAPI is what the API's 401 means: where the instance is known, glpat
// itself sent the token, and sent it right.
func unknownToAPI(d Context) text {
	const copied = "Copy it again from the page where it was created; if that page is gone, create a new one"
	unknown := text{
		summary: "GitLab does not know this token",
		reason: "It was mistyped, cut short, or made on another GitLab. One that expired or was revoked long ago can look " +
			"the same.",
	}
	if d.Site.URL == "" {
		unknown.reason += " And so does one that did not arrive: an empty variable, a header of another name."
		empty := NewStep("Check that the variable with the token is not empty")
		unknown.remedy = []Remedy{empty, NewStep(d.tool().gives), d.TokensPage(copied)}
		if d.wrote.gives != "" {
			unknown.remedy = []Remedy{NewStep(d.wrote.gives), empty, d.TokensPage(copied)}
		}
		return unknown
	}
	unknown.remedy = []Remedy{
		d.TokensPage(copied),
		NewStep("Check that it was made on " + d.host()),
		NewStep("If every token is refused, open that page: when it says 404, tokens are switched off here"),
	}
	return unknown
}

// lackingScope says which scope to create a token with: of those that GitLab
// names the least first, or those that the tool's jobs take.
func lackingScope(d Context) text {
	create := NewStep("Create a token with the scope that is missing")
	reason := "The token works, but not for this. A token's scopes cannot be changed later."
	tool := d.tool()
	switch needed := tool.scopesNeeded(); {
	case len(d.scopes) > 0:
		create = NewStep("Create a token with one of these scopes, the least first: " + leastFirst(d.scopes))
		if slices.Contains(d.scopes, string(catalog.ScopeReadAPI)) && slices.Contains(d.scopes, string(catalog.ScopeAPI)) {
			reason += " To read, read_api is enough; only api changes things."
		}
	case d.Speaker == SpeakerGit:
		reason = "The token works, but Git needs a scope that it lacks."
		create = NewStep("Create a token with " + needed)
	case d.Speaker == SpeakerRegistry:
		reason = "The token works, but none of its scopes opens the registry. A role that is too small in the project can " +
			"look the same."
		create = NewStep("Create a token with " + needed)
	case d.Speaker == SpeakerDependencyProxy:
		reason = "The token works, but the proxy asks for both of its scopes, even to pull."
		create = NewStep("Create a token with " + needed)
	case needed != "" && d.Speaker != SpeakerUnknown && (d.Speaker != SpeakerAPI || d.wrote.gives != ""):
		create = NewStep("Create a token with " + needed)
	}
	return text{
		summary: lackingSummary(d.Speaker),
		reason:  reason,
		remedy:  []Remedy{create, d.create(), d.run("See what a purpose needs", CommandPurposes)},
	}
}

func lackingSummary(of Speaker) string {
	switch of {
	case SpeakerRegistry:
		return "The token's scopes do not open the container registry"
	case SpeakerDependencyProxy:
		return "The token's scopes do not open the dependency proxy"
	case SpeakerUnknown, SpeakerAPI, SpeakerGit, SpeakerPackages, SpeakerGo, SpeakerTerraform, SpeakerRunner,
		SpeakerDelivery, SpeakerGateway:
	}
	return "The token's scopes do not allow this"
}

// leastFirst lists scopes with what each would allow, the least first. Those that
// no token of a person can have are left out where others remain.
func leastFirst(names []string) string {
	var known []catalog.Scope
	for _, name := range names {
		if _, is := catalog.Scope(name).Info(); is {
			known = append(known, catalog.Scope(name))
		}
	}
	if len(known) == 0 {
		return strings.Join(names, ", ")
	}
	parts := make([]string, len(known))
	for i, scope := range catalog.LeastFirst(known) {
		info, _ := scope.Info()
		parts[i] = string(scope) + " (to " + info.Grants + ")"
	}
	return strings.Join(parts, "; ")
}

// deniedAccess says what to do where GitLab does not allow something: what it
// names itself, else first the scopes, which one can see, and then the role.
func deniedAccess(d Context) text {
	tool := d.tool()
	if d.reason != "" {
		return text{
			summary: "GitLab refuses this, and says why",
			reason:  "It says: " + strings.TrimRight(d.reason, ".!") + ".",
			remedy: []Remedy{
				NewStep("Change what these words name"),
				d.run("If they speak of the token, see whether that has the scopes for it", CommandCheckPurpose),
				NewStep("If they speak of your role, ask an owner or maintainer for the one that it takes: " + roles(tool)),
			},
		}
	}
	scopes := "See whether the token has the scopes for it"
	if needed := tool.scopesNeeded(); needed != "" && d.wrote.gives != "" {
		scopes = "See whether the token has the scopes for it: " + needed + ". Check it"
	}
	return text{
		summary: "You may not do this here",
		reason:  "Your role is not enough for it, or the token's scopes are not, or it is for administrators alone.",
		remedy: []Remedy{
			d.run(scopes, CommandCheckPurpose),
			NewStep(
				"Then your role in the project or group: ask an owner or maintainer for the one that it takes: " + roles(tool),
			),
			d.openPage("Look in a browser whether you may do it there", ""),
		},
	}
}

// roles are those that the tool's jobs take, or those of GitLab's that come up
// most.
func roles(t tool) string {
	if t.speaker != SpeakerAPI && t.speaker != SpeakerUnknown {
		if needed := t.rolesNeeded(); needed != "" {
			return needed
		}
	}
	return "Reporter to read what is private, Developer to push and change, Maintainer for its settings"
}
