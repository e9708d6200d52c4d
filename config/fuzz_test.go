package config

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
)

// Whatever settings.yaml holds, reading and then adding an instance goes well,
// the instance is there afterwards, and nothing that was in the file is lost:
// it is in the file still, or the file lies beside the new one as it was.
func FuzzSettings(f *testing.F) {
	f.Add([]byte(settingsByHand))
	for content := range damagedFiles() {
		if len(content) < 1000 {
			f.Add([]byte(content))
		}
	}
	f.Add([]byte("# a\n\n# b\ninstances: # c\n# d\n- url: https://new.example.com # e\n  # f\n  pages: '18.1'\n# g\n"))
	f.Add([]byte("instances: &a\n- &b {url: https://new.example.com, x: *b}\ny: *a\n<<: *b\n"))
	f.Add([]byte("%YAML 1.1\n---\ninstances: !!seq [!x {url: !!str https://x.y}]\n..."))
	f.Add([]byte("? instances\n: - url: |\n      https://new.example.com\n    ? [a]\n    : b\n"))
	f.Add([]byte(reachByHand))
	f.Add([]byte("instances:\n- {url: https://new.example.com, headers: [a: b, 'c: d' # e\n], api: &x y, ca_file: *x}\n"))
	f.Add(
		[]byte(
			"instances:\n- url: https://new.example.com\n  headers: # a\n  # b\n  - c: d # e\n  # f\n  - 'X-Gateway-Key: " +
				"env:KEY' # g\n  # h\n  client_key: /x # i\n",
		),
	)
	f.Fuzz(func(t *testing.T, content []byte) {
		s := withFile(t, "settings.yaml", string(content))
		settings, notices, err := s.Settings()
		if err != nil {
			t.Fatal(err)
		}
		for _, before := range settings.Instances {
			if err := before.Connection.check(); err != nil {
				t.Fatalf("read what cannot be saved: %v: %v", before, err)
			}
		}
		if !survives(t, s, "settings.yaml", content) {
			t.Fatalf("reading lost the content; it told %v", notices)
		}
		instance := KnownInstance{
			URL:             "https://new.example.com",
			Pages:           "18.4",
			FineGrainedOnly: true,
			AllowHTTP:       true,
			LastUsed:        day(1),
			Connection:      fullReach(),
		}
		if err := s.RememberInstance(instance); err != nil {
			t.Fatal(err)
		}
		after, _, err := s.Settings()
		if err != nil || !slices.ContainsFunc(after.Instances, instance.equal) {
			t.Fatalf("got %+v, %v\n%s", after, err, readFile(t, s.dir+"/settings.yaml"))
		}
		for _, before := range settings.Instances {
			if !sameInstance(before.URL, instance.URL) && !slices.ContainsFunc(after.Instances, before.equal) {
				t.Fatalf("%+v is gone from\n%s", before, readFile(t, s.dir+"/settings.yaml"))
			}
		}
		if !survives(t, s, "settings.yaml", content) {
			checkForeign(t, settingsFile(), content, []byte(readFile(t, s.dir+"/settings.yaml")))
		}
	})
}

// Whatever a header, an address or a file holds, loading it ends with an access
// or with words for a person, in which no header's value is.
func FuzzReach(f *testing.F) {
	f.Add("X-Gateway-Key", "env:", "api.example.com", []byte(aCertificate(f).both))
	f.Add(
		"Authorization",
		"Bearer ",
		"https://u:p@x/api/v4",
		[]byte("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"),
	)
	f.Add(" x: ", "a:b", "git@host:a/b", []byte("-----BEGIN PRIVATE KEY-----\n\n-----END PRIVATE KEY-----"))
	f.Add("", "", "", []byte{})
	f.Fuzz(func(t *testing.T, name, value, api string, content []byte) {
		const secret = "hunter2"
		if strings.Contains(strings.ToLower(name), secret) {
			return
		}
		path := t.TempDir() + "/file"
		writeFile(t, path, string(content))
		getenv := func(string) string { return "" }
		for _, connection := range []Connection{
			{API: api},
			{CAFile: path},
			{ClientCert: path},
			{ClientCert: path, ClientKey: path},
			{Headers: []string{name + ":" + value + secret + "\n!"}},
			{Headers: []string{name + ":" + value + secret}},
			{Headers: []string{value + secret}},
		} {
			loaded, err := connection.Load(getenv)
			var input *input.Error
			switch {
			case err == nil:
				for _, header := range loaded.Headers {
					if !strings.HasSuffix(header.Value.Reveal(), secret) && !strings.HasSuffix(header.Value.Reveal(), "!") {
						t.Fatalf("%v became another header", connection)
					}
				}
			case !errors.As(err, &input) || input.What == "" || input.Do == "":
				t.Fatalf("%v: no words for a person: %v", connection, err)
			case strings.Contains(strings.ToLower(err.Error()), secret) && !namesSecret(connection, secret):
				t.Fatalf("the value is in the error: %v", err)
			}
		}
	})
}

// namesSecret reports whether the word stands where a header has its name, or
// the environment variable's.
func namesSecret(connection Connection, word string) bool {
	name, value, _ := strings.Cut(connection.Headers[0], ":")
	variable, isVariable := strings.CutPrefix(strings.TrimSpace(value), fromEnvironment)
	return strings.Contains(name, word) || isVariable && variableName.MatchString(variable)
}

// The same for records.yaml, with foreign text in the record as well.
func FuzzRecords(f *testing.F) {
	f.Add(
		[]byte("records:\n  - instance: https://gitlab.com\n    token_id: 5\n    scopes: [api]\n    kept: file\n"),
		"laptop",
		"alice",
		"api",
	)
	f.Add([]byte("records: [x]\nmore: 5"), "- [", "a: b # c", "\x1b]0;x\x07")
	f.Add([]byte(""), "\xff\x00\r\n\u0085", "\ufeff", "<<")
	f.Add([]byte(""), "\tx\ny", " \n", "\n\t")
	f.Add([]byte("# note"), "null", "~", "1_000")
	f.Fuzz(func(t *testing.T, content []byte, name, username, scope string) {
		s := withFile(t, "records.yaml", string(content))
		before, _, err := s.Records()
		if err != nil {
			t.Fatal(err)
		}
		if !survives(t, s, "records.yaml", content) {
			t.Fatal("reading lost the content")
		}
		record := laptop()
		record.Name, record.Username, record.Scopes = name, username, []catalog.Scope{catalog.Scope(scope)}
		if err := s.AddRecord(record); err != nil {
			t.Fatal(err)
		}
		want, err := record.tidy()
		if err != nil {
			t.Fatal(err)
		}
		after, _, err := s.Records()
		if err != nil || !slices.ContainsFunc(after, want.equal) {
			t.Fatalf("got %+v, %v\n%s", after, err, readFile(t, s.dir+"/records.yaml"))
		}
		for _, old := range before {
			if old.id() != want.id() && !slices.ContainsFunc(after, old.equal) {
				t.Fatalf("%+v is gone", old)
			}
		}
		if !survives(t, s, "records.yaml", content) {
			checkForeign(t, recordsFile(), content, []byte(readFile(t, s.dir+"/records.yaml")))
		}
	})
}

// survives reports whether the content lies in the file or beside it.
func survives(t *testing.T, s *Store, name string, content []byte) bool {
	t.Helper()
	return slices.ContainsFunc(names(t, s.dir), func(other string) bool {
		return strings.HasPrefix(other, name) && readFile(t, s.dir+"/"+other) == string(content)
	})
}

// checkForeign checks that what stands in a file beside the list, and every
// comment, is there after a change too.
func checkForeign(t *testing.T, file dataFile, before, after []byte) {
	t.Helper()
	x, err := parseDocument(file, before)
	if err != nil {
		t.Fatal(err)
	}
	y, err := parseDocument(file, after)
	if err != nil {
		t.Fatalf("%v in\n%s", err, after)
	}
	left := comments(y.root)
	for _, comment := range comments(x.root) {
		at := slices.Index(left, comment)
		if at < 0 {
			t.Fatalf("the comment %q was lost:\n%s\nbecame\n%s", comment, before, after)
		}
		left = slices.Delete(left, at, at+1)
	}
	a, b := x.root.Content[0].Content, y.root.Content[0].Content
	if len(a) != len(b) {
		t.Fatalf("keys were lost:\n%s\nbecame\n%s", before, after)
	}
	for i := range a {
		if a[i] != x.list && !sameTree(a[i], b[i]) {
			t.Fatalf("%q was changed:\n%s\nbecame\n%s", a[i].Value, before, after)
		}
	}
}
