package transport

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"glpat/gitlab/input"
)

// guard is the round tripper of one client.
type guard struct {
	pool    *http.Transport
	agent   string
	origin  string // as [input.OriginOf] writes it
	headers []Header
}

// RoundTrip implements http.RoundTripper. The body it returns is already read,
// so that reading it cannot fail or wait. A read that met a passing fault is
// tried once more.
func (g *guard) RoundTrip(request *http.Request) (*http.Response, error) {
	if input.OriginOf(request.URL) != g.origin {
		return nil, errOtherOrigin
	}
	ctx, cancel := context.WithTimeout(request.Context(), callTimeout)
	defer cancel()
	request = request.Clone(ctx)
	request.Header.Set("User-Agent", g.agent)
	for _, header := range g.headers {
		request.Header.Set(header.Name, header.Value.Reveal())
	}
	response, answer, err := g.once(request)
	if again := anotherTry(request, answer, err); again != nil {
		defer again.cancel()
		if second, secondAnswer, secondErr := g.once(again.request); secondErr == nil {
			response, answer, err = second, secondAnswer, nil
		}
	}
	if err != nil {
		return nil, err
	}
	if keep, ok := request.Context().Value(answerKey{}).(*Answer); ok {
		*keep = answer
		forLibrary(response)
	}
	return response, nil
}

// once makes one call and reads its answer.
func (g *guard) once(request *http.Request) (*http.Response, Answer, error) {
	ctx, tracer := startTrace(request.Context())
	request = request.WithContext(ctx)
	if isWithoutRetry(ctx) {
		// A body that cannot be read again keeps net/http from sending the
		// request once more by itself when a connection that was open before
		// ends.
		request.Body, request.GetBody = struct{ io.ReadCloser }{http.NoBody}, nil
	}
	if proxy, err := g.pool.Proxy(request); err == nil && proxy != nil {
		tracer.Proxy = input.Clean(proxy.Host, 80) // never with its user and password
		tracer.toProxy = proxy.Scheme == "https"
	}
	failed := func(err error) error {
		went := tracer.snapshot()
		went.Ended = time.Now()
		return &TraceError{went, err}
	}
	response, err := g.pool.RoundTrip(request)
	if err != nil {
		return nil, Answer{}, failed(err)
	}
	limit := bodyLimit(ctx)
	body, err := readBody(ctx, response, limit+1)
	if err != nil {
		return nil, Answer{}, failed(&BodyError{Status: response.StatusCode, Err: err})
	}
	answer := Answer{
		URL: request.URL, Status: response.StatusCode, Header: response.Header, Body: body,
		Trace: tracer.snapshot(), received: time.Now(),
	}
	if int64(len(body)) > limit {
		answer.Body, answer.Cut = body[:limit], true
	}
	response.Body = io.NopCloser(bytes.NewReader(answer.Body))
	return response, answer, nil
}

// readBody reads at most so many bytes of an answer and closes it. It ends with its
// context whatever the body is made of. An answer that leads to another protocol has
// no body: what it holds is the bare connection, which nobody is going to use.
func readBody(ctx context.Context, response *http.Response, most int64) ([]byte, error) {
	bare := response.Body               // the caller puts another in its place, perhaps before the last Close
	defer func() { _ = bare.Close() }() // it is read or given up on
	if response.StatusCode < http.StatusOK {
		return nil, nil
	}
	stop := context.AfterFunc(ctx, func() { _ = bare.Close() })
	defer stop()
	body, err := readBounded(bare, most)
	if err != nil && ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	return body, err
}

// fewBytes is how much of an answer is read before memory for all of it is taken.
const fewBytes = 64 << 10

// readBounded reads at most so many bytes of an answer's body. Memory for a long one
// is taken once: a buffer that grows step by step costs several times the body.
func readBounded(answer io.Reader, most int64) ([]byte, error) {
	var body bytes.Buffer
	if _, err := io.CopyN(&body, answer, min(fewBytes, most)); err != nil {
		if errors.Is(err, io.EOF) {
			err = nil
		}
		return body.Bytes(), err
	}
	body.Grow(int(most) - body.Len() + bytes.MinRead)
	_, err := body.ReadFrom(io.LimitReader(answer, most-int64(body.Len())))
	return body.Bytes(), err
}

// errOtherOrigin means a programming error: a client was used for another
// origin than the one it was made for.
var errOtherOrigin = errors.New("request leaves the instance's origin")

// BodyError is an answer that broke off while its body was read.
type BodyError struct {
	Status int
	Err    error
}

func (e *BodyError) Error() string {
	return fmt.Sprintf("read the body of a %d answer: %v", e.Status, e.Err)
}

func (e *BodyError) Unwrap() error { return e.Err }

// ProxyError is a proxy's refusal to connect to the instance.
type ProxyError struct {
	Code   int
	Status string
}

func (e *ProxyError) Error() string { return fmt.Sprintf("connect through the proxy: %q", e.Status) }

// checkProxy gives a proxy's refusal a type of its own; without it the error
// is the bare text of the status.
func checkProxy(ctx context.Context, _ *url.URL, _ *http.Request, answer *http.Response) error {
	tracerOf(ctx).passedProxy()
	if answer.StatusCode != http.StatusOK {
		return &ProxyError{answer.StatusCode, answer.Status}
	}
	return nil
}
