package command_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"glpat/config"
	"glpat/ui/command"

	tea "charm.land/bubbletea/v2"
	"github.com/rogpeppe/go-internal/testscript"
)

// The names under which this test binary runs as a program that is not quite
// glpat.
const (
	programPanics = "glpat-panics" // panics when told to by a file
	programRing   = "glpat-ring"   // has a keyring made of a directory
)

func TestMain(m *testing.M) {
	run := func(machine func() command.System) func() {
		return func() { os.Exit(command.Main(machine(), os.Args[1:])) }
	}
	testscript.Main(withBuild{m}, map[string]func(){
		programPanics: run(panickyMachine),
		programRing:   run(ringMachine),
	})
}

// panicFile names a file whose presence makes programPanics panic at the next
// message, in the program's own loop.
const panicFile = "GLPAT_TEST_PANIC_FILE"

func panickyMachine() command.System {
	machine := command.NewSystem()
	machine.Browser = panickyBrowser{}
	file := os.Getenv(panicFile)
	machine.Program = []tea.ProgramOption{tea.WithFilter(func(_ tea.Model, msg tea.Msg) tea.Msg {
		if _, err := os.Stat(file); err == nil {
			panic("a panic that the test asked for")
		}
		return msg
	})}
	return machine
}

// panickyBrowser panics when a page is opened, which happens in a command.
type panickyBrowser struct{}

func (panickyBrowser) Available() bool                    { return true }
func (panickyBrowser) Open(context.Context, string) error { panic("a panic that the test asked for") }

// ringDir names the directory that programRing keeps secrets in.
const ringDir = "GLPAT_TEST_RING"

func ringMachine() command.System {
	machine := command.NewSystem()
	machine.Keyring = dirKeyring(os.Getenv(ringDir))
	return machine
}

// dirKeyring is a keyring that is a directory with a file for each account.
type dirKeyring string

func (d dirKeyring) file(service, account string) string {
	return filepath.Join(string(d), strings.NewReplacer("/", "_", ":", "_").Replace(service+" "+account))
}

func (d dirKeyring) Set(service, account, secret string) error {
	return os.WriteFile(d.file(service, account), []byte(secret), 0o600)
}

func (d dirKeyring) Get(service, account string) (string, error) {
	text, err := os.ReadFile(d.file(service, account))
	if os.IsNotExist(err) {
		return "", config.ErrNotKept
	}
	return string(text), err
}

// buildDir names the directory for the glpat that tests build.
const buildDir = "GLPAT_TEST_BUILD"

// testsAtOnce is how many tests run side by side where the command line does not
// say. Most of them wait: for a program, a terminal, a server's fault.
const testsAtOnce = "4"

// withBuild runs the tests with a directory to build in, and removes it.
type withBuild struct{ m *testing.M }

// Run implements testscript.TestingM.
func (w withBuild) Run() int {
	if err := flag.Set("test.parallel", testsAtOnce); err != nil {
		panic(err)
	}
	dir, err := os.MkdirTemp("", "glpat-build")
	if err != nil {
		panic(err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	if err := os.Setenv(buildDir, dir); err != nil {
		panic(err)
	}
	return w.m.Run()
}

// built builds glpat once, of what the tests have compiled already, and gives
// its path. With -trimpath, as it is shipped, everything would be compiled again.
var built = sync.OnceValues(func() (string, error) {
	path := filepath.Join(os.Getenv(buildDir), "glpat")
	build := exec.CommandContext(context.Background(), "go", "build", "-ldflags", "-s -w", "-o", path, "glpat")
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build glpat: %w\n%s", err, out)
	}
	return path, nil
})
