package gitlabtest

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
)

// HostileShape is a way in which a server answers with what it was sent, or with what
// it knows from before.
type HostileShape struct {
	Name string
	// Early tells that it answers so before it sees a token.
	Early  bool
	answer func(path, said string) hostileAnswer
}

// hostileAnswer is an answer as it is written on the wire.
type hostileAnswer struct {
	status int
	kind   string
	header map[string]string
	body   string
}

// HostileShapes lists them: every status that means something in every kind of body,
// pages, redirects, bodies that are none, and a GitLab whose every text is foreign.
func HostileShapes() []HostileShape {
	var shapes []HostileShape
	add := func(name string, answer func(path, said string) hostileAnswer) {
		shapes = append(
			shapes,
			HostileShape{name + ", early", true, answer},
			HostileShape{name, false, answer},
		)
	}
	kinds := hostileKinds()
	for i, status := range hostileStatuses() {
		for j, kind := range kinds {
			if j != i%len(kinds) && status != 401 && status != 403 && status != 404 && status != 500 {
				continue // the other kinds of body are those of the four
			}
			add(fmt.Sprintf("%d with %s", status, kind.name), func(_, said string) hostileAnswer {
				return hostileAnswer{status: status, kind: kind.kind, body: kind.body(said)}
			})
		}
	}
	add("a redirect to a host of that name", func(_, said string) hostileAnswer {
		return hostileAnswer{status: 302, header: map[string]string{"Location": "https://" + hostOf(said) + ".example/"}}
	})
	add("a redirect to a path of that name", func(_, said string) hostileAnswer {
		at := "https://elsewhere.example/" + url.PathEscape(said) + "?a=" + url.QueryEscape(said)
		return hostileAnswer{status: 302, header: map[string]string{"Location": at}}
	})
	add("a redirect without end", func(path, said string) hostileAnswer {
		return hostileAnswer{status: 302, header: map[string]string{"Location": path + "?a=" + url.QueryEscape(said)}}
	})
	add("half an answer", func(_, said string) hostileAnswer {
		return hostileAnswer{status: 200, kind: "application/json", body: `{"id":1,"name":"` + said}
	})
	add("another content type", func(_, said string) hostileAnswer {
		return hostileAnswer{status: 200, kind: "application/x-" + hostOf(said), body: said}
	})
	add("a page for people", func(_, said string) hostileAnswer {
		return hostileAnswer{status: 200, kind: "text/html", body: "<title>" + said + "</title><input type=password>" + said}
	})
	add("fields of another kind", func(_, said string) hostileAnswer {
		return hostileAnswer{status: 200, kind: "application/json", body: `{"id":` + quoted(said) + `}`}
	})
	add("another protocol", func(_, said string) hostileAnswer {
		return hostileAnswer{status: 101, header: map[string]string{"Upgrade": hostOf(said), "Connection": "Upgrade"}}
	})
	add("nothing", func(_, _ string) hostileAnswer { return hostileAnswer{status: 204} })
	shapes = append(shapes, HostileShape{"a GitLab in foreign words", true, foreignGitLab})
	return shapes
}

// hostileStatuses are those that mean something to glpat, and some that do not.
func hostileStatuses() []int {
	return []int{
		400, 401, 402, 403, 404, 405, 407, 409, 410, 418, 422, 429, 451, 500, 501, 502, 503, 504, 511, 520, 299,
	}
}

type hostileKind struct {
	name, kind string
	body       func(said string) string
}

func hostileKinds() []hostileKind {
	return []hostileKind{
		{"a message", "application/json", func(said string) string {
			return `{"message":` + quoted("403 Forbidden - "+said) + `}`
		}},
		{"a description", "application/json", func(said string) string {
			return `{"error":"insufficient_scope","error_description":` + quoted(said) + `,"scope":` + quoted(said) + `}`
		}},
		{"a page", "text/html", func(said string) string {
			return "<html><title>" + said + "</title><h1>" + said + "</h1><pre>" + said + "</pre>"
		}},
		{"a text", "text/plain", func(said string) string { return strings.Repeat("x", 250) + " " + said }},
	}
}

// foreignGitLab is a GitLab that works, and each of whose texts is foreign.
func foreignGitLab(path, said string) hostileAnswer {
	text := quoted(said)
	body := map[string]string{
		"/api/v4/personal_access_tokens/self": `{"id":812,"name":` + text + `,"active":true,"scopes":["api",` + text +
			`],"granular":false,"granular_scopes":[{"access":` + text + `,"permissions":[` + text +
			`]}],"expires_at":"2099-12-22"}`,
		"/api/v4/user":     `{"id":77,"username":` + text + `,"name":` + text + `}`,
		"/api/v4/metadata": `{"version":` + quoted("18.4.1-"+said) + `,"enterprise":true}`,
		"/api/v4/personal_access_tokens/self/associations": `{"groups":[{"id":1,"name":` + text +
			`,"access_levels":30}],"projects":[{"id":2,"path_with_namespace":` + text + `,"access_levels":{"a":40}}]}`,
		"/.well-known/openid-configuration": `{"issuer":` + text + `,"jwks_uri":"/oauth/discovery/keys","scopes_supported":` +
			`["read_user","api","self_rotate",` + text + `]}`,
	}[path]
	switch {
	case body != "":
		return hostileAnswer{status: 200, kind: "application/json", body: body}
	case path == "/users/sign_in":
		return hostileAnswer{
			status: 200, kind: "text/html",
			body: `gon.gitlab_url=` + text + `;gon.pat_prefix=` + text + `;gon.ee=true;`,
		}
	case strings.HasPrefix(path, "/api/v4/"):
		return hostileAnswer{status: 200, kind: "application/json", body: `[` + text + `]`}
	}
	return hostileAnswer{status: 403, kind: "text/plain", body: said}
}

// Hostile is a server that plays one shape after the other.
type Hostile struct {
	URL string

	mu    sync.Mutex
	shape HostileShape
	said  string
}

// StartHostile starts a server that plays nothing yet, and ends with the test. It writes
// its answers itself: net/http lets nobody choose the reason behind a status.
func StartHostile(t testing.TB) *Hostile {
	t.Helper()
	hostile := &Hostile{}
	hostile.URL = "http://" + meet(t, hostile.serve)
	return hostile
}

// Play makes it answer in a shape, with what it is to say, from now on.
func (h *Hostile) Play(shape HostileShape, said string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.shape, h.said = shape, said
}

// serve answers one request and ends the connection: thousands of clients would else
// keep theirs.
func (h *Hostile) serve(wire net.Conn) {
	defer func() { _ = wire.Close() }()
	if r, err := http.ReadRequest(bufio.NewReader(wire)); err == nil {
		_, _ = io.WriteString(wire, h.answerTo(r)) // what could not be written was not wanted
	}
}

// answerTo is the whole answer to a request, as it goes over the wire.
func (h *Hostile) answerTo(r *http.Request) string {
	h.mu.Lock()
	shape, said := h.shape, h.said
	h.mu.Unlock()
	answer := foreignGitLab(r.URL.Path, "plain")
	switch {
	case shape.Early || r.Header.Get("Authorization") != "":
		answer = shape.answer(r.URL.Path, said)
	case r.URL.Path == "/api/v4/version":
		answer = hostileAnswer{status: 401, kind: "application/json", body: RefusedBody}
	}
	line := strings.Join(strings.Fields(said), " ")
	var head strings.Builder
	fmt.Fprintf(&head, "HTTP/1.1 %d %s\r\n", answer.status, line)
	for name, value := range answer.header {
		head.WriteString(name + ": " + value + "\r\n")
	}
	if answer.status != http.StatusSwitchingProtocols && answer.status != http.StatusNoContent {
		fmt.Fprintf(&head, "Content-Length: %d\r\nConnection: close\r\n", len(answer.body))
	}
	for _, name := range []string{"Server", "X-Request-Id", "X-Debug", "Set-Cookie", "WWW-Authenticate", "Link"} {
		head.WriteString(name + ": " + line + "\r\n")
	}
	if answer.kind != "" {
		head.WriteString("Content-Type: " + answer.kind + "\r\n")
	}
	return head.String() + "\r\n" + answer.body
}

// hostOf keeps of a text what can stand in the name of a host.
func hostOf(said string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return r
		}
		return -1
	}, said)
}

// quoted is a text in JSON.
func quoted(text string) string {
	written, _ := json.Marshal(text) // a text can always be written
	return string(written)
}
