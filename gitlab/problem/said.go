package problem

import (
	"slices"
	"strings"
)

// phrase is words that tell by themselves what happened.
type phrase struct {
	// status is the one that they come with, 0 for any.
	status int
	// part is a part of them, in small letters; a line break in it stands for the
	// beginning or the end of a line.
	part string
	code Code
	// words are those in place of the code's own, nil for the code's own.
	words func(Context) text
}

// speech is what one speaker says, the more special before the more general.
type speech struct {
	speaker Speaker
	phrases []phrase
}

// answers is what GitLab says, and what stands in front of it: the words that an
// answer is read by. What a registry says stands before the API's, whose words
// are a part of some of it.
func answers() []speech {
	return []speech{
		registrySays(), proxyOfDependenciesSays(), runnerAPISays(), packagesSay(), apiSays(), gitServerSays(), accountsSay(),
		frontSays(),
	}
}

// lines is what tools print for themselves: it is only ever explained, never
// matched against an answer or an error of glpat's own.
func lines() []speech {
	return []speech{
		headersSaid(),
		runnerSays(),
		dockerSays(),
		packageToolsSay(),
		terraformSays(),
		apiToolsSay(),
		gitSays(),
		networkSays(),
		goSays(),
		deliverySays(),
	}
}

// heard is a phrase that a text has in it.
type heard struct {
	phrase

	speaker Speaker
	// line is the line that it stands in.
	line string
}

// hear finds the first phrase in a text that comes with the status, or with any
// when status is 0.
func hear(speeches []speech, text string, status int) (said heard, found bool) {
	lower := "\n" + strings.ToLower(text) + "\n"
	for _, speech := range speeches {
		for _, row := range speech.phrases {
			if status != 0 && row.status != 0 && row.status != status {
				continue
			}
			if at := strings.Index(lower, row.part); at >= 0 {
				return heard{row, speech.speaker, lineAt(lower, at+len(row.part)/2)}, true
			}
		}
	}
	return heard{}, false
}

// lineAt returns the line of a text that a byte stands in.
func lineAt(text string, at int) string {
	from := strings.LastIndexByte(text[:at], '\n') + 1
	line, _, _ := strings.Cut(text[from:], "\n")
	return line
}

// with returns the context with the speaker of what was said, unless it is known
// already whom the words are of. A tool that is named on the line itself counts
// before what the whole text names, and both before where the words come from.
func (d Context) with(said heard, text string) Context {
	if d.Speaker != SpeakerUnknown && d.wrote.gives == "" {
		return d // who was asked is known
	}
	d.text = text
	wrote, found := toolOf(said.line)
	if whole, is := toolOf(text); !found || (wrote.speaker == SpeakerGit && whole.runsGit()) ||
		(wrote.name == "" && whole.speaker == wrote.speaker) {
		wrote, found = whole, is
	}
	if found {
		d.Speaker, d.wrote = wrote.speaker, wrote
	} else {
		d.Speaker = said.speaker
	}
	return d
}

// MeaningOf returns what words mean that come with a status: the code of the
// first phrase of GitLab's in them, and whether there is one.
func MeaningOf(text string, status int) (Code, bool) {
	said, found := hear(answers(), text, status)
	return said.code, found
}

// IsOfAccount reports whether a code says that GitLab, or what stands in front
// of it, lets nothing of the account or the caller in, whatever was asked.
func (c Code) IsOfAccount() bool {
	return slices.ContainsFunc(accountEntries(), func(one entry) bool { return one.code == c })
}

// say returns words that are the same whatever is known.
func say(summary, reason string, remedy ...string) func(Context) text {
	return func(Context) text { return text{summary: summary, reason: reason, remedy: NewSteps(remedy...)} }
}
