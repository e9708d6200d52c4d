package wizard

import "glpat/gitlab"

// roomyDone is from which height of the body the last screen has room for where
// the tools read the token; below that it stands behind a key.
const roomyDone = 24

// hasUses reports whether glpat knows where the tools read the token.
func (s *doneScreen) hasUses() bool { return !s.draft.Practice() && len(s.draft.Purposes) > 0 }

// details says for each purpose where its tool reads the token, and the line
// that shows that it works there.
func (s *doneScreen) details(sheet *sheet) {
	sheet.title("Where to put the token")
	s.drawUses(sheet)
	target := gitlab.ProbeTarget{}
	if report := s.draft.Report; report != nil && report.User != nil {
		target.Username = report.User.Username
	}
	for _, purpose := range s.draft.Chosen() {
		if purpose.Line == "" {
			continue
		}
		sheet.gap()
		sheet.para(s.styles.Dim, "To see that it can "+purpose.Title+":")
		sheet.code(s.instance().LineFor(purpose, target))
	}
}

// drawUses says where the token goes for what it is made for.
func (s *doneScreen) drawUses(sheet *sheet) {
	if !s.hasUses() {
		return
	}
	sheet.gap()
	for _, purpose := range s.draft.Chosen() {
		words := "To " + purpose.Title + ": into " + purpose.Reads + "."
		if purpose.Reads == "" {
			words = "To " + purpose.Title + ": wherever your program reads it, often the variable GITLAB_TOKEN."
		}
		if name := usernameWords(purpose.Username); name != "" {
			words += " " + name
		}
		sheet.indented(s.styles.Text, s.glyphs.Bullet+" ", words)
	}
}
