package command_test

import (
	"cmp"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"

	"glpat/gitlab/catalog"
	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/token"
)

// front stands before a practice instance, counts the requests that carry a
// token, and may answer one itself.
type front struct {
	url    string
	target gitlabtest.Target

	mu      sync.Mutex
	answers func(w http.ResponseWriter, r *http.Request, asked int) bool
	asked   map[string]int // by path
	tokens  int
}

// startFront starts it. answers is told how often the path was asked for, and
// reports whether it answered.
func startFront(t *testing.T, answers func(w http.ResponseWriter, r *http.Request, asked int) bool) *front {
	t.Helper()
	f := &front{answers: answers, asked: map[string]int{}}
	server := startPractice(t)
	secret, err := server.MakeToken("laboratory", catalog.ScopeReadAPI)
	if err != nil {
		t.Fatal(err)
	}
	before := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !f.answer(w, r) {
			server.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(before.Close)
	f.url, f.target = before.URL, gitlabtest.Target{URL: before.URL, Token: secret}
	return f
}

func (f *front) answer(w http.ResponseWriter, r *http.Request) bool {
	f.mu.Lock()
	f.asked[r.URL.Path]++
	asked := f.asked[r.URL.Path]
	if r.Header.Get("Authorization") != "" || r.Header.Get("Private-Token") != "" {
		f.tokens++
	}
	f.mu.Unlock()
	return f.answers(w, r, asked)
}

// count gives how often a path was asked for, and how often a token came.
func (f *front) count(path string) (asked, tokens int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.asked[path], f.tokens
}

const selfPath = "/api/v4/personal_access_tokens/self"

// limited answers a path with 429 for the first times, and without one all that
// a look asks for.
func limited(path string, times int, seconds string) func(http.ResponseWriter, *http.Request, int) bool {
	return func(w http.ResponseWriter, r *http.Request, asked int) bool {
		if (path != "" && r.URL.Path != path) || (path == "" && r.Header.Get("Authorization") != "") || asked > times {
			return false
		}
		if seconds != "" {
			w.Header().Set("Retry-After", seconds)
		}
		w.WriteHeader(http.StatusTooManyRequests)
		_, _ = w.Write([]byte("Retry later\n"))
		return true
	}
}

func TestAskedToSlowDownItWaitsOnceAndOnlyIfItMay(t *testing.T) {
	t.Parallel()
	const always = 100
	for _, tc := range []struct {
		name   string
		answer func(http.ResponseWriter, *http.Request, int) bool
		args   []string
		status int
		path   string // "" is that of the check
		asked  int    // for the path
		says   []string
		not    []string
	}{
		{
			name: "the check is taken at the second time", answer: limited(selfPath, 1, "1"), args: []string{"--wait", "5s"},
			asked: 2, says: []string{"asks to slow down; it is asked once more in 1 s"},
		},
		{
			name: "the look is taken at the second time", answer: limited("", 1, "1"), args: []string{"--wait", "5s"},
			path: "/api/v4/version", asked: 2, says: []string{"asks to slow down; it is asked once more in 1 s"},
		},
		{
			name: "never a third time", answer: limited(selfPath, always, "1"), args: []string{"--wait", "5s"},
			status: 6, asked: 2, says: []string{"once more in 1 s", "\nglpat: 127.0.0.1"}, not: []string{"--wait"},
		},
		{
			name: "longer than it may", answer: limited(selfPath, always, "61"), args: []string{"--wait", "1m"},
			status: 6, asked: 1, says: []string{"It asks to wait 61 s", "add:\n      --wait 2m"}, not: []string{"once more in"},
		},
		{
			name: "not at all without a word", answer: limited(selfPath, always, "1"),
			status: 6, asked: 1, says: []string{"It asks to wait 1 s", "add:\n      --wait 1m"}, not: []string{"once more in"},
		},
		{
			name: "a minute is meant when it does not say", answer: limited(selfPath, always, ""), args: []string{
				"--wait", "59s",
			},
			status: 6, asked: 1, says: []string{"add:\n      --wait 1m"}, not: []string{"once more in"},
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			f := startFront(t, tc.answer)
			done := <-launch(t, builtProgram(t), f.target, append([]string{"check", "--token-stdin"}, tc.args...)...)
			if int(done.status) != tc.status {
				t.Errorf("exit status %d, want %d; stderr:\n%s", done.status, tc.status, done.stderr)
			}
			if asked, _ := f.count(cmp.Or(tc.path, selfPath)); asked != tc.asked {
				t.Errorf("it was asked %d times, want %d", asked, tc.asked)
			}
			for _, text := range tc.says {
				if !strings.Contains(done.stderr, text) {
					t.Errorf("stderr does not say %q:\n%s", text, done.stderr)
				}
			}
			for _, text := range tc.not {
				if strings.Contains(done.stderr, text) {
					t.Errorf("stderr says %q:\n%s", text, done.stderr)
				}
			}
			hunt(t, "stderr", []byte(done.stderr), f.target.Token.Reveal())
		})
	}
}

func TestASignalEndsEveryWaitAtOnce(t *testing.T) {
	t.Parallel()
	silent := func(path string) func(http.ResponseWriter, *http.Request, int) bool {
		return func(_ http.ResponseWriter, r *http.Request, _ int) bool {
			if path != "" && r.URL.Path != path {
				return false
			}
			<-r.Context().Done()
			return true
		}
	}
	for _, tc := range []struct {
		name   string
		args   []string
		answer func(http.ResponseWriter, *http.Request, int) bool
		says   string
	}{
		{"the look of a check", []string{"check", "--token-stdin"}, silent(""), waitingWords},
		{"a check", []string{"check", "--token-stdin", "--json"}, silent(selfPath), waitingWords},
		{"a diagnosis", []string{"check"}, silent(""), waitingWords},
		{"the look for a link", []string{"link", "--purpose", "clone"}, silent(""), waitingWords},
		{"a pause", []string{"check", "--token-stdin", "--wait", "2m"}, limited(selfPath, 1, "60"), "Ctrl+C ends the wait"},
	} {
		for _, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP} {
			t.Run(tc.name+", "+signal.String(), func(t *testing.T) {
				t.Parallel()
				f := startFront(t, tc.answer)
				run := exec.CommandContext(t.Context(), builtProgram(t), append(tc.args, "--host", f.url)...)
				run.Env = isolated(t.TempDir())
				run.Stdin = strings.NewReader(f.target.Token.Reveal() + "\n")
				var stdout, stderr lockedText
				run.Stdout, run.Stderr = &stdout, &stderr
				if err := run.Start(); err != nil {
					t.Fatal(err)
				}
				waitFor(t, tc.says, stderr.String, func() bool { return strings.Contains(stderr.String(), tc.says) })
				told := stderr.String()
				if err := run.Process.Signal(signal); err != nil {
					t.Fatal(err)
				}
				_ = run.Wait() // the status says it
				if got := run.ProcessState.ExitCode(); got != 130 {
					t.Errorf("exit status %d, want 130; stderr:\n%s", got, stderr.String())
				}
				if stderr.String() != told || strings.Count(told, "\n") != 1 || strings.Contains(stdout.String(), "FAIL") {
					t.Errorf("stdout:\n%s\nstderr:\n%s\nwant one line on stderr and no more", stdout.String(), stderr.String())
				}
				hunt(t, "what it printed", []byte(stdout.String()+stderr.String()), f.target.Token.Reveal())
			})
		}
	}
}

// lockedText is a buffer that may be read while a program writes to it.
type lockedText struct {
	mu   sync.Mutex
	text strings.Builder
}

// Write implements io.Writer.
func (l *lockedText) Write(part []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(part)
}

// String is what was written so far.
func (l *lockedText) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

func TestADoubtfulTokenIsSentOnceAndOnlyAfterAYes(t *testing.T) {
	t.Parallel()
	const cut = "glpat-abcdefg"
	plain := func(http.ResponseWriter, *http.Request, int) bool { return false }
	with := func(status int, header, value string) func(http.ResponseWriter, *http.Request, int) bool {
		return func(w http.ResponseWriter, r *http.Request, _ int) bool {
			if r.URL.Path != selfPath {
				return false
			}
			if header != "" {
				w.Header().Set(header, value)
			}
			w.WriteHeader(status)
			return true
		}
	}
	for _, tc := range []struct {
		name   string
		answer func(http.ResponseWriter, *http.Request, int) bool
		args   []string
		want   int
	}{
		{"without the yes", plain, nil, 0},
		{"refused as unknown", plain, []string{"--send-anyway"}, 1},
		{"a passing fault", with(http.StatusBadGateway, "", ""), []string{"--send-anyway"}, 1},
		{"a redirect to the same host", with(http.StatusFound, "Location", "/api/v4/user"), []string{"--send-anyway"}, 1},
		{
			"asked to slow down, with time to wait", with(http.StatusTooManyRequests, "Retry-After", "1"),
			[]string{"--send-anyway", "--wait", "5s"},
			1,
		},
		{"an answer that is no token", with(http.StatusOK, "", ""), []string{"--send-anyway"}, 1},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			f := startFront(t, tc.answer)
			target := f.target
			target.Token = token.NewSecret(cut)
			done := <-launch(t, builtProgram(t), target, append([]string{"check", "--token-stdin"}, tc.args...)...)
			if _, tokens := f.count(""); tokens != tc.want {
				t.Errorf("the token came %d times, want %d; stderr:\n%s", tokens, tc.want, done.stderr)
			}
			hunt(t, "what it printed", []byte(done.stdout+done.stderr), cut)
		})
	}
}
