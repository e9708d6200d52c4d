// Package style holds how the wizard and its pictures look, and the names of
// its keys: [Styles] and [Glyphs], which are a terminal's [Theme], and [Keys].
//
// Colours are ANSI 0 to 15, so that a terminal's own theme decides how they
// look and both light and dark backgrounds stay readable. Nothing is told by
// colour alone: every coloured word says the same without colour.
//
// What may come in: looks and key bindings that two screens or more share. What
// may not: what a screen says, where it stands, and which keys work on it.
package style
