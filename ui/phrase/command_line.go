package phrase

import "strings"

// DefaultProgram is the name by which texts write the commands of glpat.
const DefaultProgram = "glpat"

// SplitCommand splits a text that ends in a command of glpat or in an address from
// what leads to it, so that each stands on a line of its own: "See them with: glpat
// scopes" gives "See them with:" and "glpat scopes". line is "" where the text ends
// otherwise, and words are then the whole text.
func SplitCommand(text string) (words, line string) {
	trimmed := strings.TrimSuffix(text, ".")
	if at := strings.LastIndex(trimmed, ": "); at >= 0 {
		behind := strings.TrimSpace(trimmed[at+1:])
		if isCommand(behind) || isAddress(behind) {
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

// NameProgramIn does what [NameProgram] does to the command that a text ends in.
func NameProgramIn(text, program string) string {
	words, line := SplitCommand(text)
	if named := NameProgram(line, program); named != line {
		return words + " " + named
	}
	return text
}
