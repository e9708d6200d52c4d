package gitlab_test

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"testing"

	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/transport"
)

// pipes is a network without sockets, for tests in which time is not real.
type pipes struct {
	connections chan net.Conn
	closed      chan struct{}
}

func newPipes() *pipes {
	return &pipes{connections: make(chan net.Conn), closed: make(chan struct{})}
}

func (p *pipes) dial(ctx context.Context, network, address string) (net.Conn, error) {
	tellConnect(ctx, network, address)
	here, there := net.Pipe()
	select {
	case p.connections <- there:
		return here, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

// tellConnect says what the system's own dialer would say.
func tellConnect(ctx context.Context, network, address string) {
	if trace := httptrace.ContextClientTrace(ctx); trace != nil && trace.ConnectStart != nil {
		trace.ConnectStart(network, address)
	}
}

// Accept, Close and Addr implement net.Listener.
func (p *pipes) Accept() (net.Conn, error) {
	select {
	case connection := <-p.connections:
		return connection, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error   { close(p.closed); return nil }
func (p *pipes) Addr() net.Addr { return &net.UnixAddr{Name: "pipes"} }

// servePipes starts a server on such a network within a bubble of time, and
// gives a transport that leads to it whatever the address. It has to be stopped
// before the bubble ends.
func servePipes(handler http.HandlerFunc) (tr *transport.Transport, stop func()) {
	network := newPipes()
	server := &http.Server{ErrorLog: quiet(), Handler: handler}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = server.Serve(network) // it always ends with an error
	}()
	tr = transport.NewTransport("glpat/test")
	tr.SetDial(network.dial)
	return tr, func() {
		tr.Close()
		_ = server.Shutdown(context.Background()) // once every handler is done
		<-done
	}
}

// cutConnection ends the connection of a request.
func cutConnection(t *testing.T, w http.ResponseWriter) {
	t.Helper()
	connection, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		t.Error(err)
		return
	}
	_ = connection.Close()
}

// serveTLS is serve with encryption and HTTP/2.
func serveTLS(t testing.TB, handler http.HandlerFunc) (*httptest.Server, *visitors) {
	t.Helper()
	var seen visitors
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen.note(r)
		w.Header().Set("Date", gitlabtest.Today().Format(http.TimeFormat))
		handler(w, r)
	}))
	server.EnableHTTP2 = true
	server.Config.ErrorLog = quiet()
	server.StartTLS()
	t.Cleanup(server.Close)
	return server, &seen
}
