package command

import "glpat/gitlab/problem"

// StatusOfCode is the exit status for a problem.
func StatusOfCode(code problem.Code) Status { return statusOfCode(code) }
