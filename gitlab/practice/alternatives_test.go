package practice

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"glpat/gitlab/catalog"
	"glpat/gitlab/token"
)

// sendAs sends a request with a credential as its kind travels: as the header of its
// kind, or as password with its own user name.
func (s *Server) sendAs(t *testing.T, asked request, c Credential) (int, string) {
	t.Helper()
	answer, body := s.sendWith(t, asked, func(r *http.Request) {
		switch {
		case asked.basic:
			r.SetBasicAuth(cmp.Or(c.Username, "anybody"), c.Secret.Reveal())
		case c.Kind == catalog.AlternativeDeployToken:
			r.Header.Set("Deploy-Token", c.Secret.Reveal())
		case c.Kind == catalog.AlternativeJobToken:
			r.Header.Set("Job-Token", c.Secret.Reveal())
		}
	})
	return answer.StatusCode, body
}

// doesAs reports whether the instance lets a credential do an operation, by doing
// it in the way of its kind.
func (s *Server) doesAs(t *testing.T, operation catalog.Operation, c Credential) bool {
	t.Helper()
	switch c.Kind {
	case catalog.AlternativeProjectToken, catalog.AlternativeGroupToken, catalog.AlternativeServiceAccount,
		catalog.AlternativeOAuth:
		return s.does(t, operation, c.Secret)
	case catalog.AlternativeDeployKey, catalog.AlternativeSSHKey:
		if operation != catalog.OpGitDownload && operation != catalog.OpGitUpload {
			return false // a key opens nothing else
		}
		allowed, _ := s.AllowsOverSSH(c, "practice-team", "web-shop", operation == catalog.OpGitUpload)
		return allowed
	case catalog.AlternativeJobToken, catalog.AlternativeDeployToken, catalog.AlternativeTriggerToken,
		catalog.AlternativeRegistrationToken:
	}
	const git, jwt = "/practice-team/web-shop.git/info/refs?service=", "/jwt/auth?service="
	registry := func(actions string) bool {
		scope := "container_registry&scope=" + url.QueryEscape("repository:practice-team/web-shop:"+actions)
		status, body := s.sendAs(t, request{method: "GET", path: jwt + scope, basic: true}, c)
		return status == http.StatusOK && slices.Equal(actionsOf(t, body), strings.Split(actions, ","))
	}
	status := func(asked request) int {
		got, _ := s.sendAs(t, asked, c)
		return got
	}
	as := url.QueryEscape(c.Secret.Reveal())
	switch operation {
	case catalog.OpGitDownload:
		return status(request{method: "GET", path: git + "git-upload-pack", basic: true}) == http.StatusOK
	case catalog.OpGitUpload:
		return status(request{method: "GET", path: git + "git-receive-pack", basic: true}) == http.StatusOK
	case catalog.OpReadFile:
		return status(request{method: "GET", path: rawAddress}) == http.StatusOK
	case catalog.OpReadAPI:
		return status(request{method: "GET", path: "/api/v4/projects/101/issues"}) == http.StatusOK
	case catalog.OpWriteAPI:
		return status(request{method: "POST", path: "/api/v4/projects/101/issues", form: "title=x"}) == http.StatusCreated
	case catalog.OpReadUser:
		return status(request{method: "GET", path: "/api/v4/user"}) == http.StatusOK
	case catalog.OpFindGoModule:
		got, body := s.sendAs(t, request{method: "GET", path: moduleQuestion, basic: true}, c)
		return got == http.StatusOK && strings.Contains(body, "/practice-team/web-shop git http://")
	case catalog.OpReadPackage:
		return status(request{method: "GET", path: packageAddress}) == http.StatusNotFound &&
			status(request{method: "GET", path: packageAddress, basic: true}) == http.StatusNotFound &&
			status(request{method: "GET", path: moduleAddress}) == http.StatusOK
	case catalog.OpPublishPackage:
		return status(request{method: "PUT", path: publishAddress}) == http.StatusCreated &&
			status(request{method: "PUT", path: publishAddress, basic: true}) == http.StatusCreated
	case catalog.OpKeepState:
		return status(request{method: "POST", path: stateAddress, basic: true}) == http.StatusOK
	case catalog.OpStartPipeline:
		trigger := request{method: "POST", path: "/api/v4/projects/101/trigger/pipeline", form: "ref=main&token=" + as}
		return status(trigger) == http.StatusCreated
	case catalog.OpListImages:
		return status(request{method: "GET", path: "/api/v4/projects/101/registry/repositories"}) == http.StatusOK
	case catalog.OpPullImage:
		return registry("pull")
	case catalog.OpPushImage:
		return registry("pull,push")
	case catalog.OpDeleteImage:
		got, body := s.sendAs(t, request{method: "DELETE", path: "/api/v4/projects/101/registry/repositories/1"}, c)
		return got == http.StatusNotFound && !strings.Contains(body, "Project")
	case catalog.OpPullProxy:
		return status(request{method: "GET", path: jwt + "dependency_proxy", basic: true}) == http.StatusOK
	case catalog.OpReadVirtualRegistry:
		got, body := s.sendAs(t, request{method: "GET", path: "/api/v4/virtual_registries/packages/maven/1/org/x.pom"}, c)
		return got == http.StatusNotFound && strings.Contains(body, "Package")
	case catalog.OpCreateRunner:
		form := "runner_type=project_type&token=" + as
		return status(request{method: "POST", path: "/api/v4/user/runners", form: form}) == http.StatusCreated ||
			status(request{method: "POST", path: "/api/v4/runners", form: form}) == http.StatusCreated
	case catalog.OpListRunners:
		return status(request{method: "GET", path: "/api/v4/runners"}) == http.StatusOK
	case catalog.OpChangeRunner:
		return status(request{method: "PUT", path: "/api/v4/runners/7"}) == http.StatusOK
	case catalog.OpReachCluster, catalog.OpRotateItself, catalog.OpSuggestCode, catalog.OpReadServicePing:
		return false // asked of nobody but a person's account
	}
	t.Fatalf("nobody knows how to try to %s", operation.Phrase())
	return false
}

// makes makes the credential that a purpose names.
func (s *Server) makes(t *testing.T, purpose catalog.Purpose, named catalog.Alternative) Credential {
	t.Helper()
	made, err := s.MakeOther(OtherToken{
		Kind: named.Kind, Scopes: named.Scopes, Role: named.Role,
		// The proxy and the virtual registry are a group's.
		OfGroup: slices.Contains(purpose.Does, catalog.OpPullProxy) ||
			slices.Contains(purpose.Does, catalog.OpReadVirtualRegistry),
	})
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// whole reports whether a credential does all of a purpose.
func (s *Server) whole(t *testing.T, purpose catalog.Purpose, c Credential) bool {
	t.Helper()
	for _, operation := range purpose.Does {
		if !s.doesAs(t, operation, c) {
			return false
		}
	}
	return true
}

// What is named in place of a personal access token does the whole job, with the
// scopes and the role that are named with it, and with one scope less or a smaller
// role it does not.
func TestEveryAlternativeDoesTheWholeJobOfItsPurpose(t *testing.T) {
	t.Parallel()
	s := playing(t, "19.2")
	tried := map[catalog.AlternativeKind]int{}
	below := map[catalog.Role]catalog.Role{
		catalog.RoleOwner: catalog.RoleMaintainer, catalog.RoleMaintainer: catalog.RoleDeveloper,
		catalog.RoleDeveloper: catalog.RoleReporter, catalog.RoleReporter: catalog.RoleGuest,
	}
	wider := map[string]string{
		"push-mirror project_access_token":  "a mirror pushes to protected branches too, of which the practice has none",
		"manage-runners group_access_token": "a group's own runners take an Owner, and the practice's runner is a project's",
	}
	// What only reads and changes through the API takes the role of what it does there,
	// and the purpose names the one for most of it.
	ofRole := func(purpose catalog.Purpose) bool {
		return !slices.ContainsFunc(purpose.Does, func(does catalog.Operation) bool {
			return does != catalog.OpReadAPI && does != catalog.OpWriteAPI
		})
	}
	for _, purpose := range catalog.AllPurposes() {
		for _, named := range purpose.Alternatives {
			tried[named.Kind]++
			if !s.whole(t, purpose, s.makes(t, purpose, named)) {
				t.Errorf("%s: %s does not do the whole job", purpose.Name, named.Phrase())
			}
			for i := range named.Scopes {
				less := named
				less.Scopes = slices.Delete(slices.Clone(named.Scopes), i, i+1)
				if s.whole(t, purpose, s.makes(t, purpose, less)) {
					t.Errorf("%s: %s does it without %s", purpose.Name, named.Kind, named.Scopes[i])
				}
			}
			lower := named
			lower.Role = below[named.Role]
			if lower.Role != catalog.RoleNone && !ofRole(purpose) && wider[purpose.Name+" "+named.Kind.String()] == "" &&
				s.whole(t, purpose, s.makes(t, purpose, lower)) {
				t.Errorf("%s: %s does it with the role %s", purpose.Name, named.Kind, lower.Role.Label())
			}
		}
	}
	for _, kind := range catalog.AllAlternativeKinds() {
		if tried[kind] == 0 {
			t.Errorf("no purpose names %s", kind.Phrase())
		}
	}
	t.Logf("tried: %v", tried)
}

// The kinds that put least at risk are named wherever they do the whole job, or it
// says here why they are not.
func TestTheSmallKindsAreNamedWhereverTheyDoTheJob(t *testing.T) {
	t.Parallel()
	s := playing(t, "19.2")
	unnamed := map[string]string{
		"push-mirror ssh_key":        "the other GitLab has a key of its own, which is a deploy key here",
		"pull-mirror job_token":      "a mirror is no job",
		"pull-mirror deploy_key":     "the page for it takes a password or the other GitLab's own key",
		"pull-mirror ssh_key":        "the same",
		"clone deploy_key":           "a deploy token does the same over HTTPS",
		"argocd job_token":           "Argo CD is no job",
		"argocd deploy_key":          "its documents advise the deploy token",
		"argocd ssh_key":             "it would be the person's own",
		"browse-images job_token":    "the tools that list images are no jobs",
		"virtual-registry job_token": "whether its settings take one is not documented",
	}
	deployScopes := []catalog.Scope{
		catalog.ScopeReadRepository, catalog.ScopeReadRegistry, catalog.ScopeWriteRegistry,
		catalog.ScopeReadPackageRegistry, catalog.ScopeWritePackageRegistry, catalog.ScopeReadVirtualRegistry,
		catalog.ScopeWriteVirtualRegistry,
	}
	for _, purpose := range catalog.AllPurposes() {
		for _, kind := range catalog.AllAlternativeKinds()[:catalog.AlternativeProjectToken] {
			named := slices.ContainsFunc(purpose.Alternatives, func(a catalog.Alternative) bool { return a.Kind == kind })
			best := catalog.Alternative{Kind: kind, Role: catalog.RoleMaintainer, Scopes: deployScopes}
			does := s.whole(t, purpose, s.makes(t, purpose, best))
			why := unnamed[purpose.Name+" "+kind.String()]
			switch {
			case named && !does:
				t.Errorf("%s names %s, which does not do the whole job", purpose.Name, kind.Phrase())
			case !named && does && why == "":
				t.Errorf("%s does not name %s, which does the whole job", purpose.Name, kind.Phrase())
			case why != "" && (named || !does):
				t.Errorf("%s: there is no reason to explain why %s is not named", purpose.Name, kind.Phrase())
			}
		}
	}
}

// What other kinds are told where they do not suffice, in GitLab's words.
func TestOtherKindsAreRefusedInGitLabsWords(t *testing.T) {
	s := playing(t, "19.2")
	made := func(wanted OtherToken) Credential {
		c, err := s.MakeOther(wanted)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	deploy := made(OtherToken{Kind: catalog.AlternativeDeployToken, Scopes: []catalog.Scope{catalog.ScopeReadRepository}})
	misnamed := Credential{Kind: deploy.Kind, Username: "gitlab+deploy-token-other", Secret: deploy.Secret}
	job := made(OtherToken{Kind: catalog.AlternativeJobToken, Role: catalog.RoleMaintainer})
	guest := made(OtherToken{Kind: catalog.AlternativeJobToken, Role: catalog.RoleGuest})
	letIn := made(OtherToken{Kind: catalog.AlternativeJobToken, Role: catalog.RoleMaintainer, LetIn: []int64{102}})
	trigger := made(OtherToken{Kind: catalog.AlternativeTriggerToken, Role: catalog.RoleDeveloper})
	personal, err := s.MakeToken("a test", catalog.ScopeAPI)
	if err != nil {
		t.Fatal(err)
	}
	const clone, otherClone = "/practice-team/web-shop.git/info/refs?service=git-upload-pack",
		"/practice-team/infrastructure.git/info/refs?service=git-upload-pack"
	get := func(path string) request { return request{method: "GET", path: path} }
	basic := func(path string) request { return request{method: "GET", path: path, basic: true} }
	post := func(path, form string) request { return request{method: "POST", path: path, form: form} }
	fields := func(secret token.Secret) string { return "ref=main&token=" + url.QueryEscape(secret.Reveal()) }
	for _, test := range []struct {
		name   string
		by     Credential
		asked  request
		status int
		says   string
	}{
		{"a deploy token with another's user name", misnamed, basic(clone), 401, "HTTP Basic: Access denied."},
		{"a deploy token on the API", deploy, get("/api/v4/projects/101"), 401, `{"message":"401 Unauthorized"}`},
		{"a deploy token without the scope", deploy, get(packageAddress), 403, `{"message":"403 Forbidden"}`},
		{"a deploy token of another project", deploy, basic(otherClone), 404, "could not be found"},
		{"a deploy token for a Go module", deploy, basic(moduleQuestion), 404, "Go package not found or access denied."},
		{"a job's token where the API takes none", job, get("/api/v4/user"), 401, `{"message":"401 Unauthorized"}`},
		{"a job's token for a file with its data", job, get(fileAddress), 401, `{"message":"401 Unauthorized"}`},
		{"a job's token for a file as it is", job, get(rawAddress), 200, "# Web shop"},
		{"a job's token in another project", job, basic(otherClone), 404, "could not be found"},
		{"a job's token in a project that lets it in", letIn, basic(otherClone), 200, "git-upload-pack"},
		{
			"a job's token and another project's packages", job, get("/api/v4/projects/102/packages"), 403,
			"Authentication by CI/CD job token not allowed",
		},
		{
			"a job's token and another registry", letIn, get("/api/v4/projects/102/registry/repositories"), 403,
			"container registry of a different project",
		},
		{"the token of a Guest's job", guest, basic(clone), 403, "You are not allowed to download code from this project."},
		{"a trigger token", trigger, post("/api/v4/projects/101/trigger/pipeline", fields(trigger.Secret)), 201, `"ref":"main"`},
		{
			"a trigger token in another project", trigger,
			post("/api/v4/projects/102/trigger/pipeline", fields(trigger.Secret)), 404, "404",
		},
		{
			"a personal token as a trigger token", trigger,
			post("/api/v4/projects/101/trigger/pipeline", fields(personal)), 404, `{"message":"404 Not Found"}`,
		},
		{
			"a personal token for the old registration", trigger, post("/api/v4/runners", fields(personal)), 403,
			`{"message":"403 Forbidden - invalid token supplied"}`,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			if status, body := s.sendAs(t, test.asked, test.by); status != test.status || !strings.Contains(body, test.says) {
				t.Errorf("the answer is %d %q, want %d with %q", status, body, test.status, test.says)
			}
		})
	}
	archive := request{method: "GET", path: "/api/v4/projects/101/repository/archive"}
	for scope, want := range map[catalog.Scope]int{catalog.ScopeReadRepository: 403, catalog.ScopeReadAPI: 404} {
		if answer, _ := s.send(t, archive, s.tokenOfRoot(t, []catalog.Scope{scope})); answer.StatusCode != want {
			t.Errorf("an archive with %s answers %d, want %d", scope, answer.StatusCode, want)
		}
	}
	key := made(OtherToken{Kind: catalog.AlternativeDeployKey, ReadOnly: true})
	if allowed, said := s.AllowsOverSSH(key, "practice-team", "web-shop", true); allowed ||
		said != "This deploy key does not have write access to this project." {
		t.Errorf("a deploy key that only reads may push: %v %q", allowed, said)
	}
}
