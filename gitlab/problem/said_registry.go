package problem

import "net/http"

// registrySays is what GitLab says to who asks for the container registry
// (app/controllers/jwt_controller.rb,
// app/services/auth/container_registry_authentication_service.rb,
// doc/user/packages/container_registry/authenticate_with_container_registry.md).
func registrySays() speech {
	return speech{SpeakerRegistry, []phrase{
		// The registry's own words, which have those of the API in them.
		{0, "insufficient_scope: authorization failed", CodeAccessDenied, imageDenied},
		{0, "requested access to the resource is denied", CodeAccessDenied, imageDenied},
		{http.StatusForbidden, "too many failed authentication attempts from this network", CodeIPBlocked, nil},
		{http.StatusForbidden, "too many distinct sources for this account", CodeIPBlocked, say(
			"The account is used from too many addresses at once",
			"GitLab keeps it out of the registry for a while. The token itself may be fine.",
			"See where the token is used, and let fewer machines use it at the same time",
			"Give each place a token of its own",
		)},
		{http.StatusForbidden, "protected repository path", CodeAccessDenied, say(
			"The image's path is protected, and you may not push to it",
			"The token is fine: GitLab took it. A rule of the project says from which role on one may push to this path.",
			"Push to another path",
			"Ask a maintainer of the project about Settings, Packages and registries, Protected container repositories",
		)},
		{http.StatusForbidden, "denied: access forbidden", CodeScopeInsufficient, nil},
		{http.StatusNotFound, "registry not enabled", CodeFeatureOff, noRegistry},
	}}
}

// proxyOfDependenciesSays is what GitLab says to who asks for the dependency
// proxy (app/services/auth/dependency_proxy_authentication_service.rb).
func proxyOfDependenciesSays() speech {
	return speech{SpeakerDependencyProxy, []phrase{
		{http.StatusNotFound, "dependency proxy not enabled", CodeFeatureOff, say(
			"This GitLab has no dependency proxy",
			"Its administrator has not switched it on, so no token can pull through it.",
			"Pull the images from where they come from",
		)},
		{http.StatusForbidden, "\naccess forbidden\n", CodeScopeInsufficient, nil},
	}}
}

// dockerSays is what docker, podman and clusters print of a registry.
func dockerSays() speech {
	return speech{SpeakerRegistry, []phrase{
		{0, "no basic auth credentials", CodeTokenMissing, nil},
		{0, "error getting credentials - err", CodeTokenMissing, noHelper},
		{http.StatusNotFound, "/v2/ failed with status: 404", CodeWrongPath, notTheRegistry},
		{http.StatusNotFound, "error parsing http 404 response body", CodeWrongPath, notTheRegistry},
		{http.StatusNotFound, "pinging container registry", CodeWrongPath, notTheRegistry},
		{http.StatusRequestEntityTooLarge, "error parsing http 413 response body", CodeBadRequest, sendsTooMuch},
		{0, "unauthorized: authentication required", CodeTokenMissing, notSignedIn},
		{0, `"message":"authentication required"`, CodeTokenMissing, notSignedIn},
		{0, "unauthorized: incorrect username or password", CodeTokenUnknown, nil},
		{0, "invalid username/password", CodeTokenUnknown, nil},
		{0, "pull access denied", CodeAccessDenied, imageDenied},
		{0, "push access denied", CodeAccessDenied, imageDenied},
		{0, "manifest unknown", CodeNotFound, nil},
		{0, "name unknown", CodeNotFound, nil},
		{0, "repository name not known to registry", CodeNotFound, nil},
	}}
}

func noRegistry(d Context) text {
	return text{
		summary: "This GitLab has no container registry",
		reason:  "Its administrator has not switched it on, so no token can pull images here.",
		remedy:  NewSteps("Ask " + d.Admin() + " where images are kept"),
	}
}

func noHelper(Context) text {
	return text{
		summary: "docker does not get its passwords out of the place where it keeps them",
		reason:  "Its settings name a program for that, behind credsStore or credHelpers, which is not there or fails.",
		remedy: NewSteps(
			"Take that line out of .docker/config.json in your home directory, and sign in to the registry again",
			"Or install the program that it names",
		),
	}
}

func notTheRegistry(Context) text {
	return text{
		summary: "There is no container registry at this address",
		reason:  "The registry has an address of its own, often registry. in front of GitLab's, or another port of it.",
		remedy: NewSteps(
			"Take the address from the project's page, under Deploy, Container registry",
			"If that page is missing, this GitLab or the project has no registry",
		),
	}
}

func imageDenied(Context) text {
	images := SpeakerRegistry.usual()
	return text{
		summary: "The registry gives no leave for this image",
		reason: "The sign-in was taken, or none was there. The token lacks a scope, your role in the project is too small, " +
			"or the image's name leads elsewhere: one without a host is looked for at Docker Hub.",
		remedy: []Remedy{
			NewStep("Check that the image's name begins with the registry's host and the project's path"),
			NewStep("Sign in with a token that has " + images.scopesNeeded()),
			NewStep("Check your role in the project: " + images.rolesNeeded()),
		},
	}
}

func notSignedIn(d Context) text {
	tool := d.tool()
	return text{
		summary: "The registry was asked without a sign-in that holds",
		reason: "Nobody is signed in there, or the leave for a long push ended before it was done: it lasts 5 minutes " +
			"unless the administrator chose more, and 15 on GitLab.com.",
		remedy: []Remedy{
			NewStep(tool.gives),
			NewStep("The token needs " + SpeakerRegistry.usual().scopesNeeded()),
			NewStep("If a large push breaks off in the middle, push again, or make the layers smaller"),
		},
	}
}

func noImage(Context) text {
	return text{
		summary: "The registry has no such image, or does not show it to you",
		reason:  "The name, the tag or the project's path is another, or the image was deleted.",
		remedy: NewSteps(
			"Look for the image on the project's page, under Deploy, Container registry",
			"Write the whole path in small letters: registry, group, project, image, tag",
		),
	}
}
