package command_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"glpat/gitlab/catalog"
	"glpat/gitlab/practice"
	"glpat/gitlab/token"
	"glpat/ui/command"
)

// playedGitLab is a practice instance that a sweep runs commands on.
type playedGitLab struct {
	*practice.Server

	// silent is the address at which it tells nothing of its release.
	silent string
	made   map[string]token.Secret
	config string
	number int
}

func playGitLab(t *testing.T, release string) *playedGitLab {
	t.Helper()
	played, err := catalog.ParseRelease(release)
	if err != nil {
		t.Fatal(err)
	}
	server, err := practice.Start(practice.Options{Release: played})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	silent := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		tells := []string{"/api/v4/version", "/api/v4/metadata", "/help", "/.well-known", "/-/"}
		if slices.ContainsFunc(tells, func(path string) bool { return strings.HasPrefix(r.URL.Path, path) }) {
			w.Header().Set("X-Gitlab-Meta", "{}")
			http.Error(w, `{"error":"404 Not Found"}`, http.StatusNotFound)
			return
		}
		server.ServeHTTP(w, r)
	}))
	t.Cleanup(silent.Close)
	return &playedGitLab{server, silent.URL, map[string]token.Secret{}, t.TempDir(), 0}
}

// tokenWith returns a token with the scopes, the same each time.
func (p *playedGitLab) tokenWith(t *testing.T, scopes []catalog.Scope) token.Secret {
	t.Helper()
	name := catalog.ListScopes(scopes)
	if _, is := p.made[name]; !is {
		secret, err := p.MakeToken(name, scopes...)
		if err != nil {
			t.Fatal(err)
		}
		p.made[name] = secret
	}
	return p.made[name]
}

// run runs a command, with settings of its own.
func (p *playedGitLab) run(secret token.Secret, args ...string) ran {
	p.number++
	config := filepath.Join(p.config, strconv.Itoa(p.number))
	var stdout, stderr bytes.Buffer
	machine := systemHere(strings.NewReader(secret.Reveal()+"\n"), &stdout, &stderr, func(name string) string {
		return map[string]string{"GLPAT_CONFIG_DIR": config}[name]
	})
	status := command.Main(machine, args)
	return ran{stdout.String(), stderr.String(), command.Status(status), 0}
}

// linked returns the scopes of the link for a purpose.
func (p *playedGitLab) linked(t *testing.T, purpose string, args ...string) []catalog.Scope {
	t.Helper()
	done := p.run(token.Secret{}, append([]string{"link", "--purpose", purpose}, args...)...)
	link, err := url.Parse(strings.TrimSpace(done.stdout))
	if done.status != command.StatusOK || err != nil {
		t.Errorf("link --purpose %s %v: exit status %d, %v: %s", purpose, args, done.status, err, done.stderr)
		return nil
	}
	scopes, err := catalog.ParseScopes(link.Query().Get("scopes"))
	if err != nil {
		t.Errorf("link --purpose %s %v: %v", purpose, args, err)
	}
	return scopes
}

// checks checks a token for a purpose, whatever is known of the release. One that
// serves it at that release is never refused, and where the release is told no other
// is let through without a word.
func (p *playedGitLab) checks(t *testing.T, purpose catalog.Purpose, scopes []catalog.Scope, asked bool) {
	t.Helper()
	works := asked || catalog.AllowsAll(scopes, purpose.Does, p.Release())
	for known, run := range map[string]struct {
		host   string
		scopes []catalog.Scope
	}{
		"told":    {p.URL(), append(slices.Clone(scopes), catalog.ScopeReadUser)},
		"bounded": {p.URL(), scopes},
		"unknown": {p.silent, scopes},
	} {
		secret := p.tokenWith(t, run.scopes)
		done := p.run(secret, "check", "--token-stdin", "--purpose", purpose.Name, "--host", run.host)
		switch {
		case works && done.status != command.StatusOK:
			t.Errorf(
				"%s, release %s: %v works and gets exit status %d: %s",
				purpose.Name,
				known,
				scopes,
				done.status,
				done.stderr,
			)
		case !works && known == "told" && done.status == command.StatusOK && !strings.Contains(done.stderr, "glpat: "):
			t.Errorf("%s, release %s: %v does not work and is let through", purpose.Name, known, scopes)
		}
	}
}

// playedReleases are one of each span between the releases in which a purpose, a
// scope or the form changes, oldest first.
func playedReleases() []string {
	return []string{"15.11", "16.1", "16.2", "16.4", "16.9", "17.1", "17.7", "17.9", "17.11", "18.0", "18.2", "19.5"}
}

// changesAt reports whether a purpose is another thing at a release than at the one
// played before or after it: one of its scopes comes, or another set begins.
func changesAt(purpose catalog.Purpose, at, before, after catalog.Release) bool {
	for _, set := range purpose.Sets {
		for _, since := range []catalog.Release{set.Since, set.MinRelease(), set.NeverBefore()} {
			if at.AtLeast(since) != before.AtLeast(since) || at.AtLeast(since) != after.AtLeast(since) {
				return true
			}
		}
	}
	return false
}

// What the link asks for is never more than the release needs, whatever is known of
// that, and no check holds anything against a token that works there.
func TestEveryPurposeAtEveryReleaseIsAskedForAndCheckedAsItIsThere(t *testing.T) {
	t.Parallel()
	var ran atomic.Int32
	t.Cleanup(func() {
		if ran.Load() < 500 {
			t.Errorf("only %d commands were run", ran.Load())
		}
	})
	all := playedReleases()
	parsed := make([]catalog.Release, len(all))
	for i, text := range all {
		parsed[i], _ = catalog.ParseRelease(text)
	}
	for i, release := range all {
		t.Run(release, func(t *testing.T) {
			t.Parallel()
			p := playGitLab(t, release)
			for _, purpose := range catalog.AllPurposes() {
				ends := i == 0 || i == len(all)-1
				if ends || changesAt(purpose, parsed[i], parsed[i-1], parsed[i+1]) {
					p.serves(t, purpose)
				}
			}
			ran.Add(int32(p.number))
		})
	}
}

// serves holds the links and the checks for a purpose against what the release needs.
func (p *playedGitLab) serves(t *testing.T, purpose catalog.Purpose) {
	t.Helper()
	release := p.Release()
	enough := purpose.SetFor(release)
	if release.Before(enough.MinRelease()) {
		return // no token of this release does it
	}
	seen := map[string]bool{}
	check := func(scopes []catalog.Scope, asked bool) {
		name := catalog.ListScopes(scopes)
		if !seen[name] && !release.Before(catalog.SetOf(scopes).MinRelease()) { // else its form leaves it out
			seen[name] = true
			p.checks(t, purpose, scopes, asked)
		}
	}
	for _, args := range [][]string{
		{"--host", p.URL(), "--release", release.String()}, {"--host", p.URL()}, {"--host", p.silent},
	} {
		chosen := p.linked(t, purpose.Name, args...)
		if catalog.RiskOf(chosen) > catalog.RiskOf(enough.Names()) || len(chosen) > len(enough.Scopes) {
			t.Errorf("link %v: %s asks for %v, more than %v", args, purpose.Name, chosen, enough.Names())
		}
		check(chosen, true)
	}
	for _, set := range purpose.Sets {
		check(set.Names(), false)
	}
}
