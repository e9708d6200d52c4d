package config

import (
	"errors"
	"os"
	"os/exec"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

const manyProcesses, manyRecords = 4, 10

// roleAddRecords adds records to the store in args[0], numbered from args[1].
func roleAddRecords(args []string) error {
	s := Open(args[0], fixedClock)
	first, err := strconv.ParseInt(args[1], 10, 64)
	if err != nil {
		return err
	}
	for n := range int64(manyRecords) {
		if err := s.AddRecord(Record{Instance: "https://gitlab.com", TokenID: first + n}); err != nil {
			return err
		}
	}
	return nil
}

func TestProcessesAtOnceLoseNoRecord(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	var running []*exec.Cmd
	for n := range manyProcesses {
		cmd := inRole(t, "add records", s.dir, strconv.Itoa(1+n*manyRecords))
		cmd.Stderr = os.Stderr
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		running = append(running, cmd)
	}
	for _, cmd := range running {
		if err := cmd.Wait(); err != nil {
			t.Error(err)
		}
	}
	checkAllRecords(t, s)
}

func TestCallsAtOnceLoseNoRecord(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	var group sync.WaitGroup
	for n := range manyProcesses {
		group.Go(func() {
			if err := roleAddRecords([]string{s.dir, strconv.Itoa(1 + n*manyRecords)}); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	checkAllRecords(t, s)
}

func checkAllRecords(t *testing.T, s *Store) {
	t.Helper()
	records, notices, err := s.Records()
	if err != nil || len(notices) != 0 || len(records) != manyProcesses*manyRecords {
		t.Errorf("%d records, %v, %v", len(records), notices, err)
	}
}

func TestTheWaitForTheLockEnds(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	if err := s.AddRecord(laptop()); err != nil {
		t.Fatal(err)
	}
	release, err := acquireLock(s.dir + "/" + lockName)
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		if err := s.AddRecord(laptop()); !errors.Is(err, errBusy) {
			t.Errorf("got %v", err)
		}
		if waited := time.Since(start); waited < 5*time.Second || waited > 6*time.Second {
			t.Errorf("waited %v", waited)
		}
	})
	if _, _, err := s.Records(); err != nil {
		t.Errorf("reading needs no lock: %v", err)
	}
	release()
	if err := s.AddRecord(laptop()); err != nil {
		t.Error(err)
	}
}
