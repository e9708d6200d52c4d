package transport

import (
	"context"
	"crypto/tls"
	"errors"
	"net/http/httptrace"
	"sync"
	"time"
)

// TraceStage is how far a call came.
type TraceStage int

// The stages, in the order in which a call passes them.
const (
	TraceStart   TraceStage = iota
	TraceName               // the host's name was asked for
	TraceConnect            // a connection was begun
	TraceProxy              // the proxy was asked to go on
	TraceTLS                // encryption was begun
	TraceAnswer             // the request went out
	TraceBody               // the answer began
)

// Trace is what is known of how a call went: the stage that it came to and how
// long each part took.
type Trace struct {
	Stage TraceStage
	Proxy string // host and port, "" for none
	// CertificateAsked tells that the server asked for a certificate of one's own.
	CertificateAsked bool

	// Began is when the call began, StageBegan when its last stage did, and Ended
	// when it failed.
	Began, StageBegan, Ended       time.Time
	NameTook, ConnectTook, TLSTook time.Duration
	Addresses                      []string
	Remote                         string // the address that answered
	Encryption                     *tls.ConnectionState
}

// tracer fills in the trace of a call while the transport, from several
// goroutines, tells of it.
type tracer struct {
	mu sync.Mutex
	Trace
	nameBegan, connectBegan, tlsBegan time.Time
	// toProxy tells that encryption is for a proxy that itself speaks https,
	// until it has let the call through.
	toProxy bool
}

type tracerKey struct{}

// tracerOf returns the tracer of the call that the context belongs to, nil for
// none.
func tracerOf(ctx context.Context) *tracer {
	t, _ := ctx.Value(tracerKey{}).(*tracer)
	return t
}

// startTrace returns a context whose call is traced, and its tracer.
func startTrace(ctx context.Context) (context.Context, *tracer) {
	now := time.Now()
	t := &tracer{Trace: Trace{Began: now, StageBegan: now}}
	ctx = context.WithValue(ctx, tracerKey{}, t)
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		DNSStart: func(httptrace.DNSStartInfo) {
			t.advance(TraceName, func() { t.nameBegan = time.Now() })
		},
		DNSDone: func(info httptrace.DNSDoneInfo) {
			t.advance(TraceName, func() {
				t.NameTook = time.Since(t.nameBegan)
				for _, address := range info.Addrs {
					t.Addresses = append(t.Addresses, address.String())
				}
			})
		},
		ConnectStart: func(string, string) {
			t.advance(TraceConnect, func() {
				if t.connectBegan.IsZero() {
					t.connectBegan = time.Now()
				}
			})
		},
		ConnectDone: func(_, address string, err error) {
			if err != nil {
				return
			}
			t.advance(TraceConnect, func() {
				t.ConnectTook, t.Remote = time.Since(t.connectBegan), address
				if t.Proxy != "" {
					t.Stage, t.StageBegan = TraceProxy, time.Now()
				}
			})
		},
		TLSHandshakeStart: func() {
			if !t.isToProxy() {
				t.advance(TraceTLS, func() { t.tlsBegan = time.Now() })
			}
		},
		TLSHandshakeDone: func(state tls.ConnectionState, err error) {
			if err == nil && !t.isToProxy() {
				t.advance(TraceTLS, func() { t.TLSTook, t.Encryption = time.Since(t.tlsBegan), &state })
			}
		},
		GotConn: func(info httptrace.GotConnInfo) {
			t.advance(TraceAnswer, func() {
				if secure, ok := info.Conn.(*tls.Conn); ok && t.Encryption == nil {
					state := secure.ConnectionState()
					t.Encryption = &state
				}
			})
		},
		GotFirstResponseByte: func() { t.advance(TraceBody, func() {}) },
	}), t
}

// advance notes that the call came to a stage. What a connection that lost a
// race tells late changes nothing.
func (t *tracer) advance(at TraceStage, change func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if at < t.Stage {
		return
	}
	if at > t.Stage {
		t.Stage, t.StageBegan = at, time.Now()
	}
	change()
}

// isToProxy reports whether the encryption that begins is with the proxy. Of a
// call that is not traced it says no.
func (t *tracer) isToProxy() bool {
	if t == nil {
		return false
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.toProxy
}

// passedProxy notes that the proxy let the call through.
func (t *tracer) passedProxy() {
	if t == nil {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.toProxy = false
}

// snapshot returns the trace so far.
func (t *tracer) snapshot() Trace {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.Trace
}

// TraceError is an error of a call, with the trace that tells how far the call
// came.
type TraceError struct {
	Trace
	err error
}

func (e *TraceError) Error() string { return e.err.Error() }
func (e *TraceError) Unwrap() error { return e.err }

// Timeout reports whether it took too long, for net.Error.
func (e *TraceError) Timeout() bool { return IsTimeout(e.err) }

// Temporary completes net.Error.
func (e *TraceError) Temporary() bool { return false }

// OverHTTP2 reports whether a call ended after it had gone out over HTTP/2. Its
// errors have no types of their own outside net/http.
func OverHTTP2(err error) bool {
	failed, ok := errors.AsType[*TraceError](err)
	return ok && failed.Stage >= TraceAnswer && failed.Encryption != nil && failed.Encryption.NegotiatedProtocol == "h2"
}
