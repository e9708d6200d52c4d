package gitlab

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http/httptrace"
	"sync"
	"time"
)

// stage is how far a call came on its way.
type stage int

const (
	stageStart   stage = iota
	stageName          // the host's name was asked for
	stageConnect       // a connection was begun
	stageProxy         // the proxy was asked to go on
	stageTLS           // encryption was begun
	stageAnswer        // the request went out
	stageBody          // the answer began
)

// way is how a call went: where it stopped and how long each part took.
type way struct {
	stage stage
	proxy string // host and port, "" for none
	// asked tells that the server asked for a certificate of one's own.
	asked bool

	// began is when the call began, stageBegan its last stage, ended when it
	// failed.
	began, stageBegan, ended       time.Time
	nameTook, connectTook, tlsTook time.Duration
	addresses                      []string
	remote                         string // the address that answered
	encryption                     *tls.ConnectionState
}

// recorder notes the way of a call while the transport, from several
// goroutines, tells of it.
type recorder struct {
	mu sync.Mutex
	way
	nameBegan, connectBegan, tlsBegan time.Time
	// toProxy tells that encryption is for a proxy that itself speaks https,
	// until it has let the call through.
	toProxy bool
}

type wayKey struct{}

// recorderOf is the recorder of the call that the context belongs to, nil for
// none.
func recorderOf(ctx context.Context) *recorder {
	recorder, _ := ctx.Value(wayKey{}).(*recorder)
	return recorder
}

// record returns a context whose call is noted.
func record(ctx context.Context) (context.Context, *recorder) {
	now := time.Now()
	w := &recorder{way: way{began: now, stageBegan: now}}
	ctx = context.WithValue(ctx, wayKey{}, w)
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		DNSStart: func(httptrace.DNSStartInfo) {
			w.reach(stageName, func() { w.nameBegan = time.Now() })
		},
		DNSDone: func(info httptrace.DNSDoneInfo) {
			w.reach(stageName, func() {
				w.nameTook = time.Since(w.nameBegan)
				for _, address := range info.Addrs {
					w.addresses = append(w.addresses, address.String())
				}
			})
		},
		ConnectStart: func(string, string) {
			w.reach(stageConnect, func() {
				if w.connectBegan.IsZero() {
					w.connectBegan = time.Now()
				}
			})
		},
		ConnectDone: func(_, address string, err error) {
			if err != nil {
				return
			}
			w.reach(stageConnect, func() {
				w.connectTook, w.remote = time.Since(w.connectBegan), address
				if w.proxy != "" {
					w.stage, w.stageBegan = stageProxy, time.Now()
				}
			})
		},
		TLSHandshakeStart: func() {
			if !w.isToProxy() {
				w.reach(stageTLS, func() { w.tlsBegan = time.Now() })
			}
		},
		TLSHandshakeDone: func(state tls.ConnectionState, err error) {
			if err == nil && !w.isToProxy() {
				w.reach(stageTLS, func() { w.tlsTook, w.encryption = time.Since(w.tlsBegan), &state })
			}
		},
		GotConn: func(info httptrace.GotConnInfo) {
			w.reach(stageAnswer, func() {
				if secure, ok := info.Conn.(*tls.Conn); ok && w.encryption == nil {
					state := secure.ConnectionState()
					w.encryption = &state
				}
			})
		},
		GotFirstResponseByte: func() { w.reach(stageBody, func() {}) },
	}), w
}

// reach notes that the call came so far. Late words of a connection that lost a
// race change nothing.
func (w *recorder) reach(at stage, change func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if at < w.stage {
		return
	}
	if at > w.stage {
		w.stage, w.stageBegan = at, time.Now()
	}
	change()
}

// isToProxy reports whether the encryption that begins is with the proxy; of a
// call that is not noted nothing is known.
func (w *recorder) isToProxy() bool {
	if w == nil {
		return false
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.toProxy
}

// passedProxy notes that the proxy let the call through.
func (w *recorder) passedProxy() {
	if w == nil {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.toProxy = false
}

// noted is the way so far.
func (w *recorder) noted() way {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.way
}

// wayError is a failure with how far the call came.
type wayError struct {
	way
	err error
}

func (e *wayError) Error() string { return e.err.Error() }
func (e *wayError) Unwrap() error { return e.err }

// Timeout reports whether it took too long, for net.Error.
func (e *wayError) Timeout() bool { return isTimeout(e.err) }

// Temporary completes net.Error.
func (e *wayError) Temporary() bool { return false }

func isTimeout(err error) bool {
	var timeout net.Error
	return errors.Is(err, context.DeadlineExceeded) || (errors.As(err, &timeout) && timeout.Timeout())
}

// overHTTP2 reports whether a call ended after it had gone out over HTTP/2. Its
// errors have no types of their own outside net/http.
func overHTTP2(err error) bool {
	failed, ok := errors.AsType[*wayError](err)
	return ok && failed.stage >= stageAnswer && failed.encryption != nil && failed.encryption.NegotiatedProtocol == "h2"
}
