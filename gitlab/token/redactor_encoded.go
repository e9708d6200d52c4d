package token

import (
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"strconv"
	"strings"
)

// encodedForm is what a secret looks like where a server has encoded all of it, in
// small letters.
type encodedForm struct {
	text    string
	kind    viewKind
	decimal bool
}

// Lengths in bytes below which digits may be there by chance.
const (
	shortestBase64 = 6
	decimalPiece   = 12
)

// encodedForms returns a secret in hexadecimal, as decimal bytes, in base32 and in
// base64 once and twice.
func encodedForms(secret string) []encodedForm {
	forms := []encodedForm{{text: hex.EncodeToString([]byte(secret)), kind: viewHex}}
	var decimal strings.Builder
	for _, one := range []byte(secret) {
		decimal.WriteString(strconv.Itoa(int(one)))
	}
	forms = append(forms, encodedForm{text: decimal.String(), decimal: true})
	add := func(inner string) {
		if len(inner) >= shortestBase64 {
			forms = append(forms, encodedForm{text: strings.ToLower(inner)})
		}
	}
	for _, once := range inBase64(secret) {
		add(once)
		for _, twice := range inBase64(once) {
			add(twice)
		}
	}
	for _, encoding := range []*base32.Encoding{base32.StdEncoding, base32.HexEncoding} {
		const bytes, bits = 5, 5 // in a group, and told by a digit
		for _, inner := range innerDigits(secret, bytes, bits, encoding.WithPadding(base32.NoPadding).EncodeToString) {
			add(inner)
		}
	}
	return forms
}

// inBase64 is a text in both alphabets of base64, each once.
func inBase64(text string) []string {
	const bytes, bits = 3, 6 // in a group, and told by a digit
	forms := innerDigits(text, bytes, bits, base64.RawStdEncoding.EncodeToString)
	for _, inner := range forms[:bytes] {
		if other := strings.NewReplacer("+", "-", "/", "_").Replace(inner); other != inner {
			forms = append(forms, other)
		}
	}
	return forms
}

// innerDigits are the digits of a text for each place within a group of bytes at which
// it may begin, which decides on them. Those that it shares with what stands around it
// are left out.
func innerDigits(text string, group, bits int, encode func([]byte) string) []string {
	const bitsOfByte = 8
	var forms []string
	for shift := range group {
		encoded := encode(append(make([]byte, shift), text...))
		from, to := (shift*bitsOfByte+bits-1)/bits, (shift+len(text))*bitsOfByte/bits
		forms = append(forms, encoded[min(from, to):to])
	}
	return forms
}
