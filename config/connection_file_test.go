package config

import (
	"strings"
	"testing"
)

const reachByHand = `instances:
  - url: https://gitlab.example.com
    # where the API moved to
    api: api.example.com/api/v4 # since May
    ca_file: ~/ours.pem # from the portal
    client_cert: /home/alice/me.pem
    # asked for by the gateway
    headers: # two of them
      # the key
      - X-Gateway-Key: env:KEY # in the vault
      - "X-Team: tools" # the team
    last_used: 2026-11-01T08:30:15Z
`

func TestAConnectionComesBackAsSaved(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name       string
		connection Connection
	}{
		{"nothing", Connection{}},
		{"everything", fullReach()},
		{"a certificate with its key", Connection{ClientCert: "/me.pem"}},
		{
			"headers that YAML would take for something else",
			Connection{Headers: []string{"X: ~", "X: *a # b", "X-Yes: yes", "X-Tab: a\tb", "X-Env:env:KEY"}},
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			s := newStore(t)
			want := KnownInstance{URL: "https://gitlab.example.com", Connection: tc.connection, LastUsed: day(1)}
			// Saved over everything and over nothing, it is the same.
			for _, before := range []Connection{{}, fullReach()} {
				for _, connection := range []Connection{before, tc.connection} {
					instance := want
					instance.Connection = connection
					if err := s.RememberInstance(instance); err != nil {
						t.Fatal(err)
					}
				}
				got, notices, err := s.Settings()
				if err != nil || len(notices) != 0 || len(s.Notices()) != 0 || len(got.Instances) != 1 ||
					!got.Instances[0].equal(want) {
					t.Errorf("over %v: got %v, %v, %v\n%s", before, got, notices, err, readFile(t, s.dir+"/settings.yaml"))
				}
			}
		})
	}
}

func TestTheAPIsAddressIsSavedWithoutAPassword(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	err := s.RememberInstance(
		KnownInstance{URL: "https://gitlab.com", Connection: Connection{API: "https://u:hunter2@API.example.com/api/v4"}},
	)
	if err != nil {
		t.Fatal(err)
	}
	content := readFile(t, s.dir+"/settings.yaml")
	if strings.Contains(content, "hunter2") ||
		!strings.Contains(content, "api: https://api.example.com\n") {
		t.Errorf("saved as\n%s", content)
	}
}

func TestAConnectionByHandWorksAndStaysAsItIs(t *testing.T) {
	t.Parallel()
	s := withFile(t, "settings.yaml", reachByHand)
	want := Connection{
		API: "https://api.example.com", CAFile: "~/ours.pem", ClientCert: "/home/alice/me.pem",
		Headers: []string{"X-Gateway-Key: env:KEY", "X-Team: tools"},
	}
	settings, notices, err := s.Settings()
	if err != nil || len(notices) != 0 || len(settings.Instances) != 1 || !settings.Instances[0].Connection.Equal(want) {
		t.Fatalf("got %v, %v, %v", settings, notices, err)
	}
	instance := settings.Instances[0]
	instance.LastUsed = day(2)
	if err := s.RememberInstance(instance); err != nil {
		t.Fatal(err)
	}
	if got, want := readFile(t, s.dir+"/settings.yaml"), strings.Replace(reachByHand, "11-01T", "11-02T", 1); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestCommentsStayWhenAConnectionChanges(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name       string
		connection Connection
	}{
		{"another of everything", fullReach()},
		{"one header more", Connection{Headers: []string{"X-New: 1", "X-Team: tools", "X-Gateway-Key: env:KEY"}}},
		{"one header less", Connection{Headers: []string{"X-Team: tools"}}},
		{"nothing", Connection{}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			s := withFile(t, "settings.yaml", reachByHand)
			instance := KnownInstance{URL: "https://gitlab.example.com", Connection: tc.connection, LastUsed: day(1)}
			if err := s.RememberInstance(instance); err != nil {
				t.Fatal(err)
			}
			if notices := s.Notices(); len(notices) != 0 {
				t.Errorf("told %v", notices)
			}
			content := readFile(t, s.dir+"/settings.yaml")
			for _, comment := range []string{"# where the API " +
				"moved to", "# since May", "# from the portal", "# asked for by the " +
				"gateway", "# two of them", "# the key", "# in the vault", "# the team"} {
				if strings.Count(content, comment) != 1 {
					t.Errorf("%q is there %d times", comment, strings.Count(content, comment))
				}
			}
			settings, _, err := s.Settings()
			if err != nil || len(settings.Instances) != 1 || !settings.Instances[0].equal(instance) {
				t.Errorf("got %v, %v", settings, err)
			}
			if t.Failed() {
				t.Log(content)
			}
		})
	}
}

func TestAConnectionThatMakesNoSense(t *testing.T) {
	t.Parallel()
	const url = "instances:\n  - url: https://gitlab.com\n    "
	for _, tc := range []struct {
		name, content string
		want          Connection
		words         []string // one for each notice
	}{
		{"an API that is a token", url + "api: glpat-hunter2hunter2hunter2", Connection{}, []string{`"api" is not an ` +
			`address`}},
		{"an API that is a list", url + "api: [hunter2]", Connection{}, []string{`"api" is not an address`}},
		{"a path from nowhere", url + "ca_file: ours.pem", Connection{}, []string{`"ca_file" is not the whole path`}},
		{"a path that is a list", url + "ca_file: [/ours.pem]", Connection{}, []string{`"ca_file" is not the whole path`}},
		{"a path in bytes", url + "ca_file: !!binary L2E=", Connection{}, []string{`"ca_file" is not the whole path`}},
		{
			"a certificate from nowhere takes its key along",
			url + "client_cert: me.pem\n    client_key: /me.key",
			Connection{},
			[]string{`"client_cert" is not the whole path`},
		},
		{"a key from nowhere takes its certificate along", url + "client_cert: /me.pem\n    client_key: " +
			"me.key", Connection{}, []string{`"client_key" is not the whole path of a file that goes with`}},
		{"a key without a certificate", url + "client_key: /me.key", Connection{}, []string{`"client_key" is not`}},
		{"headers that are a text", url + "headers: hunter2", Connection{}, []string{`"headers" has something else`}},
		{"headers that are one header", url + `headers: "X: y"`, Connection{Headers: []string{"X: y"}}, nil},
		{"headers that are keys", url + "headers:\n      X: y\n    " +
			"  Z: 5", Connection{Headers: []string{"X: y", "Z: 5"}}, nil},
		{"a header that carries the token", url + `headers: ["X: y", "Authorization: hunter2", ` +
			`"Z: 5"]`, Connection{Headers: []string{"X: y", "Z: 5"}}, []string{`"headers" has`}},
		{"a header of two lines", url + `headers: ["X: hunter2\nY: z"]`, Connection{}, []string{`"headers" has`}},
		{"a header without a value", url + "headers: [X: ]", Connection{}, []string{`"headers" has`}},
		{"a header in a header", url + "headers: [X: {hunter2: z}]", Connection{}, []string{`"headers" has`}},
		{"a list in the list", url + "headers: [[hunter2]]", Connection{}, []string{`"headers" has`}},
		{"nothing in the list", url + "headers: [~]", Connection{}, []string{`"headers" has`}},
		{"an alias to itself", "x: &x [*x]\n" + url + "headers: *x", Connection{}, []string{`"headers" has`}},
		{"an alias", "x: &x \"X: y\"\n" + url + "headers: [*x]", Connection{Headers: []string{"X: y"}}, nil},
		{
			"a value that is an alias to nothing",
			url + "headers: [X: *hunter2]",
			Connection{},
			[]string{"not valid YAML (yaml: unknown anchor referenced)"},
		},
		{"nothing under the keys", url + "api:\n    ca_file:\n    client_cert:\n    client_key:\n    " +
			"headers:", Connection{}, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			s := withFile(t, "settings.yaml", tc.content)
			got, notices, err := s.Settings()
			if err != nil || len(notices) != len(tc.words) || len(got.Instances) > 1 {
				t.Fatalf("got %v, %v, %v", got, notices, err)
			}
			if len(got.Instances) == 1 && !got.Instances[0].Connection.Equal(tc.want) {
				t.Errorf("got %v, want %v", got.Instances[0].Connection, tc.want)
			}
			for i, notice := range notices {
				if !strings.Contains(notice.Summary, tc.words[i]) || notice.Remedy == "" {
					t.Errorf("the notice is %+v", notice)
				}
				if strings.Contains(notice.Summary+notice.Remedy, "hunter2") {
					t.Errorf("a notice repeats what may be secret: %v", notice)
				}
			}
		})
	}
}

// What a person wrote by hand and glpat cannot read waits to be corrected.
func TestAnOddConnectionStaysInTheFile(t *testing.T) {
	t.Parallel()
	const odd = "    ca_file: ours.pem\n    headers: [\"Authorization: x\", \"X: y\"]\n    client_key: /me.key\n"
	s := withFile(t, "settings.yaml", "instances:\n  - url: https://gitlab.com\n"+odd)
	settings, _, err := s.Settings()
	if err != nil || len(settings.Instances) != 1 {
		t.Fatal(settings, err)
	}
	instance := settings.Instances[0]
	instance.Pages = "18.1"
	if err := s.RememberInstance(instance); err != nil {
		t.Fatal(err)
	}
	if content := readFile(t, s.dir+"/settings.yaml"); !strings.Contains(content, odd) {
		t.Errorf("it became\n%s", content)
	}
	// What is said anew takes the place of all of it.
	instance.Connection = Connection{CAFile: "/ours.pem", ClientCert: "/both.pem", Headers: []string{"X: z"}}
	if err := s.RememberInstance(instance); err != nil {
		t.Fatal(err)
	}
	settings, notices, err := s.Settings()
	if err != nil || len(notices) != 0 || len(settings.Instances) != 1 ||
		!settings.Instances[0].Connection.Equal(instance.Connection) {
		t.Errorf("got %v, %v, %v", settings, notices, err)
	}
}

func TestAConnectionThatCannotBeSavedChangesNothing(t *testing.T) {
	t.Parallel()
	for _, bad := range []Connection{
		{API: "ftp://api.example.com"},
		{API: " "},
		{CAFile: "ours.pem"},
		{CAFile: "/\xff.pem"},
		{CAFile: "/a\x00b"},
		{ClientKey: "/me.key"},
		{ClientCert: "~alice/me.pem"},
		{Headers: []string{"hunter2"}},
		{Headers: []string{"Authorization: hunter2"}},
		{Headers: []string{"X: hunter2\nY: z"}},
	} {
		s := newStore(t)
		err := s.RememberInstance(KnownInstance{URL: "https://gitlab.com", Connection: bad})
		if err == nil || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%v: got %v", bad, err)
		}
		if exists(s.dir) {
			t.Errorf("%v: the directory was made", bad)
		}
	}
}
