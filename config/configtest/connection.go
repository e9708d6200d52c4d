// Package configtest has cases for the tests of config and of those who use it.
package configtest

import "glpat/config"

// ConnectionCase is a GitLab that is asked for by flags and settings, and what
// [config.Settings.Resolve] decides. The commands and the wizard run the same
// cases, because both have to come to the same answer.
type ConnectionCase struct {
	Name string
	// Known is what the settings say.
	Known []config.KnownInstance
	// Address, API and AllowHTTP are the flags --host, --api and --allow-http.
	Address, API string
	AllowHTTP    bool

	// WantAddress is where the calls go, WantPlain whether they may be without
	// encryption, and NeedsConsent the origins that need a yes first.
	WantAddress  string
	WantPlain    bool
	NeedsConsent []string
}

// ConnectionCases returns the cases: without and with the flag, without and with
// settings, for each kind of address.
func ConnectionCases() []ConnectionCase {
	const (
		host, https, http = "gitlab.lan", "https://gitlab.lan", "http://gitlab.lan"
		api, otherAPI     = "http://api.lan:8080", "http://other.lan"
	)
	agreed := []config.KnownInstance{{URL: http, AllowHTTP: true}}
	refused := []config.KnownInstance{{URL: http}}
	agreedAPI := []config.KnownInstance{{URL: http, AllowHTTP: true, Connection: config.Connection{API: api}}}
	// The person agreed to http, and the server then led them to https.
	redirected := []config.KnownInstance{{URL: https, AllowHTTP: true}}
	return []ConnectionCase{
		{Name: "https", Address: https, WantAddress: https},
		{Name: "no scheme means https", Address: host, WantAddress: https},
		{Name: "https with the flag", Address: https, AllowHTTP: true, WantAddress: https, WantPlain: true},
		{Name: "http", Address: http, WantAddress: http, NeedsConsent: []string{http}},
		{Name: "http with the flag", Address: http, AllowHTTP: true, WantAddress: http, WantPlain: true},
		{
			Name: "http on another port", Address: http + ":8080", WantAddress: http + ":8080",
			NeedsConsent: []string{http + ":8080"},
		},
		{Name: "http on this computer", Address: "http://127.0.0.1:80", WantAddress: "http://127.0.0.1"},
		{Name: "http on this computer by IPv6", Address: "http://[::1]:3000", WantAddress: "http://[::1]:3000"},
		{Name: "http on localhost", Address: "http://localhost", WantAddress: "http://localhost"},
		{
			Name: "an API with http", Address: host, API: api, WantAddress: https,
			NeedsConsent: []string{api},
		},
		{
			Name:        "an API with http and the flag",
			Address:     host,
			API:         api,
			AllowHTTP:   true,
			WantAddress: https,
			WantPlain:   true,
		},
		{Name: "an API with http on this computer", Address: host, API: "http://127.0.0.1:9", WantAddress: https},
		{
			Name: "both with http", Address: http, API: api, WantAddress: http,
			NeedsConsent: []string{http, api},
		},

		{Name: "http that the settings agree to", Known: agreed, Address: http, WantAddress: http, WantPlain: true},
		{
			Name: "the same without the scheme, on a project's page", Known: agreed,
			Address: "gitlab.lan/group/project", WantAddress: "http://gitlab.lan/group/project", WantPlain: true,
		},
		{Name: "https though http is known", Known: agreed, Address: https, WantAddress: https},
		{
			Name: "another port than the settings agree to", Known: agreed, Address: http + ":8080",
			WantAddress: http + ":8080", NeedsConsent: []string{http + ":8080"},
		},
		{
			Name: "http that is known and was not agreed to", Known: refused, Address: http, WantAddress: http,
			NeedsConsent: []string{http},
		},
		{Name: "no scheme where http was not agreed to", Known: refused, Address: host, WantAddress: https},
		{
			Name: "http with the flag, over settings without the consent", Known: refused, Address: http, AllowHTTP: true,
			WantAddress: http, WantPlain: true,
		},
		{Name: "an API that the settings agree to", Known: agreedAPI, Address: http, WantAddress: http, WantPlain: true},
		{
			Name: "an API by a flag, over one that the settings agree to", Known: agreedAPI, Address: http, API: otherAPI,
			WantAddress: http, NeedsConsent: []string{otherAPI},
		},
		{
			Name:    "an API of the settings that was not agreed to",
			Known:   []config.KnownInstance{{URL: https, Connection: config.Connection{API: api}}},
			Address: host, WantAddress: https, NeedsConsent: []string{api},
		},
		{
			Name: "http where the consent was for a redirect to https", Known: redirected, Address: http,
			WantAddress: http, NeedsConsent: []string{http},
		},
		{Name: "https after a redirect from http", Known: redirected, Address: host, WantAddress: https},
	}
}
