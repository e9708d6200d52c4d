package command

import "glpat/gitlab"

// StatusOfCode is the exit status for a problem.
func StatusOfCode(code gitlab.Code) Status { return statusOfCode(code) }
