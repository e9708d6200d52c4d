package practice

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"glpat/gitlab/catalog"
)

// grantsDiffer says how grants differ from what is wanted, "" where they do not.
func grantsDiffer(got, want []fineGrainedGrant) string {
	written := func(grants []fineGrainedGrant) (lines []string) {
		number := func(id *int64) int64 {
			if id == nil {
				return 0
			}
			return *id
		}
		for _, g := range grants {
			lines = append(
				lines,
				fmt.Sprintf(
					"%s, project %d, group %d: %s",
					g.Access,
					number(g.ProjectID),
					number(g.GroupID),
					strings.Join(g.Permissions, " "),
				),
			)
		}
		return lines
	}
	if got, want := written(got), written(want); !slices.Equal(got, want) {
		return fmt.Sprintf("the grants are %q, want %q", got, want)
	}
	return ""
}

// granularFormOf signs in and reads the form from its page.
func granularFormOf(v visitor, query string) pageForm {
	v.t.Helper()
	_, page := v.get(v.server.edition.pages.Path() + "/granular/new" + query)
	form, found := findForm(page, "granular-token-form")
	if !found {
		v.t.Fatalf("no form for a fine-grained token on %s", page)
	}
	return form
}

// submit sends a form and returns the page that follows.
func (v visitor) submit(form pageForm) string {
	v.t.Helper()
	response, _ := v.do(http.MethodPost, form.action, form.values)
	if response.StatusCode != http.StatusFound {
		v.t.Fatalf("the form answered %s", response.Status)
	}
	_, page := v.get(strings.TrimPrefix(response.Header.Get("Location"), v.server.URL()))
	return page
}

func TestTheFineGrainedFormMakesATokenWithoutAScript(t *testing.T) {
	one, eleven := int64(101), int64(11)
	for _, test := range []struct {
		why, release, access string
		places, permissions  []string
		want                 []fineGrainedGrant
	}{
		{"everywhere", "18.10", accessAll, nil, []string{"project-download_code", "user-read_user"}, []fineGrainedGrant{
			{Access: "all_memberships", Permissions: []string{"download_code"}}, {
				Access: "user", Permissions: []string{"read_user"},
			},
		}},
		{"one's own projects", "18.11", accessPersonal, nil, []string{"project-push_code", "project-read_code"}, []fineGrainedGrant{
			{Access: "personal_projects", Permissions: []string{"push_code", "read_code"}},
		}},
		{"chosen places", "19.2", accessSelected, []string{"project-101", "group-11"}, []string{"project-create_issue", "project-read_job", "global-read_metadata"}[1:], []fineGrainedGrant{
			{Access: "selected_memberships", GroupID: &eleven, Permissions: []string{"read_job"}},
			{Access: "selected_memberships", ProjectID: &one, Permissions: []string{"read_job"}},
			{Access: "instance", Permissions: []string{"read_metadata"}},
		}},
		{"no projects at all", "19.2", "", nil, []string{"user-read_personal_access_token"}, []fineGrainedGrant{
			{Access: "user", Permissions: []string{"read_personal_access_token"}},
		}},
	} {
		t.Run(test.release+" "+test.why, func(t *testing.T) {
			s := playing(t, test.release)
			v := visitorOf(t, s)
			v.signIn("pat")
			form := granularFormOf(v, "")
			form.values.Set("granular[name]", "by hand")
			form.values.Set("granular[description]", "why")
			form.values["granular[permissions][]"] = test.permissions
			form.values["granular[places][]"] = test.places
			form.values.Set("granular[access]", test.access)
			page := v.submit(form)
			secret := createdToken(page, createdFieldID(s.edition.pages))
			made, found := s.store.find(secret)
			if !found {
				t.Fatalf("no token: %q", refusals(page))
			}
			if diff := grantsDiffer(made.granted, test.want); diff != "" {
				t.Error(diff)
			}
			if !strings.Contains(page, "Your new token has been created") || !strings.Contains(page, "Copy token") ||
				!strings.Contains(page, ">Done<") {
				t.Error("the page with the token lacks its words")
			}
			if again := granularFormOf(v, ""); again.values.Get("granular[name]") != "" {
				t.Error("the form is not empty again")
			}
		})
	}
}

func TestTheFineGrainedFormIsRefusedInGitLabsWords(t *testing.T) {
	whole := url.Values{
		"granular[name]": {"n"}, "granular[description]": {"d"}, "granular[expires_at]": {"tomorrow"},
		"granular[access]": {accessAll}, "granular[permissions][]": {"project-download_code"},
	}
	for _, test := range []struct {
		release, field string
		values         []string
		want           []string
	}{
		{"18.10", "name", nil, []string{"Token name is required."}},
		{"18.11", "name", []string{"  "}, []string{"Add token name."}},
		{"19.2", "name", []string{strings.Repeat("x", 256)}, []string{"Name is too long (maximum is 255 characters)"}},
		{"18.10", "description", nil, []string{"Token description is required."}},
		{"18.11", "description", nil, []string{"Add token description."}},
		{"19.2", "description", nil, []string{"Add token description."}},
		{"19.5", "description", nil, []string{"Add token description."}},
		{"19.2", "description", []string{strings.Repeat("ä", 256)}, []string{"Description is too long (maximum is 255 " +
			"characters)."}},
		{"18.10", "expires_at", nil, []string{"Expiration date is required."}},
		{"18.11", "expires_at", nil, []string{"Add token expiration date."}},
		{"19.2", "expires_at", []string{"2020-01-01"}, []string{"Expires at must be in the future"}},
		{"18.10", "access", nil, []string{"At least one scope is required."}},
		{"18.11", "access", nil, []string{"Set group and project access."}},
		{"19.2", "access", nil, []string{"Set group and project access."}},
		{"18.10", "access", []string{accessSelected}, []string{"At least one group or project is required."}},
		{"19.2", "access", []string{accessSelected}, []string{"At least one group or project is required."}},
		{"18.10", "permissions][", nil, []string{"At least one scope is required."}},
		{"18.11", "permissions][", nil, []string{"Add at least one resource with permissions."}},
		{"19.2", "permissions][", []string{"project-eat_cake"}, []string{"Permissions can only contain available " +
			"permissions"}},
		{"18.10", "permissions][", []string{"global-read_metadata"}, []string{"Permissions can only contain available " +
			"permissions"}},
		{"19.2", "access", []string{"the moon"}, []string{"Access can only contain groups and projects that you are a " +
			"member of"}},
	} {
		t.Run(fmt.Sprintf("%s %s %.20q", test.release, test.field, test.values), func(t *testing.T) {
			s := playing(t, test.release)
			v := visitorOf(t, s)
			v.signIn("pat")
			form := granularFormOf(v, "")
			tomorrow := form.values.Get("granular[expires_at]")
			maps.Copy(form.values, whole)
			form.values.Set("granular[expires_at]", tomorrow)
			form.values["granular["+test.field+"]"] = test.values
			page := v.submit(form)
			if got := refusals(page); !slices.Equal(got, test.want) {
				t.Errorf("the page says %q, want %q", got, test.want)
			}
			if len(test.want) == 0 {
				return
			}
			again, _ := findForm(page, "granular-token-form")
			if test.field != "permissions][" &&
				!slices.Contains(again.values["granular[permissions][]"], "project-download_code") {
				t.Error("what was chosen is lost")
			}
			if tokens := s.store.tokensOf(77); len(tokens) != 0 {
				t.Errorf("%d tokens were made", len(tokens))
			}
		})
	}
	t.Run("a resource without permissions", func(t *testing.T) {
		for release, want := range map[string]string{"18.10": "At least one permission is " +
			"required.", "19.2": "Add at least one resource with permissions."} {
			s := playing(t, release)
			v := visitorOf(t, s)
			v.signIn("pat")
			form := granularFormOf(v, "")
			form.values.Set("granular[name]", "n")
			form.values.Set("granular[description]", "d")
			form.values.Set("granular[resources][]", "user-user")
			if got := refusals(v.submit(form)); !slices.Equal(got, []string{want}) {
				t.Errorf("%s: the page says %q, want %q", release, got, want)
			}
		}
	})
}

func TestTheFineGrainedFormReadsNothingFromItsLink(t *testing.T) {
	for _, release := range granularReleases() {
		v := visitorOf(t, playing(t, release))
		v.signIn("pat")
		plain := granularFormOf(v, "")
		filled := granularFormOf(
			v,
			"?name=n&description=d&scopes=api&expires_at=2026-06-01&granular%5Bname%5D=n&permissions=read_user&source_token_id=1",
		)
		if plain.values.Encode() != filled.values.Encode() {
			t.Errorf("%s: the form has %q, want %q", release, filled.values.Encode(), plain.values.Encode())
		}
	}
}

func TestTheFineGrainedFormHasTheWordsOfItsRelease(t *testing.T) {
	for _, test := range []struct {
		release       string
		words, others []string
	}{
		{"18.9", []string{"Beta", "Define scope", "Only personal " +
			"projects"}, []string{"Basic Information", "tab-global", "Resource access"}},
		{"18.10", []string{"Beta", "Define scope", "Only personal " +
			"projects", "No resources selected", "Group and project " +
			"resources", "User permissions"}, []string{"Basic Information", "tab-global", "Resource access", "(optional)"}},
		{"18.11", []string{"Beta", "Basic Information", "Add resource " +
			"permissions", "Only my personal projects", "No resources added", "tab-global", "Toggle System Access " +
			"category"}, []string{"Define scope", "Resource access", "(optional)"}},
		{"19.2", []string{
			"Basic Information", "Add resource " +
				"permissions", "Only my personal projects", "No resources added", "tab-global", "Resource access", "All groups and projects that I&#39;m a member of",
			"Only specific groups or projects that I&#39;m a member of",
		}, []string{"Beta", "Define scope", "sudo", "(optional)", "have access to"}},
		{
			"19.5",
			[]string{
				"Basic Information", "Only my personal projects", "Resource access",
				"All groups and projects I have access to", "Only specific groups or projects I have access to",
			},
			[]string{"Beta", "(optional)", "a member of"},
		},
	} {
		v := visitorOf(t, playing(t, test.release))
		v.signIn("pat")
		_, page := v.get(v.server.edition.pages.Path() + "/granular/new")
		_, page, _ = strings.Cut(page, "<main")
		page, _, _ = strings.Cut(page, "<script")
		for _, word := range append(test.words, "Generate fine-grained token", "Generate token", "Group and project "+
			"access", "Select permissions", "Add group or project", "No groups or projects added.") {
			if !strings.Contains(page, word) {
				t.Errorf("%s: the page does not have %q", test.release, word)
			}
		}
		for _, word := range test.others {
			if strings.Contains(page, word) {
				t.Errorf("%s: the page has %q", test.release, word)
			}
		}
	}
}

func TestEveryKnownResourceHasItsOwnNameInTheForm(t *testing.T) {
	seen := map[string]bool{}
	for _, where := range catalog.FineGrainedSegments.Tabs() {
		for _, resource := range resourcesUnder(where) {
			keys := []string{resourceKey(resource) + " (row)"}
			for _, name := range resource.APINames() {
				keys = append(keys, permissionKey(where, name))
			}
			for _, key := range keys {
				if seen[key] {
					t.Errorf("%q stands in the form twice", key)
				}
				seen[key] = true
			}
		}
	}
	for _, purpose := range catalog.AllPurposes() {
		for _, permission := range purpose.FineGrained.Permissions {
			for _, name := range permission.APINames() {
				if !seen[permissionKey(permission.Where, name)] {
					t.Errorf("%s needs %s, which the form does not have", purpose.Name, permissionKey(permission.Where, name))
				}
			}
		}
	}
}

func TestWhereOnlyFineGrainedTokensAreMadeTheOthersAreGone(t *testing.T) {
	for _, release := range []string{"18.11", "19.2"} {
		parsed, _ := catalog.ParseRelease(release)
		s := start(t, Options{Release: parsed, FineGrainedOnly: true})
		path := s.edition.pages.Path()
		v := visitorOf(t, s)
		v.signIn("pat")
		response, page := v.get(path + "?name=n&scopes=api")
		if response.StatusCode != http.StatusOK || strings.Contains(page, "create-legacy-token-item") ||
			!strings.Contains(page, "create-fine-grained-token-item") {
			t.Errorf(
				"%s: the link answers %s, with legacy tokens: %v",
				release,
				response.Status,
				strings.Contains(page, "create-legacy-token-item"),
			)
		}
		if response, _ := v.get(path + "/legacy/new"); response.StatusCode != http.StatusNotFound {
			t.Errorf("%s: the form for a legacy token answers %s", release, response.Status)
		}
		sent := url.Values{
			"authenticity_token":              {csrfOf(page)},
			"personal_access_token[name]":     {"n"},
			"personal_access_token[scopes][]": {"api"},
		}
		if response, _ := v.do(http.MethodPost, path, sent); response.StatusCode != http.StatusNotFound ||
			len(s.store.tokensOf(77)) != 0 {
			t.Errorf("%s: making a legacy token answers %s", release, response.Status)
		}
		legacy, err := s.MakeToken("from before", catalog.ScopeReadUser)
		if err != nil {
			t.Fatal(err)
		}
		v.do(http.MethodPost, path+"/1/rotate", url.Values{"_method": {"put"}, "authenticity_token": {csrfOf(page)}})
		if _, page := v.get(path); !strings.Contains(page, "Rotation of legacy personal access tokens is disabled.") {
			t.Errorf("%s: a legacy token can be rotated", release)
		}
		if response, _ := ask(t, s, http.MethodGet, "/user", legacy); response.StatusCode != http.StatusOK {
			t.Errorf("%s: the legacy token answers %s", release, response.Status)
		}
		form := granularFormOf(v, "")
		form.values.Set("granular[name]", "n")
		form.values.Set("granular[description]", "d")
		form.values.Set("granular[permissions][]", "user-read_user")
		if secret := createdToken(v.submit(form), createdFieldID(s.edition.pages)); secret.Empty() {
			t.Errorf("%s: no fine-grained token is made", release)
		}
	}
}

func TestTheFormCanBePlayedToIgnoreItsLink(t *testing.T) {
	for _, release := range []string{"15.11", "17.9", "18.4", "18.9", "19.2"} {
		parsed, _ := catalog.ParseRelease(release)
		s := start(t, Options{Release: parsed, LinkIgnored: true})
		v := visitorOf(t, s)
		v.signIn("pat")
		path := s.edition.pages.Path() + "?name=n&description=d&scopes=read_user"
		response, _ := v.get(path)
		if response.StatusCode == http.StatusFound {
			path = strings.TrimPrefix(response.Header.Get("Location"), s.URL())
		}
		form := v.tokenFormOn(path)
		name, scopes := form.values.Get("personal_access_token[name]"), form.values["personal_access_token[scopes][]"]
		if name != "" || len(scopes) != 0 {
			t.Errorf("%s: the form opens with %q and %q", release, name, scopes)
		}
	}
}
