package wizard

import (
	"strings"

	"glpat/gitlab/problem"
	"glpat/ui/flow"
	"glpat/ui/phrase"
	"glpat/ui/picture"
	"glpat/ui/widget"
)

func (s *instanceScreen) drawDiscovering(sheet *widget.Sheet) {
	s.drawWait(sheet, s.Styles.Title, "Looking at "+s.askedWords())
	sheet.Gap()
	sheet.Text(
		"glpat asks a few public pages whether this is a GitLab and which release it is. " +
			"It does not sign in and sends no token.",
	)
	drawWaited(sheet, s.askedWords(), s.waited)
}

func (s *instanceScreen) drawPausing(sheet *widget.Sheet) { s.drawPause(sheet, s.pause, s.problem) }

func (s *instanceScreen) drawTrusting(sheet *widget.Sheet) {
	sheet.Title("Saving the certificate")
}

func (s *instanceScreen) drawLosing(sheet *widget.Sheet) {
	sheet.Title("Give the token up?")
	sheet.Gap()
	sheet.Text(
		"The token for " + s.instance().Host() +
			" is kept nowhere yet, and GitLab does not show it again. Another GitLab needs another token.",
	)
}

func (s *instanceScreen) askedWords() string {
	if s.asked.Host == "" || s.asked.String() == s.practiceURL {
		return "the practice GitLab"
	}
	return s.asked.Host + s.asked.Path
}

func (s *instanceScreen) drawChoice(sheet *widget.Sheet) {
	title, other := "Which GitLab do you use?", "I already have a token"
	if s.draft.HaveToken {
		title, other = "Which GitLab is your token for?", "I have no token yet"
	}
	sheet.Title(title)
	sheet.Gap()
	for i, suggestion := range s.suggestions {
		label := strings.TrimPrefix(suggestion.Address, "https://")
		if suggestion.Practice {
			label = "Practice GitLab"
		}
		sheet.Row(s.chosen == suggestionRow(i), label, suggestion.Why)
	}
	sheet.Row(s.chosen.kind == rowHaveToken, other, "")
	sheet.Row(s.inField(), "Another address:", "type it, or paste any page of it")
	sheet.Input(&s.field, "    ", s.inField())
	if s.invalid != nil {
		drawInvalid(sheet, s.invalid)
	}
	if s.problem != nil && s.state == flow.InstanceFailed {
		sheet.Gap()
		s.drawFailure(sheet)
		if s.repeated && s.problem.Code == problem.CodeRateLimited {
			drawPaused(sheet)
		}
	}
}

// drawPlain asks for the yes to plain http, and names where it is spoken.
func (s *instanceScreen) drawPlain(sheet *widget.Sheet) {
	if s.asked.Plain() {
		sheet.Title("This address has no encryption")
	} else {
		sheet.Title("The API of " + s.asked.Host + " has no encryption")
	}
	sheet.Gap()
	sheet.Text(
		"Everything sent to " + strings.Join(s.resolved.Plain, " and ") +
			", your token too, can be read on the way by others in the network.",
	)
	sheet.Gap()
	sheet.Text("If your GitLab has an address with https, use that one. Go on only in a network you trust.")
}

func (s *instanceScreen) drawFound(sheet *widget.Sheet) {
	instance := s.instance()
	found := instance.Host() + " is a GitLab."
	if s.draft.Practice() {
		found = "The practice GitLab is ready."
	}
	sheet.Paragraph(s.Styles.Good, s.Glyphs.Done+" "+found)
	if s.given.From != "" && s.draft.Address == s.given.Draft.Address {
		sheet.Paragraph(s.Styles.Dim, "Chosen "+s.given.From+".")
	}
	sheet.Gap()
	sheet.Field("Address", instance.URL)
	sheet.Field("Release", s.releaseWords())
	for _, remark := range instance.Remarks() {
		sheet.Gap()
		s.drawProblem(sheet, remark)
		sheet.FocusTop()
	}
	if s.draft.Straight() {
		sheet.Gap()
		for _, scene := range []picture.Scene{picture.SceneAvatar, picture.SceneMenu} {
			sheet.Paragraph(s.Styles.Dim, picture.Describe(scene, s.draft.Layout(), s.Glyphs))
		}
		sheet.Paragraph(s.Styles.Dim, "That is the way through the menus. The link that comes next spares it.")
	}
	if s.ownPractice() {
		sheet.Gap()
		sheet.Text("It runs inside glpat, on this computer only. Try everything: it is gone when you leave.")
	}
}

// details is what the look at the instance told, and what glpat goes by.
func (s *instanceScreen) details(sheet *widget.Sheet) {
	instance := s.instance()
	sheet.Title("What " + instance.Host() + " told without a token")
	sheet.Gap()
	if instance.AtLeast.Known() {
		sheet.Field("It is", "GitLab "+instance.AtLeast.String()+" or newer")
	} else {
		sheet.Field("It is", "a GitLab; nothing told its release")
	}
	if instance.Edition != "" {
		sheet.Field("Edition", instance.Edition)
	}
	if took := phrase.Took(instance.Took); took != "" {
		sheet.Field("Answered", "in "+took)
	}
	if len(instance.ScopesOffered) > 0 {
		sheet.Field("Scopes", phrase.Scopes(instance.ScopesOffered))
	}
	if instance.TokenPrefix != "" {
		sheet.Field("Tokens begin", instance.TokenPrefix)
	}
	sheet.Gap()
	pages := "glpat draws its pages as those of GitLab " + s.draft.Layout().Span()
	switch {
	case s.draft.PagesSeen != nil:
		pages += ", as you said the last time."
	case instance.LayoutSure:
		pages += "."
	default:
		pages += ", which is likely but not sure. Where yours look different, press " + s.keyName(s.plain.Other) + " there."
	}
	sheet.Text(pages)
	sheet.Paragraph(s.Styles.Dim, "The release is known exactly once a token is checked.")
}
