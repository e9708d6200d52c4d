package problem

import "net/http"

// packagesSay is what GitLab's package registry says (lib/api/npm_project_packages.rb,
// lib/api/helpers/packages/*.rb, app/services/packages/*).
func packagesSay() speech {
	return speech{SpeakerPackages, []phrase{
		{0, "package already exists", CodeAlreadyExists, nil},
		{0, "duplicate package is not allowed", CodeAlreadyExists, nil},
		{0, "file name has already been taken", CodeAlreadyExists, nil},
	}}
}

// packageToolsSay is what npm, pip, Maven and others print of a package registry.
func packageToolsSay() speech {
	return speech{SpeakerPackages, []phrase{
		{0, "eneedauth", CodeTokenMissing, nil},
		{0, "need auth this command requires you", CodeTokenMissing, nil}, // npm, as the next
		{0, "this command requires you to be logged in", CodeTokenMissing, nil},
		{0, "no authentication configured for request", CodeTokenMissing, nil}, // yarn
		{0, "incorrect or missing password", CodeTokenUnknown, nil},
		{0, "code e401", CodeTokenUnknown, nil},
		{0, "invalid authentication (as an", CodeTokenUnknown, nil}, // yarn
		{0, "err_pnpm_fetch_401", CodeTokenUnknown, nil},
		{0, "credentials not correct for", CodeTokenUnknown, nil},
		{0, "wrong user or password", CodeTokenUnknown, nil}, // Conan, as the next four
		{0, "authentication error in remote", CodeTokenUnknown, nil},
		{0, "conan interactive mode disabled", CodeTokenMissing, nil},
		{0, "please log in to \"", CodeTokenMissing, nil},
		{0, "error: permission denied for user: ", CodeAccessDenied, nil},
		{0, "maven-default-http-blocker", CodeHTTPSRequired, httpBlocked},
		{0, "could not authenticate against", CodeTokenUnknown, nil},
		{0, "invalid credentials for 'http", CodeTokenUnknown, nil},
		{0, "code e403", CodeAccessDenied, nil},
		{0, "err_pnpm_fetch_403", CodeAccessDenied, nil},
		{0, "code e404", CodeNotFound, nil},
		{0, "err_pnpm_fetch_404", CodeNotFound, nil},
		{0, "could not find artifact", CodeNotFound, packageHidden}, // Maven, as the next
		{0, "was not found in http", CodeNotFound, packageHidden},
		{0, "searched in the following locations", CodeNotFound, packageHidden}, // Gradle
	}}
}

// packageHidden: GitLab answers 404 for a package that is not there and for one that
// the token does not see (doc/user/packages/maven_repository).
func packageHidden(d Context) text {
	return text{
		summary: d.toolName() + " found no such package where it looked",
		reason: "It is not there under this name and version, the repository's address has another project or group in it, " +
			"or no token that sees it was sent.",
		remedy: NewSteps(
			"Look for the name and version on the project's page, under Deploy, Package registry",
			"Check the number or path of the project or group in the repository's address",
			d.tool().gives,
			"The token needs "+d.tool().scopesNeeded(),
		),
	}
}

// httpBlocked: Maven 3.8.1 and later call no repository over plain http.
func httpBlocked(Context) text {
	return text{
		summary: "Maven calls no repository over plain http",
		reason:  "It did not ask GitLab at all: from Maven 3.8.1 on an address with http:// is blocked.",
		remedy:  NewSteps("Put https:// in front of the repository's address, in pom.xml or settings.xml"),
	}
}

// goSays is what the go command prints of a module that it may not see.
func goSays() speech {
	return speech{SpeakerGo, []phrase{
		{0, "sum.golang.org", CodeNotFound, goPrivate},
		{0, "proxy.golang.org", CodeNotFound, goPrivate},
		{0, "unrecognized import path", CodeNotFound, nil},
		{0, "go-get=1: 404", CodeNotFound, nil},
	}}
}

func goPrivate(Context) text {
	return text{
		summary: "The go command looks for the module in public, where it is not",
		reason:  "Nothing tells it that the host is private, so it asked Go's public proxy or checksum service.",
		remedy: []Remedy{
			ForTool("Name the module's host in GOPRIVATE, and try again", "go env -w GOPRIVATE=HOST"),
			NewStep(SpeakerGo.usual().gives),
		},
	}
}

func goPath(Context) text {
	tool := SpeakerGo.usual()
	return text{
		summary: "The go command does not find the module",
		reason: "It asks the pages where a module lives before it asks Git, and GitLab shows that only to a token that may " +
			"read the project by the API. Without one, a project in a subgroup looks as if it were not there.",
		remedy: NewSteps(
			tool.gives, "The token needs "+tool.scopesNeeded(), "Check the module's path for typing mistakes",
		),
	}
}

// terraformSays is what Terraform and OpenTofu print of a state
// (internal/backend/remote-state/http/client.go).
func terraformSays() speech {
	return speech{SpeakerTerraform, []phrase{
		{0, "endpoint requires auth", CodeTokenUnknown, nil},
		{0, "endpoint invalid auth", CodeAccessDenied, nil},
		{http.StatusInternalServerError, "remote state internal server error", CodeServerError, nil},
		{http.StatusLocked, "remote state already locked", CodeBadRequest, say(
			"Another run holds the lock on the state",
			"The token is fine. GitLab lets one run at a time change a state.",
			"Wait until the other run is done",
			"If there is none, release the lock on the project's page, under Operate, Terraform states",
		)},
	}}
}

// deliverySays is what Argo CD, Flux and others print that use Git without the
// git program (plumbing/transport/common.go of go-git).
func deliverySays() speech {
	return speech{SpeakerDelivery, []phrase{
		{0, "\nauthentication required", CodeTokenUnknown, nil},
		{0, ": authentication required", CodeTokenUnknown, nil},
		{0, "= authentication required", CodeTokenUnknown, nil},
		{0, `"authentication required"`, CodeTokenUnknown, nil},
		{0, "\nauthorization failed", CodeAccessDenied, nil},
		{0, ": authorization failed", CodeAccessDenied, nil},
		{0, "= authorization failed", CodeAccessDenied, nil},
		{0, "\nrepository not found", CodeNotFound, nil},
		{0, ": repository not found", CodeNotFound, nil},
		{0, "= repository not found", CodeNotFound, nil},
	}}
}

// repositoryHidden: doc/user/project/repository, and what go-git makes of a 404.
func repositoryHidden(d Context) text {
	return text{
		summary: "GitLab shows " + d.toolName() + " no repository at this address",
		reason: "The address is mistyped or has moved, or the token belongs to a project, group or person that does not " +
			"see it: GitLab says the same then. Such tools follow no redirect.",
		remedy: NewSteps(
			"Check the address: the whole path of the project, with .git at its end",
			"Check that the token's owner, or the project that it is of, may read this repository",
			"The token needs "+d.tool().scopesNeeded(),
		),
	}
}
