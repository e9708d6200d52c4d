package config

import (
	"context"
	"errors"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"glpat/gitlab/input"

	"go.yaml.in/yaml/v3"
)

// RemoteHosts lists the addresses of this repository's Git remotes, as they
// are written there. Outside a repository, or without Git, there are none.
func RemoteHosts(ctx context.Context) []string {
	git := exec.CommandContext(ctx, "git", "config", "--get-regexp", `^remote\..*\.url$`)
	git.WaitDelay = 100 * time.Millisecond // what it started may hold its output open
	out := boundedText{left: maxFile}
	git.Stdout = &out
	if err := git.Run(); err != nil {
		return nil // no repository, no remote, no Git, or too much of it: nothing to offer
	}
	var hosts []string
	for line := range strings.Lines(out.String()) {
		if _, address, ok := strings.Cut(strings.TrimSpace(line), " "); ok {
			if host := input.RemoteHost(address); host != "" && !slices.Contains(hosts, host) {
				hosts = append(hosts, host)
			}
		}
	}
	return hosts
}

// boundedText takes a number of bytes and refuses more.
type boundedText struct {
	strings.Builder
	left int
}

// Write implements io.Writer.
func (b *boundedText) Write(part []byte) (int, error) {
	if len(part) > b.left {
		return 0, errors.New("there is too much of it")
	}
	b.left -= len(part)
	return b.Builder.Write(part)
}

// GlabHosts lists the hosts in the settings of glab, GitLab's own command line
// tool. Its tokens are not looked at.
func GlabHosts(getenv func(string) string) []string {
	for _, path := range glabFiles(getenv) {
		if text, err := readPlainFile(path); err == nil && len(text) <= maxFile {
			return hostsOfGlab(text)
		}
	}
	return nil
}

// hostsOfGlab takes the hosts out of the text of glab's settings. A text that
// cannot be read has none: it is glab's to mend.
func hostsOfGlab(text []byte) []string {
	root, err := parseYAML(text)
	if err != nil {
		return nil
	}
	entries := valueOf(root.Content[0], "hosts")
	if entries == nil || entries.Kind != yaml.MappingNode {
		return nil
	}
	var hosts []string
	for i := 0; i+1 < len(entries.Content); i += 2 {
		host, entry := entries.Content[i].Value, entries.Content[i+1]
		if apiHost, _ := textOf(entry, "api_host"); apiHost != "" {
			host = apiHost
		}
		if protocol, _ := textOf(entry, "api_protocol"); protocol == "http" {
			host = "http://" + host
		}
		hosts = append(hosts, host)
	}
	slices.Sort(hosts)
	return hosts
}

// glabFiles lists where glab's settings may be; glab uses the first that is
// there.
func glabFiles(getenv func(string) string) []string {
	var dirs []string
	if dir := getenv("GLAB_CONFIG_DIR"); dir != "" {
		dirs = append(dirs, dir)
	}
	home := getenv("HOME")
	if home != "" {
		dirs = append(dirs, filepath.Join(home, ".config", "glab-cli"))
	}
	if dir := getenv("XDG_CONFIG_HOME"); dir != "" {
		dirs = append(dirs, filepath.Join(dir, "glab-cli"))
	}
	if runtime.GOOS == "darwin" && home != "" {
		dirs = append(dirs, filepath.Join(home, "Library", "Application Support", "glab-cli"))
	}
	files := make([]string, len(dirs))
	for i, dir := range dirs {
		files[i] = filepath.Join(dir, "config.yml")
	}
	return files
}
