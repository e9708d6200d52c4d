package command_test

import (
	"bytes"
	"context"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/token"
	"glpat/ui/command"
)

// The secrets of a hostile run. The value of the header is long, and the password of
// the address is short.
const (
	hostileHeader   = "gw-7Hq2Zk9LmX4tVb"
	hostilePassword = "hunter2-x"
)

// hostileLines are the commands that talk to a server.
func hostileLines() [][]string {
	return [][]string{
		{"check", "--token-stdin", "--reach", "--prove", "--purpose", "read-api,clone", "--project", "team/app", "--json"},
		{"check", "--token-stdin", "--reach", "--prove", "--purpose", "read-api,clone", "--project", "team/app"},
		{"check"},
		{"check", "--json"},
		{"link", "--purpose", "clone"},
		{"link", "--purpose", "clone", "--json"},
	}
}

// wholeCross names the variable with which every command meets every shape in every
// encoding. Without it the check that prints all there is as JSON does, and the others
// meet every shape in the first of the encodings: that takes half as long, and what
// they print is the same.
const wholeCross = "GLPAT_TEST_HOSTILE"

// fewEncodings are how many of them every command meets in any case.
const fewEncodings = 3

// TestNoServerMakesACommandTellASecretOrHang plays every shape of a hostile server, in
// every encoding of the token, the header's secret and the password of an address, to
// the commands that talk to one.
func TestNoServerMakesACommandTellASecretOrHang(t *testing.T) {
	t.Parallel()
	secrets := []string{gitlabtest.Hush, hostileHeader, hostilePassword}
	shapes, encodings := gitlabtest.HostileShapes(), gitlabtest.Encodings()
	type round struct {
		shape    gitlabtest.HostileShape
		encoding gitlabtest.Encoding
		lines    [][]string
	}
	rounds := make(chan round)
	var runs, leaks, slow, told atomic.Int64
	var wait sync.WaitGroup
	for range 8 {
		server, home := gitlabtest.StartHostile(t), t.TempDir()
		wait.Go(func() {
			for round := range rounds {
				var said []string
				for _, secret := range secrets {
					said = append(said, round.encoding.Encode(secret))
				}
				server.Play(round.shape, strings.Join(said, " "))
				for _, line := range round.lines {
					known := secrets
					if !slices.Contains(line, "--token-stdin") {
						if !round.shape.Early {
							continue // it says nothing foreign without a token
						}
						known = secrets[1:] // the run has no token
					}
					done := runHostile(server.URL, home, line)
					runs.Add(1)
					if strings.Contains(done.stdout+done.stderr, token.Redacted) {
						told.Add(1)
					}
					leak := round.encoding.Leak(done.stdout+done.stderr, known...)
					if leak != "" && leaks.Add(1) < 20 {
						t.Errorf(
							"%s, %s, %v: %q is in\n%s\n%s",
							round.shape.Name, round.encoding.Name, line, leak, done.stdout, done.stderr,
						)
					}
					if done.took > longestRun && slow.Add(1) < 20 {
						t.Errorf("%s, %v took %v", round.shape.Name, line, done.took)
					}
				}
			}
		})
	}
	for _, shape := range shapes {
		for i, encoding := range encodings {
			lines := hostileLines()
			if i >= fewEncodings && os.Getenv(wholeCross) == "" {
				lines = lines[:1]
			}
			rounds <- round{shape, encoding, lines}
		}
	}
	close(rounds)
	wait.Wait()
	t.Logf(
		"%d shapes in %d encodings, %d runs: %d had something to hide, %d leaks, %d hangs",
		len(shapes), len(encodings), runs.Load(), told.Load(), leaks.Load(), slow.Load(),
	)
	if told.Load() < runs.Load()/4 {
		t.Error("too few of the runs had anything to hide")
	}
}

// runHostile runs a command in this process against a server that is named with a
// password, with a token on stdin and a header for a gateway.
func runHostile(server, home string, line []string) ran {
	variables := map[string]string{"GLPAT_CONFIG_DIR": home, "GATEWAY": hostileHeader}
	host := strings.Replace(server, "://", "://sam:"+hostilePassword+"@", 1)
	args := append(append([]string{}, line...), "--host", host, "--header", "X-Gateway-Key: env:GATEWAY")
	var stdout, stderr bytes.Buffer
	machine := systemHere(
		strings.NewReader(gitlabtest.Hush+"\n"), &stdout, &stderr, func(name string) string { return variables[name] },
	)
	machine.Interruptible = context.WithCancel
	began := time.Now()
	status := command.Main(machine, args)
	return ran{stdout.String(), stderr.String(), command.Status(status), time.Since(began)}
}
