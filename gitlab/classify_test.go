package gitlab_test

import (
	"errors"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"

	"glpat/gitlab"
	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/problem"
	"glpat/gitlab/transport"
)

// breakOff answers nothing, or only so much, and hangs up.
func breakOff(text string, rude bool) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		connection, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			return
		}
		_, _ = connection.Write([]byte(text))
		if tcp, ok := connection.(*net.TCPConn); ok && rude {
			_ = tcp.SetLinger(0) // close with a reset
		}
		_ = connection.Close()
	}
}

func TestALostCallIsNotTakenForAServerThatFailed(t *testing.T) {
	for _, test := range []struct {
		name   string
		answer http.HandlerFunc
		want   problem.Code
	}{
		{"hung up on", breakOff("", false), problem.CodeConnectionLost},
		{"reset", breakOff("", true), problem.CodeConnectionLost},
		{"cut within the header", breakOff("HTTP/1.1 200 OK\r\nX-A", false), problem.CodeInvalidResponse},
		{"answered in another language", breakOff("220 mail.example.com ESMTP\r\n\r\n", false), problem.CodeInvalidResponse},
		{"answered with a huge header", breakOff("HTTP/1.1 200 "+
			"OK\r\n"+strings.Repeat("X-More: "+strings.Repeat("x", 1000)+"\r\n", 100)+"\r\n", false), problem.CodeInvalidResponse},
	} {
		t.Run(test.name, func(t *testing.T) {
			server, _ := serve(t, test.answer)
			_, err := newClient(t).Discover(t.Context(), gitlabtest.MustAddress(t, server.URL), transport.Config{})
			wantProblem(t, err, test.want)
		})
	}
}

func TestAnErrorOfTheSystemIsTheNetworks(t *testing.T) {
	t.Parallel()
	for number, want := range map[syscall.Errno]problem.Code{
		syscall.EHOSTUNREACH: problem.CodeNetworkUnreachable, syscall.ENETUNREACH: problem.CodeNetworkUnreachable,
		syscall.ECONNRESET: problem.CodeConnectionLost, syscall.EPERM: problem.CodeNetworkFailure, syscall.ECONNREFUSED: problem.CodeConnectionRefused,
	} {
		err := &net.OpError{Op: "dial", Net: "tcp", Err: number}
		problem := problem.OfError(t.Context(), err, problem.Context{Site: problem.Site{URL: "https://gitlab.example.com"}})
		if problem.Code != want || !errors.Is(problem, number) {
			t.Errorf("%v is explained as %+v, want %s", number, problem, want)
		}
	}
}

func TestOnlyALimitAndAPauseSayHowLongToWait(t *testing.T) {
	t.Parallel()
	for status, want := range map[int]bool{401: false, 403: false, 404: false, 429: true, 500: false, 502: false, 503: true} {
		api := newFake()
		for path := range api.api {
			api.api[path] = route{status: status, body: `{"message":"no"}`, header: map[string]string{"Retry-After": "42"}}
		}
		report, _ := checkAgainst(t, api.ServeHTTP, gitlab.Want{})
		if wait := report.Failure().RetryAfter; (wait > 0) != want {
			t.Errorf("%d: it asks to wait %v", status, wait)
		}
	}
}
