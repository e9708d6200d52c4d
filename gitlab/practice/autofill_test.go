package practice

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/token"
)

// everyRelease is one release at least of each generation of pages, and the
// edges between them.
func everyRelease() []string {
	return []string{
		"15.11",
		"16.2",
		"16.3",
		"16.11",
		"17.2",
		"17.4",
		"17.9",
		"18.0",
		"18.4",
		"18.8",
		"18.11",
		"19.2",
		"19.5",
	}
}

func start(t *testing.T, options Options) *Server {
	t.Helper()
	s, err := Start(options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func playing(t *testing.T, release string) *Server {
	t.Helper()
	parsed, err := catalog.ParseRelease(release)
	if err != nil {
		t.Fatal(err)
	}
	return start(t, Options{Release: parsed})
}

// linkTo is the prefilled link to the tokens page.
func (s *Server) linkTo(name, description, scopes string) string {
	return s.URL() + linkWith(s.edition.pages.Path(), "name", name, "description", description, "scopes", scopes)
}

// makeToken makes a token through the pages.
func makeToken(t *testing.T, s *Server, scopes string) token.Secret {
	t.Helper()
	secret, err := s.CreateToken(t.Context(), http.DefaultClient, s.linkTo("a test", "", scopes), "")
	if err != nil {
		t.Fatal(err)
	}
	return secret
}

// ask calls the API with a token and returns the answer with its body.
func ask(t *testing.T, s *Server, method, path string, secret token.Secret) (answered, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, s.URL()+"/api/v4"+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !secret.Empty() {
		request.Header.Set("PRIVATE-TOKEN", secret.Reveal())
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	return readAll(t, response)
}

// answered is an answer whose body was read.
type answered struct {
	Status     string
	StatusCode int
	Header     http.Header
}

// readAll reads an answer to its end.
func readAll(t *testing.T, response *http.Response) (answered, string) {
	t.Helper()
	body, err := io.ReadAll(response.Body)
	if err := errors.Join(err, response.Body.Close()); err != nil {
		t.Fatal(err)
	}
	return answered{Status: response.Status, StatusCode: response.StatusCode, Header: response.Header}, string(body)
}

func TestATokenMadeThroughThePagesWorksInTheAPI(t *testing.T) {
	for _, release := range everyRelease() {
		t.Run(release, func(t *testing.T) {
			s := playing(t, release)
			secret, err := s.CreateToken(
				t.Context(),
				http.DefaultClient,
				s.linkTo(`ci "reports" & more`, "<b>why</b>", "read_user, read_api,nonsense"),
				"",
			)
			if err != nil {
				t.Fatal(err)
			}
			paste := gitlab.ExaminePaste(secret.Reveal(), token.ToldPrefix(TokenPrefix))
			if paste.Verdict != gitlab.PasteGood || paste.Checksum != token.ChecksumRight {
				t.Errorf("the offline check says verdict %v, checksum %v", paste.Verdict, paste.Checksum)
			}
			response, body := ask(t, s, http.MethodGet, "/personal_access_tokens/self", secret)
			if response.StatusCode != http.StatusOK {
				t.Fatalf("self answered %s: %s", response.Status, body)
			}
			wants := []string{`"name":"ci \"reports\" \u0026 more"`, `"active":true`, `"read_api"`, `"read_user"`}
			if s.edition.has(featureDescription) {
				wants = append(wants, `"description":"\u003cb\u003ewhy\u003c/b\u003e"`)
			}
			for _, want := range wants {
				if !strings.Contains(body, want) {
					t.Errorf("self is %s, want %s in it", body, want)
				}
			}
		})
	}
}
