package gitlab_test

import (
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"glpat/gitlab"
	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/token"
	"glpat/gitlab/transport"
)

// roundTrip is the distance to the server of [distant].
const roundTrip = 100 * time.Millisecond

// distant is a GitLab each of whose answers takes a round trip, and those at some
// paths longer. It notes when a token came, and when it first answered.
type distant struct {
	slow map[string]time.Duration // what an answer takes besides, by path

	mu            sync.Mutex
	firstAnswer   time.Time
	tokenCame     time.Time
	tokenRequests int
}

func (d *distant) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Authorization") != "" {
		d.mu.Lock()
		d.tokenRequests++
		if d.tokenCame.IsZero() {
			d.tokenCame = time.Now()
		}
		d.mu.Unlock()
	}
	time.Sleep(roundTrip + d.slow[r.URL.Path]) // time is not real here
	d.mu.Lock()
	if d.firstAnswer.IsZero() {
		d.firstAnswer = time.Now()
	}
	d.mu.Unlock()
	if r.URL.Path == "/" {
		http.Redirect(w, r, signInPage, http.StatusFound)
		return
	}
	newFake().ServeHTTP(w, r)
}

func TestAVerdictTakesOneRoundTripWhereOneWasBeforeAndTwoElsewhere(t *testing.T) {
	t.Parallel()
	help := map[string]time.Duration{
		"/help/user/profile/personal_access_tokens":    2 * time.Second,
		"/help/user/profile/personal_access_tokens.md": 2 * time.Second,
	}
	for _, test := range []struct {
		name, address string
		usedBefore    bool
		slow          map[string]time.Duration
		want          time.Duration
	}{
		{"a GitLab used before", "http://gitlab.example.com", true, nil, roundTrip},
		{"a GitLab used before with a slow help page", "http://gitlab.example.com", true, help, roundTrip},
		{"a new GitLab", "http://gitlab.example.com", false, nil, 2 * roundTrip},
		{"a new GitLab by the address of a project", "http://gitlab.example.com/group/project", false, nil, 2 * roundTrip},
		{"a new GitLab with a slow help page", "http://gitlab.example.com", false, help, 2 * roundTrip},
		{
			"a new GitLab with a slow front page", "http://gitlab.example.com", false,
			map[string]time.Duration{"/": 3 * time.Second},
			2 * roundTrip,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				server := &distant{slow: test.slow}
				tr, stop := servePipes(server.ServeHTTP)
				defer stop()
				client := gitlab.NewClient(tr, gitlabtest.Today)
				config := transport.Config{AllowPlain: true}
				began := time.Now()
				var calls *gitlab.TokenCalls
				start := func(instance gitlab.Instance) {
					calls = client.StartCheck(t.Context(), instance, token.NewSecret(gitlabtest.Hush), gitlab.Want{})
				}
				if test.usedBefore {
					start(gitlab.Instance{URL: test.address, Transport: config})
				}
				instance, err := client.DiscoverTelling(t.Context(), gitlabtest.MustAddress(t, test.address), config,
					func(seen gitlab.Instance) <-chan struct{} {
						if calls == nil {
							start(seen)
						}
						return calls.ReleaseKnown()
					})
				if err != nil {
					t.Fatal(err)
				}
				report := client.FinishCheck(t.Context(), calls, instance, gitlab.Want{})
				if took := time.Since(began); took != test.want {
					t.Errorf("the verdict took %v, want %v", took, test.want)
				}
				if !report.OK() || report.Token == nil || len(report.Offered) == 0 || !report.Release.Known() {
					t.Errorf("the report is %+v", report)
				}
				if server.tokenRequests != 3 {
					t.Errorf("%d requests with the token, want 3", server.tokenRequests)
				}
				if !test.usedBefore && server.tokenCame.Before(server.firstAnswer) {
					t.Error("the token came before a GitLab was seen")
				}
			})
		})
	}
}

func TestADiscoveryTakesOneRoundTrip(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		server := &distant{}
		tr, stop := servePipes(server.ServeHTTP)
		defer stop()
		began := time.Now()
		_, err := gitlab.NewClient(tr, gitlabtest.Today).
			Discover(t.Context(), gitlabtest.MustAddress(t, "http://gitlab.example.com/group"), transport.Config{})
		if took := time.Since(began); err != nil || took != roundTrip {
			t.Errorf("it took %v, want %v; error %v", took, roundTrip, err)
		}
	})
}
