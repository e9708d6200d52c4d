package problem

import (
	"net/http"

	"glpat/gitlab/catalog"
)

// gitServerSays is what GitLab says to Git (lib/gitlab/git_access.rb,
// lib/gitlab/checks/*.rb, app/controllers/repositories/git_http_client_controller.rb).
func gitServerSays() speech {
	const anyStatus = 0 // what a check after the upload says comes without one
	return speech{SpeakerGit, []phrase{
		// The older words, which name the scopes, come with the newer ones.
		{http.StatusUnauthorized, "you must use a personal access token with", CodeTokenUnknown, passwordWithTwoFactors},
		{http.StatusUnauthorized, "http basic: access denied", CodeTokenUnknown, nil},
		// Git asks for the scope before it looks for the project; a role that is
		// too low is told with other words.
		{http.StatusForbidden, "not allowed to download code.", CodeScopeInsufficient, nil},
		{http.StatusForbidden, "not allowed to upload code.", CodeScopeInsufficient, nil},
		{http.StatusForbidden, "not allowed to download code from this project", CodeAccessDenied, roleToRead},
		{http.StatusForbidden, "not allowed to push code to this project", CodeAccessDenied, roleToPush},
		{http.StatusForbidden, "not allowed to upload code for this project", CodeAccessDenied, roleToPush},
		{http.StatusForbidden, "deploy key does not have write access", CodeAccessDenied, keyReadsOnly},
		{http.StatusForbidden, "deploy keys are not allowed to push", CodeAccessDenied, keyReadsOnly},

		{anyStatus, "to protected branches on this project", CodePushRejected, protectedBranch},
		{anyStatus, "to a protected branch on this project", CodePushRejected, protectedBranch},
		{anyStatus, "into protected branches on this project", CodePushRejected, protectedBranch},
		{anyStatus, "protected branches from this project", CodePushRejected, protectedBranch},
		{anyStatus, "create protected branches", CodePushRejected, protectedBranch},
		{anyStatus, "only delete protected branches using the web", CodePushRejected, protectedBranch},
		{anyStatus, "default branch of a project cannot be deleted", CodePushRejected, protectedBranch},
		{anyStatus, "to create this tag as it is protected", CodePushRejected, protectedBranch},
		{anyStatus, "to change existing tags on this project", CodePushRejected, protectedBranch},
		{anyStatus, "protected tags cannot be", CodePushRejected, protectedBranch},
		{anyStatus, "commit message does not follow the pattern", CodePushRejected, pushRule},
		{anyStatus, "branch name does not follow the pattern", CodePushRejected, pushRule},
		{anyStatus, "' does not follow the pattern '", CodePushRejected, pushRule},
		{anyStatus, "commit must be signed", CodePushRejected, pushRule},
		{anyStatus, "you cannot push commits for", CodePushRejected, pushRule},
		{anyStatus, "is not a member of team", CodePushRejected, pushRule},
		{anyStatus, "was prohibited by the pattern", CodePushRejected, pushRule},
		{anyStatus, "push blocked: secrets detected", CodePushRejected, pushRule},
		{anyStatus, "exceeded its size limit", CodePushRejected, pushRule},
		{anyStatus, "lfs objects are missing", CodePushRejected, pushRule},
		{anyStatus, "push code to an archived project", CodePushRejected, say(
			"The project is archived, so nobody can push to it",
			"An archived project can be read and not changed, whatever the token may do.",
			"Ask an owner of the project to take it out of the archive, in its settings under General, Advanced",
			"Or push to another project",
		)},
		{anyStatus, "otp verification is required to access", CodeAccessDenied, secondFactorForSSH},
		{anyStatus, "gitlab: api is not accessible", CodeUnavailable, insideUnreachable},
		{anyStatus, "read-only gitlab instance", CodeMaintenance, readOnly},
		{anyStatus, "repository is temporarily read-only", CodeMaintenance, readOnly},
		{anyStatus, "repository is read-only", CodeMaintenance, readOnly},
		{anyStatus, "repository is in read-only mode", CodeMaintenance, readOnly}, // Gitaly
		{anyStatus, "to a secondary gitlab geo", CodeMaintenance, readOnly},
		{anyStatus, "to a secondary geo", CodeMaintenance, readOnly},
		{http.StatusForbidden, "over http is not allowed", CodeFeatureOff, gitOverSSH},
		{http.StatusForbidden, "over https is not allowed", CodeFeatureOff, gitOverSSH},
		{anyStatus, "disallowed command", CodeFeatureOff, say(
			"This GitLab does not let SSH do that",
			"Its administrator switched the command off, such as the one that makes tokens over SSH.",
			"Create the token in a browser, under your picture, Preferences, Access tokens",
		)},
		{anyStatus, "error: invalid scope: '", CodeBadRequest, scopeNotOffered},
		{http.StatusNotFound, "a repository for this project does not exist", CodeNotFound, say(
			"The project is there, but it has no repository yet",
			"Nobody has pushed to it, or its repository is switched off.",
			"Push a first commit, or create a file on the project's page",
		)},
		{http.StatusForbidden, "\nyou are not allowed to", CodeAccessDenied, nil},
		{http.StatusForbidden, ": you are not allowed to", CodeAccessDenied, nil},
		{http.StatusForbidden, "- you are not allowed to", CodeAccessDenied, nil},
		{http.StatusNotFound, "project you were looking for could not be found", CodeNotFound, nil},
		{http.StatusNotFound, "could not be found or you don't have permission", CodeNotFound, nil},
	}}
}

// gitSays is what Git itself prints.
func gitSays() speech {
	return speech{SpeakerGit, []phrase{
		{0, "could not read username for", CodeTokenMissing, nil},
		{0, "could not read password for", CodeTokenMissing, nil},
		{0, "terminal prompts disabled", CodeTokenMissing, nil},
		{0, "user interactivity has been disabled", CodeTokenMissing, nil}, // Git Credential Manager
		{0, "must have push access", CodeAccessDenied, roleToPush},         // Git LFS
		{0, "batch response: authentication required", CodeTokenUnknown, nil},
		{0, "authorization error: http", CodeAccessDenied, nil},
		{0, "rpc failed; http 413", CodePushRejected, tooLarge},
		{0, "no authentication methods succeeded", CodeTokenUnknown, nil}, // Cargo, which has a Git of its own
		{0, "failed to authenticate when downloading repository", CodeTokenUnknown, nil},
		{0, "failed to acquire username/password", CodeTokenMissing, nil},
		{0, "crypt_e_no_revocation_check", CodeTLSFailed, notLookedUp},
		{0, "crypt_e_revocation_offline", CodeTLSFailed, notLookedUp},
		{0, "not valid: is this a git repository", CodeLoginPage, nil},
		{0, "bad line length character: <", CodeLoginPage, nil},
		{0, "authentication failed for 'http", CodeTokenUnknown, nil},
		{0, "fatal: repository 'http", CodeNotFound, nil},
		{0, "(fetch first)", CodePushRejected, behind},
		{0, "(non-fast-forward)", CodePushRejected, behind},
		{0, "tip of your current branch is behind", CodePushRejected, behind},
		{0, "remote contains work that you do not", CodePushRejected, behind},
		{0, "src refspec", CodePushRejected, say(
			"There is no such branch here to push",
			"Git did not ask GitLab at all: the name after git push is that of no branch with a commit.",
			"See your branches with git branch, and commit something first",
		)},
		{0, "pre-receive hook declined", CodePushRejected, pushRule},
		{0, "failed to push some refs", CodePushRejected, nil},
	}}
}

func passwordWithTwoFactors(d Context) text {
	return text{
		summary: "Git gave a password, and your account needs a token in its place",
		reason: "Two-factor sign-in is on, so your account's own password does not work for Git. The scopes that GitLab " +
			"names are those that a token needs; one that has expired or was revoked gets the same answer.",
		remedy: []Remedy{
			NewStep("Create a token with " + d.tool().scopesNeeded()),
			NewStep(SpeakerGit.usual().gives),
			d.run("Check the token", CommandCheckToken),
		},
	}
}

const tokensRole = "A project's or group's token has a role of its own: it is chosen when it is created, and a new " +
	"one can have another"

func roleToRead(Context) text {
	return text{
		summary: "Your role in this project is too small to read its code",
		reason:  "The token's scopes are right. In a private project it takes the role Reporter to read code.",
		remedy: NewSteps(
			"Ask an owner or maintainer of the project for the role "+catalog.RoleReporter.Label(),
			tokensRole,
			"Who sees the code is set in the project's settings, under General, Visibility",
		),
	}
}

func roleToPush(Context) text {
	return text{
		summary: "Your role in this project is too small to push",
		reason:  "The token's scopes are right. It takes the role Developer to push to a branch that is not protected.",
		remedy: NewSteps(
			"Ask an owner or maintainer of the project for the role "+catalog.RoleDeveloper.Label(), tokensRole,
			"Or fork the project, push there, and open a merge request",
		),
	}
}

func keyReadsOnly(Context) text {
	return text{
		summary: "This deploy key may only read",
		reason:  "A key, not a token, was used. It was added without the right to write.",
		remedy: NewSteps(
			`Ask a maintainer of the project to tick "Grant write permissions to this key" under Settings, Repository, `+
				"Deploy keys",
			"Or push over HTTPS with a token that has write_repository",
		),
	}
}

func protectedBranch(Context) text {
	return text{
		summary: "The branch or tag is protected, and you may not change it like this",
		reason: "The token is fine: GitLab took it and refused the change. Who may push to a protected branch is set in " +
			"the project, and is usually the role Maintainer; nobody may force a push or delete it unless that is set too.",
		remedy: NewSteps(
			"Push to another branch, and open a merge request",
			"Ask a maintainer to allow it under Settings, Repository, Protected branches (for a tag, Protected tags)",
			tokensRole,
		),
	}
}

func pushRule(Context) text {
	return text{
		summary: "A rule of the project refuses the commits",
		reason: "The token is fine: GitLab took it and looked at what was pushed. The lines that begin with \"remote:\" " +
			"say which rule it is.",
		remedy: NewSteps(
			"Change what the lines with \"remote:\" name, and push again",
			"Ask a maintainer of the project about its rules, under Settings, Repository",
		),
	}
}

// secondFactorForSSH: ee/lib/ee/gitlab/git_access.rb,
// doc/security/two_factor_authentication.md ("2FA for Git over SSH operations").
func secondFactorForSSH(Context) text {
	return text{
		summary: "Git over SSH needs the code of your second factor first",
		reason:  "GitLab took your key, and asks besides for a code, which then holds for a while, usually 15 minutes.",
		remedy: []Remedy{
			ForTool("Give the code there, HOST being your GitLab's, and try again", "ssh git@HOST 2fa_verify"),
			NewStep("Or use the project's address with https, and a token as the password"),
		},
	}
}

// insideUnreachable: GitLab's Git server asks its API about each push
// (internal/gitlabnet of gitlab-shell).
func insideUnreachable(d Context) text {
	return text{
		summary: "GitLab's own parts do not reach each other",
		reason:  "The token is fine. The part that takes Git's data asks GitLab's API about it, and got no answer.",
		remedy: NewSteps(
			"Try again in a minute",
			"If it lasts, tell "+d.Admin()+", with these words and the time",
		),
	}
}

func readOnly(Context) text {
	return text{
		summary: "Nothing can be pushed here for now",
		reason:  "The token is fine. The repository is being moved, or this GitLab is in maintenance, or a copy.",
		remedy: NewSteps(
			"Try again later", "If this GitLab is a copy of another, push to the other one",
			"If it lasts, look on the project's page whether the project is archived or a mirror",
		),
	}
}

// notLookedUp: http.schannelCheckRevoke and http.schannelUseSSLCAInfo in git-config(1).
func notLookedUp(d Context) text {
	return text{
		summary: "Windows could not look up whether the certificate of " + d.host() + " was taken back",
		reason:  "The certificate's authority has a list for that, which a proxy or a closed network keeps from you.",
		remedy: []Remedy{
			ForTool("Let Git go on without the list", "git config --global http.schannelCheckRevoke false"),
			NewStep("Ask whoever runs the network to let that list through"),
		},
	}
}

func behind(Context) text {
	return text{
		summary: "The branch has commits that you do not have",
		reason:  "The token is fine. Somebody pushed before you, or the history was changed.",
		remedy:  NewSteps("Fetch them first, with git pull, then push again"),
	}
}

func tooLarge(d Context) text {
	return text{
		summary: "The push is larger than a server in front of GitLab takes",
		reason:  "The token is fine: the refusal comes before GitLab reads what is pushed.",
		remedy: NewSteps(
			"Push over SSH, which has no such limit",
			"Push fewer commits at a time, and keep large files in Git LFS",
			"Ask "+d.Admin()+" to allow more, which nginx calls client_max_body_size",
		),
	}
}

func gitOverSSH(d Context) text {
	return text{
		summary: "This GitLab does not take Git over HTTP",
		reason:  "Its administrator allows Git over SSH alone, so no token helps.",
		remedy: NewSteps(
			"Use the project's address for SSH, and add your public key under your picture, Preferences, SSH keys",
			"Ask "+d.Admin()+" whether that is meant",
		),
	}
}
