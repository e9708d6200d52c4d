package transport_test

import (
	"encoding/binary"
	"net/http"
	"strings"
	"testing"
	"unicode/utf16"

	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/input"
	"glpat/gitlab/transport"
)

// inUTF16 writes a text in UTF-16.
func inUTF16(text string, order binary.AppendByteOrder) []byte {
	var raw []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		raw = order.AppendUint16(raw, unit)
	}
	return raw
}

func TestABodyIsReadInItsCharset(t *testing.T) {
	const said = "Zugriff für „sam“ gesperrt 🦊"
	for _, test := range []struct {
		name, kind string
		body       []byte
		want       string
	}{
		{"UTF-8", "text/plain; charset=utf-8", []byte(said), said},
		{"UTF-8 that is not told", "text/plain", []byte(said), said},
		{"UTF-8 that is told to be Latin-1", "text/plain; charset=iso-8859-1", []byte(said), said},
		{"Latin-1", "text/plain; charset=ISO-8859-1", []byte("Zugriff f\xfcr alle gesperrt"), "Zugriff für alle gesperrt"},
		{"Latin-1 by its short name", "text/plain; charset=latin1", []byte("f\xfcr"), "für"},
		{
			"windows-1252 with its quotes and its euro", "text/html; charset=windows-1252",
			[]byte("<p>\x84f\xfcr\x93 10 \x80 \x96 \x9f</p>"), "„für“ 10 € – Ÿ",
		},
		{
			"UTF-16 with a mark, little end first", "text/plain",
			append([]byte("\xff\xfe"), inUTF16(said, binary.LittleEndian)...), said,
		},
		{
			"UTF-16 with a mark, big end first", "text/plain", append([]byte("\xfe\xff"), inUTF16(said, binary.BigEndian)...),
			said,
		},
		{"UTF-16 by name, little end first", "text/plain; charset=utf-16le", inUTF16(said, binary.LittleEndian), said},
		{"UTF-16 by name, big end first", "text/plain; charset=UTF-16BE", inUTF16(said, binary.BigEndian), said},
		{"UTF-16 as a page", "text/html; charset=utf-16", inUTF16("<h1>Gesperrt</h1>", binary.LittleEndian), "Gesperrt"},
		{
			"UTF-16 with half a letter at its end", "text/plain; charset=utf-16le",
			append(inUTF16("Gesperrt", binary.LittleEndian), 'x'), "Gesperrt",
		},
		{"UTF-16 with half a pair", "text/plain; charset=utf-16le", []byte("a\x00\x3d\xd8"), "a\ufffd"},
		{"a charset that nobody knows", "text/plain; charset=klingon", []byte("plain"), "plain"},
		{"a type that is none", "text; ;charset==", []byte("plain"), "plain"},
		{"broken UTF-8", "text/plain", []byte("f\xfcr"), "f\ufffdr"},
		{"nothing", "", nil, ""},
		{"a mark alone", "", []byte("\xff\xfe"), ""},
	} {
		if got := input.Clean(pageText(test.kind, test.body), 200); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestAPageIsReadWithoutItsPictures(t *testing.T) {
	got := input.Clean(pageText("text/html", []byte(gitlabtest.DeployPage)), 200)
	want := "Deploy in progress Please try again in a few minutes. Please contact your GitLab " + "administrator."
	if got != want {
		t.Errorf("GitLab's own page reads %q, want %q", got, want)
	}
}

func TestABodyOfAnyLengthIsReadInPart(t *testing.T) {
	for kind, body := range map[string][]byte{
		"text/plain":                  []byte(strings.Repeat("€", 1<<19)),
		"text/plain; charset=latin1":  []byte(strings.Repeat("\xfc", 1<<20)),
		"text/plain; charset=utf-16":  inUTF16(strings.Repeat("🦊", 1<<18), binary.LittleEndian),
		"text/html":                   []byte(strings.Repeat("<", 1<<20)),
		"text/html; charset=us-ascii": []byte(strings.Repeat("<!--", 1<<18)),
	} {
		if got := pageText(kind, body); len(got) > 4*(64<<10) {
			t.Errorf("%s: %d bytes are kept", kind, len(got))
		}
	}
}

func TestATitleThatTheHeadingRepeatsIsLeftOut(t *testing.T) {
	for page, want := range map[string]string{
		"<title>404 Not Found</title><h1>404 Not Found</h1><hr>nginx": "404 Not Found nginx",
		"<title>Sign in</title><h1>Welcome</h1>":                      "Sign in Welcome",
		"<title>a</title><h1>a</h1><p>a</p>":                          "a a",
		"<p>":                                                         "",
	} {
		if got := pageText("text/html", []byte(page)); got != want {
			t.Errorf("%q reads %q, want %q", page, got, want)
		}
	}
}

// pageText is what a body says, before it is cleaned.
func pageText(contentType string, body []byte) string {
	return transport.TextOf(&transport.Answer{Header: http.Header{"Content-Type": {contentType}}, Body: body})
}
