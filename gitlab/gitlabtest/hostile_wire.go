package gitlabtest

import (
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
)

// StartShowing starts a server whose certificate has a text in every field that people
// are shown, and which nobody vouches for. It returns its address.
func StartShowing(t testing.TB, said string) string {
	t.Helper()
	shown := leaf{name: said, names: []string{hostOf(said) + ".example"}, addresses: []net.IP{net.IPv4(127, 0, 0, 1)}}
	return "https://" + serve(t, with(selfSigned(t, shown)), http.HandlerFunc(notThere))
}

// StartRepeatingProxy starts a proxy that refuses every call, and whose refusal repeats
// what it was asked, in a form. It returns host and port.
func StartRepeatingProxy(t testing.TB, encoding Encoding) string {
	t.Helper()
	return meet(t, func(wire net.Conn) {
		defer func() { _ = wire.Close() }()
		request := make([]byte, 8<<10)
		length, err := wire.Read(request)
		if err != nil {
			return
		}
		said := encoding.Encode(string(request[:length]))
		_, _ = io.WriteString(wire, "HTTP/1.1 502 "+strings.Join(strings.Fields(said), " ")+
			"\r\nConnection: close\r\nContent-Type: text/plain\r\n\r\n"+said)
	})
}
