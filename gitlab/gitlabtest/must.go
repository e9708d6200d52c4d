package gitlabtest

import (
	"testing"
	"time"

	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
	"glpat/gitlab/problem"
)

// Today is the moment that tests take for now.
func Today() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }

// MustAddress reads an address that is known to be one.
func MustAddress(t testing.TB, text string) input.Address {
	t.Helper()
	address, err := input.ParseAddress(text)
	if err != nil {
		t.Fatalf("ParseAddress(%q): %v", text, err)
	}
	return address
}

// MustScopes reads a list of scopes that is known to be right.
func MustScopes(t testing.TB, text string) []catalog.Scope {
	t.Helper()
	list, err := catalog.ParseScopes(text)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// CodeOrNone is the problem's code, "nothing" where there is none.
func CodeOrNone(problem *problem.Problem) problem.Code {
	if problem == nil {
		return "nothing"
	}
	return problem.Code
}
