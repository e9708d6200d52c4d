package transport

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"time"
)

// A read is tried again once, and only where that can help: after a fault that
// passes by itself, such as a server that starts. Nobody waits longer than
// retryWithin for a failing server, so the second try has what the first left.
const (
	retryPause  = 300 * time.Millisecond
	retryWithin = 2500 * time.Millisecond
)

// secondTry is a request to make once more.
type secondTry struct {
	request *http.Request
	cancel  context.CancelFunc
}

// anotherTry waits the pause out and gives the request to make once more, nil
// where that cannot help, is not wanted, or would take too long.
func anotherTry(request *http.Request, answer Answer, err error) *secondTry {
	ctx := request.Context()
	if (request.Method != http.MethodGet && request.Method != http.MethodHead) || isWithoutRetry(ctx) ||
		!passing(answer, err) {
		return nil
	}
	left := retryWithin - retryPause - took(answer, err)
	if left < retryPause {
		return nil
	}
	pause := time.NewTimer(retryPause)
	defer pause.Stop()
	select {
	case <-pause.C:
	case <-ctx.Done():
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, left)
	return &secondTry{request.Clone(ctx), cancel}
}

// took is how long the first try lasted.
func took(answer Answer, err error) time.Duration {
	if failed, ok := errors.AsType[*TraceError](err); ok {
		return time.Since(failed.Began)
	}
	return answer.received.Sub(answer.Trace.Began)
}

// passing reports whether a fault may be over in a moment.
func passing(answer Answer, err error) bool {
	var (
		body    *BodyError
		refused *ProxyError
		network *net.OpError
	)
	switch {
	case err == nil:
		return answer.Status >= http.StatusBadGateway && answer.Status <= http.StatusGatewayTimeout &&
			answer.Header.Get("Retry-After") == ""
	case IsTimeout(err), errors.Is(err, context.Canceled), errors.As(err, &refused):
		return false
	case errors.As(err, &body), OverHTTP2(err):
		return true
	case errors.As(err, &network):
		return network.Op == "read" || network.Op == "write"
	}
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
}

type noRetryKey struct{}

// WithoutRetry returns a context whose calls are not tried again.
func WithoutRetry(ctx context.Context) context.Context {
	return context.WithValue(ctx, noRetryKey{}, true)
}

func isWithoutRetry(ctx context.Context) bool {
	only, _ := ctx.Value(noRetryKey{}).(bool)
	return only
}
