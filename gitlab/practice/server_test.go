package practice

import (
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"glpat/gitlab/catalog"
)

func TestOnlyLoopbackAddressesAreListenedOn(t *testing.T) {
	for address, want := range map[string]bool{
		"": true, "127.0.0.1:0": true, "localhost:0": true, "127.0.0.2:0": true,
		":0": false, "0.0.0.0:0": false, "[::]:0": false, "192.0.2.1:0": false, "example.com:0": false, "nonsense": false,
	} {
		s, err := Start(Options{Address: address})
		if err == nil {
			_ = s.Close()
		}
		if got := err == nil; got != want {
			t.Errorf("listening on %q: %v, want it to work: %v", address, err, want)
		}
	}
}

func TestAForeignHostNameIsRefused(t *testing.T) {
	s := playing(t, "19.2")
	port := s.URL()[strings.LastIndex(s.URL(), ":"):]
	for host, want := range map[string]int{
		"127.0.0.1" + port: 401, "localhost" + port: 401, "[::1]" + port: 401, "gitlab.localhost" + port: 401,
		"evil.example" + port: 403, "evillocalhost" + port: 403, "localhost.evil.example" + port: 403, "127.0.0.1.evil.example" + port: 403, "192.168.0.1" + port: 403,
	} {
		request, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL()+"/api/v4/user", nil)
		request.Host = host
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		if response.StatusCode != want {
			t.Errorf("a request for %s answered %s, want %d", host, response.Status, want)
		}
	}
}

func TestABodyHasALimit(t *testing.T) {
	s := playing(t, "19.2")
	response, _ := visitorOf(t, s).do(http.MethodPost, pathSignIn, url.Values{"a": {strings.Repeat("x", maxBody+1)}})
	if response.StatusCode != http.StatusBadRequest {
		t.Errorf("a body past the limit answered %s", response.Status)
	}
}

func TestAnUnknownReleasePlaysTheNewest(t *testing.T) {
	s := start(t, Options{})
	if s.Release() != newest() {
		t.Errorf("it plays %v", s.Release())
	}
	if all := catalog.AllLayouts(); all[len(all)-1].Since.Newer(newest()) != newest() {
		t.Error("gitlab knows newer pages than the practice instance plays")
	}
	tried := everyRelease()
	if last := playing(t, tried[len(tried)-1]); last.edition.pages != catalog.NewestLayout() {
		t.Errorf("the releases that the tests walk end with %s, before the newest pages", last.Release())
	}
}

func TestManyVisitorsAtOnceGetTheirOwnTokens(t *testing.T) {
	s := playing(t, "18.4")
	var wait sync.WaitGroup
	for range 12 {
		wait.Go(func() {
			secret, err := s.CreateToken(t.Context(), http.DefaultClient, s.linkTo("n", "", "api"), "")
			if err != nil {
				t.Error(err)
				return
			}
			ask(t, s, "GET", "/personal_access_tokens", secret)
			ask(t, s, "POST", "/personal_access_tokens/self/rotate", secret)
		})
	}
	wait.Wait()
	if tokens := s.store.tokensOf(77); len(tokens) != 24 {
		t.Errorf("there are %d tokens, want 12 and their successors", len(tokens))
	}
}

func TestCreateTokenNeverLeavesTheInstance(t *testing.T) {
	s, other := playing(t, "19.2"), playing(t, "19.2")
	for _, link := range []string{other.linkTo("n", "", "api"), s.URL() + ".example/x", s.URL() + "@example.com/", "https://gitlab.com/-/user_settings/personal_access_tokens"} {
		_, err := s.CreateToken(t.Context(), http.DefaultClient, link, "")
		if err == nil || !strings.Contains(err.Error(), "not a page of") {
			t.Errorf("%s: %v", link, err)
		}
	}
	if len(other.store.allUsers()) != 0 {
		t.Error("somebody signed in elsewhere")
	}
}

func TestCreateTokenSaysWhatThePageSays(t *testing.T) {
	for release, want := range map[string]string{"17.9": "Scopes can't " +
		"be blank", "18.4": "At least one scope is required.", "19.2": "has no form for a token"} {
		s := playing(t, release)
		_, err := s.CreateToken(t.Context(), http.DefaultClient, s.linkTo("n", "", ""), "")
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q in it", release, err, want)
		}
		_, err = s.CreateToken(t.Context(), http.DefaultClient, s.linkTo("n", "", "api"), "2099-01-01")
		if err == nil || !strings.Contains(err.Error(), "must be before") {
			t.Errorf("%s: %v", release, err)
		}
	}
}
