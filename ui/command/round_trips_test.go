package command_test

import (
	"bytes"
	"encoding/pem"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"glpat/config"
	"glpat/gitlab/catalog"
	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/practice"
	"glpat/ui/command"
)

// distantGitLab is a GitLab behind TLS, whose answers a test can hold back.
type distantGitLab struct {
	target gitlabtest.Target
	// before is called with each request before it is answered.
	before func(*http.Request)

	mu        sync.Mutex
	requested []string // paths, in the order in which they came
}

func newDistantGitLab(tb testing.TB) *distantGitLab {
	tb.Helper()
	instance, err := practice.Start(practice.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = instance.Close() })
	secret, err := instance.MakeToken("distant", catalog.ScopeReadAPI)
	if err != nil {
		tb.Fatal(err)
	}
	d := &distantGitLab{before: func(*http.Request) {}}
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		d.mu.Lock()
		d.requested = append(d.requested, r.URL.Path)
		d.mu.Unlock()
		d.before(r)
		instance.ServeHTTP(w, r)
	}))
	server.EnableHTTP2 = true
	server.StartTLS()
	tb.Cleanup(server.Close)
	authority := filepath.Join(tb.TempDir(), "authority.pem")
	block := &pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw}
	if err := os.WriteFile(authority, pem.EncodeToMemory(block), 0o600); err != nil {
		tb.Fatal(err)
	}
	d.target = gitlabtest.Target{URL: server.URL, CAFile: authority, Token: secret}
	return d
}

// run runs a command on the GitLab, in this process, with settings that know it or
// with none.
func (d *distantGitLab) run(tb testing.TB, usedBefore bool, args ...string) ran {
	tb.Helper()
	variables := map[string]string{"GLPAT_CONFIG_DIR": filepath.Join(tb.TempDir(), "glpat")}
	if usedBefore {
		known := config.KnownInstance{URL: d.target.URL, Connection: config.Connection{CAFile: d.target.CAFile}}
		if err := config.Open(variables["GLPAT_CONFIG_DIR"], time.Now).RememberInstance(known); err != nil {
			tb.Fatal(err)
		}
	}
	var stdout, stderr bytes.Buffer
	machine := systemHere(tokenLine(d.target), &stdout, &stderr, func(name string) string { return variables[name] })
	args = append(args, "--host", d.target.URL, "--ca-file", d.target.CAFile)
	began := time.Now()
	status := command.Main(machine, args)
	return ran{stdout.String(), stderr.String(), command.Status(status), time.Since(began)}
}

// A GitLab that was used before is asked about the token and about itself side by
// side; a new one about the token as soon as one answer shows a GitLab, and never
// before. Answers are held back until what must not wait for them has come.
func TestACheckWaitsForNothingThatItDoesNotNeed(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name       string
		usedBefore bool
		waits      []string // the paths whose answers wait for the token's calls
	}{
		{"a GitLab used before", true, []string{
			"/api/v4/version", "/.well-known/openid-configuration", "/users/sign_in", "/",
			"/help/user/profile/personal_access_tokens", "/help/user/profile/personal_access_tokens.md",
		}},
		{"a new GitLab", false, []string{
			"/.well-known/openid-configuration", "/users/sign_in", "/",
			"/help/user/profile/personal_access_tokens", "/help/user/profile/personal_access_tokens.md",
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			d := newDistantGitLab(t)
			var seen atomic.Bool
			var once sync.Once
			came := make(chan struct{})
			d.before = func(r *http.Request) {
				switch {
				case r.Header.Get("Authorization") != "":
					if !test.usedBefore && !seen.Load() {
						t.Error("the token came before a GitLab was seen")
					}
					once.Do(func() { close(came) })
				case slices.Contains(test.waits, r.URL.Path):
					select {
					case <-came:
					case <-time.After(7 * time.Second):
						t.Errorf("the token's calls wait for %s", r.URL.Path)
					case <-r.Context().Done():
					}
				default:
					seen.Store(true)
				}
			}
			done := d.run(t, test.usedBefore, "check", "--token-stdin", "--json")
			if done.status != command.StatusOK || !strings.Contains(done.stdout, `"ok": true`) {
				t.Errorf("status %d\n%s%s", done.status, done.stdout, done.stderr)
			}
			withToken := 0
			for _, path := range d.paths() {
				if path == "/api/v4/user" || path == "/api/v4/metadata" || path == "/api/v4/personal_access_tokens/self" {
					withToken++
				}
			}
			if withToken != 3 {
				t.Errorf("%d calls with the token, want 3: %q", withToken, d.paths())
			}
		})
	}
}

func (d *distantGitLab) paths() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.requested)
}

// BenchmarkRoundTrips measures check and link at several distances: what they take
// more than without any, in round trips, so that the connection and the work on both sides are
// apart. Budget: 1.1 on a GitLab used before, 2.2 on a new one.
func BenchmarkRoundTrips(b *testing.B) {
	d := newDistantGitLab(b)
	var distance atomic.Int64
	d.before = func(*http.Request) { time.Sleep(time.Duration(distance.Load())) }
	for _, line := range [][]string{{"check", "--token-stdin"}, {"link", "--purpose", "read-api"}} {
		for _, usedBefore := range []bool{true, false} {
			for _, far := range []time.Duration{50, 100, 200} {
				far *= time.Millisecond
				b.Run(fmt.Sprintf("%s/used-before-%v/%v", line[0], usedBefore, far), func(b *testing.B) {
					var near, distant time.Duration
					for b.Loop() {
						distance.Store(0)
						near += d.run(b, usedBefore, line...).took
						distance.Store(int64(far))
						distant += d.run(b, usedBefore, line...).took
					}
					b.ReportMetric(float64(distant-near)/float64(b.N)/float64(far), "round-trips")
					b.ReportMetric(float64(near.Milliseconds())/float64(b.N), "ms-at-no-distance")
				})
			}
		}
	}
}
