package gitlab_test

import (
	"strings"
	"testing"
	"time"

	"glpat/gitlab"
	"glpat/gitlab/transport"
)

func TestAPageIsReadWithoutItsMarkup(t *testing.T) {
	t.Parallel()
	for page, want := range map[string]string{
		"<p>Select <b>Preferences</b> &gt; x</p>":           "Select Preferences > x",
		"a<style>b{c:d}</style>e":                           "ae",
		"a<STYLE type='text/css'>b > c < d</StyLe >e":       "ae",
		"a<script src=x>if (b < c && d > e) {}</script\n>f": "af",
		"a<!-- b > <p> c -->d":                              "ad",
		"a<style>b":                                         "a",
		"a<!-- b":                                           "a",
		"a<script>b</style>":                                "a",
		"<styles>a</styles>":                                "a",
		"1 < 2":                                             "1 < 2",
		"**Add** <b":                                        "Add <b",
		"<style>x</style>403 Forbidden<script>y</script> by <!-- z -->wall": "403 Forbidden by wall",
	} {
		if got := transport.TextOfHTML(page); got != want {
			t.Errorf("%q reads %q, want %q", page, got, want)
		}
	}
}

func TestAPageMadeToBeSlowIsReadInNoTime(t *testing.T) {
	t.Parallel()
	for _, unit := range []string{"<", "<a", "<!--", "<style ", "<style></style>", "<script><", "</style", "<a>", ">", "changed in GitLab ", "&lt;"} {
		page := strings.Repeat(unit, transport.MaxBody/len(unit))
		started := time.Now()
		transport.TextOfHTML(page)
		if took := time.Since(started); took > 10*time.Second {
			t.Errorf("a page of %q takes %v", unit, took)
		}
	}
}

func TestAStyleSheetIsNotTheServersWords(t *testing.T) {
	t.Parallel()
	api := newFake()
	for path := range api.api {
		api.api[path] = route{
			status: 502,
			kind:   "text/html",
			body:   "<head><style>body{" + strings.Repeat("color:red;", 2000) + "}</style></head><h1>Bad gateway</h1>",
		}
	}
	report, _ := checkAgainst(t, api.ServeHTTP, gitlab.Want{})
	if said := report.Failure().ServerSaid; said != "Bad gateway" {
		t.Errorf("the server said %q", said)
	}
}
