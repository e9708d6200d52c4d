package system

import (
	"os"

	"golang.org/x/sys/windows"
)

// takeRest drops what waits in the console behind a line. (Not run on Windows.)
func takeRest(terminal *os.File, _ int) []byte {
	_ = windows.FlushConsoleInputBuffer(windows.Handle(terminal.Fd())) // the line is read, whatever becomes of the rest
	return nil
}
