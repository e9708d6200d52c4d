package command_test

import (
	"bufio"
	"os"
	"os/exec"
	"strings"
	"testing"
)

func TestServeGivesItsAddressAndEndsWhenTold(t *testing.T) {
	t.Parallel()
	program := builtProgram(t)
	home := t.TempDir()
	serve := exec.CommandContext(t.Context(), program, "practice", "--serve", "--release", "16.2")
	serve.Env = isolated(home)
	stdout, err := serve.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var talk strings.Builder
	serve.Stderr = &talk
	if err := serve.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatalf("no address: %v; stderr: %s", err, talk.String())
	}
	address := strings.TrimSpace(line)

	link := exec.CommandContext(t.Context(), program, "link", "--host", address, "--purpose", "clone", "--name", "n")
	link.Env = isolated(home)
	got, err := link.Output()
	if want := address + "/-/profile/personal_access_tokens?name=n&scopes=read_repository\n"; err != nil ||
		string(got) != want {
		t.Errorf("the link is %q, %v; want %q", got, err, want)
	}

	if err := serve.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := serve.Wait(); err != nil {
		t.Errorf("it ended with %v; stderr: %s", err, talk.String())
	}
	if !strings.Contains(talk.String(), "is for practice") || !strings.Contains(talk.String(), "--purpose clone\n") {
		t.Errorf("stderr says %q", talk.String())
	}
}
