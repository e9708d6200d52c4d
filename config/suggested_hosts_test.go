package config

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"
)

func TestGlabHosts(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name, content string
		want          []string
	}{
		{"hosts with and without their own API", "hosts:\n  gitlab.com:\n    token: x\n  git.example.com:\n    api_host: " +
			"api.example.com\n    api_protocol: http\n", []string{"gitlab.com", "http://api.example.com"}},
		{"a host without settings", "hosts:\n  gitlab.com:\n", []string{"gitlab.com"}},
		{"a list in place of hosts", "hosts: [gitlab.com]\n", nil},
		{"no hosts", "git_protocol: ssh\n", nil},
		{"a text", "gitlab.com", nil},
		{"an alias to itself", "hosts: &x {a: *x}\n", []string{"a"}},
		{"no YAML", "hosts: [", nil},
		{"nothing", "", nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, "config.yml"), []byte(tc.content), 0o600); err != nil {
				t.Fatal(err)
			}
			if got := GlabHosts(glabIn(dir)); !slices.Equal(got, tc.want) {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func TestGlabSettingsThatAreNoFileAreNotRead(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "config.yml"), 0o700); err != nil {
		t.Fatal(err)
	}
	if got := GlabHosts(glabIn(dir)); got != nil {
		t.Errorf("got %q", got)
	}
	if _, err := os.Stat("/dev/zero"); err != nil {
		missing(t, "/dev/zero")
	}
	if text, err := readPlainFile("/dev/zero"); err == nil {
		t.Errorf("a device gave %d bytes", len(text))
	}
}

// glabIn is an environment in which glab's settings are in dir.
func glabIn(dir string) func(string) string {
	return func(name string) string {
		if name == "GLAB_CONFIG_DIR" {
			return dir
		}
		return ""
	}
}

// The program called git that stands first in the path may be any.
func TestWhatGitSaysOfRemotesHasLimits(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there is no shell script here")
	}
	dir := t.TempDir()
	t.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
	for name, script := range map[string]string{
		"a line without end":   "exec cat /dev/zero",
		"lines without end":    "exec yes remote.origin.url https://gitlab.example.com/a/b",
		"no answer":            "sleep 60 & exec sleep 60",
		"a child with the end": "sleep 60 & exit 0",
	} {
		if err := os.WriteFile(filepath.Join(dir, "git"), []byte("#!/bin/sh\n"+script+"\n"), 0o700); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		began := time.Now()
		hosts := RemoteHosts(ctx)
		cancel()
		if took := time.Since(began); len(hosts) > 0 || took > 5*time.Second {
			t.Errorf("%s: %q after %v", name, hosts, took)
		}
	}
}
