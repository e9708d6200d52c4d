package command

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"glpat/config"
	"glpat/gitlab/input"
	"glpat/gitlab/problem"
)

// printError tells a person on stderr what went wrong and what to do.
func printError(stderr io.Writer, err error) {
	var (
		problem *problem.Problem
		wrong   *input.Error
		usage   *usageError
		unknown *unknownWordError
		exit    *exitError
		keyring *config.KeyringError
		file    *config.FileError
		unmet   *unmetError
		stdout  *stdoutError
	)
	switch {
	case errors.As(err, &exit):
	case errors.As(err, &problem):
		printProblem(stderr, "glpat: ", problem)
	case errors.As(err, &wrong):
		printLine(stderr, "glpat: "+ended(wrong.What))
		hint(stderr, wrong.Do)
	case errors.As(err, &usage):
		printLine(stderr, "glpat: "+ended(usage.what))
		hint(stderr, usage.do)
	case errors.As(err, &unknown):
		printLine(stderr, "glpat: "+ended(unknown.what))
		hint(stderr, unknown.do())
	case errors.As(err, &unmet):
		for _, one := range unmet.unmet {
			printLine(stderr, "glpat: the purpose "+one.Purpose+" cannot be met at "+unmet.host+": "+one.Why+".")
		}
		hint(stderr, unmet.do)
	case errors.As(err, &keyring):
		printLine(stderr, "glpat: "+ended(input.Clean(keyring.Error(), 300)))
		hint(stderr, keyring.Reason.ReadRemedy()) // only "glpat token" reports it this way
	case errors.As(err, &file):
		printLine(stderr, "glpat: "+ended(input.Clean(file.Error(), 500)))
		hint(stderr, file.Remedy())
	case errors.As(err, &stdout):
		printLine(stderr, "glpat: not all of the output could be written: "+stdout.reason()+".")
		hint(stderr, "Make room where it goes, or send it somewhere else, and run this again")
	default:
		printLine(stderr, "glpat: "+ended(input.Clean(err.Error(), 500)))
		hint(stderr, "Run it again; if it stays, report it with these words and what glpat version prints")
	}
}

// usageError is a command line that cannot be carried out.
type usageError struct{ what, do string }

// Error implements error.
func (e *usageError) Error() string { return e.what }

// exitError ends with a status and prints nothing more.
type exitError struct{ status Status }

// Error implements error.
func (e *exitError) Error() string { return fmt.Sprintf("exit status %d", int(e.status)) }

// unmetError says of purposes why an instance cannot meet them.
type unmetError struct {
	// host is the instance's.
	host  string
	unmet []unmetPurpose
	// do is what to do about it.
	do string
	// given tells that the release was given, and the instance not looked at.
	given bool
}

// unmetPurpose is a purpose, and why it cannot be met, as a clause.
type unmetPurpose struct {
	Purpose string `json:"purpose"`
	Why     string `json:"why"`
}

// Error implements error.
func (e *unmetError) Error() string {
	var all []string
	for _, unmet := range e.unmet {
		all = append(all, unmet.Purpose+": "+unmet.Why)
	}
	return "the purposes cannot be met at " + e.host + ": " + strings.Join(all, "; ")
}

// asUnmet finds an unmetError.
func asUnmet(err error) (*unmetError, bool) { return errors.AsType[*unmetError](err) }

// status is that of a GitLab which cannot be used for it, or of a command line
// that names a release without it.
func (e *unmetError) status() Status {
	if e.given {
		return StatusUsage
	}
	return StatusNoGitLab
}
