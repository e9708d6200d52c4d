package token

import (
	"encoding/base64"
	"net/url"
	"strings"
)

// Redactor finds a secret in texts, whole or in pieces, as it is, escaped for a
// URL or in base64. A secret shorter than a piece is no token and not looked
// for.
type Redactor map[string]piece

// NewRedactor returns a redactor of the secret. ownPrefix is the instance's own
// token prefix, "" for none.
func NewRedactor(secret Secret, ownPrefix string) Redactor {
	text, pieces := secret.Reveal(), Redactor{}
	_, prefix := KindOf(text, []string{ownPrefix})
	pieces.add(text, max(len(prefix)-piecePrefix, 0))
	if escaped := url.QueryEscape(text); escaped != text {
		pieces.add(escaped, 0)
	}
	// Where the secret begins within a group of three bytes decides on its
	// base64; the digits that it shares with what stands around it are left out.
	for shift := range 3 {
		encoded := base64.RawStdEncoding.EncodeToString(append(make([]byte, shift), text...))
		from, to := (shift*8+5)/6, (shift+len(text))*8/6
		inner := encoded[min(from, to):to]
		pieces.add(inner, 0)
		pieces.add(strings.NewReplacer("+", "-", "/", "_").Replace(inner), 0)
	}
	return pieces
}

// RedactAll replaces every run of the secret's text in each of the texts by
// [Redacted].
func (r Redactor) RedactAll(texts []*string) {
	for _, text := range texts {
		*text = r.redact(*text)
	}
}

// redact returns the text as [Redactor.RedactAll] leaves it.
func (r Redactor) redact(text string) string {
	var clean strings.Builder
	kept := 0 // what stands before is written
	for at := 0; at+pieceLength <= len(text); at++ {
		found, is := r[text[at:at+pieceLength]]
		if !is {
			continue
		}
		from, end := at, at+pieceLength
		// The public prefix before it goes with it.
		for before := found.at; from > kept && before > 0 && text[from-1] == found.form[before-1]; before-- {
			from--
		}
		for end < len(text) {
			if _, goesOn := r[text[end+1-pieceLength:end+1]]; !goesOn {
				break
			}
			end++
		}
		clean.WriteString(text[kept:from] + Redacted)
		kept, at = end, end-1
	}
	return clean.String() + text[kept:]
}

func (r Redactor) add(form string, from int) {
	for at := from; at+pieceLength <= len(form); at++ {
		r[form[at:at+pieceLength]] = piece{form, at}
	}
}

// piece is where in a form of the secret it stands.
type piece struct {
	form string
	at   int
}

// A piece of a secret is taken for it from so many bytes on: long enough that
// no word of anybody's is one by chance, short enough that what is left of a
// text that was cut or wrapped gives nothing away.
const (
	pieceLength = 8
	// piecePrefix is how much of a piece may belong to the token's prefix, which
	// is no secret and stands in names and addresses.
	piecePrefix = 4
)
