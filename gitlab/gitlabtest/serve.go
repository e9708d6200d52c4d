package gitlabtest

import (
	"context"
	"crypto/tls"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
	"testing"
	"time"

	"glpat/gitlab/catalog"
	"glpat/gitlab/practice"
	"glpat/gitlab/token"
)

// startPractice starts a practice instance with a fault, and makes a token.
func startPractice(t testing.TB, options practice.Options) (*practice.Server, token.Secret) {
	t.Helper()
	server, err := practice.Start(options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	secret, err := server.MakeToken("laboratory", catalog.ScopeReadAPI)
	if err != nil {
		t.Fatal(err)
	}
	return server, secret
}

// madeUpToken is a token of a practice instance that is gone.
func madeUpToken(t testing.TB) token.Secret {
	t.Helper()
	server, secret := startPractice(t, practice.Options{})
	_ = server.Close()
	return secret
}

// listen takes an unused port of 127.0.0.1.
func listen(t testing.TB) net.Listener {
	t.Helper()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	return listener
}

// serve answers at an unused port, with TLS where config is not nil, and
// returns host and port.
func serve(t testing.TB, config *tls.Config, handler http.Handler) string {
	t.Helper()
	listener := listen(t)
	ended, end := context.WithCancel(context.Background())
	server := &http.Server{
		Handler:           handler,
		TLSConfig:         config,
		ReadHeaderTimeout: time.Minute,
		ErrorLog:          log.New(io.Discard, "", 0),
		BaseContext:       func(net.Listener) context.Context { return ended },
		// Faults below HTTP take a connection over, which HTTP/2 does not let
		// them.
		TLSNextProto: map[string]func(*http.Server, *tls.Conn, http.Handler){},
	}
	go func() { // ends as the test does, which closes the server
		if config == nil {
			_ = server.Serve(listener)
			return
		}
		_ = server.ServeTLS(lingering{listener}, "", "")
	}()
	t.Cleanup(func() { end(); _ = server.Close() })
	return listener.Addr().String()
}

// lingering is a listener whose connections close as servers in the field do:
// what the client still sends is taken, so that it reads the last words, such as
// that a certificate is wanted, instead of a reset.
type lingering struct{ net.Listener }

// Accept waits for the next connection.
func (l lingering) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return lingeringConn{conn}, nil
}

type lingeringConn struct{ net.Conn }

// lingerTime is how long a closed connection still takes what comes.
const lingerTime = 300 * time.Millisecond

// Close says that nothing follows and lets go of the connection soon.
func (c lingeringConn) Close() error {
	wire, ok := c.Conn.(interface{ CloseWrite() error })
	if !ok || wire.CloseWrite() != nil {
		return c.Conn.Close()
	}
	_ = c.SetReadDeadline(time.Now().Add(lingerTime))
	go func() { // ends at the deadline
		_, _ = io.Copy(io.Discard, c.Conn)
		_ = c.Conn.Close()
	}()
	return nil
}

// meet hands every connection of an unused port to a function, one goroutine
// each, and closes them when the test ends. It returns host and port.
func meet(t testing.TB, receive func(net.Conn)) string {
	t.Helper()
	listener := listen(t)
	var mu sync.Mutex
	var met []net.Conn
	go func() { // ends as the test does, which closes the listener
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			mu.Lock()
			met = append(met, conn)
			mu.Unlock()
			go receive(conn) // ends once its connection is closed, with the test at the latest
		}
	}()
	t.Cleanup(func() {
		_ = listener.Close()
		mu.Lock()
		defer mu.Unlock()
		for _, conn := range met {
			_ = conn.Close()
		}
	})
	return listener.Addr().String()
}

// sayNothing reads what comes and never answers.
func sayNothing(conn net.Conn) { _, _ = io.Copy(io.Discard, conn) }

// sayLine answers whatever comes with a line of another protocol and goes.
func sayLine(line string) func(net.Conn) {
	return func(conn net.Conn) {
		_, _ = io.ReadAtLeast(conn, make([]byte, 4096), 1)
		_, _ = io.WriteString(conn, line)
		_ = lingeringConn{conn}.Close()
	}
}

// greet speaks first, as a server of SSH or mail does.
func greet(line string) func(net.Conn) {
	return func(conn net.Conn) {
		_, _ = io.WriteString(conn, line)
		sayNothing(conn)
	}
}

// page is a handler that answers everything with one web page.
func page(status int, html string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, html)
	})
}
