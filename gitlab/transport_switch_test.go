package gitlab_test

import (
	"io"
	"net/http"
	"testing"
	"time"

	"glpat/gitlab"
	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
	"glpat/gitlab/transport"
)

func TestAnAnswerThatSwitchesTheProtocolEndsAtOnce(t *testing.T) {
	t.Parallel()
	server, _ := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		connection, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		go func() { // ends when the client goes, with the test at the latest
			defer func() { _ = connection.Close() }()
			_, _ = io.WriteString(connection, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n")
			_, _ = io.Copy(io.Discard, connection)
		}()
	})
	began := time.Now()
	client := newClient(t)
	_, err := client.Discover(t.Context(), gitlabtest.MustAddress(t, server.URL), transport.Config{})
	report := client.Check(t.Context(), gitlab.Instance{URL: server.URL}, token.NewSecret(gitlabtest.Hush), gitlab.Want{})
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("it took %v", took)
	}
	if err == nil || gitlabtest.CodeOrNone(report.Failure()) != problem.CodeUnknownAnswer {
		t.Errorf("it ends with %v, %v", err, report.Failure())
	}
}
