package problem_test

import (
	"math"
	"net/http"
	"strings"
	"testing"
	"time"

	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/problem"
	"glpat/gitlab/transport"
)

func TestAWrongClockIsToldFromAnAnswersDate(t *testing.T) {
	for _, test := range []struct {
		name string
		head http.Header
		told bool
		want string // a part of the remark, "" for none
	}{
		{"the same time", http.Header{"Date": {"Sun, 22 Nov 2026 12:00:00 GMT"}}, true, ""},
		{"five minutes", http.Header{"Date": {"Sun, 22 Nov 2026 11:55:00 GMT"}}, true, ""},
		{"six minutes ahead", http.Header{"Date": {"Sun, 22 Nov 2026 11:54:00 GMT"}}, true, "6 minutes ahead of"},
		{"six minutes behind", http.Header{"Date": {"Sun, 22 Nov 2026 12:06:00 GMT"}}, true, "6 minutes behind"},
		{"hours", http.Header{"Date": {"Sun, 22 Nov 2026 22:00:00 GMT"}}, true, "10 hours behind"},
		{"nearly a day", http.Header{"Date": {"Mon, 23 Nov 2026 11:59:58 GMT"}}, true, "a day behind"},
		{"a day and a little", http.Header{"Date": {"Sat, 21 Nov 2026 11:59:57 GMT"}}, true, "a day ahead of"},
		{"days", http.Header{"Date": {"Sun, 15 Nov 2026 12:00:00 GMT"}}, true, "7 days ahead of"},
		{"the old form of a date", http.Header{"Date": {"Sunday, 22-Nov-26 13:00:00 GMT"}}, true, "an hour behind"},
		{"long ago", http.Header{"Date": {"Mon, 01 Jan 0001 00:00:00 GMT"}}, true, "years ahead of"},
		{"far in the future", http.Header{"Date": {"Fri, 31 Dec 9999 23:59:59 GMT"}}, true, "years behind"},
		{"no date", http.Header{}, false, ""},
		{"a date that is none", http.Header{"Date": {"yesterday"}}, false, ""},
		{"an answer from a cache", http.Header{"Date": {"Sun, 15 Nov 2026 12:00:00 GMT"}, "Age": {"604800"}}, false, ""},
		{
			"an age that is none",
			http.Header{"Date": {"Sun, 22 Nov 2026 11:00:00 GMT"}, "Age": {"-1"}},
			true, "an hour ahead of",
		},
	} {
		skew, told := (&transport.Answer{Header: test.head}).Skew(gitlabtest.Today())
		if told != test.told {
			t.Errorf("%s: told %v", test.name, told)
			continue
		}
		prob := problem.OfSkew(skew, problem.Context{Site: problem.Site{URL: "https://gitlab.example.com"}})
		if (prob == nil) != (test.want == "") {
			t.Errorf("%s: the remark is %v", test.name, prob)
		} else if prob != nil && (prob.Code != problem.CodeClockSkew || prob.Severity != problem.SeverityWarning || !strings.Contains(prob.Cause, test.want) || !strings.Contains(prob.Cause, "gitlab.example.com")) {
			t.Errorf("%s: it says %q, want %q", test.name, prob.Cause, test.want)
		}
	}
	for _, skew := range []time.Duration{math.MinInt64, math.MinInt64 + 1, math.MaxInt64} {
		if problem.OfSkew(skew, problem.Context{}) == nil {
			t.Errorf("a clock that is %v off is fine", skew)
		}
	}
}

func TestWhatAServerAsksToWaitIsBelievedWithinReason(t *testing.T) {
	const day = 24 * time.Hour
	for _, test := range []struct {
		value, reset string
		want         time.Duration
	}{
		{"42", "", 42 * time.Second},
		{"0", "", 0},
		{"-5", "", 0},
		{"1.5", "", 0},
		{"1e3", "", 0},
		{"soon", "", 0},
		{"86401", "", day},
		{"31536000", "", day},
		{"99999999999999999999", "", 0},
		{"Sun, 22 Nov 2026 12:00:30 GMT", "", 30 * time.Second},
		{"Sun, 22 Nov 2026 11:00:00 GMT", "", 0},
		{"Fri, 31 Dec 9999 23:59:59 GMT", "", day},
		{"", "1795348860", time.Minute},
		{"42", "1795348860", 42 * time.Second},
		{"soon", "1795348860", time.Minute},
		{"", "1", 0},
		{"", "-1", 0},
		{"", "9223372036854775807", day},
		{"", "1e9", 0},
	} {
		header := http.Header{
			"Date":            {gitlabtest.Today().Format(http.TimeFormat)},
			"Retry-After":     {test.value},
			"Ratelimit-Reset": {test.reset},
		}
		if got := problem.RetryAfter(header); got != test.want && (test.reset != "9223372036854775807" || got > day) {
			t.Errorf("Retry-After %q and RateLimit-Reset %q: %v, want %v", test.value, test.reset, got, test.want)
		}
	}
	if got := problem.RetryAfter(http.Header{"Ratelimit-Reset": {"1795348860"}}); got != 0 {
		t.Errorf("without a date to hold it against, a time of day asks for %v", got)
	}
}
