package practice

import (
	"context"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"glpat/gitlab/catalog"
	"glpat/gitlab/token"
)

// probes is one request for each call.
func probes(s *Server) map[Call]string {
	tokens := s.edition.pages.Path()
	return map[Call]string{
		CallSelf:         "GET " + selfPath,
		CallUser:         "GET " + userPath,
		CallMetadata:     "GET /api/v4/metadata",
		CallVersion:      "GET /api/v4/version",
		CallAssociations: "GET " + selfPath + "/associations",
		CallDiscovery:    "GET /.well-known/openid-configuration",
		CallGit:          "GET /practice-team/web-shop.git/info/refs?service=git-upload-pack",
		CallRegistry:     "GET " + pathJWT + "?service=container_registry",
		CallSignIn:       "GET /users/sign_in",
		CallFront:        "GET /",
		CallHelp:         "GET /help/user/profile/personal_access_tokens.md",
		CallTokensPage:   "GET " + tokens,
		CallCreate:       "POST " + tokens,
		CallAPI:          "DELETE " + selfPath,
		CallAll:          "GET /robots.txt",
	}
}

func TestAFaultAtOneCallLeavesTheOthersAlone(t *testing.T) {
	api := []Call{CallSelf, CallUser, CallMetadata, CallVersion, CallAssociations, CallAPI}
	for _, limited := range Calls() {
		s := start(t, Options{Fault: Fault("unknown-status").At(limited.Call)})
		for probed, request := range probes(s) {
			method, path, _ := strings.Cut(request, " ")
			got := knock(t.Context(), s, method, path, token.Secret{})
			want := limited.Call == probed || limited.Call == CallAll || limited.Call == CallAPI && slices.Contains(api, probed)
			if strings.HasPrefix(got, "418 ") != want {
				t.Errorf("with the fault at %s, %s answers %.100q", limited.Call, request, got)
			}
		}
	}
	s := start(t, Options{Fault: "unknown-status@create"})
	for path, want := range map[string]bool{
		"/api/v4/user/personal_access_tokens": true, "/api/v4/users/7/personal_access_tokens": true, s.edition.pages.Path() + "/granular/new": true,
		"/api/v4/personal_access_tokens/self/rotate": false, pathSignIn: false,
	} {
		if got := knock(t.Context(), s, http.MethodPost, path, token.Secret{}); strings.HasPrefix(got, "418 ") != want {
			t.Errorf("creating by %s answers %.100q", path, got)
		}
	}
}

// Each answer can be given at each call.
func TestEveryFaultCanBeMetAtEveryCall(t *testing.T) {
	t.Parallel()
	// What differs between two answers to the same question.
	changing := regexp.MustCompile(`[0-9A-Za-z+/]{20,}=*`)
	started := time.Now()
	now := func() time.Time { return started }
	ask := func(ctx context.Context, t *testing.T, fault Fault, call Call) string {
		s := start(t, Options{Fault: fault, Now: now})
		secret, err := s.MakeToken("n", catalog.ScopeAPI)
		if err != nil {
			t.Fatal(err)
		}
		method, path, _ := strings.Cut(probes(s)[call], " ")
		said := strings.ReplaceAll(knock(ctx, s, method, path, secret), s.URL(), "")
		return changing.ReplaceAllString(said[:min(len(said), 20_000)], "…")
	}
	healthy := map[Call]string{}
	for _, call := range Calls() {
		healthy[call.Call] = ask(t.Context(), t, "", call.Call)
		if again := ask(t.Context(), t, "", call.Call); again != healthy[call.Call] {
			t.Fatalf("at %s a healthy instance answers\n%s, then\n%s", call.Call, healthy[call.Call], again)
		}
	}
	for _, info := range Faults() {
		t.Run(string(info.Fault), func(t *testing.T) {
			t.Parallel()
			for _, call := range Calls() {
				patience := 10 * time.Second
				if slices.Contains([]Fault{"silent", "slow", "drip"}, info.Fault) {
					patience = 50 * time.Millisecond
				}
				as := healthy[call.Call]
				if slices.Contains([]Fault{"truncated", "drip"}, info.Fault) &&
					(strings.HasPrefix(as, "302 ") || strings.HasPrefix(as, "204 ")) {
					continue // there is nothing to take away
				}
				if got := ask(within(t, patience), t, info.Fault.At(call.Call), call.Call); got == as {
					t.Errorf("at %s it answers as ever: %.100q", call.Call, got)
				}
			}
		})
	}
}

func TestAFaultOfTokensAtACallWithoutOneDoesNothing(t *testing.T) {
	for _, info := range Faults() {
		if info.Group != GroupToken && info.Group != GroupPermission {
			continue
		}
		s := start(t, Options{Fault: info.Fault.At(CallVersion)})
		got := knock(t.Context(), s, http.MethodGet, "/api/v4/version", token.Secret{})
		if !strings.HasPrefix(got, `401 application/json {"message":"401 Unauthorized"}`) {
			t.Errorf("%s: %s", info.Fault, got)
		}
	}
}

func TestFaultsAreReadByNameAndDescribed(t *testing.T) {
	for _, info := range Faults() {
		got, err := ParseFault(string(info.Fault))
		if err != nil || got != info.Fault || info.Does == "" || info.Group == "" {
			t.Errorf("%q is read as %q, %v; it does %q, in %q", info.Fault, got, err, info.Does, info.Group)
		}
		for _, call := range Calls() {
			limited := info.Fault.At(call.Call)
			got, err := ParseFault(string(limited))
			if err != nil || got != limited || got.Name() != info.Fault.Name() || got.Call() != call.Call ||
				got.At("") != info.Fault ||
				call.Is == "" {
				t.Errorf("%q is read as %q, %v", limited, got, err)
			}
		}
	}
	for name, want := range map[string]string{
		"": "", "none": "", "slow": "", "cut@self": "", "odd": `no fault "odd"`, "odd@self": `no fault "odd"`, "@self": `no fault ""`, "none@self": `no fault "none"`,
		"cut@odd": `no call "odd" at which a fault of the practice GitLab could be; there are ` +
			`self, user,`, "cut@": `no call ""`, "cut@self@user": `no call "self@user"`,
	} {
		got, err := ParseFault(name)
		if (err == nil) != (want == "") || err != nil && (got != "" || !strings.Contains(err.Error(), want)) {
			t.Errorf("reading %q: %q, %v; want %q", name, got, err, want)
		}
	}
	if _, err := Start(Options{Fault: "odd"}); err == nil {
		t.Error("a fault that nobody knows is played")
	}
}
