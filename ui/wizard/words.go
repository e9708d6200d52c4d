package wizard

import (
	"fmt"
	"strings"
	"time"

	"glpat/gitlab"

	"github.com/charmbracelet/x/ansi"
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
	return text + strings.Repeat(" ", max(width-ansi.StringWidth(text), 0))
}

func days(count int) string {
	if count == 1 {
		return "1 day"
	}
	return fmt.Sprintf("%d days", count)
}

// scopeList writes scopes for reading.
func scopeList(scopes []gitlab.Scope) string {
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
