package system

import (
	"os"
	"testing"
	"time"
)

func TestReadingTheClipboardHasLimits(t *testing.T) {
	t.Parallel()
	if _, err := os.Stat("/bin/sh"); err != nil {
		t.Skip("there is no /bin/sh here")
	}
	if got, err := readProgram(t.Context(), "/bin/sh", "-c", "printf abc"); got != "abc" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
	_, err := readProgram(t.Context(), "/bin/sh", "-c", "while :; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done")
	if err == nil {
		t.Error("output without end went well")
	}
	started := time.Now()
	if _, err := readProgram(t.Context(), "/bin/sh", "-c", "sleep 30; true"); err == nil {
		t.Error("a program that hangs went well")
	}
	if took := time.Since(started); took > 10*time.Second {
		t.Errorf("it took %v", took)
	}
}
