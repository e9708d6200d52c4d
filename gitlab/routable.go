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
	tail := token[strings.LastIndexByte(token, '.')+1:]
	if len(tail) != routableLengthDigits+routableCRCDigits {
		return ChecksumWrong
	}
	length, lengthErr := strconv.ParseUint(tail[:routableLengthDigits], 36, 16)
	crc, crcErr := strconv.ParseUint(tail[routableLengthDigits:], 36, 64)
	covered := strings.TrimSuffix(token, tail[routableLengthDigits:])
	if lengthErr != nil || crcErr != nil || length != uint64(len(payload)) ||
		crc != uint64(crc32.ChecksumIEEE([]byte(covered))) {
		return ChecksumWrong
	}
	return ChecksumRight
}
