package command

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"
	"time"

	"glpat/config"
	"glpat/gitlab/input"
	"glpat/gitlab/problem"
	"glpat/gitlab/transport"
	"glpat/ui/phrase"
	"glpat/ui/system"
)

// printError tells a person on stderr what went wrong and what to do.
func printError(stderr io.Writer, err error) {
	var (
		problem *problem.Problem
		wrong   *input.Error
		usage   *usageError
		exit    *exitError
		keyring *config.KeyringError
		store   *storeError
		unmet   *unmetError
	)
	switch {
	case errors.As(err, &exit):
	case errors.As(err, &problem):
		printProblem(stderr, "glpat: ", problem)
	case errors.As(err, &wrong):
		printLine(stderr, "glpat: "+wrong.What+".")
		hint(stderr, wrong.Do)
	case errors.As(err, &usage):
		printLine(stderr, "glpat: "+usage.what+".")
		hint(stderr, usage.do)
	case errors.As(err, &unmet):
		for _, one := range unmet.unmet {
			printLine(stderr, "glpat: the purpose "+one.Purpose+" cannot be met at "+unmet.host+": "+one.Why+".")
		}
		hint(stderr, unmet.do)
	case errors.As(err, &keyring):
		printLine(stderr, "glpat: "+input.Clean(keyring.Error(), 300)+".")
		hint(stderr, keyring.Reason.ReadRemedy()) // only "glpat token" reports it this way
	case errors.As(err, &store):
		printLine(stderr, "glpat: glpat cannot use its directory "+strconv.Quote(store.dir)+": "+store.reason()+".")
		hint(stderr, "Make it a directory that you can read and write, or name another with GLPAT_CONFIG_DIR")
	default:
		printLine(stderr, "glpat: "+input.Clean(err.Error(), 500))
	}
}

// storeError is a failure of the files in glpat's own directory.
type storeError struct {
	dir string
	err error
}

// Error implements error.
func (e *storeError) Error() string { return fmt.Sprintf("use the directory %q: %v", e.dir, e.err) }

// Unwrap returns what failed.
func (e *storeError) Unwrap() error { return e.err }

// reason is what the system said, without the steps that led there.
func (e *storeError) reason() string {
	if path, ok := errors.AsType[*fs.PathError](e.err); ok {
		return path.Err.Error()
	}
	return input.Clean(e.err.Error(), 300)
}

// printProblem writes a problem: the summary behind lead, then cause and
// remedies.
func printProblem(out io.Writer, lead string, prob *problem.Problem) {
	printLine(out, lead+prob.Summary+".")
	if prob.Cause != "" {
		printLine(out, "  "+prob.Cause)
	}
	for _, remedy := range prob.Remedy {
		if remedy.Kind == problem.RemedyTrust && prob.Certificate != nil {
			hint(out, remedy.Text) // its digits stand below
			continue
		}
		hint(out, phrase.OnCommandLine(remedy))
	}
	if prob.RetryAfter > 0 {
		hint(out, "It asks to wait "+prob.RetryAfter.Round(time.Second).String())
	}
	if prob.ServerSaid != "" {
		printLine(out, "  The server said: "+prob.ServerSaid)
	}
	if prob.Certificate != nil {
		printCertificate(out, prob.Certificate)
	}
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

// printLine writes one line. A reader that went away is no reason to fail.
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

// hint writes a thing to do. What is to be copied from its end gets no full stop.
func hint(out io.Writer, text string) {
	if text == "" {
		return
	}
	text, stop := strings.TrimSuffix(text, "."), "."
	lastWord, lastPart := text[strings.LastIndex(text, " ")+1:], text[strings.LastIndex(text, ": ")+1:]
	if strings.Contains(lastWord, "://") || strings.HasPrefix(lastPart, " glpat ") || strings.HasPrefix(lastPart, " --") {
		stop = ""
	}
	printLine(out, "  - "+text+stop)
}

// printNotices tells what was found wrong with the settings.
func printNotices(stderr io.Writer, notices []config.Notice) {
	for _, notice := range notices {
		printLine(stderr, "glpat: "+strings.TrimSuffix(notice.Summary, ".")+".")
		hint(stderr, notice.Remedy)
	}
}
