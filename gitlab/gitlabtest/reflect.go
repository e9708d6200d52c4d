package gitlabtest

import (
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"strings"
)

// Encoding is a form in which a server may repeat what it was sent.
type Encoding struct {
	Name   string
	Encode func(string) string
}

// Encodings are the forms that debug pages really make, and some that hide.
func Encodings() []Encoding {
	each := func(format string) func(string) string {
		return func(text string) string {
			var all strings.Builder
			for _, one := range []byte(text) {
				fmt.Fprintf(&all, format, one)
			}
			return all.String()
		}
	}
	behind := func(lead string, encoding *base64.Encoding) func(string) string {
		return func(text string) string { return encoding.EncodeToString([]byte(lead + text)) }
	}
	between := func(sign string) func(string) string {
		return func(text string) string { return strings.Join(strings.Split(text, ""), sign) }
	}
	return []Encoding{
		{"as it is", func(text string) string { return text }},
		{"in other case", func(text string) string {
			if upper := strings.ToUpper(text); upper != text {
				return upper
			}
			return strings.ToLower(text)
		}},
		{"in base64", behind("", base64.StdEncoding)},
		{"in base64 behind a user", behind("sam:", base64.StdEncoding)},
		{"in base64 for addresses behind another user", behind("oauth2:", base64.RawURLEncoding)},
		{"in hex", func(text string) string { return hex.EncodeToString([]byte(text)) }},
		{"in a dump", each("%02X ")},
		{"with every byte escaped for an address", each("%%%02x")},
		{"in entities", each("&#%d;")},
		{"in entities of hex", each("&#x%X;")},
		{"in the escapes of JSON", each(`\u%04x`)},
		{"split over lines", func(text string) string { return text[:len(text)/2] + "\r\n\t" + text[len(text)/2:] }},
		{"as a list of bytes", each("%d, ")},
		{"in escapes within escapes", each("%%25%02X")},
		{"in quoted-printable", each("=%02X")},
		{"in base32", func(text string) string { return base32.StdEncoding.EncodeToString([]byte(text)) }},
		{"in base32 of hex behind a user", func(text string) string {
			return base32.HexEncoding.EncodeToString([]byte("sam:" + text))
		}},
		{"in base64 twice", func(text string) string {
			return behind("", base64.StdEncoding)(behind("sam:", base64.StdEncoding)(text))
		}},
		{"in letters of full width", func(text string) string {
			return strings.Map(func(r rune) rune { return r - '!' + '！' }, text)
		}},
		{"with a dash between", between("-")},
		{"with a dot between", between(" · ")},
		{"with a space between", between(" ")},
		{"with nothing wide between", between("\u200b")},
		{"with a blank letter between", between("\u3164")},
	}
}

// Leaks returns in which forms a text gives a secret away: whole, or for a secret
// that is long enough a piece of it, whatever stands between its characters.
func Leaks(text, secret string) []string {
	text = squeezed(text)
	var leaks []string
	for _, encoding := range Encodings() {
		if part := encoding.leak(text, secret); part != "" {
			leaks = append(leaks, encoding.Name+": "+part)
		}
	}
	return leaks
}

// Leak returns what a text gives away of any of the secrets in this form or as it is,
// "" for nothing.
func (e Encoding) Leak(text string, secrets ...string) string {
	text = squeezed(text)
	for _, secret := range secrets {
		for _, encoding := range []Encoding{e, Encodings()[0]} {
			if part := encoding.leak(text, secret); part != "" {
				return part
			}
		}
	}
	return ""
}

// squeezed leaves out of a text what may stand between the characters of a secret, and
// what JSON adds.
func squeezed(text string) string {
	return strings.ToLower(strings.NewReplacer(
		" ", "", "\n", "", "\r", "", "\t", "", ",", "", `\n`, "", `\t`, "", `\r`, "", `\\`, `\`, `\u0026`, "&",
	).Replace(text))
}

// leak is the part of a secret in this form that stands in a squeezed text.
func (e Encoding) leak(text, secret string) string {
	const piece = 10
	encoded := squeezed(e.Encode(secret))
	if strings.Contains(e.Name, "base64") || strings.Contains(e.Name, "base32") { // what stands around decides on its ends
		encoded = strings.TrimRight(encoded, "=")
		encoded = encoded[min(len(encoded)/3, 8) : len(encoded)-1]
	}
	length := len(encoded)
	if len(secret) >= 2*piece {
		length = len(encoded) * piece / len(secret)
	}
	for at := 0; at+length <= len(encoded); at++ {
		if part := encoded[at : at+length]; strings.Contains(text, part) {
			return part
		}
	}
	return ""
}
