package input

import (
	"strings"
	"unicode"
)

// plainHostName writes a host name with letters such as ö in the form that is looked
// up: "müller.example" as "xn--mller-kva.example" (RFC 5891). It does so for Latin
// letters alone, which pass for no others to the eye once they are written out; false
// for a name that has any others, or marks apart from their letters.
func plainHostName(name string) (string, bool) {
	labels := strings.Split(strings.ToLower(name), ".")
	for i, label := range labels {
		foreign := func(r rune) bool {
			return r > 0x7e && (!unicode.Is(unicode.Latin, r) || !unicode.IsLower(r) || r >= 0x250)
		}
		if strings.ContainsFunc(label, foreign) {
			return "", false
		}
		if strings.ContainsFunc(label, func(r rune) bool { return r > 0x7e }) {
			labels[i] = "xn--" + punycode([]rune(label))
		}
	}
	return strings.Join(labels, "."), true
}

// The numbers of punycode (RFC 3492, section 5).
const (
	punyBase, punyLeast, punyMost = 36, 1, 26
	punySkew, punyDamp            = 38, 700
	punyBias, punyFirst           = 72, 128
)

// punycode encodes a label (RFC 3492, section 6.3). A label is short, so that nothing
// can overflow.
func punycode(label []rune) string {
	const digits = "abcdefghijklmnopqrstuvwxyz0123456789"
	var out strings.Builder
	for _, r := range label {
		if r < punyFirst {
			out.WriteRune(r)
		}
	}
	basic := out.Len()
	if basic > 0 {
		out.WriteByte('-')
	}
	next, delta, bias := rune(punyFirst), 0, punyBias
	for done := basic; done < len(label); {
		least := rune(unicode.MaxRune)
		for _, r := range label {
			if r >= next && r < least {
				least = r
			}
		}
		delta += int(least-next) * (done + 1)
		next = least
		for _, r := range label {
			if r < next {
				delta++
			}
			if r != next {
				continue
			}
			rest := delta
			for k := punyBase; ; k += punyBase {
				edge := min(max(k-bias, punyLeast), punyMost)
				if rest < edge {
					break
				}
				out.WriteByte(digits[edge+(rest-edge)%(punyBase-edge)])
				rest = (rest - edge) / (punyBase - edge)
			}
			out.WriteByte(digits[rest])
			bias = punyAdapt(delta, done+1, done == basic)
			delta = 0
			done++
		}
		delta++
		next++
	}
	return out.String()
}

// punyAdapt is the next bias (RFC 3492, section 6.1).
func punyAdapt(delta, points int, first bool) int {
	if first {
		delta /= punyDamp
	} else {
		delta /= 2
	}
	delta += delta / points
	k := 0
	for ; delta > (punyBase-punyLeast)*punyMost/2; k += punyBase {
		delta /= punyBase - punyLeast
	}
	return k + (punyBase-punyLeast+1)*delta/(delta+punySkew)
}
