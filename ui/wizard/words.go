package wizard

import (
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
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

// took gives a duration as people read it.
func took(d time.Duration) string {
	if d < time.Second {
		return fmt.Sprintf("%d ms", max(d.Milliseconds(), 1))
	}
	return fmt.Sprintf("%.1f s", d.Seconds())
}

func padRight(text string, width int) string {
	return text + strings.Repeat(" ", max(width-cells(text), 0))
}

func days(count int) string {
	if count == 1 {
		return "1 day"
	}
	return fmt.Sprintf("%d days", count)
}

// scopeList writes scopes for reading.
func scopeList(scopes []catalog.Scope) string {
	names := make([]string, len(scopes))
	for i, scope := range scopes {
		names[i] = string(scope)
	}
	return strings.Join(names, ", ")
}

func firstUpper(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

// cells is how wide a text is on the terminal. Nearly all of glpat's own text
// is plain letters, its few marks, and colours, for which the long way over
// grapheme clusters is not needed.
func cells(text string) int {
	count := 0
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == '\x1b':
			end := strings.IndexByte(text[i:], 'm')
			if end < 0 || !strings.HasPrefix(text[i:], "\x1b[") || strings.Trim(text[i+2:i+end], "0123456789;") != "" {
				return ansi.StringWidth(text)
			}
			size = end + 1
		case r >= ' ' && r <= '~',
			r >= '\u2010' && r <= '\u2027',
			r >= '\u2500' && r <= '\u257f',
			strings.ContainsRune("·›⋮✓●○↑↓←→", r):
			count++
		default:
			return ansi.StringWidth(text)
		}
		i += size
	}
	return count
}

// cut shortens a text to so many cells, with a mark at its end where something is
// left out. Plain letters are cut without the long way over grapheme clusters.
func cut(text string, width int, mark string) string {
	if cells(text) <= width {
		return text
	}
	end := width - cells(mark)
	for i := range max(end+1, 0) {
		if i >= len(text) || text[i] < ' ' || text[i] > '~' {
			return ansi.Truncate(text, width, mark)
		}
	}
	return text[:max(end, 0)] + mark
}

// problemOf gives a person's words for an error from an edge.
func problemOf(err error) *problem.Problem {
	if problem, ok := errors.AsType[*problem.Problem](err); ok {
		return problem
	}
	if input, ok := errors.AsType[*input.Error](err); ok {
		problem := &problem.Problem{Severity: problem.SeverityError, Summary: input.What}
		if input.Do != "" {
			problem.Remedy = []string{input.Do}
		}
		return problem
	}
	return &problem.Problem{
		Code:     problem.CodeInvalidResponse,
		Severity: problem.SeverityError,
		Summary:  firstUpper(input.Clean(err.Error(), 300)),
	}
}
