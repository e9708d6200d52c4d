package wizard

import (
	"errors"
	"strings"

	"glpat/gitlab/input"
	"glpat/gitlab/problem"
)

// releaseWords says in one line which releases glpat goes by at the instance: those
// that have its pages, without those that it is too new for, and softly where a look
// without a token does not tell for sure.
func (d *shared) releaseWords() string {
	instance := d.instance()
	switch {
	case instance.IsGitLabCom():
		return "always the newest GitLab"
	case d.draft.Report != nil && d.draft.Report.Release.Known():
		return "GitLab " + d.draft.Report.Release.String()
	case d.draft.PagesSeen != nil:
		return "GitLab " + d.draft.PagesSeen.SpanFrom(instance.AtLeast) + ", by the pages you saw"
	case instance.LayoutSure:
		return "GitLab " + instance.Layout.SpanFrom(instance.AtLeast)
	case instance.AtLeast.Known():
		return "probably GitLab " + instance.Layout.SpanFrom(instance.AtLeast)
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
