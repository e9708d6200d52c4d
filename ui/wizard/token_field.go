package wizard

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"glpat/gitlab"
	"glpat/gitlab/token"
	"glpat/ui/style"
)

// tokenField holds a token as it is pasted or typed. It never shows it: only a
// mask, its length, its kind and whether its checksum fits.
type tokenField struct {
	*shared
	// raw is what is in the field, kept in the redacting type; judged is the
	// offline judgement of it, whose secret is the cleaned text.
	raw    token.Secret
	secret token.Secret
	judged gitlab.Paste
}

func (f *tokenField) empty() bool { return f.raw.Empty() }

// use puts a token into the field.
func (f *tokenField) use(secret token.Secret, prefixes ...string) {
	f.raw = secret
	f.judge(prefixes...)
}

// paste puts pasted text into the field, in place of what was there.
func (f *tokenField) paste(text string, prefixes ...string) {
	f.raw = token.NewSecret(text)
	f.judge(prefixes...)
}

// typed takes a key; it reports whether the field changed.
func (f *tokenField) typed(msg tea.KeyPressMsg, keys style.Keys, prefixes ...string) bool {
	text := f.raw.Reveal()
	switch {
	case key.Matches(msg, keys.Clear):
		text = ""
	case msg.Code == tea.KeyBackspace:
		runes := []rune(text)
		text = string(runes[:max(len(runes)-1, 0)])
	case msg.Text != "":
		text += msg.Text
	default:
		return false
	}
	f.raw = token.NewSecret(text)
	f.judge(prefixes...)
	return true
}

func (f *tokenField) judge(prefixes ...string) {
	f.judged = gitlab.Paste{}
	if !f.raw.Empty() {
		f.judged = gitlab.ExaminePaste(f.raw.Reveal(), prefixes...)
	}
	f.secret = f.judged.Secret
}

// maskWidth is the longest mask drawn; longer tokens are told by their number
// of characters.
const maskWidth = 32

// draw adds the field. judged tells whether to say what the offline check found
// wrong, which a problem below says in full.
func (f *tokenField) draw(sheet *sheet, focused, judged bool) {
	sheet.label("Your token", focused)
	lead := "    "
	masked := strings.Repeat(f.glyphs.Mask, min(f.raw.Len(), maskWidth, max(sheet.width-len(lead)-1, 1)))
	if focused {
		sheet.block.focus = len(sheet.block.lines)
		cursor := tea.NewCursor(
			len(lead)+min(f.raw.Len(), maskWidth, max(sheet.width-len(lead)-1, 1)),
			len(sheet.block.lines),
		)
		cursor.Blink = false
		sheet.block.cursor = cursor
	}
	if f.empty() {
		sheet.line(lead + f.styles.Dim.Render("paste it here; it is not shown"))
		return
	}
	sheet.line(lead + masked)
	if f.judged.Problem != nil {
		if judged {
			sheet.indented(f.styles.Bad, lead, f.judged.Problem.Summary+".")
		}
		return
	}
	sheet.indented(f.styles.Good, lead, f.words())
}

// words say what the offline check found.
func (f *tokenField) words() string {
	parts := []string{characters(f.secret.Len()), f.judged.Kind.Phrase()}
	if f.judged.Checksum == token.ChecksumRight {
		parts = append(parts, "checksum fits")
	}
	if f.judged.Cleaned {
		parts = append(parts, "cleaned of what was copied along")
	}
	return strings.Join(parts, ", ")
}

func characters(count int) string {
	if count == 1 {
		return "1 character"
	}
	return fmt.Sprintf("%d characters", count)
}
