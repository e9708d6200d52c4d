package gitlab_test

import (
	"errors"
	"net/url"
	"strings"
	"testing"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/input"
	"glpat/gitlab/token"
)

func TestTheLinkBringsEveryCharacterThrough(t *testing.T) {
	t.Parallel()
	for _, pages := range catalog.AllLayouts() {
		for _, text := range []string{
			"backup", "a & b", "a#b", "a+b", "100%", "a%20b", "a=b;c", "Zoë 山田", "🔑 key", `"quoted" 'too' <b>`,
			"?name=x&scopes=api", "/../..", "\\", strings.Repeat("ä", 255),
		} {
			request := gitlab.TokenRequest{
				Name:        text,
				Description: text,
				Scopes:      gitlabtest.MustScopes(t, "read_api,write_repository"),
			}
			link, err := request.Link("https://gitlab.example.com/sub", pages)
			if err != nil {
				t.Fatalf("%s: Link of %q: %v", pages.Since, text, err)
			}
			parsed, err := url.Parse(link)
			if err != nil || parsed.Host != "gitlab.example.com" || parsed.Path != "/sub"+pages.Path() ||
				parsed.Fragment != "" ||
				parsed.User != nil {
				t.Fatalf("%s: the link of %q is %q, %v", pages.Since, text, link, err)
			}
			query, err := url.ParseQuery(parsed.RawQuery)
			if err != nil || query.Get("name") != text || query.Get("scopes") != "read_api,write_repository" {
				t.Errorf("%s: the query of %q is %v, %v", pages.Since, text, query, err)
			}
			wantDescription, wantFields := text, 3
			if pages.DescriptionLabel == "" {
				wantDescription, wantFields = "", 2
			}
			if query.Get("description") != wantDescription || len(query) != wantFields {
				t.Errorf(
					"%s: the query of %q is %v, want the description %q and %d fields",
					pages.Since, text, query, wantDescription, wantFields,
				)
			}
			if strings.ContainsFunc(link, func(r rune) bool { return r <= ' ' || r > '~' }) {
				t.Errorf("%s: the link of %q has a character that a terminal may break it at: %q", pages.Since, text, link)
			}
		}
	}
}

func TestTheLinkIsShortWhereNothingNeedsEscaping(t *testing.T) {
	t.Parallel()
	link, err := gitlab.TokenRequest{
		Name:   "backup script",
		Scopes: gitlabtest.MustScopes(t, "read_api,read_repository"),
	}.Link("https://gitlab.com", catalog.NewestLayout())
	const want = "https://gitlab.com/-/user_settings/personal_access_tokens?name=backup+script&scopes=read_api,read_repository"
	if err != nil || link != want {
		t.Errorf("the link is %q, %v; want %q", link, err, want)
	}
}

func TestAScopeCannotAddToTheLink(t *testing.T) {
	t.Parallel()
	link, err := gitlab.TokenRequest{
		Name:   "x",
		Scopes: []catalog.Scope{"api&name=evil#", "sudo"},
	}.Link("https://host", catalog.NewestLayout())
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := url.Parse(link)
	if err != nil || parsed.Query().Get("name") != "x" || parsed.Query().Get("scopes") != "api&name=evil#,sudo" {
		t.Errorf("the link is %q, %v", link, err)
	}
}

func TestARequestThatGitLabWouldRefuseHasNoLink(t *testing.T) {
	t.Parallel()
	api := []catalog.Scope{catalog.ScopeAPI}
	for name, request := range map[string]gitlab.TokenRequest{
		"no name":            {Scopes: api},
		"a name of spaces":   {Name: " \t", Scopes: api},
		"a name without end": {Name: strings.Repeat("ä", 1001), Scopes: api},
		"a long description": {Name: "x", Description: strings.Repeat("ä", 256), Scopes: api},
		"no scope":           {Name: "x"},
		"a token of the instance as name": {
			Name: "corp-k9f2q7vb4nmp8ls1twzr", Scopes: api, Own: token.ToldPrefix("corp-"),
		},
		"a token of the instance as description": {
			Name: "x", Description: "is corp-k9f2q7vb4nmp8ls1twzr", Scopes: api, Own: token.ToldPrefix("corp-"),
		},
		"a random name":        {Name: "xK9fQ2vB7nM4pL8sT1wZ", Scopes: api},
		"an empty scopes list": {Name: "x", Scopes: []catalog.Scope{}},
	} {
		link, err := request.Link("https://host", catalog.NewestLayout())
		if input, ok := errors.AsType[*input.Error](err); link != "" || !ok || input.Do == "" {
			t.Errorf("%s: link %q, error %v", name, link, err)
		}
	}
}
