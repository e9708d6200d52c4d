package practice

import (
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"strconv"
	"time"
)

// slowAnswer is how long an answer of the API takes with the fault "slow", where
// the options do not say.
const slowAnswer = 5 * time.Second

// dripPause is the time between two bytes with the fault "drip".
const dripPause = time.Second

// clockError is how far the clock is off with the faults of the clock.
const clockError = 24 * time.Hour

// wireFaults are what goes wrong below HTTP, and with its clock.
func wireFaults() []faultRow {
	return []faultRow{
		{name: "slow", does: "each answer of the API takes five seconds", reach: onAPI, play: slow},
		{name: "drip", does: "the API's answers to a token come a byte at a time", reach: withToken, play: drip},
		{name: "silent", does: "every call is taken and never answered", reach: everywhere, play: silent},
		{name: "reset", does: "the connection is reset before an answer, everywhere", reach: everywhere, play: reset},
		{
			name:  "hang-up",
			does:  "the connection closes without an answer, everywhere",
			reach: everywhere,
			play: func(*call, func()) {
				panic(http.ErrAbortHandler)
			},
		},
		{name: "clock-behind", does: "GitLab's clock is a day behind", reach: everywhere, play: clockOff(-clockError)},
		{name: "clock-ahead", does: "GitLab's clock is a day ahead", reach: everywhere, play: clockOff(clockError)},
	}
}

// slow waits, and gives up with the request or the server.
func slow(c *call, next func()) {
	timer := time.NewTimer(c.server.slowAnswer)
	defer timer.Stop()
	select {
	case <-timer.C:
		next()
	case <-c.r.Context().Done():
		panic(http.ErrAbortHandler)
	}
}

// drip sends the answer so slowly that nobody waits for its end.
func drip(c *call, next func()) {
	liftDeadline(c.w)
	answer := c.keep(next)
	c.header().Set("Content-Length", strconv.Itoa(answer.body.Len()))
	c.w.WriteHeader(answer.status)
	ticks := time.NewTicker(dripPause)
	defer ticks.Stop()
	for i := range answer.body.Len() {
		_, _ = c.w.Write(answer.body.Bytes()[i : i+1])
		_ = http.NewResponseController(c.w).Flush() // a client that left ends the request
		select {
		case <-ticks.C:
		case <-c.r.Context().Done():
			panic(http.ErrAbortHandler)
		}
	}
}

// silent reads the request and says nothing until the client or the server ends
// it.
func silent(c *call, _ func()) {
	liftDeadline(c.w)
	_, _ = io.Copy(io.Discard, c.r.Body) // what cannot be read is not answered either
	<-c.r.Context().Done()
	panic(http.ErrAbortHandler)
}

// reset drops the connection with what is still in it, which the client sees as
// a reset.
func reset(c *call, _ func()) {
	conn, _, err := http.NewResponseController(c.w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler) // as near as it gets
	}
	if secure, ok := conn.(*tls.Conn); ok {
		conn = secure.NetConn()
	}
	if wire, ok := conn.(*net.TCPConn); ok {
		_ = wire.SetLinger(0)
	}
	_ = conn.Close()
}

func clockOff(by time.Duration) func(c *call, next func()) {
	return func(c *call, next func()) {
		c.header().Set("Date", c.server.now().Add(by).UTC().Format(http.TimeFormat))
		next()
	}
}

// liftDeadline lets an answer take as long as its client wants.
func liftDeadline(w http.ResponseWriter) {
	_ = http.NewResponseController(w).SetWriteDeadline(time.Time{}) // one that has none keeps its own end
}
