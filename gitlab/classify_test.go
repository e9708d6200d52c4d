package gitlab_test

import (
	"errors"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"

	"glpat/gitlab"
	"glpat/gitlab/practice/faultlab"
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
		want   gitlab.Code
	}{
		{"hung up on", breakOff("", false), gitlab.CodeConnectionLost},
		{"reset", breakOff("", true), gitlab.CodeConnectionLost},
		{"cut within the header", breakOff("HTTP/1.1 200 OK\r\nX-A", false), gitlab.CodeInvalidResponse},
		{"answered in another language", breakOff("220 mail.example.com ESMTP\r\n\r\n", false), gitlab.CodeInvalidResponse},
		{"answered with a huge header", breakOff("HTTP/1.1 200 OK\r\n"+strings.Repeat("X-More: "+strings.Repeat("x", 1000)+"\r\n", 100)+"\r\n", false), gitlab.CodeInvalidResponse},
	} {
		t.Run(test.name, func(t *testing.T) {
			server, _ := serve(t, test.answer)
			_, err := newClient(t).Discover(t.Context(), faultlab.Address(t, server.URL), gitlab.Config{})
			wantProblem(t, err, test.want)
		})
	}
}

func TestAnErrorOfTheSystemIsTheNetworks(t *testing.T) {
	for number, want := range map[syscall.Errno]gitlab.Code{
		syscall.EHOSTUNREACH: gitlab.CodeNetworkUnreachable, syscall.ENETUNREACH: gitlab.CodeNetworkUnreachable,
		syscall.ECONNRESET: gitlab.CodeConnectionLost, syscall.EPERM: gitlab.CodeNetworkFailure, gitlab.RefusedErrno: gitlab.CodeConnectionRefused,
	} {
		err := &net.OpError{Op: "dial", Net: "tcp", Err: number}
		problem := gitlab.ProblemOfError(t.Context(), err, gitlab.Context{Site: gitlab.Site{URL: "https://gitlab.example.com"}})
		if problem.Code != want || !errors.Is(problem, number) {
			t.Errorf("%v is explained as %+v, want %s", number, problem, want)
		}
	}
}

func TestOnlyALimitAndAPauseSayHowLongToWait(t *testing.T) {
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
