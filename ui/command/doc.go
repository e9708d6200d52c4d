// Package command is the command line: a file for each verb, and those that all
// verbs share. Flags are in flags.go and connection.go, what is printed in
// output.go (lines, problems, JSON) and table.go, errors in errors.go, and exit
// statuses in exit.go. The JSON of check is that of gitlab.Report (of
// diagnose.go without a token), with the problems of gitlab/problem in it; the
// JSON of the other verbs stands beside what they print.
//
// Rules of output: data goes to stdout, talk to stderr, so that a pipe carries
// data only. A failure is one line that says what happened, one that says why,
// and one for each thing to do, each beginning with "glpat: " or two spaces.
// Nothing waits for a terminal that is not there. A call that takes longer than a
// second is told on stderr, and a signal ends it at once. A token is read from
// stdin or GITLAB_TOKEN, never from an argument, and printed only by "glpat
// token".
//
// What may come in: flags, and how a result is printed. What may not: facts
// about GitLab, and screens.
package command
