package phrase

import (
	"slices"
	"strings"
)

// DefaultProgram is the name by which texts write the commands of glpat.
const DefaultProgram = "glpat"

// SplitCommand splits a text that ends in a command of glpat, in flags for one or in an
// address from what leads to it, so that each stands on a line of its own: "See them with: glpat
// scopes" gives "See them with:" and "glpat scopes". line is "" where the text ends
// otherwise, and words are then the whole text.
func SplitCommand(text string) (words, line string) {
	trimmed := strings.TrimSuffix(text, ".")
	if at := strings.LastIndex(trimmed, ": "); at >= 0 {
		behind := strings.TrimSpace(trimmed[at+1:])
		if isCommand(behind) || isAddress(behind) || strings.HasPrefix(behind, "--") {
			return trimmed[:at+1], behind
		}
	}
	at := strings.LastIndex(trimmed, " ")
	if at < 0 || !isAddress(trimmed[at+1:]) {
		return text, ""
	}
	return strings.TrimRight(trimmed[:at], " :") + ":", trimmed[at+1:]
}

// isCommand reports whether a text is a command line of glpat, and not a sentence
// that begins with its name.
func isCommand(text string) bool {
	first, rest, _ := strings.Cut(text, " ")
	if first != DefaultProgram {
		return false
	}
	verb, _, _ := strings.Cut(rest, " ")
	switch verb {
	case "", "check", "completion", "explain", "help", "link", "practice", "scopes", "token", "version":
		return true
	}
	return strings.HasPrefix(verb, "-")
}

func isAddress(text string) bool {
	return strings.Contains(text, "://") && !strings.ContainsAny(text, " ()\"'")
}

// Invocation is how the program was started, which the commands that it names have
// to fit: who copies one must start the same program and ask the same GitLab.
type Invocation struct {
	// Program is what the person typed to start it, "" for its usual name.
	Program string
	// Host is the GitLab that was named for this run, "" where nobody named one.
	Host string
}

// Line returns a command line as it is typed by who started the program so: by its
// name, and with the host where the command takes one and has none.
func (i Invocation) Line(line string) string { return NameProgram(i.withHost(line), i.Program) }

// TextEnd does what [Invocation.Line] does to the command that a text ends in.
func (i Invocation) TextEnd(text string) string {
	words, line := SplitCommand(text)
	if fit := i.Line(line); fit != line {
		return words + " " + fit
	}
	return text
}

// withHost names the host in a command that would go to another GitLab without it.
func (i Invocation) withHost(line string) string {
	words := strings.Split(line, " ")
	if i.Host == "" || words[0] != DefaultProgram || slices.Contains(words, "--host") || slices.Contains(words, "--help") {
		return line
	}
	at := 1
	if len(words) > 1 && !strings.HasPrefix(words[1], "-") {
		at = 2
		switch words[1] {
		case "check", "link", "token":
		default:
			return line // it asks no GitLab, or has its own
		}
	}
	return strings.Join(slices.Insert(words, at, "--host", i.Host), " ")
}

// NameProgram returns a command line as somebody types it who started glpat by
// another name. program is what they typed, "" for the usual name.
func NameProgram(line, program string) string {
	if program == "" || program == DefaultProgram {
		return line
	}
	words := strings.Split(line, " ")
	for i, word := range words {
		lead, isCommand := strings.CutSuffix(word, DefaultProgram)
		switch {
		case !isCommand:
		case lead != "" && strings.HasSuffix(lead, "("), lead == "" && (i == 0 || words[i-1] == "|" || words[i-1] == "="):
			words[i] = lead + program
		}
	}
	return strings.Join(words, " ")
}
