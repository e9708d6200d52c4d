package wizard

import (
	"errors"
	"strings"

	"glpat/gitlab/input"
	"glpat/gitlab/problem"
	"glpat/ui/phrase"
)

// releaseWords says which releases glpat goes by at the instance.
func (d *shared) releaseWords() string {
	instance := d.instance()
	if d.draft.Report != nil {
		instance = d.draft.Report.Refine(instance)
	}
	return phrase.ReleaseWords(instance, d.draft.PagesSeen)
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
