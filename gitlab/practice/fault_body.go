package practice

import (
	"bytes"
	"net/http"
	"strconv"
)

// bodyFaults are answers whose body is damaged, or is no answer to what was
// asked.
func bodyFaults() []faultRow {
	row := func(name, does string, play func(c *call, next func())) faultRow {
		return faultRow{name: name, does: does, reach: withToken, play: play}
	}
	return []faultRow{
		row("truncated", "the API's answers to a token end in the middle", func(c *call, next func()) {
			answer := c.keep(next)
			answer.send(answer.body.Bytes()[:answer.body.Len()/2])
		}),
		row("cut", "the connection closes in the middle of the API's answers to a token", cut),
		row("endless", "the API's answers to a token never end", endless),
		row("wrong-shape", "the API's answers to a token are JSON of another shape", func(c *call, _ func()) {
			reply(c, http.StatusOK, []string{"this", "is", "a", "list"})
		}),
		row("wrong-type", "the API's answers to a token do not say that they are JSON", func(c *call, next func()) {
			answer := c.keep(next)
			c.header().Set("Content-Type", "application/octet-stream")
			answer.send(answer.body.Bytes())
		}),
	}
}

// cut says how long the answer is, sends the half of it and closes the
// connection. Of an answer that has no body nothing comes.
func cut(c *call, next func()) {
	answer := c.keep(next)
	if answer.status == http.StatusNoContent {
		panic(http.ErrAbortHandler)
	}
	c.header().Set("Content-Length", strconv.Itoa(max(1, answer.body.Len())))
	answer.send(answer.body.Bytes()[:answer.body.Len()/2])
	_ = http.NewResponseController(c.w).Flush() // a client that left has its cut already
	panic(http.ErrAbortHandler)
}

// endless writes JSON that is right as far as it goes, as fast as the client
// reads, until the client or the server ends it.
func endless(c *call, _ func()) {
	liftDeadline(c.w)
	c.header().Set("Content-Type", "application/json")
	c.w.WriteHeader(http.StatusOK)
	_, err := c.w.Write([]byte(`{"id":1,"name":"`))
	more := bytes.Repeat([]byte("more "), 8<<10)
	for err == nil && c.r.Context().Err() == nil {
		_, err = c.w.Write(more)
	}
	panic(http.ErrAbortHandler)
}

// keptAnswer is an answer of the instance that is not sent yet. Its headers are
// those of the answer to come.
type keptAnswer struct {
	http.ResponseWriter
	status int
	body   bytes.Buffer
}

// keep lets the instance answer and keeps what it says.
func (c *call) keep(next func()) *keptAnswer {
	sent := c.w
	answer := &keptAnswer{ResponseWriter: sent, status: http.StatusOK}
	c.w = answer
	next()
	c.w = sent
	return answer
}

// WriteHeader keeps the status.
func (a *keptAnswer) WriteHeader(status int) { a.status = status }

// Write keeps a part of the body.
func (a *keptAnswer) Write(body []byte) (int, error) { return a.body.Write(body) }

// send sends the answer with this body.
func (a *keptAnswer) send(body []byte) {
	a.ResponseWriter.WriteHeader(a.status)
	_, _ = a.ResponseWriter.Write(body)
}
