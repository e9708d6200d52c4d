package config

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// fullReach is one that says something of everything.
func fullReach() Reach {
	return Reach{
		API: "https://api.example.com", CAFile: "/etc/ssl/ours.pem", ClientCert: "~/me.pem", ClientKey: "/home/alice/me.key",
		Headers: []string{"X-Gateway-Key: env:KEY", "X-Team: 'a' # b"},
	}
}

func TestAFlagWinsOverTheSettings(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name              string
		over, under, want Reach
	}{
		{"nothing over nothing", Reach{}, Reach{}, Reach{}},
		{"nothing over all", Reach{}, fullReach(), fullReach()},
		{"all over nothing", fullReach(), Reach{}, fullReach()},
		{"one field over another", Reach{CAFile: "/a"}, Reach{API: "b.example.com"}, Reach{CAFile: "/a", API: "b.example.com"}},
		{"one field over the same", Reach{CAFile: "/a", API: "a"}, Reach{CAFile: "/b", API: "b"}, Reach{CAFile: "/a", API: "a"}},
		{"a certificate leaves no other's key", Reach{ClientCert: "/a"}, Reach{ClientCert: "/b", ClientKey: "/k"}, Reach{ClientCert: "/a"}},
		{"a key leaves no other's certificate", Reach{ClientKey: "/a"}, Reach{ClientCert: "/b"}, Reach{ClientKey: "/a"}},
		{
			"a header replaces all of its name",
			Reach{Headers: []string{"x-key: 1"}},
			Reach{Headers: []string{"X-Key : 2", "X-Other: 3", "X-KEY: 4"}},
			Reach{Headers: []string{"X-Other: 3", "x-key: 1"}},
		},
		{"what is no header stays, to be refused", Reach{Headers: []string{"a"}}, Reach{Headers: []string{"b"}}, Reach{Headers: []string{"b", "a"}}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if got := tc.over.Over(tc.under); !got.Equal(tc.want) {
				t.Errorf("got %v, want %v", got, tc.want)
			}
		})
	}
}

func TestEveryPartOfAReachCounts(t *testing.T) {
	t.Parallel()
	for _, other := range []Reach{
		{API: "a"}, {CAFile: "a"}, {ClientCert: "a"}, {ClientKey: "a"}, {Headers: []string{"a"}},
	} {
		if other.IsZero() || other.Equal(Reach{}) || !other.Equal(other.Over(Reach{})) {
			t.Errorf("%v is taken for another", other)
		}
	}
	if !(Reach{}).IsZero() || !(Reach{Headers: []string{}}).Equal(Reach{}) {
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
	given := Reach{CAFile: "ours.pem", ClientCert: "~/me.pem", ClientKey: whole, API: "api", Headers: []string{"X: y"}}
	want := Reach{CAFile: filepath.Join(here, "ours.pem"), ClientCert: "~/me.pem", ClientKey: whole, API: "api", Headers: []string{"X: y"}}
	got, err := given.Absolute()
	if err != nil || !got.Equal(want) || given.CAFile != "ours.pem" {
		t.Errorf("got %v, %v", got, err)
	}
	// A tilde that stands for another's home, or is a name, is no home.
	for _, path := range []string{"~", "~alice/me.pem", "~.pem", "a/~/b"} {
		got, err := Reach{CAFile: path}.Absolute()
		if err != nil || got.CAFile != filepath.Join(here, path) {
			t.Errorf("%q became %q, %v", path, got.CAFile, err)
		}
	}
	if got, err := (Reach{}).Absolute(); err != nil || !got.IsZero() {
		t.Errorf("nothing became %v, %v", got, err)
	}
}

func TestNoWayOfPrintingGivesAHeadersValue(t *testing.T) {
	t.Parallel()
	reach := Reach{API: "https://u:hunter2@api.example.com", CAFile: "/ours.pem", Headers: []string{"X-Key: hunter2", "hunter2"}}
	instance := Instance{URL: "https://gitlab.com", Reach: reach}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		for _, value := range []any{reach, &reach, instance, &instance, Settings{Instances: []Instance{instance}}} {
			if text := fmt.Sprintf(verb, value); strings.Contains(text, "hunter2") || strings.Contains(text, fmt.Sprintf("%x", "hunter2")) {
				t.Errorf("%s of %T: %s", verb, value, text)
			}
		}
	}
	if text := fmt.Sprint(reach); !strings.Contains(text, "X-Key") || !strings.Contains(text, "/ours.pem") {
		t.Errorf("nothing is to be seen in %s", text)
	}
}
