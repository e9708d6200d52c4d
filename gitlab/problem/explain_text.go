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
var statusLine = regexp.MustCompile(`(?m)^(?:< )?HTTP/[0-9](?:\.[0-9])? ([1-5][0-9]{2})\b[^\n]*\n`)

// answerIn reads the last answer of a dump; ok tells whether there is one with
// a header or a body.
func answerIn(text string) (answer *transport.Answer, ok bool) {
	lines := statusLine.FindAllStringSubmatchIndex(text, -1)
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
var statusNumber = regexp.MustCompile(`(?:^|[\s(\[{"'=,>]|":)([1-5][0-9]{2})(?:$|[\s)\]}"',:;.!?<-])`)

// statusIn finds the status that a text speaks of: of several the first that is
// a failure.
func statusIn(text string) (status int, found bool) {
	if number, err := strconv.Atoi(text); err == nil {
		return number, number >= 100 && number < 600
	}
	for at := 0; at < len(text); {
		match := statusNumber.FindStringSubmatchIndex(text[at:])
		if match == nil {
			break
		}
		from, to := at+match[2], at+match[3]
		number, _ := strconv.Atoi(text[from:to]) // three digits
		if isStatus(number) && !countsOther(text[:from], text[to:]) {
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
