package config

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// fullReach is one that says something of everything.
func fullReach() Connection {
	return Connection{
		API: "https://api.example.com", CAFile: "/etc/ssl/ours.pem", ClientCert: "~/me.pem", ClientKey: "/home/alice/me.key",
		Headers: []string{"X-Gateway-Key: env:KEY", "X-Team: 'a' # b"},
	}
}

func TestAFlagWinsOverTheSettings(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name              string
		over, under, want Connection
	}{
		{"nothing over nothing", Connection{}, Connection{}, Connection{}},
		{"nothing over all", Connection{}, fullReach(), fullReach()},
		{"all over nothing", fullReach(), Connection{}, fullReach()},
		{
			"one field over another",
			Connection{CAFile: "/a"},
			Connection{API: "b.example.com"},
			Connection{CAFile: "/a", API: "b.example.com"},
		},
		{
			"one field over the same",
			Connection{CAFile: "/a", API: "a"},
			Connection{CAFile: "/b", API: "b"},
			Connection{CAFile: "/a", API: "a"},
		},
		{
			"a certificate leaves no other's key",
			Connection{ClientCert: "/a"},
			Connection{ClientCert: "/b", ClientKey: "/k"},
			Connection{ClientCert: "/a"},
		},
		{
			"a key leaves no other's certificate",
			Connection{ClientKey: "/a"},
			Connection{ClientCert: "/b"},
			Connection{ClientKey: "/a"},
		},
		{
			"a header replaces all of its name",
			Connection{Headers: []string{"x-key: 1"}},
			Connection{Headers: []string{"X-Key : 2", "X-Other: 3", "X-KEY: 4"}},
			Connection{Headers: []string{"X-Other: 3", "x-key: 1"}},
		},
		{
			"what is no header stays, to be refused",
			Connection{Headers: []string{"a"}},
			Connection{Headers: []string{"b"}},
			Connection{Headers: []string{"b", "a"}},
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if got := tc.over.Over(tc.under); !got.Equal(tc.want) {
				t.Errorf("got %v, want %v", got, tc.want)
			}
		})
	}
}

func TestEveryPartOfAConnectionCounts(t *testing.T) {
	t.Parallel()
	for _, other := range []Connection{
		{API: "a"}, {CAFile: "a"}, {ClientCert: "a"}, {ClientKey: "a"}, {Headers: []string{"a"}},
	} {
		if other.Equal(Connection{}) || !other.Equal(other.Over(Connection{})) {
			t.Errorf("%v is taken for another", other)
		}
	}
	if !(Connection{Headers: []string{}}).Equal(Connection{}) {
		t.Error("nothing is taken for something")
	}
}

func TestAbsolute(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	whole := filepath.Join(dir, "whole.pem")
	given := Connection{
		CAFile:     "ours.pem",
		ClientCert: "~/me.pem",
		ClientKey:  whole,
		API:        "api",
		Headers:    []string{"X: y"},
	}
	want := Connection{
		CAFile:     filepath.Join(here, "ours.pem"),
		ClientCert: "~/me.pem",
		ClientKey:  whole,
		API:        "api",
		Headers:    []string{"X: y"},
	}
	got, err := given.Absolute()
	if err != nil || !got.Equal(want) || given.CAFile != "ours.pem" {
		t.Errorf("got %v, %v", got, err)
	}
	// A tilde that stands for another's home, or is a name, is no home.
	for _, path := range []string{"~", "~alice/me.pem", "~.pem", "a/~/b"} {
		got, err := Connection{CAFile: path}.Absolute()
		if err != nil || got.CAFile != filepath.Join(here, path) {
			t.Errorf("%q became %q, %v", path, got.CAFile, err)
		}
	}
	if got, err := (Connection{}).Absolute(); err != nil || !got.Equal(Connection{}) {
		t.Errorf("nothing became %v, %v", got, err)
	}
}

func TestNoWayOfPrintingGivesAHeadersValue(t *testing.T) {
	t.Parallel()
	connection := Connection{
		API:     "https://u:hunter2@api.example.com",
		CAFile:  "/ours.pem",
		Headers: []string{"X-Key: hunter2", "hunter2"},
	}
	instance := KnownInstance{URL: "https://gitlab.com", Connection: connection}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		for _, value := range []any{connection, &connection, instance, &instance, Settings{Instances: []KnownInstance{instance}}} {
			text := fmt.Sprintf(verb, value)
			if strings.Contains(text, "hunter2") || strings.Contains(text, fmt.Sprintf("%x", "hunter2")) {
				t.Errorf("%s of %T: %s", verb, value, text)
			}
		}
	}
	if text := fmt.Sprint(connection); !strings.Contains(text, "X-Key") || !strings.Contains(text, "/ours.pem") {
		t.Errorf("nothing is to be seen in %s", text)
	}
}
