package practice

import (
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"

	"glpat/gitlab/catalog"
	"glpat/gitlab/token"
)

// fineGrained makes a fine-grained token for purposes, with or without what it
// needs to be checked.
func (s *Server) fineGrained(t *testing.T, permissions ...catalog.Permission) token.Secret {
	t.Helper()
	secret, err := s.MakeFineGrainedToken("a test", permissions...)
	if err != nil {
		t.Fatal(err)
	}
	return secret
}

// The sentences are those of authorize_granular_scopes_service.
func TestAFineGrainedTokenIsHeldToItsPermissions(t *testing.T) {
	purpose := func(name string) []catalog.Permission {
		found, err := catalog.FindPurpose(name)
		if err != nil {
			t.Fatal(err)
		}
		return catalog.FineGrainedFor([]catalog.Purpose{found}).Permissions
	}
	none := []catalog.Permission{}
	for _, test := range []struct {
		name        string
		permissions []catalog.Permission
		asked       request
		status      int
		body        string
	}{
		{
			"itself", purpose("clone"),
			request{method: "GET", path: "/api/v4/personal_access_tokens/self"},
			200,
			`"scopes":["granular"],`,
		},
		{
			"that it is fine-grained", purpose("clone"),
			request{method: "GET", path: "/api/v4/personal_access_tokens/self"},
			200, `"granular":true`,
		},
		{
			"what it was given", purpose("clone"),
			request{method: "GET", path: "/api/v4/personal_access_tokens"}, // /self tells it from 19.5 on
			200,
			`{"access":"all_memberships","permissions":["download_code"],"project_id":null,"group_id":null}`,
		},
		{
			"itself without leave", none,
			request{method: "GET", path: "/api/v4/personal_access_tokens/self"},
			403,
			`following user permissions: [Personal Access Token: Read].`,
		},
		{
			"its owner without leave", none,
			request{method: "GET", path: "/api/v4/user"},
			403,
			`{"error":"insufficient_granular_scope","error_description":"Access denied: This operation requires a ` +
				`fine-grained personal access token with the following user permissions: [User: Read]."}`,
		},
		{
			"the release without leave", purpose("clone"),
			request{method: "GET", path: "/api/v4/version"},
			403,
			"instance permissions: [Metadata: Read]",
		},
		{
			"a download", purpose("clone"),
			request{method: "GET", path: "/practice-team/web-shop.git/info/refs?service=git-upload-pack", basic: true},
			200,
			"git-upload-pack",
		},
		{
			"an upload without leave", purpose("clone"),
			request{method: "GET", path: "/practice-team/web-shop.git/info/refs?service=git-receive-pack", basic: true},
			403,
			"project permissions: [Code: Push]",
		},
		{
			"an upload", purpose("push"),
			request{method: "GET", path: "/practice-team/web-shop.git/info/refs?service=git-receive-pack", basic: true},
			200,
			"git-receive-pack",
		},
		{
			"a pull", purpose("pull-images"),
			request{method: "GET", path: pathJWT + "?service=container_registry", basic: true},
			200, "token",
		},
		{
			"the proxy", purpose("pull-proxy"),
			request{method: "GET", path: pathJWT + "?service=dependency_proxy", basic: true},
			200, "token",
		},
		{"a package", purpose("install-packages"), request{method: "GET", path: "/api/v4/projects/101/packages"}, 200, "[]"},
		{
			"an issue to write", purpose("write-tickets"),
			request{method: "POST", path: "/api/v4/projects/101/issues", form: "title=x"},
			201, "opened",
		},
		{
			"an issue to write without leave", purpose("read-tickets"),
			request{method: "POST", path: "/api/v4/projects/101/issues", form: "title=x"},
			403, "[Work Item: Create]",
		},
		{
			"what no permission opens", purpose("api"),
			request{method: "GET", path: "/api/v4/packages/npm/some-package"},
			403,
			"This operation doesn't support fine-grained personal access tokens.",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := playing(t, "19.2")
			answer, body := s.send(t, test.asked, s.fineGrained(t, test.permissions...))
			if answer.StatusCode != test.status || !strings.Contains(body, test.body) {
				t.Errorf("it is %s, %s; want %d, %s", answer.Status, body, test.status, test.body)
			}
		})
	}
}

// refusedIn says in which part of GitLab the instance misses which permissions,
// "" where it does not refuse a fine-grained token.
func refusedIn(answer answered, body string) string {
	if answer.StatusCode != http.StatusForbidden || !strings.Contains(body, `"insufficient_granular_scope"`) {
		return ""
	}
	_, said, named := strings.Cut(body, "with the following ")
	if !named {
		return "takes none"
	}
	return strings.TrimSuffix(said, `."}`)
}

// Each call is refused without the permission that the list has for it, and with
// it under another tab; it is let through with it under each of its own.
func TestEveryCallTakesThePermissionOfTheList(t *testing.T) {
	t.Parallel()
	s := playing(t, "19.2")
	tabs := []catalog.Boundary{catalog.BoundaryProject, catalog.BoundaryUser, catalog.BoundaryGlobal}
	for _, served := range endpoints() {
		path := strings.NewReplacer(":id", "1", "*", "a/b").Replace(served.path)
		listed, exists := catalog.FindCall(served.method, path)
		if !exists {
			t.Errorf("%s %s is not in the list", served.method, served.path)
			continue
		}
		asked := request{method: served.method, path: apiPath + path}
		refused := func(permissions ...catalog.Permission) string {
			return refusedIn(s.send(t, asked, s.fineGrained(t, permissions...)))
		}
		if len(listed.Accesses) == 0 {
			if got := refused(resourcesUnder(catalog.BoundaryProject)...); (got == "takes none") !=
				(listed.Rule == catalog.RuleOtherToken) {
				t.Errorf("%s %s says %q", asked.method, asked.path, got)
			}
			continue
		}
		var own []catalog.Boundary
		for _, access := range listed.Accesses {
			own = append(own, access.Tab())
		}
		needed := listed.Needs(listed.Accesses[0])[0]
		if got := refused(); !strings.HasSuffix(got, " permissions: ["+needed.Label()+"]") {
			t.Errorf("%s %s without a permission says %q, want %s", asked.method, asked.path, got, needed.Label())
		}
		for _, where := range tabs {
			needed.Where = where
			if got := refused(needed); (got == "") != slices.Contains(own, where) {
				t.Errorf("%s %s with %s under %q says %q", asked.method, asked.path, needed.Label(), where.Tab(), got)
			}
		}
	}
}

// What Git and the registry ask for is on the list too.
func TestEveryAbilityIsAPermissionOfTheList(t *testing.T) {
	t.Parallel()
	for wanted := abilityDownloadCode; wanted <= abilityWriteProxy; wanted++ {
		permission, exists := wanted.permission()
		if !exists {
			continue
		}
		found, listed := catalog.FindPermission(permission.APINames()[0])
		if !listed || found.Label() != permission.Label() || found.Category != permission.Category ||
			found.Where != permission.Where {
			t.Errorf("%s > %s is in the list as %s > %s", permission.Category, permission.Label(), found.Category, found.Label())
		}
	}
}

func TestLeaveToPushIsNeverForAFineGrainedToken(t *testing.T) {
	s := playing(t, "19.2")
	all := slices.Concat(
		resourcesUnder(catalog.BoundaryProject),
		resourcesUnder(catalog.BoundaryUser),
		resourcesUnder(catalog.BoundaryGlobal),
	)
	_, body := s.send(
		t,
		request{
			method: "GET",
			path:   pathJWT + "?service=container_registry&scope=repository:practice-team/web-shop:pull,push",
			basic:  true,
		},
		s.fineGrained(t, all...),
	)
	if got := actionsOf(t, body); len(got) != 1 || got[0] != "pull" {
		t.Errorf("it allows %q", got)
	}
}

func TestWhereOnlyFineGrainedTokensAreMadeALegacyOneCannotBeRenewed(t *testing.T) {
	s := start(t, Options{FineGrainedOnly: true})
	answer, body := s.send(
		t,
		request{method: "POST", path: "/api/v4/personal_access_tokens/self/rotate"},
		s.tokenWith(t, "api"),
	)
	if answer.StatusCode != 400 || !strings.Contains(body, "Rotation of legacy personal access tokens is disabled.") {
		t.Errorf("it is %s, %s", answer.Status, body)
	}
	permission := catalog.Permission{
		Category: "System Access",
		Resource: "Personal Access Token",
		Actions:  []string{"Rotate"},
		Where:    catalog.BoundaryUser,
	}
	if answer, body = s.send(
		t,
		request{method: "POST", path: "/api/v4/personal_access_tokens/self/rotate"},
		s.fineGrained(t, permission),
	); answer.StatusCode != 200 {
		t.Errorf("a fine-grained one: %s, %s", answer.Status, body)
	}
}

func TestAssociationsTurnThePageForBothLists(t *testing.T) {
	s := start(t, Options{MoreProjects: 247})
	secret := s.tokenWith(t, "read_repository")
	projects, groups := 0, 0
	for page := 1; page <= 4; page++ {
		answer, body := ask(
			t,
			s,
			"GET",
			fmt.Sprintf("/personal_access_tokens/self/associations?per_page=100&page=%d", page),
			secret,
		)
		projects += strings.Count(body, `"path_with_namespace"`)
		groups += strings.Count(body, `"parent_id"`)
		if next := answer.Header.Get("X-Next-Page"); (next == "") != (page >= 3) || answer.Header.Get("X-Total") != "250" {
			t.Errorf("page %d: the next is %q of %s", page, next, answer.Header.Get("X-Total"))
		}
	}
	if projects != 250 || groups != 1 {
		t.Errorf("there are %d projects and %d groups", projects, groups)
	}
}

// Which answer tells a token's permissions and addresses hangs on the release
// (doc/api/personal_access_tokens.md and doc/api/user_tokens.md of 19.5).
func TestTheAnswersTellOfAFineGrainedTokenWhatTheReleaseTells(t *testing.T) {
	t.Parallel()
	const granted, addresses = `"granular_scopes":[{"access":"user"`, `"last_used_ips":[`
	for _, test := range []struct {
		release                string
		granular, byID, bySelf bool // the kind, the permissions by the id, to the token itself
		newAddresses           bool
	}{
		{"18.11", true, false, false, false},
		{"19.2", true, true, false, false},
		{"19.4", true, true, false, true},
		{"19.5", true, true, true, true},
	} {
		s := playing(t, test.release)
		made := func() token.Secret {
			secret, err := s.MakeFineGrainedToken("n", catalog.Permission{
				Category: "System Access", Resource: "Personal Access Token", Actions: []string{"Read", "Rotate"},
				Where: catalog.BoundaryUser,
			})
			if err != nil {
				t.Fatal(err)
			}
			return secret
		}
		first, second := made(), made()
		for _, call := range []struct {
			method, path string
			secret       token.Secret
			tells, isNew bool
		}{
			{http.MethodGet, "/personal_access_tokens/self", first, test.bySelf, false},
			{http.MethodGet, "/personal_access_tokens/1", first, test.byID, false},
			{http.MethodGet, "/personal_access_tokens", first, test.byID, false},
			{http.MethodPost, "/personal_access_tokens/self/rotate", first, test.bySelf, true},
			{http.MethodPost, "/personal_access_tokens/2/rotate", second, test.byID, true},
		} {
			response, body := ask(t, s, call.method, call.path, call.secret)
			if response.StatusCode != http.StatusOK || strings.Contains(body, granted) != call.tells ||
				strings.Contains(body, addresses) != (test.newAddresses || !call.isNew) ||
				strings.Contains(body, `"granular":true`) != test.granular {
				t.Errorf("%s: %s %s answers %s %s", test.release, call.method, call.path, response.Status, body)
			}
		}
	}
}

func TestDuplicateFillsTheFormInLikeTheToken(t *testing.T) {
	t.Parallel()
	for release, offered := range map[string]bool{"18.10": false, "18.11": true, "19.2": true, "19.5": true} {
		s := playing(t, release)
		v := visitorOf(t, s)
		v.signIn("pat")
		form := granularFormOf(v, "")
		form.values.Set("granular[name]", "backup")
		form.values.Set("granular[description]", "every night")
		form.values.Set("granular[access]", accessSelected)
		form.values["granular[places][]"] = []string{"project-101"}
		form.values["granular[permissions][]"] = []string{"project-download_code", "user-read_user"}
		if secret := createdToken(v.submit(form), createdFieldID(s.edition.pages)); secret.Empty() {
			t.Fatalf("%s: no token is made", release)
		}
		if _, err := s.MakeToken("legacy", catalog.ScopeReadAPI); err != nil {
			t.Fatal(err)
		}
		_, page := v.get(s.edition.pages.Path())
		if got := strings.Count(page, "duplicate-button"); got > 1 || (got == 1) != offered ||
			strings.Contains(page, "/granular/new?source_token_id=1") != offered {
			t.Errorf("%s: the list offers to duplicate %d tokens", release, got)
		}
		empty := granularFormOf(v, "").values
		if legacy := granularFormOf(v, "?source_token_id=2").values; legacy.Encode() != empty.Encode() {
			t.Errorf("%s: a legacy token fills the form in: %s", release, legacy.Encode())
		}
		copied := granularFormOf(v, "?source_token_id=1")
		if !offered {
			if copied.values.Encode() != empty.Encode() {
				t.Errorf("%s: the form has %s", release, copied.values.Encode())
			}
			continue
		}
		if name := copied.values.Get("granular[name]"); name != "backup (copy)" {
			t.Errorf("%s: the copy is called %q", release, name)
		}
		if secret := createdToken(v.submit(copied), createdFieldID(s.edition.pages)); secret.Empty() {
			t.Fatalf("%s: the copy is not made as it stands", release)
		}
		first, _ := s.store.tokenOf(77, 1)
		second, found := s.store.tokenOf(77, 3)
		if !found || second.description != first.description || !reflect.DeepEqual(second.granted, first.granted) {
			t.Errorf("%s: the copy has %+v, want %+v", release, second.granted, first.granted)
		}
	}
}
