package command

import (
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"unicode"

	"glpat/config"
	"glpat/gitlab/input"
	"glpat/gitlab/token"
	"glpat/gitlab/transport"
	"glpat/ui/phrase"
	"glpat/ui/system"
)

// gate is what every text of a command goes through on its way to stdout or stderr.
// What the run knows as a secret is taken out of it first, and then what a terminal
// would obey.
type gate struct {
	io.Writer
	redactor *token.Redactor
	// started is how the run was started, for the commands in what is printed.
	started phrase.Invocation
	// colours tells that glpat's own sequences for colours pass.
	colours bool
}

// Write implements io.Writer. Commands write whole lines, so that no secret comes in
// two parts.
func (g gate) Write(text []byte) (int, error) {
	if _, err := io.WriteString(g.Writer, g.visible(string(text))); err != nil {
		return 0, err
	}
	return len(text), nil
}

// visible returns the text without secrets and without what a terminal obeys, save what
// lines and colours are made of.
func (g gate) visible(text string) string {
	text = g.redactor.Redact(text)
	if !g.colours || !strings.Contains(text, "\x1b") {
		return visible(text)
	}
	var clean strings.Builder
	kept := 0
	for _, at := range colour().FindAllStringIndex(text, -1) {
		clean.WriteString(visible(text[kept:at[0]]) + text[at[0]:at[1]])
		kept = at[1]
	}
	return clean.String() + visible(text[kept:])
}

// colour is a sequence that sets colours (ECMA-48, 8.3.117).
var colour = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\x1b\[[0-9;]*m`) })

func visible(text string) string {
	return strings.Map(func(r rune) rune {
		if !strings.ContainsRune("\n\r\t", r) && unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) {
			return -1
		}
		return r
	}, text)
}

// behindGate returns the machine with the gate before its output, and in the gate what
// the environment and the command line tell of secrets.
func (m System) behindGate(args []string) System {
	m.redactor = token.NewRedactor()
	m.redactor.AddTokenText(m.Token)
	for _, name := range append(proxyVariables(), hostVariable) {
		addPasswords(m.redactor, m.Getenv(name))
	}
	for _, arg := range args {
		addPasswords(m.redactor, arg)
	}
	started := phrase.Invocation{Program: m.CalledAs, Host: namedHost(args, m.Getenv)}
	m.Stdout, m.Stderr = gated(m.Stdout, m.redactor, started), gated(m.Stderr, m.redactor, started)
	return m
}

func gated(out io.Writer, redactor *token.Redactor, started phrase.Invocation) io.Writer {
	if screen, is := out.(system.TerminalWriter); is {
		screen.Writer = gate{screen.Writer, redactor, started, screen.Colours}
		return screen
	}
	return gate{out, redactor, started, false}
}

// namedHost is the GitLab that a run was started for, with --host or by GITLAB_HOST,
// as it was understood; "" where nobody named one, or nothing was understood. The
// arguments are read before they are parsed: what is wrong with them is told with
// commands too.
func namedHost(args []string, getenv func(string) string) string {
	text := getenv(hostVariable)
	for i, arg := range args {
		value, found := strings.CutPrefix(arg, "--host=")
		if arg == "--host" && i+1 < len(args) {
			value, found = args[i+1], true
		}
		if found {
			text = value
		}
	}
	address, err := input.ParseAddress(text)
	switch {
	case err != nil:
		return ""
	case address.SchemeGiven:
		return address.String()
	}
	return address.Host + address.Path
}

// hostVariable is the environment variable that names the GitLab where --host does not.
const hostVariable = "GITLAB_HOST"

// gateOf is the gate in front of an output, and whether there is one.
func gateOf(out io.Writer) (gate, bool) {
	if screen, is := out.(system.TerminalWriter); is {
		out = screen.Writer
	}
	found, is := out.(gate)
	return found, is
}

// printSecret writes a secret on a line of its own, for who asked for it.
func printSecret(out io.Writer, secret token.Secret) error {
	if gate, is := gateOf(out); is {
		out = gate.Writer
	}
	if _, err := fmt.Fprintln(out, secret.Reveal()); err != nil {
		return fmt.Errorf("print the token: %w", err)
	}
	return nil
}

// userInfo is what stands before the host of an address, with a password in it. The
// password may have in it what should have been escaped.
var userInfo = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:--?[\w-]+=)?((?:\w[\w+.-]*://)?)([^/?#:@\s]*):(\S.*)@`)
})

// addPasswords makes the passwords known that the addresses in a text have in them, each
// as it stands there and as it is meant.
func addPasswords(redactor *token.Redactor, text string) {
	if !strings.Contains(text, "@") {
		return
	}
	text = strings.TrimSpace(text)
	for _, address := range append(strings.FieldsFunc(text, isAroundAddress), text) {
		if at := strings.Index(address, "://"); at >= 0 { // a word may be written before it
			address = address[strings.LastIndexFunc(address[:at], isNotOfScheme)+1:]
		}
		found := userInfo().FindStringSubmatch(address)
		// Without a scheme a text with a space or an address behind the colon is none.
		if found == nil {
			continue
		}
		if found[1] == "" && (strings.ContainsAny(found[3], " \t\r\n") || strings.Contains(found[3], "//")) {
			continue
		}
		addPassword(redactor, found[2], found[3])
	}
}

func addPassword(redactor *token.Redactor, user, password string) {
	if token.IsKnownUser(password) {
		return
	}
	for _, text := range []string{password, user + ":" + password} {
		redactor.AddPassword(text)
		if meant, err := url.PathUnescape(text); err == nil && meant != text {
			redactor.AddPassword(meant)
		}
	}
}

// isAroundAddress reports whether a character stands around an address in a text.
func isAroundAddress(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("\"'`<>", r) }

func isNotOfScheme(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("+.-", r)
}

// know makes the secrets known with which an instance is reached.
func (m System) know(connection config.Connection, access transport.Config) {
	addPasswords(m.redactor, connection.API)
	m.redactor.AllowPublic(access.API)
	for _, header := range access.Headers {
		m.redactor.AddPassword(header.Value.Reveal())
	}
}

// knowSettings makes the passwords known that addresses in the settings have.
func (m System) knowSettings(settings config.Settings) {
	for _, known := range settings.Instances {
		addPasswords(m.redactor, known.URL)
		addPasswords(m.redactor, known.Connection.API)
	}
}

// redactedJSON takes the secrets out of the texts in a document, each by itself, so
// that it stays one.
func redactedJSON(document string, redactor *token.Redactor) string {
	var clean strings.Builder
	for {
		before, rest, found := strings.Cut(document, `"`)
		clean.WriteString(before)
		if !found {
			return clean.String()
		}
		end := endOfText(rest)
		literal := `"` + rest[:end]
		var text string
		if json.Unmarshal([]byte(literal), &text) == nil {
			if redacted := redactor.Redact(text); redacted != text {
				literal = quoteJSON(redacted)
			}
		}
		clean.WriteString(literal)
		document = rest[end:]
	}
}

// endOfText is where a text of JSON ends whose first quotation mark is cut off.
func endOfText(rest string) int {
	for at := 0; at < len(rest); at++ {
		switch rest[at] {
		case '\\':
			at++
		case '"':
			return at + 1
		}
	}
	return len(rest)
}

// quoteJSON writes a text as JSON does where nothing is escaped for HTML.
func quoteJSON(text string) string {
	var quoted strings.Builder
	encoder := json.NewEncoder(&quoted)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(text) // a text can always be written
	return strings.TrimSuffix(quoted.String(), "\n")
}
