package gitlab_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"glpat/gitlab"
	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/token"
	"glpat/gitlab/transport"
)

// BenchmarkVerdict measures how long the verdict on a pasted token takes beside
// one plain request to the same server, over the connection that a look left
// open. Every answer takes 50 ms, so the ratio is the number of round trips.
func BenchmarkVerdict(b *testing.B) {
	const delay = 50 * time.Millisecond
	var requests, slow atomic.Int64
	api := newFake()
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		requests.Add(1)
		if slow.Load() > 0 {
			time.Sleep(delay) // the distance to the server
		}
		api.ServeHTTP(w, r)
	}))
	server.EnableHTTP2 = true
	server.StartTLS()
	b.Cleanup(server.Close)
	client := newClient(b, server)
	instance, err := client.Discover(b.Context(), gitlabtest.MustAddress(b, server.URL), transport.Config{})
	if err != nil {
		b.Fatal(err)
	}
	plain, err := client.PageClient(server.URL)
	if err != nil {
		b.Fatal(err)
	}
	slow.Store(1)

	var verdict, request time.Duration
	var asked int64
	for b.Loop() {
		started, before := time.Now(), requests.Load()
		if report := client.Check(b.Context(), instance, token.NewSecret(gitlabtest.Hush), gitlab.Want{}); !report.OK() {
			b.Fatal(report.Problems)
		}
		verdict += time.Since(started)
		asked += requests.Load() - before

		started = time.Now()
		get, err := http.NewRequestWithContext(b.Context(), http.MethodGet, server.URL+metadataAPI, http.NoBody)
		if err != nil {
			b.Fatal(err)
		}
		response, err := plain.Do(get)
		if err != nil {
			b.Fatal(err)
		}
		_, err = io.Copy(io.Discard, response.Body)
		if closeErr := response.Body.Close(); err != nil || closeErr != nil {
			b.Fatal(err, closeErr)
		}
		request += time.Since(started)
	}
	b.ReportMetric(float64(verdict)/float64(request), "verdict/request")
	b.ReportMetric(float64(asked)/float64(b.N), "requests/verdict")
	b.ReportMetric(float64(verdict.Milliseconds())/float64(b.N), "ms/verdict")
}
