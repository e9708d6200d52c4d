package command_test

import (
	"bytes"
	"testing"
)

func hunt(t *testing.T, where string, in []byte, secret string) {
	t.Helper()
	if bytes.Contains(in, []byte(secret)) {
		t.Errorf("the token is in %s", where)
	}
}
