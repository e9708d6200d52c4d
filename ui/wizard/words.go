package wizard

import (
	"errors"
	"strings"

	"glpat/gitlab"
	"glpat/gitlab/input"
	"glpat/gitlab/problem"
)

// releaseWords says what is known of an instance's release, and how surely.
func releaseWords(instance gitlab.Instance) string {
	switch {
	case instance.IsGitLabCom():
		return "always the newest GitLab"
	case instance.AtLeast.Known():
		return "GitLab " + instance.AtLeast.String() + " or newer"
	}
	return "GitLab, release not known"
}

func firstUpper(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

// problemOf gives a person's words for an error from an edge.
func problemOf(err error) *problem.Problem {
	if problem, ok := errors.AsType[*problem.Problem](err); ok {
		return problem
	}
	if input, ok := errors.AsType[*input.Error](err); ok {
		prob := &problem.Problem{Severity: problem.SeverityError, Summary: input.What}
		if input.Do != "" {
			prob.Remedy = problem.NewSteps(input.Do)
		}
		return prob
	}
	return &problem.Problem{
		Code:     problem.CodeInvalidResponse,
		Severity: problem.SeverityError,
		Summary:  firstUpper(input.Clean(err.Error(), 300)),
	}
}
