//go:build !linux && !windows

package config

import (
	"os"
	"testing"
)

// asNobody asks for a user to whom permissions apply.
func asNobody(t *testing.T, _ string) func() {
	t.Helper()
	if os.Geteuid() == 0 {
		missing(t, "a user other than root")
	}
	return func() {}
}
