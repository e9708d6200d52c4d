package token

import "strings"

// LooksRandom reports whether a text holds a string that only a machine makes: 20
// characters or more in which capital letters, small letters and digits take turns,
// as in a token whose prefix nobody told. One of small letters and digits, such as
// hexadecimal, counts only where it is the whole text: a commit has such a name too.
// Names made of words, numbers and dashes do not count, nor does anything in a path
// or an address.
func LooksRandom(text string) bool {
	text = strings.TrimSpace(text)
	for word := range strings.FieldsSeq(text) {
		if strings.Contains(word, "/") {
			continue
		}
		outside := func(r rune) bool { return !strings.ContainsRune(Alphabet, r) }
		for run := range strings.FieldsFuncSeq(word, outside) {
			if isRandom(run, run == text) {
				return true
			}
		}
	}
	return false
}

// Of how many characters a part is that no dash divides, in a random string and in
// the words of a name.
const (
	mixedFrom = 8
	wordFrom  = 4
)

// isRandom reports whether a run of a token's characters looks drawn at random. The
// words that it begins with may be an instance's own prefix.
func isRandom(run string, alone bool) bool {
	return isMixed(run, alone) || isMixed(withoutWordsBefore(run), false)
}

// isMixed reports whether the classes of characters take turns in the run, at least
// all three of them, or where two are enough those.
func isMixed(run string, twoAreEnough bool) bool {
	if len(run) < LegacyLength || holdsWord(run) || longestPart(run) < mixedFrom {
		return false
	}
	// Two neighbours are of different classes about 9 times in 20 characters, with two
	// classes or three; a capital before a small letter, as in a word, is left out.
	switch classes(run) {
	case 3:
		return 4*changes(run) >= len(run)
	case 2:
		return twoAreEnough && 3*changes(run) >= len(run)
	}
	return false
}

// withoutWordsBefore takes off the words and numbers that a run begins with.
func withoutWordsBefore(run string) string {
	for {
		part, rest, more := cutPart(run)
		if !more || !isWord(part, 1) && strings.Trim(part, "0123456789") != "" {
			return run
		}
		run = rest
	}
}

// holdsWord reports whether a part of the run is a word.
func holdsWord(run string) bool {
	for more := true; more; {
		var part string
		if part, run, more = cutPart(run); isWord(part, wordFrom) {
			return true
		}
	}
	return false
}

// longestPart returns the length of the longest part of the run.
func longestPart(run string) int {
	longest := 0
	for more := true; more; {
		var part string
		part, run, more = cutPart(run)
		longest = max(longest, len(part))
	}
	return longest
}

// cutPart divides a run at its first dash or underscore.
func cutPart(run string) (part, rest string, more bool) {
	at := strings.IndexAny(run, "-_")
	if at < 0 {
		return run, "", false
	}
	return run[:at], run[at+1:], true
}

// isWord reports whether a part is of letters as words have them, so many at least:
// all small, all capital, or small ones behind one capital.
func isWord(part string, letters int) bool {
	const small, capital = "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	return len(part) >= letters && (strings.Trim(part, capital) == "" || strings.Trim(part[1:], small) == "") &&
		isLetterOrDigit(part[0]) && classOf(part[0]) != digit
}

// class is the class of a character.
type class int

const (
	other class = iota
	capitalLetter
	smallLetter
	digit
)

func classOf(char byte) class {
	switch {
	case char >= 'A' && char <= 'Z':
		return capitalLetter
	case char >= 'a' && char <= 'z':
		return smallLetter
	case char >= '0' && char <= '9':
		return digit
	}
	return other
}

func isLetterOrDigit(char byte) bool { return classOf(char) != other }

// classes counts the classes of letters and digits in a run.
func classes(run string) int {
	seen := map[class]bool{}
	for i := range len(run) {
		if isLetterOrDigit(run[i]) {
			seen[classOf(run[i])] = true
		}
	}
	return len(seen)
}

// changes counts how often a letter or digit follows one of another class, but not a
// small letter a capital, as in a word.
func changes(run string) int {
	count := 0
	for i := 1; i < len(run); i++ {
		before, now := classOf(run[i-1]), classOf(run[i])
		asInWord := before == capitalLetter && now == smallLetter
		if before != other && now != other && before != now && !asInWord {
			count++
		}
	}
	return count
}
