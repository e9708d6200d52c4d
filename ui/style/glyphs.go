package style

import "charm.land/bubbles/v2/spinner"

// Glyphs are the few marks outside ASCII that glpat draws, with their plain
// stand-ins for a terminal that is not UTF-8.
type Glyphs struct {
	Done, Current, Todo string // states of a step
	Pointer             string // the row under the cursor
	Dot                 string // between keys in the footer
	Line                string // a horizontal line
	Ellipsis            string
	Bullet              string
	Left                string // an arrow that points left at what to choose
	OpenQuote           string
	CloseQuote          string
	Mask                string // one character of a hidden secret
	Vertical            string
	TopLeft, TopRight   string
	BotLeft, BotRight   string
	TeeLeft, TeeRight   string
	Down                string // a menu that opens downwards
	More                string // rows left out above or below
	BoxOn, BoxOff       string // a ticked and an empty box
	BoxIn, BoxNo        string // a box that another contains, and one that cannot be ticked

	// Spinner moves during a wait.
	Spinner spinner.Spinner
}

// UnicodeGlyphs are the marks for a UTF-8 terminal.
func UnicodeGlyphs() Glyphs {
	return Glyphs{
		Done: "✓", Current: "●", Todo: "○", Pointer: "›", Dot: "·", Line: "─", Ellipsis: "…",
		Bullet: "•", Left: "◀──", OpenQuote: "“", CloseQuote: "”", Mask: "•", Vertical: "│",
		TopLeft: "┌", TopRight: "┐", BotLeft: "└", BotRight: "┘", TeeLeft: "├", TeeRight: "┤",
		Down: "▾", More: "⋮", BoxOn: "[x]", BoxOff: "[ ]",
		BoxIn: "[•]", BoxNo: "[–]",
		Spinner: spinner.MiniDot,
	}
}

// ASCIIGlyphs are the stand-ins.
func ASCIIGlyphs() Glyphs {
	return Glyphs{
		Done: "+", Current: "*", Todo: "o", Pointer: ">", Dot: "|", Line: "-", Ellipsis: "...",
		Bullet: "*", Left: "<--", OpenQuote: `"`, CloseQuote: `"`, Mask: "*", Vertical: "|",
		TopLeft: "+", TopRight: "+", BotLeft: "+", BotRight: "+", TeeLeft: "+", TeeRight: "+",
		Down: "v", More: ":", BoxOn: "[x]", BoxOff: "[ ]",
		BoxIn: "[*]", BoxNo: "[-]",
		Spinner: spinner.Line,
	}
}

// Quote puts GitLab's label in quotes.
func (g Glyphs) Quote(label string) string { return g.OpenQuote + label + g.CloseQuote }
