package config

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func TestAWriteThatEndsEarlyLeavesTheOldContent(t *testing.T) {
	t.Parallel()
	broken := errors.New("disk full")
	for _, tc := range []struct {
		name  string
		write func(*os.File) error
	}{
		{"nothing written", func(*os.File) error { return broken }},
		{"half written", func(temp *os.File) error {
			_, err := temp.WriteString("ne")
			return errors.Join(err, broken)
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			writeFile(t, dir+"/f", "old")
			err := replaceFileWith(dir+"/f", tc.write)
			if !errors.Is(err, broken) || !strings.Contains(err.Error(), "/f") {
				t.Errorf("got %v", err)
			}
			if got := names(t, dir); !slices.Equal(got, []string{"f"}) || readFile(t, dir+"/f") != "old" {
				t.Errorf("the directory has %v", got)
			}
		})
	}
}

func TestAWriteThatCannotTakeItsPlaceLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.MkdirAll(dir+"/f/full", 0o700); err != nil {
		t.Fatal(err)
	}
	if err := replaceFile(dir+"/f", []byte("new")); err == nil {
		t.Error("a directory was replaced")
	}
	if got := names(t, dir); !slices.Equal(got, []string{"f"}) {
		t.Errorf("the directory has %v", got)
	}
}

func TestWhatACrashLeftIsRemovedByTheNextWrite(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	writeFile(t, dir+"/.glpat-123.tmp", "glpat-secret")
	writeFile(t, dir+"/.other.tmp", "not ours")
	if err := replaceFile(dir+"/f", []byte("new")); err != nil {
		t.Fatal(err)
	}
	if got := names(t, dir); !slices.Equal(got, []string{".other.tmp", "f"}) {
		t.Errorf("the directory has %v", got)
	}
}

// roleWriteForEver changes one record in a directory, args[0], again and again,
// and says so after the first time.
func roleWriteForEver(args []string) error {
	s := Open(args[0], fixedClock)
	for n := 1; ; n++ {
		record := laptop()
		record.Name = strings.Repeat(strconv.Itoa(n%10), 1000)
		if err := s.AddRecord(record); err != nil {
			return err
		}
		if n == 1 {
			fmt.Println("writing")
		}
	}
}

// A process killed at any moment leaves one whole content or the other, and
// does not block the next one.
func TestAKilledProcessLeavesAWholeFile(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	for range 12 {
		cmd := inRole(t, "write for ever", s.dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
			t.Fatal(err)
		}
		// While it writes, whatever is read is whole; then it dies in the midst.
		for range 20 {
			checkWhole(t, s)
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait() // it was killed, and says so
		checkWhole(t, s)
	}
	if err := s.AddRecord(laptop()); err != nil {
		t.Fatal(err)
	}
	if got := names(t, s.dir); !slices.Equal(got, []string{"records.yaml"}) {
		t.Errorf("the directory has %v", got)
	}
}

func checkWhole(t *testing.T, s *Store) {
	t.Helper()
	records, notices, err := s.Records()
	if err != nil || len(notices) != 0 || len(records) != 1 {
		t.Fatalf("got %v, %v, %v", records, notices, err)
	}
	if name := records[0].Name; name != strings.Repeat(name[:1], 1000) {
		t.Fatalf("a mixed content: %q", name)
	}
}
