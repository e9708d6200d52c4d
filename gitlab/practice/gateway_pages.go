package practice

import (
	"net/http"
	"strconv"
)

// outside takes from the answer all that GitLab would say, because something in
// front of it answers. The clock stays: it is the machine's.
func (c *call) outside() {
	header := c.header()
	date := header.Get("Date")
	clear(header)
	header.Set("Date", date)
}

// writeProxyPage writes a page as nginx makes its own, the title being status
// and words.
func writeProxyPage(w http.ResponseWriter, status int, title string) {
	sendOutside(w, status, document(
		el("head", el("title", text(title))),
		el("body", el("center", el("h1", text(title))), el("hr"), el("center", text("nginx")), practiceNote())))
}

// writeOutsidePage writes a page of something else that stands in front of
// GitLab.
func writeOutsidePage(w http.ResponseWriter, status int, title, words string) {
	sendOutside(w, status, document(
		el("head", el("meta", attr("charset", "utf-8")), el("title", text(title))),
		el("body", el("h1", text(title)), when(words != "", el("p", text(words))), practiceNote())))
}

func practiceNote() part { return el("p", el("small", text(practiceWords))) }

func sendOutside(w http.ResponseWriter, status int, html string) {
	w.Header().Set("Content-Type", "text/html")
	w.Header().Set("Content-Length", strconv.Itoa(len(html)))
	w.WriteHeader(status)
	_, _ = w.Write([]byte(html))
}
