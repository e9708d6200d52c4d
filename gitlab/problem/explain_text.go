package problem

import (
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"glpat/gitlab/transport"
)

// statusLine is the first line of an answer, as "curl -i" and, behind a mark,
// "curl -v" print it.
var statusLine = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?m)^(?:< )?HTTP/[0-9](?:\.[0-9])? ([1-5][0-9]{2})\b[^\n]*\n`)
})

// answerIn reads the last answer of a dump; ok tells whether there is one with
// a header or a body.
func answerIn(text string) (answer *transport.Answer, ok bool) {
	lines := statusLine().FindAllStringSubmatchIndex(text, -1)
	if lines == nil {
		return nil, false
	}
	last := lines[len(lines)-1]
	status, _ := strconv.Atoi(text[last[2]:last[3]]) // three digits
	answer = &transport.Answer{Status: status, Header: http.Header{}}
	rest := text[last[1]:]
	for rest != "" {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		line = strings.TrimSpace(strings.TrimPrefix(line, "<"))
		if line == "" {
			break
		}
		if name, value, is := strings.Cut(line, ":"); is && transport.IsHeaderName(name) {
			answer.Header.Add(name, strings.TrimSpace(value))
		}
	}
	answer.Body = []byte(strings.TrimSpace(rest))
	if body, is := jsonIn(rest); is {
		answer.Body = body // without what curl says after it
	}
	return answer, len(answer.Body) > 0 || len(answer.Header) > 0
}

// jsonIn finds GitLab's JSON in a text: the whole of it, or what stands between
// the first and the last brace.
func jsonIn(text string) ([]byte, bool) {
	start, end := strings.Index(text, "{"), strings.LastIndex(text, "}")
	if start < 0 || end < start {
		return nil, false
	}
	body := []byte(text[start : end+1])
	_, is := ReadRefusal(&transport.Answer{Body: body})
	return body, is && len(body) > len("{}")
}

// scopesIn finds the scopes in a refusal that a tool printed in its own way:
// "{scope: api read_api}".
func scopesIn(text string) string {
	match := scopeList().FindStringSubmatch(text)
	if match == nil {
		return ""
	}
	return match[1]
}

var scopeList = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`scope: ?([a-z_0-9 ]{2,300})`)
})

// statusNumber is a number that could be a status: not a part of an address or
// of another number.
var statusNumber = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:^|[\s(\[{"'=,>|_]|":)([1-5][0-9]{2})(?:$|[\s)\]}"',:;.!?<|-])`)
})

// statusNamed returns the status whose name a text is, and nothing more:
// "Forbidden".
func statusNamed(text string) (status int, is bool) {
	for status = http.StatusBadRequest; status <= http.StatusNetworkAuthenticationRequired; status++ {
		if name := http.StatusText(status); name != "" && strings.EqualFold(strings.TrimRight(text, ".!"), name) {
			return status, true
		}
	}
	return 0, false
}

// statusIn finds the status that a text speaks of: of several the first that is
// a failure.
func statusIn(text string) (status int, found bool) {
	return firstStatus(text, func(string, int, string) bool { return true })
}

// statusSaidIn is [statusIn] for a line that may speak of anything: a number
// counts where the words beside it say that it is a status.
func statusSaidIn(text string) (status int, found bool) { return firstStatus(text, isSaidAsStatus) }

func firstStatus(text string, counts func(before string, number int, after string) bool) (status int, found bool) {
	if number, err := strconv.Atoi(text); err == nil {
		return number, number >= 100 && number < 600
	}
	for at := 0; at < len(text); {
		match := statusNumber().FindStringSubmatchIndex(text[at:])
		if match == nil {
			break
		}
		from, to := at+match[2], at+match[3]
		number, _ := strconv.Atoi(text[from:to]) // three digits
		if isStatus(number) && !countsOther(text[:from], text[to:]) && counts(text[:from], number, text[to:]) {
			if number >= http.StatusBadRequest {
				return number, true
			}
			if !found {
				status, found = number, true
			}
		}
		at = to
	}
	return status, found
}

// isSaidAsStatus reports whether a number is a status by the words on its line:
// its own name behind it, or a word before it that speaks of an answer. A line
// that begins with it is meant so too, unless it goes on as a sentence does.
func isSaidAsStatus(before string, number int, after string) bool {
	before = strings.ToLower(before[strings.LastIndexByte(before, '\n')+1:])
	after, _, _ = strings.Cut(strings.ToLower(after), "\n")
	name := strings.ToLower(http.StatusText(number))
	first, _, _ := strings.Cut(name, " ")
	if first != "" && strings.HasPrefix(strings.TrimLeft(after, " -:(\"'{"), first) {
		return true
	}
	if strings.TrimSpace(before) == "" {
		return !strings.HasPrefix(after, " ") || strings.Contains(after, "{") ||
			(name != "" && strings.Contains(after, name)) // "404 Project Not Found"
	}
	return slices.ContainsFunc([]string{
		"http", "status", "error", "code", "return", "response", "respond", "answer", "got ", "fail", "://", "forbidden",
		"unauthorized", "err!", "exception", "fatal", "gitlab",
	}, func(word string) bool { return strings.Contains(before, word) })
}

// isStatus reports whether a number is one that servers answer with.
func isStatus(number int) bool {
	return http.StatusText(number) != "" || (number >= cloudflareFirst && number <= cloudflareLast)
}

// countsOther reports whether the words beside a number say that it counts
// something else.
func countsOther(before, after string) bool {
	before, after = strings.ToLower(before[max(0, len(before)-10):]), strings.ToLower(after[:min(len(after), 10)])
	isEnd := func(word string) bool { return strings.HasSuffix(before, word) }
	isStart := func(word string) bool { return strings.HasPrefix(after, word) }
	return slices.ContainsFunc([]string{"line ", "port ", "port=", "after ", "errno "}, isEnd) ||
		slices.ContainsFunc([]string{" ms", " millisecond", " second", " byte"}, isStart)
}
