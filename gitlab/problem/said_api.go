package problem

import "net/http"

// apiSays is what GitLab's API says of a token and of a call
// (lib/api/api_guard.rb, lib/api/helpers.rb, lib/api/api.rb,
// app/services/authz/tokens/authorize_granular_scopes_service.rb,
// app/services/personal_access_tokens/rotate_service.rb).
func apiSays() speech {
	return speech{
		SpeakerAPI,
		[]phrase{
			{http.StatusUnauthorized, "dpop_error", CodeDPoPRequired, nil},
			{http.StatusUnauthorized, "dpop validation error", CodeDPoPRequired, nil},
			{http.StatusUnauthorized, "dpop", CodeDPoPRequired, nil},
			{http.StatusUnauthorized, "restricted_language_server_client_error", CodeEditorRefused, nil},
			{http.StatusUnauthorized, "language server client error", CodeEditorRefused, nil},
			{http.StatusUnauthorized, "token is expired. you can", CodeTokenExpired, nil},
			{http.StatusUnauthorized, "\ntoken is expired", CodeTokenExpired, nil},
			{http.StatusUnauthorized, "invalid_token: token is expired", CodeTokenExpired, nil},
			{http.StatusUnauthorized, "token was revoked. you have", CodeTokenRevoked, nil},
			{http.StatusUnauthorized, "\ntoken was revoked", CodeTokenRevoked, nil},
			{http.StatusUnauthorized, "invalid_token: token was revoked", CodeTokenRevoked, nil},
			{http.StatusUnauthorized, "impersonation was disabled", CodeImpersonationOff, nil},
			{http.StatusUnauthorized, "bad access token", CodeTokenUnknown, nil},
			{http.StatusUnauthorized, "invalid_token", CodeTokenUnknown, nil},
			{http.StatusUnauthorized, "\ninvalid token\n", CodeTokenUnknown, nil}, // GraphQL

			// "does not", "doesn't" and "not yet" by release; with REST, GraphQL and Git.
			{http.StatusForbidden, "support fine-grained", CodeFineGrainedUnsupported, nil},
			{http.StatusForbidden, "fine-grained personal access tokens are not", CodeFineGrainedUnsupported, nil},
			{http.StatusForbidden, "fine-grained tokens are not", CodeFineGrainedUnsupported, nil},
			{http.StatusForbidden, "requires a fine-grained personal access token", CodeFineGrainedMissing, nil},
			{http.StatusForbidden, "lacks the required permissions", CodeFineGrainedMissing, nil},
			{http.StatusForbidden, "insufficient_granular_scope", CodeFineGrainedMissing, nil},
			{http.StatusForbidden, "insufficient_scope", CodeScopeInsufficient, nil},
			{http.StatusForbidden, "higher privileges than provided", CodeScopeInsufficient, nil},
			{http.StatusBadRequest, "rotation of legacy personal access tokens is disabled", CodeBadRequest, legacyGone},
			{http.StatusBadRequest, "token type to be a personal access token", CodeTokenNotPersonal, nil},
			{http.StatusUnauthorized, "need to sign in or sign up before continuing", CodeTokenMissing, pageNotAPI},
			// OAuth, which applications and glab sign in with (doc/api/oauth2.md).
			{0, "invalid_grant", CodeTokenExpired, signInEnded},
			{0, "authorization grant is invalid", CodeTokenExpired, signInEnded},
			{0, "invalid_scope", CodeBadRequest, scopeNotOffered},
			{0, "requested scope is invalid, unknown, or malformed", CodeBadRequest, scopeNotOffered},
			{0, "scopes can only contain available scopes", CodeBadRequest, scopeNotOffered},
			{0, `"scopes":["can only contain available scopes`, CodeBadRequest, scopeNotOffered},
			{0, `"expires_at":["must be before`, CodeBadRequest, endTooLate},
			{0, "expires at must be before", CodeBadRequest, endTooLate},

			{http.StatusForbidden, "must be admin to use sudo", CodeAccessDenied, sudoRefused},
			{
				http.StatusForbidden,
				"must be authenticated using an oauth or personal access token",
				CodeAccessDenied,
				sudoRefused,
			},
			{http.StatusForbidden, "authentication by ci/cd job token not allowed", CodeJobTokenRefused, nil},
			{http.StatusForbidden, "insufficient permissions to pull from the repository of project", CodeJobTokenRefused, nil},
			{http.StatusForbidden, "not allowed to push into this branch", CodePushRejected, protectedBranch},
			{0, "sso session", CodeSSORequired, nil}, // with 400, and with 403 in old releases
			{http.StatusGone, "api v3 is no longer supported", CodeEndpointMissing, oldAPI},

			{http.StatusTooManyRequests, "\nretry later", CodeRateLimited, nil},
			{http.StatusTooManyRequests, "requested too many times", CodeRateLimited, nil},
			{http.StatusServiceUnavailable, "maintenance mode", CodeMaintenance, nil},
			// lib/gitlab/middleware/read_only/controller.rb, and the notices of pages.
			{0, "write operations on a read-only instance", CodeMaintenance, nil},
			{0, "operating in read-only mode", CodeMaintenance, nil},
		},
	}
}

func pageNotAPI(Context) text {
	return text{
		summary: "A page was asked for, and pages take no token",
		reason:  "Pages know people by their sign-in. Only addresses with /api/v4/ in them, and Git's, take a token.",
		remedy: NewSteps(
			"Use the address of the API for it: the GitLab's own, then /api/v4/",
			"Or open the page in a browser",
		),
	}
}

func signInEnded(Context) text {
	return text{
		summary: "The sign-in through an application is over, or was used twice",
		reason: "Such a sign-in holds two hours and is renewed once by each that keeps it. It is no personal access token, " +
			"and one that you pasted is not refused here.",
		remedy: NewSteps(
			"Sign out in the tool and in again; with glab, run glab auth logout first, so that nothing old is left",
			"Or give the tool a personal access token in place of the sign-in",
		),
	}
}

func scopeNotOffered(d Context) text {
	return text{
		summary: "This GitLab, or the application, does not offer that scope",
		reason: "Scopes come with releases, and some only where the registry or another feature is switched on. An " +
			"application has only those that it was registered with.",
		remedy: []Remedy{
			NewStep("Ask for a scope that is offered: the form for a new token lists them"),
			d.run("See what a purpose needs", CommandPurposes),
		},
	}
}

func endTooLate(d Context) text {
	return text{
		summary: "The expiration date is later than this GitLab takes",
		reason:  "GitLab names the last day in its answer. It is a year away unless the administrator chose less.",
		remedy:  NewSteps("Choose that day or an earlier one", "Ask "+d.Admin()+" if the job needs longer"),
	}
}

func legacyGone(d Context) text {
	return text{
		summary: "This GitLab renews no legacy tokens any more",
		reason: "Its administrator asks for fine-grained tokens. The old token works until it ends, except in a group that " +
			"takes fine-grained tokens only.",
		remedy: []Remedy{d.TokensPage("Create a fine-grained token in its place")},
	}
}

// sudoRefused: doc/api/rest/authentication.md, "Sudo".
func sudoRefused(d Context) text {
	return text{
		summary: "Only an administrator may act as somebody else",
		reason:  "The call names another user with sudo. That takes an administrator's token with the scope sudo.",
		remedy: []Remedy{
			NewStep("Make the call as yourself, without sudo"),
			NewStep("Or ask " + d.Admin() + " to make it"),
		},
	}
}

func oldAPI(Context) text {
	return text{
		summary: "The program asks for an API that GitLab no longer has",
		reason:  "It calls /api/v3, which ended with GitLab 11.0. The API is at /api/v4.",
		remedy:  NewSteps("Update the program", "Or change /api/v3 to /api/v4 in its settings"),
	}
}

// accountsSay is why an account is let in no further
// (lib/gitlab/auth/user_access_denied_reason.rb).
func accountsSay() speech {
	return speech{SpeakerAPI, []phrase{
		{http.StatusForbidden, "must accept the terms of service", CodeTermsNotAccepted, nil},
		{http.StatusForbidden, "is pending approval from your", CodeAccountPending, nil},
		{http.StatusForbidden, "your account has been deactivated", CodeAccountDeactivated, nil},
		{http.StatusForbidden, "your account is deactivated", CodeAccountDeactivated, nil},
		{http.StatusForbidden, "cannot be performed by internal users", CodeAccountInternal, nil},
		{http.StatusForbidden, "your primary email address is not confirmed", CodeEmailUnconfirmed, nil},
		{http.StatusForbidden, "your password expired", CodePasswordExpired, nil},
		{http.StatusForbidden, "your password has expired", CodePasswordExpired, nil},
		{http.StatusForbidden, "your account has been blocked", CodeAccountBlocked, nil},
	}}
}

// headersSaid is what tools print of a header that cannot carry the token, or
// that GitLab does not look into.
func headersSaid() speech {
	return speech{SpeakerAPI, []phrase{
		{0, "invalid header field value", CodeTokenMalformed, lineBreakInside},                   // Go
		{0, "return character(s) in header value", CodeTokenMalformed, lineBreakInside},          // python-requests
		{0, "return character in header value", CodeTokenMalformed, lineBreakInside},             // python-requests, older
		{0, "illegal header value", CodeTokenMalformed, lineBreakInside},                         // httpx
		{0, "invalid header value", CodeTokenMalformed, lineBreakInside},                         // Python, Rust, .NET
		{0, "failed to parse header value", CodeTokenMalformed, lineBreakInside},                 // Rust
		{0, "invalid character in header content", CodeTokenMalformed, lineBreakInside},          // Node
		{0, "illegal character(s) in message header value", CodeTokenMalformed, lineBreakInside}, // Java
		{0, "new-line characters are not allowed in header", CodeTokenMalformed, lineBreakInside},
		{0, "private_token:", CodeTokenMissing, headerMisspelt},
		{0, "private token:", CodeTokenMissing, headerMisspelt},
		{0, "http_private_token", CodeTokenMissing, headerMisspelt},
		{0, "authorization: token ", CodeTokenMissing, headerMisspelt}, // as for GitHub
	}}
}

func lineBreakInside(d Context) text {
	return text{
		summary: "There is a line break or a space in the token, so it could not be sent",
		reason: "A secret that was stored with echo, or copied with the end of its line, has one. Nothing was sent, and " +
			"the token itself may be fine.",
		remedy: []Remedy{
			NewStep(`Store it again without the line break: with printf %s in place of echo, or with echo -n before base64`),
			d.run("Check the token", CommandCheckToken),
		},
	}
}

func headerMisspelt(d Context) text {
	return text{
		summary: "The token stands in a header that GitLab does not look into",
		reason: "GitLab answers as if none had been sent. The names have hyphens, and servers on the way drop those with " +
			"underscores.",
		remedy: []Remedy{NewStep(SpeakerAPI.usual().gives), d.run("Check the token", CommandCheckToken)},
	}
}

// apiToolsSay is what programs say that use the API, in words of their own.
func apiToolsSay() speech {
	return speech{SpeakerAPI, []phrase{
		// semantic-release, lib/definitions/errors.js of @semantic-release/gitlab
		{0, "enogltoken", CodeTokenMissing, nil},
		{0, "no gitlab token specified", CodeTokenMissing, nil},
		{0, "einvalidgltoken", CodeTokenUnknown, nil},
		{0, "invalid gitlab token", CodeTokenUnknown, nil},
		{0, "eglnopushpermission", CodeAccessDenied, nil},
		{0, "eglnopullpermission", CodeAccessDenied, nil},
		{0, "egitnopermission", CodeAccessDenied, nil},
		// Renovate, lib/modules/platform/gitlab
		{0, "you must configure a gitlab", CodeTokenMissing, nil},
		{0, "error authenticating with gitlab", CodeTokenUnknown, nil},
		{0, "init: authentication failure", CodeTokenUnknown, nil},
		// glab
		{0, "glab auth login", CodeTokenMissing, nil},
		{0, "no token found (checked config file", CodeTokenMissing, nil},
		{0, "has not been authenticated with glab", CodeTokenMissing, nil},
		{0, "could not authenticate to one or more of the configured gitlab", CodeTokenUnknown, nil},
		{0, "gitlabauthenticationerror", CodeTokenUnknown, nil},
		{0, "gitlab user not found. check your personal access token", CodeTokenUnknown, nil},
		// Terraform's provider for GitLab
		{0, "no gitlab token configured", CodeTokenMissing, nil},
		// GitLab Workflow for VS Code
		{0, "api unauthorized: ", CodeTokenUnknown, nil},
		// A page that exists for who may have tokens.
		{0, "personal_access_tokens 404", CodeTokensOff, nil},
	}}
}
