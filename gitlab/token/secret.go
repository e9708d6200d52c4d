package token

import (
	"fmt"
	"io"
	"log/slog"
	"strings"
)

// Redacted is what every way of printing a [Secret] gives.
const Redacted = "[secret]"

// Secret holds a token's text. It prints as [Redacted] through every
// formatting verb, slog, JSON and panics; only [Secret.Reveal] gives the text,
// so that searching for "Reveal()" finds every place that uses one.
//
// The text sits behind a pointer because fmt does not call methods on
// unexported fields of a foreign struct: there it prints an address, never the
// text.
type Secret struct {
	text *string
}

// NewSecret wraps a token's text as it is, without trimming.
func NewSecret(text string) Secret {
	if text == "" {
		return Secret{}
	}
	return Secret{text: &text}
}

// Reveal returns the text. Callers send it to the instance it belongs to, put
// it where the person chose, or show it because the person asked.
func (s Secret) Reveal() string {
	if s.text == nil {
		return ""
	}
	return *s.text
}

// Empty reports whether there is no secret.
func (s Secret) Empty() bool { return s.text == nil }

// Len returns the length of the text in bytes.
func (s Secret) Len() int { return len(s.Reveal()) }

// HasPrefix reports whether the text begins with prefix.
func (s Secret) HasPrefix(prefix string) bool { return strings.HasPrefix(s.Reveal(), prefix) }

// Equal reports whether both hold the same text.
func (s Secret) Equal(other Secret) bool { return s.Reveal() == other.Reveal() }

// String implements fmt.Stringer.
func (Secret) String() string { return Redacted }

// GoString implements fmt.GoStringer.
func (Secret) GoString() string { return Redacted }

// Format implements fmt.Formatter, so that no verb, not even %x or %d, reaches
// the text.
func (Secret) Format(state fmt.State, _ rune) { _, _ = io.WriteString(state, Redacted) }

// LogValue implements slog.LogValuer.
func (Secret) LogValue() slog.Value { return slog.StringValue(Redacted) }

// MarshalText implements encoding.TextMarshaler, which covers JSON and YAML.
func (Secret) MarshalText() ([]byte, error) { return []byte(Redacted), nil }
