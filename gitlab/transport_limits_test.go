package gitlab_test

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"glpat/gitlab"
	"glpat/gitlab/problem"
	"glpat/gitlab/transport"
)

// endless writes zeros until nobody reads any more.
func endless(w io.Writer) {
	chunk := make([]byte, 64<<10)
	for {
		if _, err := w.Write(chunk); err != nil {
			return
		}
	}
}

func TestAnAnswerWithoutEndTakesABoundedPartOfMemory(t *testing.T) {
	for name, handler := range map[string]http.HandlerFunc{
		"a body": func(w http.ResponseWriter, _ *http.Request) { endless(w) },
		"a packed body": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			packed := gzip.NewWriter(w)
			defer func() { _ = packed.Close() }()
			endless(packed)
		},
		"an error's body": func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusInternalServerError)
			endless(w)
		},
	} {
		t.Run(name, func(t *testing.T) {
			server, _ := serve(t, handler)
			tr := newTransport(t)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			body, err := call(t, tr, server.URL, http.MethodGet, server.URL)
			runtime.ReadMemStats(&after)
			if err != nil || len(body) != transport.MaxBody {
				t.Errorf("%d bytes, %v; want %d", len(body), err, transport.MaxBody)
			}
			if grown := after.TotalAlloc - before.TotalAlloc; grown > 32<<20 {
				t.Errorf("reading it allocated %d MiB", grown>>20)
			}
		})
	}
}

func TestAHeaderWithoutEndIsGivenUpOn(t *testing.T) {
	t.Parallel()
	server, _ := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		connection, buffer, err := http.NewResponseController(w).Hijack()
		if err != nil {
			return
		}
		defer func() { _ = connection.Close() }()
		_, _ = buffer.WriteString("HTTP/1.1 200 OK\r\n")
		for {
			if _, err := buffer.WriteString("X-More: " + strings.Repeat("x", 1000) + "\r\n"); err != nil {
				return
			}
		}
	})
	if _, err := call(t, newTransport(t), server.URL, http.MethodGet, server.URL); err == nil {
		t.Error("an endless header is read")
	}
}

func TestASlowBodyEndsWithTheContext(t *testing.T) {
	t.Parallel()
	server, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = w.Write([]byte("{"))
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	})
	client, err := newTransport(t).Client(server.URL, transport.Config{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, server.URL, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	response, err := client.Do(request)
	if err == nil {
		_ = response.Body.Close()
	}
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the error is %v, want a deadline", err)
	}
}

func TestTheBodyIsReadBeforeTheCallReturns(t *testing.T) {
	t.Parallel()
	server, _ := serve(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("whole")) })
	client, err := newTransport(t).Client(server.URL, transport.Config{})
	if err != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	response, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	server.Close()
	if err := iotest.TestReader(response.Body, []byte("whole")); err != nil {
		t.Error(err)
	}
}

func TestARefusalOfManyPartsTakesLittleMoreThanItsSize(t *testing.T) {
	var body strings.Builder
	body.WriteByte('{')
	for i := range 70_000 {
		fmt.Fprintf(&body, `"k%d":["a"],`, i)
	}
	body.WriteString(`"z":1}`)
	api := newFake()
	for path := range api.api {
		api.api[path] = route{status: http.StatusBadRequest, body: body.String()}
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	report, _ := checkAgainst(t, api.ServeHTTP, gitlab.Want{})
	runtime.ReadMemStats(&after)
	// Three answers of a megabyte are read side by side, and each is decoded.
	took := after.TotalAlloc - before.TotalAlloc
	t.Logf("%d KiB", took>>10)
	if took > 15<<20 {
		t.Errorf("it took %d MiB", took>>20)
	}
	failure := theProblem(t, report.Failure(), problem.CodeBadRequest)
	if !strings.HasPrefix(failure.ServerSaid, `{"k0":["a"]`) {
		t.Errorf("the server's words are %q", failure.ServerSaid)
	}
}
