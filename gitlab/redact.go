package gitlab

import (
	"encoding/base64"
	"net/url"
	"strings"
)

// A piece of a secret is taken for it from so many bytes on: long enough that
// no word of anybody's is one by chance, short enough that what is left of a
// text that was cut or wrapped gives nothing away.
const (
	pieceLength = 8
	// piecePrefix is how much of a piece may belong to the token's prefix, which
	// is no secret and stands in names and addresses.
	piecePrefix = 4
)

// redactor finds a secret in texts, whole or in pieces, as it is, escaped for a
// URL or in base64. A secret shorter than a piece is no token and not looked
// for.
type redactor map[string]piece

// piece is where in a form of the secret it stands.
type piece struct {
	form string
	at   int
}

// newRedactor takes the instance's own token prefix too, or "".
func newRedactor(secret Secret, ownPrefix string) redactor {
	text, pieces := secret.Reveal(), redactor{}
	_, prefix := kindOf(text, []string{ownPrefix})
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

func (r redactor) add(form string, from int) {
	for at := from; at+pieceLength <= len(form); at++ {
		r[form[at:at+pieceLength]] = piece{form, at}
	}
}

// redact replaces every run of the secret's text by [Redacted].
func (r redactor) redact(text string) string {
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

// redact takes the secret, and what a gateway is told, out of every text that a
// server could have put it into.
func (r *Report) redact(secret Secret, ownPrefix string, access Access) {
	texts := []*string{&r.Version}
	if r.User != nil {
		texts = append(texts, &r.User.Username, &r.User.Name)
	}
	var scopes []string
	if r.Token != nil {
		texts = append(texts, &r.Token.Name)
		for _, scope := range r.Token.Scopes {
			scopes = append(scopes, string(scope))
		}
		for i := range scopes {
			texts = append(texts, &scopes[i])
		}
		for i := range r.Token.Grants {
			texts = append(texts, r.Token.Grants[i].texts()...)
		}
	}
	for _, problem := range r.Problems {
		texts = append(texts, problem.texts()...)
	}
	newRedactor(secret, ownPrefix).redactAll(texts)
	access.redact(texts)
	for i, scope := range scopes {
		r.Token.Scopes[i] = Scope(scope)
	}
}

// redact takes what a gateway is told out of the problem's texts.
func (p *Problem) redact(access Access) { access.redact(p.texts()) }

// redactAll takes the secret out of the problem's texts too.
func (p *Problem) redactAll(secret Secret, instance Instance) {
	newRedactor(secret, instance.TokenPrefix).redactAll(p.texts())
	p.redact(instance.Access)
}

// redact looks for each header's value as a whole, as it is, escaped for a URL,
// or in base64: a header need not be a secret, and pieces of it are found in
// innocent words.
func (a Access) redact(texts []*string) {
	for _, header := range a.Headers {
		value := header.Value.Reveal()
		if len(value) < shortestHeader {
			continue
		}
		replace := strings.NewReplacer(
			value, Redacted, url.QueryEscape(value), Redacted,
			base64.StdEncoding.EncodeToString([]byte(value)), Redacted, base64.RawURLEncoding.EncodeToString([]byte(value)), Redacted,
		)
		for _, text := range texts {
			*text = replace.Replace(*text)
		}
	}
}

// shortestHeader is from how many bytes on a header's value is looked for.
const shortestHeader = 4

func (r redactor) redactAll(texts []*string) {
	for _, text := range texts {
		*text = r.redact(*text)
	}
}

// texts are the problem's texts that hold something from outside.
func (p *Problem) texts() []*string {
	texts := []*string{&p.Summary, &p.Cause, &p.ServerSaid}
	for i := range p.Remedy {
		texts = append(texts, &p.Remedy[i])
	}
	return texts
}
