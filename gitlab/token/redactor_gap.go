package token

import "strings"

// widestGap is how many bytes of a view may stand between the characters of a secret, one
// sign of any script.
const widestGap = 3

// withoutGaps takes out the sign that stands between all the characters of a run, as in
// "g-l-p-a-t", where it has so many bytes. Nothing but such runs is left. changed tells
// whether there was any.
func (v view) withoutGaps(gap int) (closed view, changed bool) {
	step, text := gap+1, v.text
	var seen *builder
	for at := 0; at+(shortest-1)*step < len(text); {
		sign := text[at+1 : at+step]
		if !isSign(sign) {
			at++
			continue
		}
		end := at + step
		for end+step < len(text) && text[end+1:end+step] == sign {
			end += step
		}
		if end < at+(shortest-1)*step {
			at++
			continue
		}
		if seen == nil {
			seen = newBuilder(len(text))
			seen.later = v.cuts
		}
		seen.reach(at)
		for one := at; one <= end; one += step {
			seen.add(text[one], int(v.from[one]), int(v.to[one]))
		}
		// A cut may stand behind the last sign.
		seen.reach(end + step)
		seen.add(0, int(v.from[end]), int(v.to[end])) // no secret goes on behind it
		at = end
	}
	if seen == nil {
		return v, false
	}
	return seen.view(), true
}

// isSign reports whether all bytes are of no letter and no digit of ASCII.
func isSign(text string) bool {
	for at := range len(text) {
		if one := text[at]; one >= 'a' && one <= 'z' || one >= '0' && one <= '9' {
			return false
		}
	}
	return true
}

// isEscaped reports whether a part of a view takes at least twice its length in the text.
func (v view) isEscaped(from, to int) bool {
	return from >= 0 && from < to && int(v.to[to-1]-v.from[from]) >= 2*(to-from)
}

// torn is what is left of an escape before each cut.
func (v view) torn() []span {
	var torn []span
	for _, cut := range v.cuts {
		if length := tornLength(v.text[:cut]); length > 0 {
			torn = append(torn, v.span(cut-length, cut))
		}
	}
	return torn
}

// tornLength is how long the escape is that a text ends within, 0 where it ends with a
// whole one or none.
func tornLength(text string) int {
	const longest = len(`\u{10fff`)
	for length := 1; length <= min(longest, len(text)); length++ {
		rest := text[len(text)-length:]
		if strings.IndexByte(`%&=\`, rest[0]) < 0 {
			continue
		}
		// The number of an entity that ends at the cut may have gone on.
		if _, whole := escaped(
			rest,
		); whole == len(rest) && (rest[0] != '&' || strings.HasSuffix(rest, ";")) ||
			strings.Trim(rest[1:], "0123456789abcdefux#{mpgltqos") != "" {
			return 0
		}
		return length
	}
	return 0
}
