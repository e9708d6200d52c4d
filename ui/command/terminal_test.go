package command_test

import (
	"io/fs"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// maxEnters is how often a newcomer presses Enter on the practice GitLab.
const maxEnters = 10

var stepTitle = regexp.MustCompile(`(?m)^ (Step \d of 5 · .*|Your token works)\s*$`)

func TestANewcomerGetsThroughWithEnterAlone(t *testing.T) {
	t.Parallel()
	term := openTerminal(t, t.TempDir(), terminalOptions{args: []string{"practice"}})
	var titles []string
	pressed := 0
	for {
		title := term.atRest()
		if len(titles) == 0 || titles[len(titles)-1] != title {
			titles = append(titles, title)
		}
		if pressed == maxEnters || title == "" {
			break
		}
		term.press("Enter")
		pressed++
	}
	term.ends(0)
	term.isRestored()
	want := []string{
		"Step 1 of 5 · Sign in", "Step 2 of 5 · Preferences", "Step 3 of 5 · Access tokens",
		"Step 4 of 5 · Add new token", "Step 5 of 5 · Choose scopes", "Your token works", "",
	}
	if !slices.Equal(titles, want) {
		t.Errorf("with %d times Enter the titles were %q, want %q", pressed, titles, want)
	}
	talk := term.file("stderr")
	last := "Your token works. It was practice: nothing is kept. For a real one run:\n  " + builtProgram(t) + "\n"
	if talk != last {
		t.Errorf("the last words are %q", talk)
	}
}

// busyWords are on the screen while glpat waits for something itself.
var busyWords = regexp.MustCompile(`Looking|Checking|Pressing|Putting|Starting|Opening|One moment`)

// atRest waits until a screen that was not here before waits for a key, and
// gives its title; "" when the program has ended.
func (term *terminal) atRest() string {
	term.t.Helper()
	title, last := "", term.lastScreen
	waitFor(term.t, "another screen", term.state, func() bool {
		if term.file("status") != "" {
			title = ""
			return true
		}
		screen := term.screen()
		match := stepTitle.FindStringSubmatch(screen)
		if match == nil || screen == last || busyWords.MatchString(screen) {
			return false
		}
		term.lastScreen, title = screen, strings.TrimSpace(match[1])
		return true
	})
	return title
}

// walkTo presses Enter until the screen shows the text.
func (term *terminal) walkTo(text string) {
	term.t.Helper()
	for range maxEnters {
		if strings.Contains(term.flat(), text) {
			return
		}
		if term.lastScreen != "" {
			term.press("Enter")
		}
		term.atRest()
	}
	term.t.Fatalf("Enter does not lead to %q; %s", text, term.state())
}

func TestHoweverItEndsTheTerminalIsRestored(t *testing.T) {
	t.Parallel()
	const first, middle, deep = "Step 1 of 5", "Step 4 of 5", "press the button for me"
	ways := map[string]struct {
		end  func(*terminal)
		want int
	}{
		"TERM":   {func(term *terminal) { term.signal("TERM") }, 130},
		"HUP":    {func(term *terminal) { term.signal("HUP") }, 130},
		"INT":    {func(term *terminal) { term.signal("INT") }, 130},
		"QUIT":   {func(term *terminal) { term.signal("QUIT") }, 130},
		"Ctrl+C": {func(term *terminal) { term.press("C-c") }, 130},
		"a panic": {func(term *terminal) {
			if err := os.WriteFile(filepath.Join(term.dir, "panic"), nil, 0o600); err != nil {
				term.t.Fatal(err)
			}
			term.press("Left")
		}, 1},
	}
	for _, at := range []string{first, middle, deep} {
		for _, name := range slices.Sorted(maps.Keys(ways)) {
			t.Run(name+" at "+at, func(t *testing.T) {
				t.Parallel()
				home := t.TempDir()
				panicky := needPart(t, programPanics)
				term := openTerminal(t, home, terminalOptions{
					program: panicky, args: []string{"practice", "--no-browser"}, env: []string{panicFile + "=panic"},
				})
				term.walkTo(at)
				ways[name].end(term)
				term.ends(ways[name].want)
				term.isRestored()
				leavesNothing(t, home)
				if said := term.file("stderr"); ways[name].want == 130 && said != "" {
					t.Errorf("nothing was lost, but stderr says %q", said)
				}
			})
		}
	}
}

func TestAPanicInACommandRestoresTheTerminal(t *testing.T) {
	t.Parallel()
	term := openTerminal(t, t.TempDir(), terminalOptions{program: needPart(t, programPanics), args: []string{"practice"}})
	term.walkTo("step by step")
	term.press("o")
	term.ends(1)
	term.isRestored()
}

func TestATokenThatIsKeptNowhereIsNotForgotten(t *testing.T) {
	t.Parallel()
	const asked = "Leave without keeping the token?"
	ways := map[string]func(*terminal){
		"TERM": func(term *terminal) { term.signal("TERM") },
		"HUP":  func(term *terminal) { term.signal("HUP") },
		"INT twice": func(term *terminal) {
			term.signal("INT")
			term.sees(asked)
			term.signal("INT")
		},
		"Ctrl+C twice": func(term *terminal) {
			term.press("C-c")
			term.sees(asked)
			term.press("C-c")
		},
		"Ctrl+C and yes": func(term *terminal) {
			term.press("C-c")
			term.sees(asked)
			term.press("y")
		},
		"a panic": func(term *terminal) {
			if err := os.WriteFile(filepath.Join(term.dir, "panic"), nil, 0o600); err != nil {
				term.t.Fatal(err)
			}
			term.press("Left")
		},
	}
	for name, end := range ways {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			real, home := startInstance(t), t.TempDir()
			token := real.newToken(t, "read_repository")
			term := openTerminal(t, home, terminalOptions{
				program: needPart(t, programPanics), env: []string{panicFile + "=panic"},
				args: []string{"--host", real.url, "--purpose", "clone", "--no-browser"},
			})
			term.walkTo("copy the link")
			term.paste(token)
			term.sees("personal access token")
			term.press("Enter")
			term.sees("Where should glpat keep it?")
			settings := filepath.Join(home, ".config", "glpat", "settings.yaml")
			waitFor(t, "the note that a token was made", term.state, func() bool {
				return strings.Contains(readIfThere(t, settings), "made_token: true")
			})
			end(term)
			want := 130
			if name == "a panic" {
				want = 1
			}
			term.ends(want)
			term.isRestored()
			leavesNothing(t, home)

			said := term.file("stderr")
			for _, text := range []string{"kept nowhere", "“backup script”", "revoke it here:", "\n      " + real.url + "/-/user_settings/personal_access_tokens"} {
				if !strings.Contains(said, text) {
					t.Errorf("stderr does not say %q:\n%s", text, said)
				}
			}
			hunt(t, "stderr", []byte(said), token)
			hunt(t, "the screen", []byte(term.screen()), token)
		})
	}
}

func TestAWindowOfAnySizeShowsAWholeScreen(t *testing.T) {
	t.Parallel()
	const tooSmall = "40 columns and 12 rows"
	term := openTerminal(t, t.TempDir(), terminalOptions{args: []string{"practice"}})
	for _, at := range []string{"Step 1 of 5", "Step 3 of 5", "Step 5 of 5"} {
		term.walkTo(at)
		whole := term.screen()
		for _, size := range []struct {
			width, height int
			shows         string
		}{
			{40, 12, at},
			{39, 11, tooSmall},
			{120, 40, at},
			{120, 11, tooSmall},
			{39, 40, tooSmall},
			{40, 40, at},
		} {
			term.resize(size.width, size.height)
			term.sees(size.shows)
			if left := term.flat(); size.shows != at && strings.Contains(left, at) {
				t.Errorf("at %d×%d the old screen shines through:\n%s", size.width, size.height, term.screen())
			}
		}
		term.resize(80, 24)
		waitFor(t, "the same screen as before\n"+whole, term.state, func() bool { return term.screen() == whole })
	}
	term.press("C-c")
	term.ends(130)
	term.isRestored()
}

func TestATokenIsNotShownAsItIsPastedIntoCheck(t *testing.T) {
	t.Parallel()
	real := startInstance(t)
	token := real.newToken(t, "api")
	term := openTerminal(t, t.TempDir(), terminalOptions{args: []string{"check", "--token-stdin", "--host", real.url}})
	waitFor(t, "the question", term.state, func() bool { return strings.Contains(term.file("stderr"), "it is not shown") })
	term.paste("x")
	term.press("BSpace")
	term.paste(token)
	term.press("Enter")
	term.ends(0)
	term.isRestored()
	term.sees("scopes api")
	hunt(t, "the screen", []byte(term.screen()), token)

	term = openTerminal(t, t.TempDir(), terminalOptions{args: []string{"check", "--token-stdin", "--host", real.url}})
	waitFor(t, "the question", term.state, func() bool { return strings.Contains(term.file("stderr"), "it is not shown") })
	term.press("C-c")
	term.ends(130)
	term.isRestored()
}

func TestCtrlCEndsACommandThatWaits(t *testing.T) {
	t.Parallel()
	asked := make(chan struct{}, 100)
	silent := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		asked <- struct{}{}
		<-r.Context().Done()
	}))
	defer silent.Close()
	term := openTerminal(t, t.TempDir(), terminalOptions{
		args: []string{"check", "--host", silent.URL}, env: []string{"GITLAB_TOKEN=glpat-abcdefghij0123456789"},
	})
	waitFor(t, "a request", term.state, func() bool { return len(asked) > 0 })
	term.press("C-c")
	term.ends(130)
	term.isRestored()
}

func TestADumbTerminalIsToldAndLeftAlone(t *testing.T) {
	t.Parallel()
	term := openTerminal(t, t.TempDir(), terminalOptions{
		program: needPart(t, "env"), args: []string{"TERM=dumb", builtProgram(t), "practice"},
	})
	term.ends(2)
	term.isRestored()
	if said := term.file(
		"stderr",
	); !strings.Contains(said, "TERM is dumb") ||
		!strings.Contains(said, "practice --serve") {
		t.Errorf("stderr says %q", said)
	}
}

// filesBelow reads every file below a directory.
func filesBelow(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		files[path] = text
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
