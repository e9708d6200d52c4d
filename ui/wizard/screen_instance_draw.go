package wizard

import (
	"strings"

	"glpat/gitlab/problem"
)

func (s *instanceScreen) draw(width int) block {
	sheet := s.sheet(width)
	switch s.state {
	case instanceDiscovering:
		sheet.title("Looking at " + s.askedWords())
		sheet.gap()
		sheet.text(
			"glpat asks a few public pages whether this is a GitLab and which release it is. It does not sign in and sends no " +
				"token.",
		)
		sheet.waited(s.askedWords(), s.waited)
		return sheet.block
	case instancePausing:
		sheet.pause(s.pause, s.problem)
		return sheet.block
	case instanceTrusting:
		sheet.title("Saving the certificate")
		sheet.notice()
		return sheet.block
	case instanceComparing:
		s.drawCertificate(sheet)
		return sheet.block
	case instanceLosing:
		sheet.title("Give the token up?")
		sheet.gap()
		sheet.text(
			"The token for " + s.instance().
				Host() +
				" is kept nowhere yet, and GitLab does not show it again. Another GitLab needs another token.",
		)
		return sheet.block
	case instancePlainHTTP:
		s.drawPlain(sheet)
		return sheet.block
	case instanceFound:
		s.drawFound(sheet)
		return sheet.block
	case instanceChoosing, instanceFailed:
	}
	s.drawChoice(sheet)
	return sheet.block
}

func (s *instanceScreen) askedWords() string {
	if s.asked.Host == "" || s.asked.String() == s.practiceURL {
		return "the practice GitLab"
	}
	return s.asked.Host + s.asked.Path
}

func (s *instanceScreen) drawChoice(sheet *sheet) {
	sheet.title("Which GitLab do you use?")
	sheet.gap()
	for i, suggestion := range s.suggestions {
		label := strings.TrimPrefix(suggestion.Address, "https://")
		if suggestion.Practice {
			label = "Practice GitLab"
		}
		sheet.row(i == s.chosen, label, suggestion.Why)
	}
	sheet.row(s.chosen == fieldRow, "Another address:", "type it, or paste any page of it")
	s.drawField(sheet)
	if s.lack != nil {
		sheet.missing(s.lack)
	}
	if s.problem != nil && s.state == instanceFailed {
		sheet.gap()
		sheet.problem(s.shownProblem())
		if s.repeated && s.problem.Code == problem.CodeRateLimited {
			sheet.paused()
		}
	}
	sheet.notice()
}

// drawPlain asks for the yes to plain http, and names where it is spoken.
func (s *instanceScreen) drawPlain(sheet *sheet) {
	plain := s.resolved.Plain
	if s.asked.Plain() {
		sheet.title("This address has no encryption")
	} else {
		sheet.title("The API of " + s.asked.Host + " has no encryption")
	}
	sheet.gap()
	sheet.text(
		"Everything sent to " + strings.Join(
			plain,
			" and ",
		) + ", your token too, can be read on the way by others in the network.",
	)
	sheet.gap()
	sheet.text("If your GitLab has an address with https, use that one. Go on only in a network you trust.")
}

func (s *instanceScreen) drawField(sheet *sheet) {
	sheet.input(&s.field, "    ", s.chosen == fieldRow)
}

func (s *instanceScreen) drawFound(sheet *sheet) {
	instance := s.instance()
	found := instance.Host() + " is a GitLab."
	if s.draft.Practice() {
		found = "The practice GitLab is ready."
	}
	sheet.para(s.styles.Good, s.glyphs.Done+" "+found)
	if s.given.From != "" && s.draft.Address == s.given.Draft.Address {
		sheet.para(s.styles.Dim, "Chosen "+s.given.From+".")
	}
	sheet.gap()
	sheet.field("Address", instance.URL)
	sheet.field("Release", releaseWords(instance))
	pages := "like GitLab " + s.draft.Layout().Span()
	switch {
	case s.draft.PagesSeen != nil:
		pages += ", as you said the last time"
	case !instance.LayoutSure:
		pages = "probably " + pages
	}
	sheet.field("Pages", pages)
	sheet.field("Answered", "in "+took(instance.Took))
	for _, remark := range instance.Remarks() {
		sheet.gap()
		sheet.problem(remark)
		sheet.block.focus = 0
	}
	if s.ownPractice() {
		sheet.gap()
		sheet.text("It runs inside glpat, on this computer only. Try everything: it is gone when you leave.")
	}
	sheet.notice()
}
