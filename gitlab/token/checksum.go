package token

import (
	"hash/crc32"
	"strconv"
	"strings"
)

// A routable token is a prefix, a payload in URL-safe base64, for newer ones
// ".01" for the version, then "." with two digits for the payload's length and
// seven for the CRC-32 of everything before them, both in base 36
// (lib/authn/token_field/generator/routable_token.rb).
const (
	routableLengthDigits = 2
	routableCRCDigits    = 7
	routablePayloadMin   = 27
	LegacyLength         = 20 // what follows the prefix of a token that is not routable
)

// ChecksumOf reports whether a token's own length and checksum agree with it.
// prefix is the one it begins with, so that a dot in it is not taken for one of
// the token's own; "" is a prefix that glpat does not know, where only a right
// checksum says anything.
func ChecksumOf(token, prefix string) Checksum {
	payload, _, dotted := strings.Cut(strings.TrimPrefix(token, prefix), ".")
	if !dotted || len(payload) < routablePayloadMin {
		return ChecksumNone
	}
	length := base36(uint64(len(payload)), routableLengthDigits)
	tail := token[strings.LastIndexByte(token, '.')+1:]
	if prefix == "" && len(tail) == routableLengthDigits+routableCRCDigits {
		length = tail[:routableLengthDigits]
	}
	// Comparing the digits as they are written tells a capital from a small
	// letter, which reading them as numbers would not.
	covered := strings.TrimSuffix(token, tail) + length
	switch {
	case token == covered+base36(uint64(crc32.ChecksumIEEE([]byte(covered))), routableCRCDigits):
		return ChecksumRight
	case prefix == "":
		return ChecksumNone
	}
	return ChecksumWrong
}

// base36 writes number with so many digits.
func base36(number uint64, digits int) string {
	text := strconv.FormatUint(number, 36)
	return strings.Repeat("0", max(digits-len(text), 0)) + text
}

// Checksum is whether a token's own check digits agree with it.
type Checksum int

// The states of a checksum.
const (
	ChecksumNone  Checksum = iota // tokens of this shape carry none
	ChecksumRight                 // length and CRC agree
	ChecksumWrong                 // cut short or mistyped
)
