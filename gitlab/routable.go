package gitlab

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
	legacyTokenLength    = 20 // what follows the prefix of a token that is not routable
)

// checksumOf says whether a token's own length and checksum agree with it. rest
// is the token without its prefix, so that a dot in a prefix is not taken for
// one of the token's own.
func checksumOf(token, rest string) Checksum {
	payload, _, dotted := strings.Cut(rest, ".")
	if !dotted || len(payload) < routablePayloadMin {
		return ChecksumNone
	}
	covered := token[:strings.LastIndexByte(token, '.')+1] + base36(uint64(len(payload)), routableLengthDigits)
	// Comparing the digits as they are written tells a capital from a small
	// letter, which reading them as numbers would not.
	if token != covered+base36(uint64(crc32.ChecksumIEEE([]byte(covered))), routableCRCDigits) {
		return ChecksumWrong
	}
	return ChecksumRight
}

// base36 writes number with so many digits.
func base36(number uint64, digits int) string {
	text := strconv.FormatUint(number, 36)
	return strings.Repeat("0", max(digits-len(text), 0)) + text
}
