package problem_test

import (
	"os"
	"strings"
	"testing"

	"glpat/gitlab/problem"
)

// message is one of testdata/messages.txt, which says how they are written.
type message struct{ name, want, says, text string }

// The words in place of a code.
const (
	isUnknown = "unknown"
	isSoft    = "soft"
)

func readMessages(t *testing.T) []message {
	t.Helper()
	whole, err := os.ReadFile("testdata/messages.txt")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(whole), "\n=== ")
	var all []message
	for block := range strings.SplitSeq(rest, "\n=== ") {
		name, block, _ := strings.Cut(block, "\n")
		want, text, _ := strings.Cut(block, "\n")
		code, says, is := strings.Cut(want, " | ")
		if !is {
			t.Fatalf("%s: no bar in %q", name, want)
		}
		all = append(all, message{name, code, says, strings.TrimSpace(text)})
	}
	return all
}

func TestAMessageIsExplainedByItsOwnCauseWhoeverSaysIt(t *testing.T) {
	t.Parallel()
	names, meant := map[string]bool{}, 0
	for _, message := range readMessages(t) {
		if names[message.name] {
			t.Errorf("there are two messages %q", message.name)
		}
		names[message.name] = true
		explained, err := problem.Explain(message.text)
		switch {
		case message.want == isUnknown:
			if err == nil {
				t.Errorf("%s is explained as %s: %s", message.name, explained.Code, explained.Summary)
			} else if !strings.Contains(err.Error(), message.says) {
				t.Errorf("%s: it says %q, want %q", message.name, err, message.says)
			}
		case err != nil:
			t.Errorf("%s: %v, want %s", message.name, err, message.want)
		case message.want == isSoft:
			if string(explained.Code) != message.says {
				t.Errorf("%s is explained as %s, want %s", message.name, explained.Code, message.says)
			}
		default:
			meant++
			if string(explained.Code) != message.want {
				t.Errorf("%s is explained as %s (%s), want %s", message.name, explained.Code, explained.Summary, message.want)
			} else if first := explained.Phrases()[0]; !strings.Contains(first, message.says) {
				t.Errorf("%s: the first remedy is %q, want %q in it", message.name, first, message.says)
			}
		}
	}
	if meant < 300 {
		t.Errorf("there are only %d messages", meant)
	}
}

// untold are the codes that no text from outside can show, and why.
func untold() map[problem.Code]string {
	const works = "told of a token that works"
	const parts = "told by the parts of an answer, not by its words"
	const here = "told by glpat itself, before or while it calls"
	return map[problem.Code]string{
		problem.CodeNotGitLab:        "told after several pages were asked for",
		problem.CodeTooOld:           works,
		problem.CodeScopeMissing:     works,
		problem.CodeScopeExcess:      works,
		problem.CodeScopesUnknown:    works,
		problem.CodeExpiresSoon:      works,
		problem.CodeExpiresNever:     works,
		problem.CodeExpiresOther:     works,
		problem.CodeOwnerOther:       works,
		problem.CodeTokenOfBot:       works,
		problem.CodeInvalidResponse:  parts,
		problem.CodeWrongContentType: parts,
		problem.CodeAnswerTooLong:    parts,
		problem.CodeRedirectInsecure: parts,
		problem.CodeNetworkFailure:   "told by the system's own number",
		problem.CodePlainHTTP:        here,
		problem.CodeInterrupted:      here,
	}
}

func TestEveryCodeIsMetByAMessageOrThereIsAReason(t *testing.T) {
	t.Parallel()
	met := map[problem.Code]bool{}
	for _, message := range readMessages(t) {
		met[problem.Code(message.want)] = true
	}
	for _, code := range problem.Codes() {
		if why, known := untold()[code]; met[code] == known {
			t.Errorf("%s: a message shows it: %v, why none does: %q", code, met[code], why)
		}
	}
}

func TestNoMessageSendsAnybodyToAnOwnerFirst(t *testing.T) {
	t.Parallel()
	for _, message := range readMessages(t) {
		explained, err := problem.Explain(message.text)
		if err != nil || strings.Contains(message.says, "for the role") {
			continue // where the words name a role, its owner is whom to ask
		}
		if first := explained.Phrases()[0]; strings.Contains(first, "owner or maintainer") {
			t.Errorf("%s begins with %q", message.name, first)
		}
	}
}

func TestEveryPurposeOfAToolIsInTheCatalogue(t *testing.T) {
	t.Parallel()
	for _, missing := range problem.PurposesWithoutARow() {
		t.Errorf("there is no purpose %q", missing)
	}
	names := map[string]bool{}
	for _, speaker := range problem.Speakers() {
		if word := speaker.String(); word == "" || names[word] || strings.Contains(word, " ") {
			t.Errorf("speaker %d has the word %q", int(speaker), word)
		} else {
			names[word] = true
		}
	}
}
