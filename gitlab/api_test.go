package gitlab_test

import (
	"bytes"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"net/http"
	"os"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"glpat/gitlab"
	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
	"glpat/gitlab/transport"
)

// The client library retries, waits, holds calls back and writes to a log by
// itself. These tests fail when any of that comes back, with a new release of the
// library or without one of its options.

// open starts a session with the API at the address.
func open(t *testing.T, client *gitlab.Client, address string) *gitlab.Session {
	t.Helper()
	instance := gitlab.Instance{URL: address, Transport: transport.Config{AllowPlain: true}}
	session, err := client.Open(instance, token.NewSecret(gitlabtest.Hush))
	if err != nil {
		t.Fatal(err)
	}
	return session
}

func TestTheLibraryNeitherRetriesNorWaits(t *testing.T) {
	const calls = 10
	for _, test := range []struct {
		name   string
		status int
		header map[string]string
	}{
		{"an answer", 200, nil},
		{"a limit that is used up", 200, map[string]string{
			"RateLimit-Limit": "1", "RateLimit-Remaining": "0", "RateLimit-Reset": "4102444800",
		}},
		{"a server that fails", 500, nil},
		{"a 429 that says nothing of time", 429, nil},
		{"a 429 that says to wait an hour", 429, map[string]string{"Retry-After": "3600"}},
		{"a 429 that says to wait for years", 429, map[string]string{
			"RateLimit-Limit": "1", "RateLimit-Remaining": "0", "RateLimit-Reset": "4102444800",
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var requests atomic.Int64
				tr, stop := servePipes(func(w http.ResponseWriter, r *http.Request) {
					requests.Add(1)
					routes{r.URL.Path: {status: test.status, body: userBody, header: test.header}}.ServeHTTP(w, r)
				})
				defer stop()
				session := open(t, gitlab.NewClient(tr, gitlabtest.Today), "http://gitlab.example.com")
				began := time.Now()
				for number := range int64(calls) {
					answer, err := session.CurrentUser(t.Context())
					if answer.Status != test.status || (err == nil) != (test.status == 200) {
						t.Fatalf("call %d ends with %d, %v", number+1, answer.Status, err)
					}
					if requests.Load() != number+1 {
						t.Fatalf("after %d calls %d requests went out", number+1, requests.Load())
					}
				}
				if took := time.Since(began); took != 0 { // time moves only where somebody waits
					t.Errorf("%d calls waited for %v", calls, took)
				}
			})
		})
	}
}

func TestACheckIsThreeRequestsWhateverTheAnswers(t *testing.T) {
	limited := map[string]string{
		"RateLimit-Limit": "1", "RateLimit-Remaining": "0", "RateLimit-Reset": "4102444800", "Retry-After": "3600",
	}
	for name, answer := range map[string]*route{
		"good ones":                nil,
		"failures":                 {status: 500, body: "{}"},
		"refusals for many calls":  {status: 429, body: "{}", header: limited},
		"refusals of every length": {status: 404, body: `{"message":"404 Not found"}`, header: limited},
	} {
		for _, doubted := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, doubted %t", name, doubted), func(t *testing.T) {
				api := newFake()
				for path, own := range api.api {
					own.header = limited
					api.api[path] = own
					if answer != nil {
						api.api[path] = *answer
					}
				}
				server, seen := serve(t, api.ServeHTTP)
				newClient(t).Check(
					t.Context(),
					gitlab.Instance{URL: server.URL},
					token.NewSecret(gitlabtest.Hush),
					gitlab.Want{Doubted: doubted},
				)
				asked := map[string]int{}
				for _, request := range seen.all() {
					asked[request.Method+" "+request.URL.String()]++
					if agent := request.UserAgent(); agent != "glpat/test" {
						t.Errorf("%s is sent by %q", request.URL, agent)
					}
					if request.Header.Get("Authorization") != "Bearer "+gitlabtest.Hush ||
						request.Header.Get("Private-Token") != "" {
						t.Errorf("%s is sent with %v", request.URL, request.Header)
					}
				}
				want := map[string]int{"GET " + selfAPI: 1, "GET " + userAPI: 1, "GET " + metadataAPI: 1}
				if doubted && answer != nil {
					want = map[string]int{"GET " + selfAPI: 1}
				}
				if fmt.Sprint(asked) != fmt.Sprint(want) {
					t.Errorf("the requests are %v, want %v", asked, want)
				}
			})
		}
	}
}

// Not parallel: the default log and stderr are everybody's.
func TestTheLibraryWritesNothing(t *testing.T) {
	var logged bytes.Buffer
	oldLog, oldWriter, oldFlags := slog.Default(), log.Writer(), log.Flags()
	slog.SetDefault(slog.New(slog.NewTextHandler(&logged, &slog.HandlerOptions{Level: slog.LevelDebug})))
	t.Cleanup(func() {
		slog.SetDefault(oldLog)
		log.SetOutput(oldWriter)
		log.SetFlags(oldFlags)
	})
	stderr, restore := captureStderr(t)

	server, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		routes{r.URL.Path: {status: 429, body: "{}"}}.ServeHTTP(w, r)
	})
	client := newClient(t)
	_, _ = open(t, client, server.URL).CurrentUser(t.Context())
	server.Close()
	_, _ = open(t, client, server.URL).CurrentUser(t.Context()) // nobody listens
	// The library warns of a scheme that is not http's when it is given the URL.
	odd := open(t, client, strings.Replace(server.URL, "http:", "ftp:", 1))
	if _, err := odd.CurrentUser(t.Context()); err == nil {
		t.Error("a call by ftp works")
	}
	restore()
	if logged.Len() > 0 || stderr() != "" {
		t.Errorf("the log has %q, stderr %q", &logged, stderr())
	}
}

// captureStderr puts a file in stderr's place until restore is called.
func captureStderr(t *testing.T) (written func() string, restore func()) {
	t.Helper()
	file, err := os.CreateTemp(t.TempDir(), "stderr")
	if err != nil {
		t.Fatal(err)
	}
	own := os.Stderr
	restore = func() { os.Stderr = own }
	t.Cleanup(func() {
		restore()
		_ = file.Close()
	})
	os.Stderr = file
	return func() string {
		text, err := os.ReadFile(file.Name())
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}, restore
}

func TestAnAnswerOfNothingIsNoSuccess(t *testing.T) {
	t.Parallel()
	for _, body := range []string{"null", "{}", "[]", ""} {
		api := newFake()
		api.api[selfAPI] = route{body: body}
		report, _ := checkAgainst(t, api.ServeHTTP, gitlab.Want{})
		wantProblem(t, report.Failure(), problem.CodeInvalidResponse)
	}
}

func TestALinkHeaderThatTheLibraryCannotReadBreaksNothing(t *testing.T) {
	t.Parallel()
	api := newFake()
	for path, answer := range api.api {
		answer.header = map[string]string{"Link": "<https://x.example>; rel"}
		api.api[path] = answer
	}
	report, _ := checkAgainst(t, api.ServeHTTP, gitlab.Want{})
	if !report.OK() {
		t.Errorf("the check finds %v", report.Problems)
	}
}

func TestTheBodyOfARefusalIsKept(t *testing.T) {
	t.Parallel()
	const body = `{"message":"404 Project Not Found"}`
	server, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		routes{r.URL.Path: {status: 404, body: body}}.ServeHTTP(w, r)
	})
	answer, err := open(t, newClient(t), server.URL).CurrentUser(t.Context())
	if !errors.Is(err, transport.ErrNoSuccess) || string(answer.Body) != body {
		t.Errorf("the answer is %q, %v", answer.Body, err)
	}
}

// Not parallel: the memory is everybody's.
func TestAHostileAnswerTakesLittleMemory(t *testing.T) {
	fill := func(piece string) string { return strings.Repeat(piece, 1_000_000/len(piece)) }
	for _, test := range []struct {
		name   string
		answer route
	}{
		{"a list of lists", route{status: 400, body: `{"message":[` + fill("[],") + `1]}`}},
		{"a list of numbers", route{status: 403, body: `{"message":[` + fill("1,") + `1]}`}},
		{"an object of many keys", route{status: 422, body: `{"message":{` + fill(`"a":"b",`) + `"c":1}}`}},
		{"a page in place of JSON", route{status: 500, body: fill("<")}},
		{"a 404", route{status: 404, body: `{"message":[` + fill("{},") + `1]}`}},
	} {
		t.Run(test.name, func(t *testing.T) {
			api := newFake()
			for path := range api.api {
				api.api[path] = test.answer
			}
			server, _ := serve(t, api.ServeHTTP)
			client := newClient(t)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			report := client.Check(
				t.Context(),
				gitlab.Instance{URL: server.URL},
				token.NewSecret(gitlabtest.Hush),
				gitlab.Want{},
			)
			runtime.ReadMemStats(&after)
			took := after.TotalAlloc - before.TotalAlloc
			t.Logf("%d KiB", took>>10)
			most := uint64(10 << 20)
			if raceDetector {
				most *= 2
			}
			if report.OK() || took > most {
				t.Errorf("the check allocates %d MiB: %v", took>>20, report.Failure())
			}
		})
	}
}
