package transport

import (
	"encoding/binary"
	"mime"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// MaxText bounds how many bytes of a body [TextOf] reads.
const MaxText = 64 << 10

// TextOf returns what an answer's body says, without markup and in UTF-8
// whatever its charset. It is not cleaned.
func TextOf(answer *Answer) string {
	body := answer.Body
	if len(body) > MaxText {
		body = body[:MaxText]
	}
	text := decodeText(body, answer.Header.Get("Content-Type"))
	if strings.Contains(text, "<") {
		return withoutTitle(TextOfHTML(text))
	}
	return text
}

// longestTitle bounds what is taken for a page's title, in bytes.
const longestTitle = 200

// withoutTitle leaves out a page's title where its heading says it again.
func withoutTitle(text string) string {
	at := strings.LastIndexByte(text[:min(len(text)/2+1, len(text), longestTitle)], ' ')
	for ; at > 0; at = strings.LastIndexByte(text[:at], ' ') {
		if strings.HasPrefix(text[at+1:], text[:at]) {
			return text[at+1:]
		}
	}
	return text
}

// decodeText reads the few charsets beside UTF-8 that servers and proxies still
// send: the Latin ones, and UTF-16 with a mark at its beginning or by name.
func decodeText(body []byte, contentType string) string {
	_, parameters, _ := mime.ParseMediaType(contentType)
	charset := strings.ToLower(parameters["charset"])
	switch {
	case strings.HasPrefix(string(body), "\xff\xfe"):
		return decodeUTF16(body[2:], binary.LittleEndian)
	case strings.HasPrefix(string(body), "\xfe\xff"), charset == "utf-16be":
		return decodeUTF16(body, binary.BigEndian)
	case charset == "utf-16", charset == "utf-16le":
		return decodeUTF16(body, binary.LittleEndian)
	case utf8.Valid(body):
		return string(body)
	case charset == "iso-8859-1", charset == "iso-8859-15", charset == "windows-1252", charset == "latin1":
		return decodeLatin(body)
	}
	return string(body) // what is not UTF-8 in it is replaced when it is cleaned
}

// windows1252 is what stands from 0x80 on where Latin-1 has control characters;
// browsers read both names the same way (encoding.spec.whatwg.org).
const windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f" +
	"\u0090‘’“”•–—˜™š›œ\u009džŸ"

func decodeLatin(body []byte) string {
	upper := []rune(windows1252)
	runes := make([]rune, len(body))
	for i, b := range body {
		runes[i] = rune(b) // Latin-1 is the beginning of Unicode
		if b >= 0x80 && int(b) < 0x80+len(upper) {
			runes[i] = upper[b-0x80]
		}
	}
	return string(runes)
}

func decodeUTF16(body []byte, order binary.ByteOrder) string {
	units := make([]uint16, len(body)/2)
	for i := range units {
		units[i] = order.Uint16(body[2*i:])
	}
	return string(utf16.Decode(units))
}
