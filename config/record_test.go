package config

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"glpat/gitlab/catalog"
)

func laptop() Record {
	return Record{
		Instance: "https://gitlab.example.com/sub", TokenID: 812, Name: "laptop", Username: "alice",
		Scopes: []catalog.Scope{catalog.ScopeReadAPI, "from_the_future"}, ExpiresAt: "2026-12-22",
		CreatedAt: day(22), KeptAt: day(23), Kept: StorageKeyring, Account: "alice#812",
	}
}

func TestRecordsComeBackAsAdded(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	odd := Record{
		Instance: "http://127.0.0.1:8080", TokenID: 1, Username: "on", Kept: StorageFile,
		Name: "a: b # c\n\x1b[2J\x00'\"\u2028\u202e é 🦊 - [", CreatedAt: day(1),
	}
	bare := Record{Instance: "https://gitlab.com", TokenID: 2}
	want := []Record{laptop(), odd, bare}
	for _, record := range want {
		if err := s.AddRecord(record); err != nil {
			t.Fatal(err)
		}
	}
	got, notices, err := s.Records()
	if err != nil || len(notices) != 0 || !slices.EqualFunc(got, want, Record.equal) {
		t.Errorf("got %+v, %v, %v\n%s", got, notices, err, readFile(t, s.dir+"/records.yaml"))
	}
	if notices := s.Notices(); len(notices) != 0 {
		t.Errorf("saving told %v", notices)
	}
}

func TestARecordTakesThePlaceOfTheOneOfTheSameToken(t *testing.T) {
	t.Parallel()
	change := func(edit func(*Record)) Record {
		record := laptop()
		edit(&record)
		return record
	}
	for _, tc := range []struct {
		name   string
		second Record
		want   int
	}{
		{"same token", change(func(r *Record) { r.Name, r.Kept = "new", StorageFile }), 1},
		{
			"same token, its instance written otherwise",
			change(func(r *Record) { r.Instance = "https://GITLAB.example.com:443/sub/" }), 1,
		},
		{"another token", change(func(r *Record) { r.TokenID = 813 }), 2},
		{"the same number elsewhere", change(func(r *Record) { r.Instance = "https://gitlab.example.com" }), 2},
		{"the same number over plain http", change(func(r *Record) { r.Instance = "http://gitlab.example.com/sub" }), 2},
		{"no number", change(func(r *Record) { r.TokenID = 0 }), 2},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			s := newStore(t)
			for _, record := range []Record{laptop(), tc.second} {
				if err := s.AddRecord(record); err != nil {
					t.Fatal(err)
				}
			}
			got, _, err := s.Records()
			if err != nil || len(got) != tc.want || !got[len(got)-1].equal(tc.second) {
				t.Errorf("got %+v, %v", got, err)
			}
		})
	}
}

func TestRecordsOfUnknownNumbersAreToldApartByUser(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	for _, name := range []string{"alice", "bob", "alice"} {
		if err := s.AddRecord(Record{Instance: "https://gitlab.com", Username: name}); err != nil {
			t.Fatal(err)
		}
	}
	if got, _, err := s.Records(); err != nil || len(got) != 2 {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestWhatANewerReleaseWroteSurvives(t *testing.T) {
	t.Parallel()
	s := withFile(t, "records.yaml", `
version: 7
records:
  - instance: https://gitlab.com
    token_id: 5
    colour: blue
  - project: 12
    token_id: 6
`)
	if err := s.AddRecord(Record{Instance: "https://gitlab.com", TokenID: 5, Name: "x"}); err != nil {
		t.Fatal(err)
	}
	if err := s.AddRecord(laptop()); err != nil {
		t.Fatal(err)
	}
	content := readFile(t, s.dir+"/records.yaml")
	for _, part := range []string{"version: 7", "colour: blue", "project: 12", "name: x", "name: laptop"} {
		if !strings.Contains(content, part) {
			t.Errorf("%q is gone from\n%s", part, content)
		}
	}
}

func TestRecordsThatMakeNoSense(t *testing.T) {
	t.Parallel()
	const id = "records:\n  - instance: https://gitlab.com\n    token_id: 5\n    "
	ok := Record{Instance: "https://gitlab.com", TokenID: 5}
	for _, tc := range []struct {
		name, content string
		want          []Record
		notices       int
	}{
		{"an unknown place", id + "kept: in a drawer", []Record{ok}, 1},
		{"a place that is a list", id + "kept: [file]", []Record{ok}, 1},
		{"a last day in words", id + "expires_at: soon", []Record{ok}, 1},
		{"a last day that no calendar has", id + "expires_at: 2026-02-30", []Record{ok}, 1},
		{"a day of creation in words", id + "created_at: once", []Record{ok}, 1},
		{"scopes in one text", id + "scopes: api", []Record{ok}, 1},
		{"a name that is a mapping", id + "name: {a: b}", []Record{ok}, 1},
		{"a number below zero", "records:\n  - instance: https://gitlab.com\n    token_id: -5", nil, 1},
		{"a number in words", "records:\n  - instance: https://gitlab.com\n    token_id: five", nil, 1},
		{
			"a number past all bounds",
			"records:\n  - instance: https://gitlab.com\n    token_id: 99999999999999999999", nil, 1,
		},
		{"no instance", "records:\n  - token_id: 5", nil, 1},
		{"twice the same", id + "kept: nowhere\n  - instance: https://gitlab.com\n    token_id: 5", []Record{ok}, 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			s := withFile(t, "records.yaml", tc.content)
			got, notices, err := s.Records()
			if err != nil || !slices.EqualFunc(got, tc.want, Record.equal) || len(notices) != tc.notices {
				t.Errorf("got %+v, %v, %v", got, notices, err)
			}
		})
	}
}

func TestRecordsThatCannotBeSavedChangeNothing(t *testing.T) {
	t.Parallel()
	for _, bad := range []Record{
		{},
		{Instance: "gitlab.com", TokenID: 1},
		{Instance: "https://gitlab.com", TokenID: -1},
		{Instance: "https://gitlab.com", TokenID: 1, ExpiresAt: "soon"},
		{Instance: "https://gitlab.com", TokenID: 1, Kept: 9},
	} {
		s := newStore(t)
		if err := s.AddRecord(bad); err == nil || exists(s.dir) {
			t.Errorf("%+v: got %v", bad, err)
		}
	}
}

func TestForeignTextOfARecordIsMadeFit(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	record := laptop()
	record.Name, record.Username = strings.Repeat("é", 1<<20)+"x", "\xff\xfe"
	if err := s.AddRecord(record); err != nil {
		t.Fatal(err)
	}
	got, notices, err := s.Records()
	if err != nil || len(notices) != 0 || len(got) != 1 || len(got[0].Name) > 2048 || got[0].Username != "\uFFFD" {
		t.Errorf("got %.200s, %v, %v", fmt.Sprint(got), notices, err)
	}
}

func TestAFullFileIsRefusedAndStays(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	b.WriteString("records:\n")
	for n := 1; b.Len() < maxFile-1100; n++ {
		name := strings.Repeat("x", 1000)
		b.WriteString("  - instance: https://gitlab.com\n    token_id: " + strconv.Itoa(n) + "\n    name: " + name + "\n")
	}
	s := withFile(t, "records.yaml", b.String())
	start := time.Now()
	record := laptop()
	record.Name = strings.Repeat("y", 1000)
	for range 3 {
		record.TokenID++
		if err := s.AddRecord(record); err != nil {
			if got, notices, err := s.Records(); err != nil || len(got) < 900 || len(notices) != 0 {
				t.Errorf("%d records, %v, %v", len(got), notices, err)
			}
			if got := names(t, s.dir); !slices.Equal(got, []string{"records.yaml"}) {
				t.Errorf("the directory has %v", got)
			}
			return
		}
	}
	t.Errorf("nothing was refused in %v", time.Since(start))
}
