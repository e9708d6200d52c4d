package command

import "glpat/gitlab/problem"

// StatusOfCode is the exit status for a problem.
func StatusOfCode(code problem.Code) Status { return statusOfCode(code) }

// Verbs are the names of all commands.
func Verbs() []string {
	var names []string
	for _, verb := range newRoot(System{}).Commands() {
		names = append(names, verb.Name())
	}
	return names
}
