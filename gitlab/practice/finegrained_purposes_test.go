package practice

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"

	"glpat/gitlab/catalog"
	"glpat/gitlab/gitlabtest/realparts"
	"glpat/gitlab/token"
)

// fillFineGrained picks what a job says in the form that a tab shows, as a person
// does, and gives what the browser would send. Then it takes all of it back, so
// that the form can be filled again.
const fillFineGrained = `(function (job) {
  const form = document.getElementById("granular-token-form");
  function at(name) {
    const found = form.querySelector('[data-testid="' + name + '"]');
    if (!found) throw new Error("the form has no " + name);
    return found;
  }
  at("granular-name-field").value = job.name;
  at("granular-description-field").value = "to be tried";
  for (const [i, one] of job.resources.entries()) {
    at("tab-" + one.tab).click();
    const box = at("resource-" + one.key), menu = at("permissions-" + one.key).parentElement;
    box.closest("details").open = true;
    box.click();
    menu.open = true;
    const permissions = one.names.map(function (name) { return at("permission-" + name); });
    permissions.forEach(function (permission) { permission.click(); });
    // To look is dear, so it is done once under each tab.
    const next = job.resources[i + 1];
    if (!next || next.tab !== one.tab) {
      for (const part of permissions.concat(box)) {
        if (!part.checkVisibility()) throw new Error(part.value + " is not to be seen");
      }
    }
    menu.open = false;
  }
  if (job.reaches) at("access-all_memberships").click();
  const sent = new URLSearchParams(new FormData(form)).toString();
  for (const one of job.resources) at("resource-" + one.key).click();
  form.querySelectorAll("input[name='granular[access]']").forEach(function (radio) { radio.checked = false; });
  if (new FormData(form).has("granular[permissions][]")) throw new Error("something is left over");
  return sent;
})`

// fillingOf is the script that fills the form with permissions.
func fillingOf(t *testing.T, name string, permissions []catalog.Permission) string {
	t.Helper()
	type resource struct {
		Tab   string   `json:"tab"`
		Key   string   `json:"key"`
		Names []string `json:"names"`
	}
	job := struct {
		Name      string     `json:"name"`
		Reaches   bool       `json:"reaches"`
		Resources []resource `json:"resources"`
	}{Name: name}
	for _, permission := range permissions {
		one := resource{Tab: tabKey(permission.Where), Key: resourceKey(permission)}
		for _, apiName := range permission.APINames() {
			one.Names = append(one.Names, permissionKey(permission.Where, apiName))
		}
		job.Resources = append(job.Resources, one)
		job.Reaches = job.Reaches || permission.Where == catalog.BoundaryProject
	}
	written, err := json.Marshal(job)
	if err != nil {
		t.Fatal(err)
	}
	return fillFineGrained + "(" + string(written) + ")"
}

// A browser fills the form for each purpose that a fine-grained token fits, and
// the token that comes of it does what the purpose needs. The form stands in one
// page of the browser for all of them; what it would send is sent as it is.
//
//nolint:tparallel // one browser goes from one release to the next
func TestABrowserMakesAFineGrainedTokenForEachPurpose(t *testing.T) {
	t.Parallel()
	ctx := realparts.OpenBrowser(t)
	for _, release := range []string{"18.11", "19.2", "19.5"} {
		t.Run(release, func(t *testing.T) {
			s := playing(t, release)
			v := visitorOf(t, s)
			v.signIn("pat")
			_, page := v.get(s.edition.pages.Path() + "/granular/new")
			form, _ := findForm(page, "granular-token-form")
			realparts.Do(ctx, t, realparts.Visit(s.URL()), realparts.Show(page), realparts.See("#granular-token-form"))
			tried := 0
			for _, purpose := range catalog.AllPurposes() {
				fine := catalog.FineGrainedFor([]catalog.Purpose{purpose})
				if fine.Fit == catalog.FitNone {
					continue
				}
				tried++
				var filled string
				filling := fillingOf(t, purpose.Name, fine.Permissions)
				realparts.Do(ctx, t, realparts.Into(&filled, chromedp.Evaluate[string](filling)))
				values, err := url.ParseQuery(filled)
				if err != nil {
					t.Fatal(err)
				}
				answer := v.submit(pageForm{action: form.action, values: values})
				secret := createdToken(answer, createdFieldID(s.edition.pages))
				if secret.Empty() {
					t.Errorf("%s: no token is made: %q", purpose.Name, refusals(answer))
					continue
				}
				made, _ := s.store.find(secret)
				if diff := grantsDiffer(
					sortedGrants(made.granted),
					sortedGrants(fineGrainedGrantsFor(fine.Permissions)),
				); diff != "" {
					t.Errorf("%s: %s", purpose.Name, diff)
				}
				s.worksFor(t, purpose, fine, secret)
			}
			if tried < 30 {
				t.Errorf("only %d purposes were tried", tried)
			}
		})
	}
}

func sortedGrants(grants []fineGrainedGrant) []fineGrainedGrant {
	for i := range grants {
		grants[i].Permissions = slices.Sorted(slices.Values(grants[i].Permissions))
	}
	return grants
}

// worksFor tries a fine-grained token on what its purpose does: on every call that
// the instance has and its permissions make, and on what is no call of the API.
func (s *Server) worksFor(t *testing.T, purpose catalog.Purpose, fine catalog.FineGrained, secret token.Secret) {
	t.Helper()
	for _, call := range servedCalls() {
		if !fine.Covers(call.listed) || strings.HasSuffix(call.path, "/rotate") || s.Release().Before(call.since) {
			continue // a token that is renewed makes no more calls
		}
		answer, body := s.send(t, request{method: call.method, path: apiPath + call.path}, secret)
		if refused := refusedIn(answer, body); refused != "" {
			t.Errorf("%s: %s %s is %s, %s", purpose.Name, call.method, call.path, answer.Status, refused)
		}
	}
	for _, operation := range purpose.Does {
		switch operation { //nolint:exhaustive // all others are tried
		case catalog.OpReadAPI, catalog.OpWriteAPI, catalog.OpReadServicePing, catalog.OpFindGoModule:
			// Which calls of the API it makes is the purpose's own affair, the report is
			// for administrators, and what the go command is told is not known.
		default:
			if !s.does(t, operation, secret) {
				t.Errorf("%s: the token may not %s", purpose.Name, operation.Phrase())
			}
		}
	}
}

// servedCall is a call that the instance answers, and what the list says of it.
type servedCall struct {
	method, path string
	since        catalog.Release
	listed       catalog.RESTCall
}

// servedCalls are those that the list has, which takes long to look through.
var servedCalls = sync.OnceValue(func() (calls []servedCall) {
	for _, served := range endpoints() {
		path := strings.NewReplacer(":id", "101", "*", "a/b").Replace(served.path)
		if listed, exists := catalog.FindCall(served.method, path); exists {
			calls = append(calls, servedCall{served.method, path, served.since, listed})
		}
	}
	return calls
})
