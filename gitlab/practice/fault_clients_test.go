package practice

import (
	"bytes"
	"encoding/json"
	"errors"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"

	"glpat/gitlab/catalog"
	"glpat/gitlab/gitlabtest/realparts"
	"glpat/gitlab/token"
)

// documented is what GitLab, or what stands in front of it, is documented to
// answer under a fault, written down here a second time on purpose. "URL" stands
// for the instance's.
type documented struct {
	fault  Fault
	path   string // below /api/v4, "" for the token itself
	status int
	kind   string   // Content-Type
	body   string   // the whole of it, or with "…" at its end the beginning
	header []string // what must be among the headers, as "Name: value"
	exit   int      // curl's own status
	// What python-gitlab makes of it: the exception's class, or classes where
	// its versions differ, and its message. "" where it raises none, but hands
	// over the answer as it came.
	python, message string
	waits           bool // the client has to lose its patience
}

// aToken is the answer of the token itself.
const aToken = `{"id":1,"name":"n","revoked":false,"created_at":"2026-03-01T12:00:00.000Z","description":null,"scopes":["read_repository"],` +
	`"user_id":77,"last_used_at":"2026-03-01T12:00:00.000Z","active":true,"granular":false,"expires_at":"2026-04-01","last_used_ips":["127.0.0.1"]}`

const (
	asJSON = "application/json"
	asHTML = "text/html"
	asText = "text/plain"

	refusal   = "GitlabAuthenticationError"
	failing   = "GitlabHttpError"
	broken    = "GitlabParsingError"
	lost      = "ConnectionError GitlabConnectionError"
	impatient = "ReadTimeout"
)

func documentedAnswers() []documented {
	refused := func(fault Fault, name, description string) documented {
		return documented{
			fault:   fault,
			status:  401,
			kind:    asJSON,
			python:  refusal,
			message: name,
			body:    `{"error":"` + name + `","error_description":"` + description + `"}`,
			header: []string{
				`WWW-Authenticate: Bearer realm="Protected by OAuth 2.0", ` +
					`error="` + name + `", error_description="` + description + `"`,
			},
		}
	}
	said := func(fault Fault, status int, message string, header ...string) documented {
		d := documented{
			fault:   fault,
			status:  status,
			kind:    asJSON,
			body:    `{"message":"` + message + `"}`,
			header:  header,
			python:  failing,
			message: message,
		}
		if status == 401 {
			d.python = refusal
		}
		return d
	}
	page := func(fault Fault, status int, kind, body string, header ...string) documented {
		d := documented{fault: fault, status: status, kind: kind, body: body, header: header, python: failing, message: body}
		switch status {
		case 401:
			d.python = refusal
		case 200:
			d.python, d.message = "", ""
		}
		return d
	}
	return []documented{
		{
			fault:  "",
			status: 200,
			kind:   asJSON,
			body:   aToken,
			header: []string{"RateLimit-Limit: 2000", "RateLimit-Remaining: 1999", "Date: Sun, 01 Mar 2026 12:00:00 GMT"},
		},

		said("token-unknown", 401, "401 Unauthorized"),
		refused("token-expired", "invalid_token", "Token is expired. You can either do re-authorization or token refresh."),
		refused("token-revoked", "invalid_token", "Token was revoked. You have to re-authorize from the user."),
		refused("impersonation-off", "invalid_token", "Token is an impersonation token but impersonation was disabled."),
		refused("dpop", "dpop_error", "DPoP validation error: DPoP header is missing"),
		said("not-personal", 400, "400 Bad request - This endpoint requires token type to be a personal access token"),
		refused(
			"editor-refused",
			"restricted_language_server_client_error",
			"Language server client error: Language server client version is not supported",
		),
		said("tokens-off", 401, "401 Unauthorized"),

		said("blocked", 403, "403 Forbidden - Your account has been blocked."),
		said("pending", 403, "403 Forbidden - Your account is pending approval from your administrator and hence blocked."),
		said(
			"deactivated",
			403,
			"403 Forbidden - Your account has been deactivated by your administrator. Please log back in from a web browser "+
				"to reactivate your account at URL",
		),
		said("internal", 403, "403 Forbidden - This action cannot be performed by internal users"),
		said(
			"unconfirmed",
			403,
			"403 Forbidden - Your primary email address is not confirmed. Please check your inbox for the confirmation "+
				"instructions. "+
				"In case the link is expired, you can request a new confirmation email at URL/users/confirmation/new",
		),
		said("terms", 403, "403 Forbidden - You (@pat) must accept the Terms of Service in order to perform this action. "+
			"To accept these terms, please access GitLab from a web browser at URL."),
		said(
			"password-expired",
			403,
			"403 Forbidden - Your password expired. Please access GitLab from a web browser to update your password.",
		),
		said(
			"sso",
			400,
			"Cannot find valid SSO session. Please login via your group's SSO at "+
				"URL/groups/practice-team/-/saml/sso?token=practice",
		),
		page(
			"ip-block",
			403,
			asHTML,
			"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Access denied</title>…",
		),
		page(
			"gateway",
			401,
			asHTML,
			"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>401 Authorization Required</title>…",
			`Www-Authenticate: Basic realm="Company gateway"`,
		),

		{
			fault:   "scope-missing",
			path:    "/user",
			status:  403,
			kind:    asJSON,
			python:  failing,
			message: "insufficient_scope",
			body: `{"error":"insufficient_scope","error_description":"The request requires higher privileges than provided ` +
				`by the access token.","scope":"read_user api read_api"}`,
		},
		{
			fault:   "granular-missing",
			status:  403,
			kind:    asJSON,
			python:  failing,
			message: "insufficient_granular_scope",
			body: `{"error":"insufficient_granular_scope","error_description":"Access denied: Your Personal Access Token ` +
				`lacks the required permissions: [read_personal_access_token]."}`,
		},
		said("forbidden", 403, "403 Forbidden"),

		said("not-found", 404, "404 Not Found"),
		{
			fault:   "endpoint-missing",
			status:  404,
			kind:    asJSON,
			body:    `{"error":"404 Not Found"}`,
			python:  failing,
			message: "404 Not Found",
		},
		page("wrong-path", 404, asHTML, "<!DOCTYPE html>\n<html lang=\"en\"><head><title>404 Not Found</title>…"),
		page(
			"rate-limited",
			429,
			asText,
			"Retry later\n",
			"Retry-After: 42",
			"RateLimit-Limit: 2000",
			"RateLimit-Name: throttle_authenticated_api",
			"RateLimit-Observed: 2001",
			"RateLimit-Remaining: 0",
			"RateLimit-Reset: 1772366442",
			"RateLimit-ResetTime: Sun, 01 Mar 2026 12:00:42 GMT",
		),
		{
			fault: "rate-limited-json", status: 429, kind: asJSON, header: []string{"Retry-After: 60"}, python: failing,
			body:    `{"message":{"error":"This endpoint has been requested too many times. Try again later."}}`,
			message: "{'error': 'This endpoint has been requested too many times. Try again later.'}",
		},
		{fault: "rate-limited-bare", status: 429, python: failing, message: "429: "},
		page(
			"rate-limited-custom",
			429,
			asText,
			"Slow down, please. The platform team helps: chat channel #gitlab-help\n",
			"Retry-After: Sun, 01 Mar 2026 12:01:30 GMT",
		),
		said("server-error", 500, "500 Internal Server Error"),
		page(
			"server-error-html",
			500,
			asHTML+"; charset=utf-8",
			"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Something went wrong (500)</title>…",
		),
		page("bad-gateway", 502, asText, "GitLab is not responding"),
		page("gateway-timeout", 504, asHTML, "<!DOCTYPE html>\n<html lang=\"en\"><head><title>504 Gateway "+
			"Time-out</title>…"),
		said("unavailable", 503, "503 Service Unavailable", "Retry-After: 30"),
		page(
			"deploy-page@self",
			200,
			asHTML+"; charset=utf-8",
			"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Deploy in progress</title>…",
		),
		said("maintenance@self", 503, "GitLab Maintenance: system is in maintenance mode"),

		page(
			"login-page",
			200,
			asHTML+"; charset=utf-8",
			"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Sign in</title>…",
		),
		page(
			"captive-portal",
			511,
			asHTML,
			"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Network Authentication Required</title>…",
		),
		{
			fault:   "truncated",
			status:  200,
			kind:    asJSON,
			body:    aToken[:len(aToken)/2],
			python:  broken,
			message: "Failed to parse the server message",
		},
		{
			fault:  "cut",
			status: 200,
			kind:   asJSON,
			body:   aToken[:len(aToken)/2],
			header: []string{"Content-Length: " + strconv.Itoa(len(aToken))},
			exit:   18,
			python: broken + " ChunkedEncodingError",
		},
		{fault: "endless", status: 200, kind: asJSON, body: `{"id":1,"name":"more more more more …`, exit: 28, waits: true},
		{fault: "wrong-shape", status: 200, kind: asJSON, body: `["this","is","a","list"]`},
		{fault: "wrong-type", status: 200, kind: "application/octet-stream", body: aToken},
		{
			fault:   "not-utf8",
			status:  420,
			kind:    asText + "; charset=iso-8859-1",
			body:    "Zugriff \xfcber dieses Ger\xe4t verweigert\n",
			python:  failing,
			message: "Zugriff über dieses Gerät verweigert\n",
		},
		{
			fault:   "escapes",
			status:  403,
			kind:    asJSON,
			body:    `{"message":"403 Forbidden - \u001b]0;owned\u0007\u001b[31mred…`,
			python:  failing,
			message: "403 Forbidden - \x1b]0;owned\x07\x1b[31mred…",
		},
		{
			fault:   "megabyte",
			status:  400,
			kind:    asJSON,
			body:    `{"message":"400 Bad request - no and no and no and …`,
			python:  failing,
			message: "400 Bad request - no and no and no and …",
		},
		page("unknown-status", 418, asText, "short and stout\n"),
		{
			fault:   "redirect-elsewhere",
			status:  302,
			header:  []string{"Location: http://gitlab.invalid/api/v4/personal_access_tokens/self"},
			python:  lost,
			message: "host='gitlab.invalid'",
		},
		{
			fault:   "redirect-loop",
			status:  302,
			header:  []string{"Location: URL/api/v4/personal_access_tokens/self?turn=1"},
			python:  "TooManyRedirects",
			message: "Exceeded 30 redirects.",
		},

		{fault: "slow", exit: 28, waits: true, python: impatient, message: "Read timed out."},
		{
			fault:   "drip",
			status:  200,
			kind:    asJSON,
			body:    "{",
			header:  []string{"Content-Length: " + strconv.Itoa(len(aToken))},
			exit:    28,
			waits:   true,
			python:  lost,
			message: "Read timed out.",
		},
		{fault: "silent", exit: 28, waits: true, python: impatient, message: "Read timed out."},
		{fault: "reset", exit: 56, python: lost, message: "Connection reset by peer"},
		{fault: "hang-up", exit: 52, python: lost, message: "Remote end closed connection without response"},
		{
			fault:  "clock-behind",
			status: 200,
			kind:   asJSON,
			body:   aToken,
			header: []string{"Date: Sat, 28 Feb 2026 12:00:00 GMT"},
		},
		{
			fault:  "clock-ahead",
			status: 200,
			kind:   asJSON,
			body:   aToken,
			header: []string{"Date: Mon, 02 Mar 2026 12:00:00 GMT"},
		},
	}
}

func TestWhatIsDocumentedOfFaultsIsComplete(t *testing.T) {
	for _, info := range Faults() {
		if !slices.ContainsFunc(documentedAnswers(), func(d documented) bool { return d.fault.Name() == info.Fault.Name() }) {
			t.Errorf("nothing is documented of %s", info.Fault)
		}
	}
}

// faulty starts an instance for a row, with a token.
func (d documented) faulty(t *testing.T) (*Server, token.Secret) {
	t.Helper()
	s := start(t, Options{Fault: d.fault, Now: newClock().Now})
	secret, err := s.MakeToken("n", catalog.ScopeReadRepository)
	if err != nil {
		t.Fatal(err)
	}
	return s, secret
}

func (d documented) address(s *Server) string {
	if d.path != "" {
		return s.URL() + "/api/v4" + d.path
	}
	return s.URL() + selfPath
}

func TestCurlSeesUnderEachFaultWhatIsDocumented(t *testing.T) {
	t.Parallel()
	curl := realparts.Require(t, "curl", "curl")
	for _, d := range documentedAnswers() {
		t.Run(string(d.fault), func(t *testing.T) {
			t.Parallel()
			s, secret := d.faulty(t)
			patience := "20"
			if d.waits {
				patience = "0.4"
			}
			command := exec.CommandContext(
				t.Context(),
				curl,
				"-sS",
				"--noproxy",
				"*",
				"--max-time",
				patience,
				"--limit-rate",
				"4M",
				"-i",
				"-H",
				"@-",
				d.address(s),
			)
			command.Stdin = strings.NewReader("PRIVATE-TOKEN: " + secret.Reveal() + "\n")
			output, err := command.Output()
			if _, ended := errors.AsType[*exec.ExitError](err); err != nil && !ended {
				t.Fatal(err)
			}
			if exit := command.ProcessState.ExitCode(); exit != d.exit {
				t.Errorf("curl ends with %d, want %d", exit, d.exit)
			}
			head, body, _ := strings.Cut(strings.ReplaceAll(string(output), s.URL(), "URL"), "\r\n\r\n")
			lines := strings.Split(head, "\r\n")
			want := "HTTP/1.1 " + strconv.Itoa(d.status)
			if d.status != 0 && !strings.HasPrefix(lines[0], want) || d.status == 0 && head != "" {
				t.Errorf("curl shows %q, want %q", lines[0], want)
			}
			wanted := d.header
			if d.kind != "" {
				wanted = append(wanted, "Content-Type: "+d.kind)
			}
			for _, want := range wanted {
				if !slices.ContainsFunc(lines, func(line string) bool { return sameHeader(line, want) }) {
					t.Errorf("curl shows the headers\n%s\nwant %q among them", head, want)
				}
			}
			if !asDocumented(body, d.body) {
				t.Errorf("curl shows %.400q, want %.400q", body, d.body)
			}
		})
	}
}

// sameHeader compares two header lines; names are the same in any case.
func sameHeader(line, want string) bool {
	name, value, _ := strings.Cut(line, ": ")
	wantName, wantValue, _ := strings.Cut(want, ": ")
	return strings.EqualFold(name, wantName) && value == wantValue
}

// asDocumented compares a text with one that may be a part only.
func asDocumented(text, want string) bool {
	if start, isPart := strings.CutSuffix(want, "…"); isPart {
		return strings.HasPrefix(text, start)
	}
	return text == want
}

// pythonFaults asks with python-gitlab under every fault and writes one line of
// JSON each.
const pythonFaults = `
import json, sys, gitlab
for line in sys.stdin:
    row = json.loads(line)
    gl = gitlab.Gitlab(row["url"], private_token=row["secret"], timeout=row["patience"])
    said = {"fault": row["fault"], "class": "", "code": 0, "message": "", "answer": ""}
    try:
        answer = gl.http_get(row["path"], obey_rate_limit=False)
        said["answer"] = answer if isinstance(answer, (dict, list)) else answer.text
    except Exception as e:
        said["class"], said["code"] = type(e).__name__, getattr(e, "response_code", None) or 0
        message = getattr(e, "error_message", None) or str(e)
        said["message"] = message.decode("latin-1") if isinstance(message, bytes) else str(message)
    print(json.dumps(said), flush=True)
`

func TestPythonGitLabRaisesUnderEachFaultWhatIsDocumented(t *testing.T) {
	t.Parallel()
	python := realparts.Require(t, "python-gitlab", "/usr/bin/python3", "python3")
	if exec.CommandContext(t.Context(), python, "-c", "import gitlab").Run() != nil {
		realparts.MissingPart(t, "python-gitlab")
	}
	type asked struct {
		Fault    Fault   `json:"fault"`
		URL      string  `json:"url"`
		Path     string  `json:"path"`
		Secret   string  `json:"secret"`
		Patience float64 `json:"patience"` // seconds
	}
	var input strings.Builder
	urls := map[Fault]string{}
	rows := map[Fault]documented{}
	for _, d := range documentedAnswers() {
		if d.fault == "endless" {
			continue // it reads for as long as there is memory
		}
		s, secret := d.faulty(t)
		row := asked{Fault: d.fault, URL: s.URL(), Path: d.path, Secret: secret.Reveal(), Patience: 20}
		if d.path == "" {
			row.Path = "/personal_access_tokens/self"
		}
		if d.waits {
			row.Patience = 0.3
		}
		if err := json.NewEncoder(&input).Encode(row); err != nil {
			t.Fatal(err)
		}
		rows[d.fault], urls[d.fault] = d, s.URL()
	}
	command := exec.CommandContext(t.Context(), python, "-c", pythonFaults)
	command.Stdin = strings.NewReader(input.String())
	output, err := command.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, output)
	}
	heard := 0
	for line := range strings.Lines(strings.TrimSpace(string(output))) {
		var said pythonSaid
		if err := json.Unmarshal([]byte(line), &said); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		heard++
		d := rows[said.Fault]
		said.Message = strings.ReplaceAll(said.Message, urls[said.Fault], "URL")
		if !d.agrees(said) {
			t.Errorf(
				"under %q python-gitlab says %s %d %.300q %.300s, want %s %q",
				said.Fault,
				said.Class,
				said.Code,
				said.Message,
				said.Answer,
				d.python,
				d.message,
			)
		}
	}
	if heard != len(rows) {
		t.Errorf("python-gitlab was asked %d times and said %d things", len(rows), heard)
	}
}

// pythonSaid is what python-gitlab made of one answer: an exception, with the
// status as its code, or what it handed over.
type pythonSaid struct {
	Fault          Fault
	Class, Message string
	Code           int
	Answer         json.RawMessage
}

func (d documented) agrees(said pythonSaid) bool {
	switch d.python {
	case "":
		var text string
		if json.Unmarshal(said.Answer, &text) == nil {
			return said.Class == "" && asDocumented(text, d.body)
		}
		return said.Class == "" && sameJSON(said.Answer, []byte(d.body))
	case refusal, failing:
		return said.Class == d.python && said.Code == d.status && asDocumented(said.Message, d.message)
	}
	return slices.Contains(strings.Fields(d.python), said.Class) && said.Code == 0 &&
		strings.Contains(said.Message, d.message)
}

// sameJSON compares two values without regard to spaces.
func sameJSON(one, other []byte) bool {
	var a, b bytes.Buffer
	return json.Compact(&a, one) == nil && json.Compact(&b, other) == nil && a.String() == b.String()
}
