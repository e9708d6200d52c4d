package gitlabtest

import (
	"encoding/base64"
	"hash/crc32"
	"strconv"
	"strings"
)

// Hush is a token that no text may repeat.
const Hush = "glpat-hush_hush-HUSH12345"

// RoutableToken makes a token with check digits, as GitLab's generator does
// (lib/authn/token_field/generator/routable_token.rb). version is "" or "01".
func RoutableToken(prefix, version string) string {
	random := "0123456789abcdef"
	payload := "o:1\nu:2i" + random + "\x10"
	if version != "" {
		payload = random + "o:1\nu:2i" + "\x10"
	}
	encoded := base64.RawURLEncoding.EncodeToString([]byte(payload))
	text := prefix + encoded + "."
	if version != "" {
		text += version + "."
	}
	length := strconv.FormatInt(int64(len(encoded)), 36)
	text += strings.Repeat("0", 2-len(length)) + length
	crc := strconv.FormatInt(int64(crc32.ChecksumIEEE([]byte(text))), 36)
	return text + strings.Repeat("0", 7-len(crc)) + crc
}
