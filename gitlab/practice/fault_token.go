package practice

import "net/http"

// tokenFaults are the refusals of a token (lib/api/api_guard.rb).
func tokenFaults() []faultRow {
	row := func(name, does string, reach faultScope, play func(*call)) faultRow {
		return faultRow{name: name, does: does, reach: reach, ofToken: true, play: func(c *call, _ func()) { play(c) }}
	}
	return []faultRow{
		row(
			"token-unknown",
			"the API says 401 to every token, as if it were from elsewhere or mistyped",
			withToken,
			(*call).unauthorized,
		),
		row("token-expired", "the API says 401 to every token: it is expired", withToken, (*call).expired),
		row("token-revoked", "the API says 401 to every token: it was revoked", withToken, (*call).revoked),
		row(
			"impersonation-off",
			"the API says 401 to every token: it impersonates, which is switched off",
			withToken,
			func(c *call) {
				c.refuseToken("invalid_token", "Token is an impersonation token but impersonation was disabled.")
			},
		),
		row("dpop", "the API says 401 to every token: the account wants each call signed (DPoP)", withToken, func(c *call) {
			c.refuseToken("dpop_error", "DPoP validation error: DPoP header is missing")
		}),
		row(
			"not-personal",
			"the API says 400 where a token asks of itself: it is of another kind",
			onTokenItself,
			func(c *call) {
				c.message(
					http.StatusBadRequest,
					"400 Bad request - This endpoint requires token type to be a personal access token",
				)
			},
		),
		row(
			"editor-refused",
			"the API says 401 to every token: the editor's extension is not allowed",
			withToken,
			func(c *call) {
				// What follows the colon is unverified.
				c.refuseToken(
					"restricted_language_server_client_error",
					"Language server client error: Language server client version is not supported",
				)
			},
		),
		row(
			"tokens-off",
			"tokens are switched off: 404 on their page (17.3 and later), 401 from the API",
			onTokens,
			tokensOff,
		),
	}
}

// tokensOff answers as an instance whose administrator switched personal access
// tokens off. That the API gives each the answer of an unknown one is
// unverified.
func tokensOff(c *call) {
	if isAPI(c.r) {
		c.unauthorized()
		return
	}
	writeNotFound(c.w)
}

// accountFaults are the refusals of whoever has the token, and of where they
// are.
func accountFaults() []faultRow {
	denied := func(name, does string, reason func(c *call) string) faultRow {
		return faultRow{name: name, does: does, reach: withToken, ofToken: true, play: func(c *call, _ func()) {
			c.message(http.StatusForbidden, "403 Forbidden - "+reason(c))
		}}
	}
	always := func(reason string) func(*call) string { return func(*call) string { return reason } }
	// The reasons are those of lib/gitlab/auth/user_access_denied_reason.rb.
	return []faultRow{
		denied("blocked", "the API says 403 to every token: the account is blocked",
			always("Your account has been blocked.")),
		denied("pending", "the API says 403 to every token: the account waits for approval",
			always("Your account is pending approval from your administrator and hence blocked.")),
		denied("deactivated", "the API says 403 to every token: the account was put to sleep", func(c *call) string {
			return "Your account has been deactivated by your administrator. Please log back in from a web browser to " +
				"reactivate your account at " + baseURL(c.r)
		}),
		denied("internal", "the API says 403 to every token: the account is one of GitLab's own",
			always("This action cannot be performed by internal users")),
		denied("unconfirmed", "the API says 403 to every token: the e-mail address is not confirmed", func(c *call) string {
			return "Your primary email address is not confirmed. Please check your inbox for the confirmation instructions. " +
				"In case the link is expired, you can request a new confirmation " +
				"email at " + baseURL(c.r) + "/users/confirmation/new"
		}),
		denied("terms", "the API says 403 to every token: the terms are not accepted", func(c *call) string {
			return "You (@" + c.owner().username + ") must accept the Terms of Service in order to perform this action. " +
				"To accept these terms, please access GitLab from a web browser at " + baseURL(c.r) + "."
		}),
		denied("password-expired", "the API says 403 to every token: the password has expired",
			always("Your password expired. Please access GitLab from a web browser to update your password.")),
		{
			name: "sso", does: "the API says 400 to every token: the group wants a single sign-on session",
			reach: withToken, ofToken: true, play: ssoSession,
		},
		{
			name:  "ip-block",
			does:  "a wall in front blocks the address: 403 as a web page, everywhere",
			reach: everywhere,
			play: func(c *call, _ func()) {
				c.outside()
				writeOutsidePage(c.w, http.StatusForbidden, "Access denied", "Your address is not allowed here.")
			},
		},
		{
			name:  "gateway",
			does:  "a gateway in front wants a password of its own: 401 as a web page, everywhere",
			reach: everywhere,
			play: func(c *call, _ func()) {
				c.outside()
				c.header().Set("WWW-Authenticate", `Basic realm="Company gateway"`)
				writeOutsidePage(c.w, http.StatusUnauthorized, "401 Authorization Required", "")
			},
		},
	}
}

// ssoSession refuses until there is a session of the group's single sign-on.
// The sentence is what Git is told (ee/lib/ee/gitlab/git_access.rb); that the
// API says it with 400, and as a bare message, is unverified.
func ssoSession(c *call, _ func()) {
	c.message(
		http.StatusBadRequest,
		"Cannot find valid SSO session. Please login via your group's SSO at "+baseURL(
			c.r,
		)+"/groups/practice-team/-/saml/sso?token=practice",
	)
}

// permissionFaults are the refusals of what a live token may not do.
func permissionFaults() []faultRow {
	return []faultRow{
		{
			name:    "scope-missing",
			does:    "the API says 403 to everything but the question what the token may do",
			reach:   beyondTokenItself,
			ofToken: true,
			play: func(c *call, _ func()) {
				c.insufficientScope()
			},
		},
		{
			name:    "granular-missing",
			does:    "the API says 403 to every token: a fine-grained permission is missing",
			reach:   withToken,
			ofToken: true,
			play: func(c *call, _ func()) {
				// spec/services of GitLab name a boundary after the permissions where
				// there is one; for what is the user's own that is unverified.
				reply(c, http.StatusForbidden, apiError{
					Error: "insufficient_granular_scope",
					Description: "Access denied: Your Personal Access Token lacks the required permissions: " +
						"[read_personal_access_token].",
				})
			},
		},
		{
			name:    "forbidden",
			does:    "the API says 403 to every token, without a reason",
			reach:   withToken,
			ofToken: true,
			play: func(c *call, _ func()) {
				c.message(http.StatusForbidden, "403 Forbidden")
			},
		},
	}
}

// owner is whose token the call carries, or whom the sign-in form proposes.
func (c *call) owner() user {
	if t, ok := c.server.store.find(c.secret); ok {
		if u, ok := c.server.store.user(t.owner); ok {
			return u
		}
	}
	return user{username: "pat"}
}
