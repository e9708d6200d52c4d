package practice

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"glpat/gitlab/catalog"
	"glpat/gitlab/token"
)

// The answers are those of app/controllers/jwt_controller.rb and the services
// that it asks.
func TestTheRegistryGivesLeaveForWhatTheScopesAllow(t *testing.T) {
	const denied = `{"errors":[{"code":"DENIED","message":"access forbidden"}],"http_status":403}`
	const own = "repository:practice-team/web-shop:"
	for _, test := range []struct {
		name, release, without, scopes, service, asked string
		status                                         int
		body, actions                                  string
	}{
		{"docker login", "18.4", "", "read_registry", "container_registry", "", 200, `{"token":"`, ""},
		{"a pull", "18.4", "", "read_registry", "container_registry", own + "pull", 200, "", "pull"},
		{"a pull with read_api", "18.4", "", "read_api", "container_registry", own + "pull", 200, "", "pull"},
		{
			"a push with both", "18.4", "", "read_registry,write_registry", "container_registry", own + "pull,push", 200, "",
			"pull,push",
		},
		{
			"a push with the reading half", "18.4", "", "read_registry", "container_registry", own + "pull,push", 200, "",
			"pull",
		},
		{
			"a push with the writing half", "18.4", "", "write_registry", "container_registry", own + "pull,push", 200, "",
			"push",
		},
		{
			"an image of a project that is not there", "18.4", "", "read_registry", "container_registry",
			"repository:nobody/nothing:pull", 200, "", "",
		},
		{"another scope", "18.4", "", "read_repository", "container_registry", own + "pull", 403, denied, ""},
		{"no token", "18.4", "", "", "container_registry", "", 401, `{"errors":[{"code":"UNAUTHORIZED","message":"HTTP ` +
			`Basic: Access denied.`, ""},
		{
			"no registry", "18.4", "registry", "read_api", "container_registry", "", 404,
			`{"errors":[{"code":"UNAVAILABLE","message":"registry not enabled"}],"http_status":404}`, "",
		},
		{"a service that nobody knows", "18.4", "", "api", "coffee", "", 404, "", ""},
		{
			"the proxy with both of its halves", "18.4", "", "read_virtual_registry,write_virtual_registry", "dependency_proxy",
			"", 200, `{"token":"`, "",
		},
		{"the proxy with one half", "18.4", "", "read_virtual_registry", "dependency_proxy", "", 403, "access forbidden", ""},
		{
			"the proxy with the registry's halves", "18.4", "", "read_registry,write_registry", "dependency_proxy", "", 200,
			`{"token":"`, "",
		},
		{"the proxy with read_api", "18.4", "", "read_api", "dependency_proxy", "", 403, "access forbidden", ""},
		{
			"the proxy before 18.0 asks for none", "17.9", "", "read_user", "dependency_proxy", "", 200,
			`{"token":"`, "",
		},
		{"no proxy", "18.4", "proxy", "api", "dependency_proxy", "", 404, "dependency proxy not enabled", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			release, err := catalog.ParseRelease(test.release)
			if err != nil {
				t.Fatal(err)
			}
			without, err := ParseParts(test.without)
			if err != nil {
				t.Fatal(err)
			}
			s := start(t, Options{Release: release, Without: without})
			var secret token.Secret
			if test.scopes != "" {
				secret = s.tokenWith(t, test.scopes)
			}
			path := pathJWT + "?service=" + test.service
			if test.asked != "" {
				path += "&scope=" + url.QueryEscape(test.asked)
			}
			answer, body := s.send(t, request{method: "GET", path: path, basic: true}, secret)
			if answer.StatusCode != test.status || !strings.HasPrefix(body, test.body) && !strings.Contains(body, test.body) {
				t.Fatalf("it is %s, %s", answer.Status, body)
			}
			if test.status == 200 && test.asked != "" {
				if got := strings.Join(actionsOf(t, body), ","); got != test.actions {
					t.Errorf("it allows %q, want %q", got, test.actions)
				}
			}
			if _, images := s.Made(); (images > 0) != strings.Contains(test.actions, "push") {
				t.Errorf("%d places for images were made", images)
			}
		})
	}
}

func TestAnInstanceWithoutAPartOffersNoScopesForIt(t *testing.T) {
	for part, gone := range map[Part][]string{
		PartRegistry: {"read_registry", "write_registry"},
		PartProxy:    {"read_virtual_registry", "write_virtual_registry"},
		PartDuo:      {"ai_features"},
	} {
		s := start(t, Options{Without: []Part{part}})
		_, document := s.send(t, request{method: "GET", path: "/.well-known/openid-configuration"}, token.Secret{})
		for _, scope := range []string{"read_registry", "write_registry", "read_virtual_registry", "write_virtual_registry", "ai_features", "read_repository"} {
			if told := strings.Contains(document, `"`+scope+`"`); told == slices.Contains(gone, scope) {
				t.Errorf("without %s the scope %s is told: %v", part, scope, told)
			}
		}
	}
	if _, err := ParseParts("registry,kitchen"); err == nil {
		t.Error("an instance can do without a kitchen")
	}
}
