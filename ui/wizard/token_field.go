package wizard

import (
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
	"glpat/gitlab/token"
	"glpat/ui/style"
	"glpat/ui/widget"
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
func (f *tokenField) use(secret token.Secret, own token.OwnPrefix) {
	f.raw = secret
	f.judge(own)
}

// paste puts pasted text into the field, in place of what was there.
func (f *tokenField) paste(text string, own token.OwnPrefix) {
	f.raw = token.NewSecret(text)
	f.judge(own)
}

// typed takes a key; it reports whether the field changed.
func (f *tokenField) typed(msg tea.KeyPressMsg, keys style.Keys, own token.OwnPrefix) bool {
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
	f.judge(own)
	return true
}

func (f *tokenField) judge(own token.OwnPrefix) {
	f.judged = gitlab.Paste{}
	if !f.raw.Empty() {
		f.judged = gitlab.ExaminePaste(f.raw.Reveal(), own)
	}
	f.secret = f.judged.Secret
}

// maskWidth is the longest mask drawn; longer tokens are told by their number
// of characters.
const maskWidth = 32

// draw adds the field. judged tells whether to say what the offline check found
// wrong, which a problem below says in full.
func (f *tokenField) draw(sheet *widget.Sheet, focused, judged bool) {
	sheet.Label("Your token", focused)
	lead := "    "
	masked := min(f.raw.Len(), maskWidth, max(sheet.Width-len(lead)-1, 1)) // characters
	if focused {
		sheet.FocusNext()
		cursor := tea.NewCursor(len(lead)+masked, len(sheet.Block.Lines))
		cursor.Blink = false
		sheet.Block.Cursor = cursor
	}
	if f.empty() {
		sheet.Line(lead + f.Styles.Dim.Render("paste it here; it is not shown"))
		return
	}
	sheet.Line(lead + strings.Repeat(f.Glyphs.Mask, masked))
	if f.judged.Problem != nil {
		if judged {
			sheet.Indented(f.Styles.Bad, lead, f.judged.Problem.Summary+".")
		}
		return
	}
	if unsure := f.judged.Unsure(); unsure != "" {
		sheet.Indented(f.Styles.Warn, lead, firstUpper(unsure)+". It can be sent all the same.")
		return
	}
	sheet.Indented(f.Styles.Good, lead, f.words())
}

// words say what the offline check found.
func (f *tokenField) words() string {
	parts := []string{catalog.Plural(f.secret.Len(), "character"), f.judged.Kind.Phrase()}
	if f.judged.Checksum == token.ChecksumRight {
		parts = append(parts, "checksum fits")
	}
	if f.judged.TakenOut {
		parts = append(parts, "taken out of the text around it")
	}
	if f.judged.Cleaned {
		parts = append(parts, "cleaned of what was copied along")
	}
	return strings.Join(parts, ", ")
}

// longestTyped bounds what is pasted into a field, in cells.
const longestTyped = 300

// typeInto gives a key or a paste to a field that is drawn as it is. A token is
// not taken, and where it came letter by letter, as from a terminal that marks no
// pastes, it is taken out again. Errors are [*input.Error].
func (d *shared) typeInto(field *textinput.Model, msg tea.Msg) (tea.Cmd, error) {
	issued := &input.Error{
		What: "This looks like a token; it is not for this field",
		Do:   "Keep it for the screen that asks for it",
	}
	if paste, ok := msg.(tea.PasteMsg); ok {
		if d.looksLikeToken(paste.Content) {
			return nil, issued
		}
		msg = tea.PasteMsg{Content: input.Clean(paste.Content, longestTyped)}
	}
	var cmd tea.Cmd
	*field, cmd = field.Update(msg)
	if d.looksLikeToken(field.Value()) {
		field.SetValue("")
		return nil, issued
	}
	return cmd, nil
}

// looksLikeToken reports whether a text looks like a token, of the instance too once
// its prefix is known.
func (d *shared) looksLikeToken(text string) bool {
	return token.LooksLike(text, d.draft.OwnPrefix()) || token.LooksRandom(text)
}
