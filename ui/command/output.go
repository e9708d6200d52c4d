package command

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"glpat/config"
	"glpat/gitlab/problem"
	"glpat/gitlab/transport"
	"glpat/ui/phrase"
	"glpat/ui/system"
)

// printProblem writes a problem: the summary between lead and its code, which lead
// may name in its place, then cause and remedies.
func printProblem(out io.Writer, lead string, prob *problem.Problem) {
	first := lead + ended(prob.Summary)
	if !strings.Contains(lead, string(prob.Code)) {
		first += codeBehind(out, prob.Code)
	}
	printLine(out, first)
	if prob.Cause != "" {
		printLine(out, "  "+prob.Cause)
	}
	for _, remedy := range prob.Remedy {
		if remedy.Kind == problem.RemedyTrust && prob.Certificate != nil {
			hint(out, remedy.Text) // its digits stand below
			continue
		}
		printAdvice(out, phrase.AdviceOnCommandLine(remedy))
	}
	if prob.RetryAfter > 0 {
		hint(out, "It asks to wait "+phrase.Wait(prob.RetryAfter))
	}
	if prob.ServerSaid != "" {
		printLine(out, "  The server said: "+prob.ServerSaid)
	}
	if prob.Certificate != nil {
		printCertificate(out, prob.Certificate)
	}
}

// codeBehind is a problem's code at the end of its first line: what to ask somebody
// about, or to give to "glpat explain".
func codeBehind(out io.Writer, code problem.Code) string {
	if code == "" {
		return ""
	}
	label := phrase.CodeLabel(code)
	if screen, is := out.(system.TerminalWriter); is {
		label = screen.Dim(label)
	}
	return " " + label
}

// printCertificate writes what a server showed of itself, to be compared with
// what its administrator says.
func printCertificate(out io.Writer, certificate *transport.Certificate) {
	row := func(label, text string) { printLine(out, fmt.Sprintf("    %-8s %s", label, text)) }
	printLine(out, "  The certificate that it showed:")
	row("Subject", certificate.Subject)
	issuer := certificate.Issuer
	if certificate.SelfSigned {
		issuer += " (itself)"
	}
	row("Issuer", issuer)
	names := strings.Join(certificate.Names, ", ")
	if names == "" {
		names = "no name"
	}
	row("For", names)
	row("Valid", "from "+atUTC(certificate.NotBefore)+" until "+atUTC(certificate.NotAfter))
	row("SHA-256", certificate.SHA256)
}

// atUTC is a day with the time.
func atUTC(at time.Time) string { return at.UTC().Format("2006-01-02 15:04") + " UTC" }

// printRemark writes a problem on stderr behind what its severity asks for;
// there may be none.
func printRemark(machine System, prob *problem.Problem) {
	switch {
	case prob == nil:
	case prob.Severity == problem.SeverityWarning:
		printProblem(machine.Stderr, "glpat: note: ", prob)
	default:
		printProblem(machine.Stderr, "glpat: ", prob)
	}
}

// printLine writes one line. What goes wrong with stdout is noted below it, in
// [watchedStdout], and what goes wrong with stderr can be told nowhere.
func printLine(out io.Writer, line string) {
	if screen, is := out.(system.TerminalWriter); is {
		line = screen.Wrap(line)
	}
	_, _ = fmt.Fprintln(out, line)
}

// printRaw writes a line that is to be copied. It is left to the terminal to
// break it, which does not break what is copied from there.
func printRaw(out io.Writer, line string) {
	if screen, is := out.(system.TerminalWriter); is {
		out = screen.Writer
	}
	_, _ = fmt.Fprintln(out, line)
}

// printCommand writes a command of glpat or an address behind lead, on a line of
// its own that can be copied whole.
func printCommand(out io.Writer, lead, line string) {
	printRaw(out, lead+startedAs(out).Line(line))
}

// startedAs is how this run was started, which the commands that it prints must fit.
func startedAs(out io.Writer) phrase.Invocation {
	if gate, is := gateOf(out); is {
		return gate.started
	}
	if screen, is := out.(system.TerminalWriter); is {
		return phrase.Invocation{Program: screen.Program}
	}
	return phrase.Invocation{}
}

// hint writes a thing to do, or one for each line of the text. A command, flags or an
// address at its end stand on a line of their own.
func hint(out io.Writer, text string) {
	if text == "" {
		return
	}
	if first, rest, more := strings.Cut(text, "\n"); more {
		hint(out, first)
		hint(out, rest)
		return
	}
	words, line := phrase.SplitCommand(text)
	printAdvice(out, phrase.Advice{Text: words, Command: line})
}

// printAdvice writes a thing to do, with its command or address on a line of its own.
func printAdvice(out io.Writer, advice phrase.Advice) {
	line := advice.Command + advice.Page
	if line == "" {
		printLine(out, "  - "+ended(advice.Text))
		return
	}
	printLine(out, "  - "+advice.Text)
	printCommand(out, "      ", line)
}

// ended ends words with one full stop, unless they end a sentence already.
func ended(words string) string {
	words = strings.TrimRight(words, " ")
	if strings.HasSuffix(words, "…") || strings.HasSuffix(words, "?") || strings.HasSuffix(words, "!") {
		return words
	}
	return strings.TrimRight(words, ".") + "."
}

// printNotices tells what was found wrong with the settings.
func printNotices(stderr io.Writer, notices []config.Notice) {
	for _, notice := range notices {
		printLine(stderr, "glpat: "+ended(notice.Summary))
		hint(stderr, notice.Remedy)
	}
}

// writeJSON writes a value as one line of JSON.
func writeJSON(out io.Writer, value any) error { return encodeJSON(out, value, "") }

// writeIndented writes JSON that a person may read as well.
func writeIndented(out io.Writer, value any) error { return encodeJSON(out, value, "  ") }

// encodeJSON writes a value as JSON through the gate, text by text: what a secret is
// replaced by must not reach over a quotation mark.
func encodeJSON(out io.Writer, value any, indent string) error {
	var document bytes.Buffer
	encoder := json.NewEncoder(&document)
	encoder.SetIndent("", indent)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	text := document.String()
	if gate, is := gateOf(out); is {
		out, text = gate.Writer, visible(redactedJSON(text, gate.redactor))
	}
	if _, err := io.WriteString(out, text); err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	return nil
}
