package practice

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
	"glpat/gitlab/token"
	"glpat/gitlab/transport"
)

// request is one question to the instance, with the token as the tools send it.
type request struct {
	method, path string
	basic        bool   // as a password
	agent        bool   // as kubectl sends it
	form         string // sent as a form
}

// The addresses by which the operations are tried.
const (
	fileAddress    = "/api/v4/projects/101/repository/files/README.md?ref=main"
	rawAddress     = "/api/v4/projects/101/repository/files/README.md/raw?ref=main"
	packageAddress = "/api/v4/projects/101/packages/npm/nothing"
	moduleAddress  = "/api/v4/packages/terraform/modules/v1/practice-team/net/aws/versions"
	publishAddress = "/api/v4/projects/101/packages/generic/tool/1.0.0/tool.tgz"
	stateAddress   = "/api/v4/projects/101/terraform/state/default"
	moduleQuestion = "/practice-team/web-shop/pkg/deep?go-get=1"
)

// send sends a request with a token.
func (s *Server) send(t *testing.T, asked request, secret token.Secret) (answered, string) {
	t.Helper()
	return s.sendWith(t, asked, func(r *http.Request) {
		switch {
		case secret.Empty():
		case asked.basic:
			r.SetBasicAuth("oauth2", secret.Reveal())
		case asked.agent:
			r.Header.Set("Authorization", "Bearer pat:1:"+secret.Reveal())
		default:
			r.Header.Set("Authorization", "Bearer "+secret.Reveal())
		}
	})
}

// sendWith sends a request with whatever authorize adds to it.
func (s *Server) sendWith(t *testing.T, asked request, authorize func(*http.Request)) (answered, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), asked.method, s.URL()+asked.path, strings.NewReader(asked.form))
	if err != nil {
		t.Fatal(err)
	}
	if asked.form != "" {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	authorize(r)
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	return readAll(t, response)
}

// does reports whether the instance lets the token do an operation, by doing it.
func (s *Server) does(t *testing.T, operation catalog.Operation, secret token.Secret) bool {
	t.Helper()
	const image = "practice-team/web-shop"
	const git, jwt = "/practice-team/web-shop.git/info/refs?service=", "/jwt/auth?service="
	registry := func(actions string) bool {
		answer, body := s.send(
			t,
			request{
				method: "GET",
				path:   jwt + "container_registry&scope=" + url.QueryEscape("repository:"+image+":"+actions),
				basic:  true,
			},
			secret,
		)
		return answer.StatusCode == http.StatusOK && slices.Equal(actionsOf(t, body), strings.Split(actions, ","))
	}
	status := func(asked request) int {
		answer, _ := s.send(t, asked, secret)
		return answer.StatusCode
	}
	switch operation {
	case catalog.OpGitDownload:
		return status(request{method: "GET", path: git + "git-upload-pack", basic: true}) == http.StatusOK
	case catalog.OpGitUpload:
		return status(request{method: "GET", path: git + "git-receive-pack", basic: true}) == http.StatusOK
	case catalog.OpReadFile:
		return status(request{method: "GET", path: fileAddress}) == http.StatusOK
	case catalog.OpReadPackage:
		return status(request{method: "GET", path: "/api/v4/projects/101/packages"}) == http.StatusOK &&
			status(request{method: "GET", path: packageAddress}) == http.StatusNotFound &&
			status(request{method: "GET", path: moduleAddress}) == http.StatusOK
	case catalog.OpPublishPackage:
		return status(request{method: "PUT", path: publishAddress}) == http.StatusCreated
	case catalog.OpKeepState:
		return status(request{method: "POST", path: stateAddress, basic: true}) == http.StatusOK &&
			status(request{method: "GET", path: stateAddress, basic: true}) == http.StatusNotFound
	case catalog.OpStartPipeline:
		return status(request{method: "POST", path: "/api/v4/projects/101/pipeline", form: "ref=main"}) == http.StatusCreated
	case catalog.OpListImages:
		return status(request{method: "GET", path: "/api/v4/projects/101/registry/repositories"}) == http.StatusOK
	case catalog.OpReadAPI:
		return status(request{method: "GET", path: "/api/v4/projects/101/issues"}) == http.StatusOK &&
			status(request{method: "GET", path: "/api/v4/projects?membership=true"}) == http.StatusOK
	case catalog.OpWriteAPI:
		return status(request{method: "POST", path: "/api/v4/projects/101/issues", form: "title=x"}) == http.StatusCreated
	case catalog.OpReadUser:
		return status(request{method: "GET", path: "/api/v4/user"}) == http.StatusOK
	case catalog.OpFindGoModule:
		answer, body := s.send(t, request{method: "GET", path: moduleQuestion, basic: true}, secret)
		return answer.StatusCode == http.StatusOK && strings.Contains(body, "/practice-team/web-shop git http://")
	case catalog.OpPullImage:
		return registry("pull")
	case catalog.OpPushImage:
		return registry("pull,push")
	case catalog.OpDeleteImage:
		return status(request{method: "DELETE", path: "/api/v4/projects/101/registry/repositories/1"}) == http.StatusNotFound
	case catalog.OpPullProxy:
		return status(request{method: "GET", path: jwt + "dependency_proxy", basic: true}) == http.StatusOK
	case catalog.OpReadVirtualRegistry:
		return status(request{
			method: "GET",
			path:   "/api/v4/virtual_registries/packages/maven/1/com/example/a/maven-metadata.xml",
		}) == http.StatusNotFound
	case catalog.OpCreateRunner:
		return status(
			request{method: "POST", path: "/api/v4/user/runners", form: "runner_type=project_type"},
		) == http.StatusCreated
	case catalog.OpListRunners:
		return status(request{method: "GET", path: "/api/v4/runners"}) == http.StatusOK
	case catalog.OpChangeRunner:
		return status(request{method: "PUT", path: "/api/v4/runners/7"}) == http.StatusOK
	case catalog.OpReachCluster:
		return status(request{method: "GET", path: pathCluster + "version", agent: true}) == http.StatusOK
	case catalog.OpRotateItself:
		return status(request{method: "POST", path: "/api/v4/personal_access_tokens/self/rotate"}) == http.StatusOK
	case catalog.OpSuggestCode:
		return status(request{method: "POST", path: "/api/v4/code_suggestions/completions"}) == http.StatusBadRequest
	case catalog.OpReadServicePing:
		return status(request{method: "GET", path: "/api/v4/usage_data/service_ping"}) == http.StatusOK
	}
	t.Fatalf("nobody knows how to try to %s", operation.Phrase())
	return false
}

// actionsOf reads what a leave of the registry allows.
func actionsOf(t *testing.T, body string) []string {
	t.Helper()
	var given jwtJSON
	var allowed registryToken
	if err := json.Unmarshal([]byte(body), &given); err != nil {
		t.Fatal(err)
	}
	payload, err := base64.RawURLEncoding.DecodeString(strings.Split(given.Token, ".")[1])
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(payload, &allowed); err != nil {
		t.Fatal(err)
	}
	if len(allowed.Access) == 0 {
		return nil
	}
	return allowed.Access[0].Actions
}

// tokenOfRoot makes a token for an administrator, who may do whatever the scopes
// let a token do.
func (s *Server) tokenOfRoot(t *testing.T, scopes []catalog.Scope) token.Secret {
	t.Helper()
	root, err := s.store.userNamed("root")
	if err != nil {
		t.Fatal(err)
	}
	secret, err := s.store.create(root.id, draft{name: "a test", scopes: scopes, expires: today(s.now()).AddDate(0, 1, 0)})
	if err != nil {
		t.Fatal(err)
	}
	return secret
}

// looked is the instance as glpat finds it, without a token.
func looked(t *testing.T, s *Server) gitlab.Instance {
	t.Helper()
	address, err := input.ParseAddress(s.URL())
	if err != nil {
		t.Fatal(err)
	}
	tr := transport.NewTransport("glpat/test")
	t.Cleanup(tr.Close)
	instance, err := gitlab.NewClient(tr, time.Now).Discover(t.Context(), address, transport.Config{})
	if err != nil {
		t.Fatal(err)
	}
	return instance
}

// The smallest set of every purpose is held against what the instance enforces,
// not against glpat's own table: it does the whole job, and with any scope left
// out it does not.
func TestEveryPurposeWorksWithItsSetAndNotWithLess(t *testing.T) {
	for _, release := range []string{"16.11", "17.9", "18.4", "19.2"} {
		t.Run(release, func(t *testing.T) {
			s := playing(t, release)
			instance := looked(t, s)
			allDone := func(purpose catalog.Purpose, set []catalog.Scope) bool {
				for _, operation := range purpose.Does {
					if !s.does(t, operation, s.tokenOfRoot(t, set)) {
						return false
					}
				}
				return true
			}
			tried := 0
			for _, purpose := range catalog.AllPurposes() {
				set := instance.ScopeSet(purpose)
				if s.Release().Before(set.MinRelease()) {
					continue // glpat knows a lower bound alone, and does not always say so
				}
				if why := instance.Unmet(purpose); why != "" {
					t.Errorf("%s cannot be met: %s", purpose.Name, why)
				}
				tried++
				if !allDone(purpose, set.Names()) {
					t.Errorf("%s does not work with %s", purpose.Name, catalog.JoinScopes(set.Names()))
				}
				for i, scope := range set.Names() {
					less := slices.Delete(set.Names(), i, i+1)
					// What GitLab lets in besides its documents is not to be counted on.
					unsure := catalog.Judge(less, purpose.Does, catalog.Exactly(s.Release())) == catalog.Unsure
					if allDone(purpose, less) != unsure {
						t.Errorf("%s without %s: works is %v", purpose.Name, scope, !unsure)
					}
				}
			}
			if tried < 30 {
				t.Errorf("only %d purposes were tried", tried)
			}
		})
	}
}

// Every scope alone is tried for every operation: what glpat says of it, and what
// the instance does, are two tables that have to agree.
func TestTheCatalogueSaysOfEveryScopeWhatTheInstanceEnforces(t *testing.T) {
	s := playing(t, "19.2")
	for _, info := range catalog.AllScopes() {
		for _, operation := range catalog.AllOperations() {
			alone := []catalog.Scope{info.Scope}
			said := catalog.Judge(alone, []catalog.Operation{operation}, catalog.Exactly(s.Release())) != catalog.SurelyNot
			if done := s.does(t, operation, s.tokenOfRoot(t, alone)); done != said {
				t.Errorf("%s may %s: glpat says %v, the instance %v", info.Scope, operation.Phrase(), said, done)
			}
		}
	}
}
