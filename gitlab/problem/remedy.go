package problem

import "fmt"

// Remedy is one thing to do about a problem. Its texts hold wherever they are
// read; how glpat itself helps, with a command, a flag or a key, is worded by
// the surface that shows it (see ui/phrase). The fields that a kind does not
// name are empty.
type Remedy struct {
	Kind RemedyKind
	// Text says what to do, without a full stop. It is "" only where When stands
	// in its place.
	Text string
	// When is the condition under which the setting of a [RemedySet] helps: "If
	// you trust the network". It is "" where the text says when.
	When string
	// Page is the address to open, of a [RemedyOpen].
	Page string
	// Command is what to run, of a [RemedyRun].
	Command Command
	// Purpose is the name of the purpose that the command is for, "" where several
	// fit.
	Purpose string
	// Line is what to type or write there, of a [RemedyTool].
	Line string
	// Setting is what to give, of a [RemedySet].
	Setting Setting
	// Instance is the base URL of the GitLab that the command or the setting is
	// for, "" where it is not known.
	Instance string
	// Fingerprint is the SHA-256 to compare, of a [RemedyTrust].
	Fingerprint string
}

// RemedyKind is what a remedy consists of beside its text.
type RemedyKind int

// The kinds of remedies.
const (
	RemedyStep  RemedyKind = iota // nothing: the text says all
	RemedyOpen                    // a page to open
	RemedyRun                     // a command of glpat
	RemedySet                     // a setting with which glpat reaches the GitLab
	RemedyTrust                   // a certificate to compare, and to trust if it is the right one
	RemedyTool                    // a command, a flag or a setting of another program
)

// String returns the kind's stable word.
func (k RemedyKind) String() string {
	switch k {
	case RemedyStep:
		return "step"
	case RemedyOpen:
		return "open"
	case RemedyRun:
		return "run"
	case RemedySet:
		return "set"
	case RemedyTrust:
		return "trust"
	case RemedyTool:
		return "tool"
	}
	return fmt.Sprintf("remedy kind %d", int(k))
}

// RemedyKinds returns every kind.
func RemedyKinds() []RemedyKind {
	return []RemedyKind{RemedyStep, RemedyOpen, RemedyRun, RemedySet, RemedyTrust, RemedyTool}
}

// Command is a command of glpat that a remedy can name.
type Command int

// The commands that remedies name.
const (
	CommandDiagnose     Command = iota // connects to the instance stage by stage, without a token
	CommandCheckAddress                // the same, for an address that the person has yet to find
	CommandCheckToken                  // checks a token
	CommandCheckPurpose                // checks whether a token has the scopes for what it is for
	CommandLimits                      // shows how many calls GitLab takes
	CommandPurposes                    // shows which scopes a purpose needs
	CommandCreate                      // leads to a new token
)

// Commands returns every command.
func Commands() []Command {
	return []Command{
		CommandDiagnose, CommandCheckAddress, CommandCheckToken, CommandCheckPurpose, CommandLimits, CommandPurposes,
		CommandCreate,
	}
}

// Setting is one of the ways in which a person can tell glpat how to connect to
// an instance.
type Setting int

// The settings that remedies name.
const (
	SettingCAFile            Setting = iota // the file of a certificate authority
	SettingNewCAFile                        // another such file, where the one that was given does not fit
	SettingClientCertificate                // a certificate of one's own, and its key
	SettingHeader                           // a header that a gateway wants
	SettingAllowHTTP                        // the yes to plain http
)

// AllSettings returns every setting.
func AllSettings() []Setting {
	return []Setting{SettingCAFile, SettingNewCAFile, SettingClientCertificate, SettingHeader, SettingAllowHTTP}
}

// NewStep returns the remedy of which the text says everything.
func NewStep(text string) Remedy { return Remedy{Text: text} }

// NewSteps returns a [NewStep] for each text.
func NewSteps(texts ...string) []Remedy {
	steps := make([]Remedy, len(texts))
	for i, text := range texts {
		steps[i] = NewStep(text)
	}
	return steps
}

// OpenPage returns the remedy that is done on a page.
func OpenPage(text, page string) Remedy { return Remedy{Kind: RemedyOpen, Text: text, Page: page} }

// ForTool returns the remedy that is done with another program: the words that lead
// to it, and what to type or write there.
func ForTool(text, line string) Remedy { return Remedy{Kind: RemedyTool, Text: text, Line: line} }

// Phrase returns the remedy without commands, flags or keys of glpat: the text,
// with the page, the fingerprint or another program's line behind it.
func (r Remedy) Phrase() string {
	switch r.Kind {
	case RemedyStep, RemedyRun:
	case RemedyOpen:
		return r.Text + ": " + r.Page
	case RemedyTrust:
		return r.Text + ": " + r.Fingerprint
	case RemedyTool:
		return r.Text + ": " + r.Line
	case RemedySet:
		if r.Text == "" {
			return r.When
		}
	}
	return r.Text
}
