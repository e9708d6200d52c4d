// Package system is what glpat needs of the computer it runs on: the clipboard,
// the browser, a line typed unseen, the signals that end a program, and a
// terminal's width.
//
// What may come in: what asks the operating system, the desktop or the terminal.
// What may not: words for a person, commands, screens, calls to GitLab.
package system
