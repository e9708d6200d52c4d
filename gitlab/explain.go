package gitlab

import (
	"encoding/json"
	"net/http"
	"regexp"
	"strconv"
	"strings"
)

// Explain says what an answer of GitLab means, offline. It takes a status
// ("401", "HTTP/2 403"), one of glpat's own codes ("token_expired"), or a line
// or body that GitLab sent. Errors are [*InputError].
func Explain(text string) (*Problem, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return nil, &InputError{What: "There is nothing to explain", Do: "Give a status such as 401, or the message you got"}
	}
	if problem := explainCode(Code(strings.ToLower(text))); problem != nil {
		return problem, nil
	}
	status := statusIn(text)
	switch {
	case status == 0:
		return nil, &InputError{
			What: "glpat does not know this answer: " + Clean(text, 60),
			Do:   "Give its status, for example 401, 403, 404, 429 or 500, or the whole line",
		}
	case status < http.StatusBadRequest:
		return nil, &InputError{
			What: strconv.Itoa(status) + " is not a failure",
			Do:   "Give the status or the message of the call that failed",
		}
	}
	problem := problemOfAnswer(&Answer{Status: status, Header: http.Header{}, Body: []byte(bodyIn(text))}, Instance{})
	problem.ServerSaid = "" // it is the person who said it
	return problem, nil
}

// knownPhrases are parts of GitLab's own messages and the status they come
// with (lib/api/api_guard.rb, lib/gitlab/git_access.rb).
func knownPhrases() []struct {
	phrase string
	status int
} {
	return []struct {
		phrase string
		status int
	}{
		{"insufficient_scope", http.StatusForbidden},
		{"insufficient_granular_scope", http.StatusForbidden},
		{"higher privileges than provided", http.StatusForbidden},
		{"You are not allowed to", http.StatusForbidden},
		{"Terms of Service", http.StatusForbidden},
		{"pending approval", http.StatusForbidden},
		{"has been blocked", http.StatusForbidden},
		{"has been deactivated", http.StatusForbidden},
		{"password expired", http.StatusForbidden},
		{"email address is not confirmed", http.StatusForbidden},
		{"invalid_token", http.StatusUnauthorized},
		{"Token is expired", http.StatusUnauthorized},
		{"Token was revoked", http.StatusUnauthorized},
		{"Bad Access Token", http.StatusUnauthorized},
		{"impersonation was disabled", http.StatusUnauthorized},
		{"dpop_error", http.StatusUnauthorized},
		{"DPoP validation error", http.StatusUnauthorized},
		{"restricted_language_server_client_error", http.StatusUnauthorized},
		{"HTTP Basic: Access denied", http.StatusUnauthorized},
		{"SSO session", http.StatusBadRequest},
		{"token type to be a personal access token", http.StatusBadRequest},
		{"Retry later", http.StatusTooManyRequests},
		{"requested too many times", http.StatusTooManyRequests},
		{"maintenance mode", http.StatusServiceUnavailable},
		{"GitLab is not responding", http.StatusBadGateway},
		{"could not be found or you don't have permission", http.StatusNotFound},
	}
}

var statusNumber = regexp.MustCompile(`(?:^|[^0-9.])([1-5][0-9]{2})(?:[^0-9]|$)`)

// statusIn finds the status that a text speaks of, 0 when it names none.
func statusIn(text string) int {
	for _, known := range knownPhrases() {
		if strings.Contains(text, known.phrase) {
			return known.status
		}
	}
	if match := statusNumber.FindStringSubmatch(text); match != nil {
		status, _ := strconv.Atoi(match[1]) // three digits always parse
		return status
	}
	return 0
}

// bodyIn gives the text as GitLab's JSON, so that a bare line is understood
// like the body it came from.
func bodyIn(text string) string {
	if json.Valid([]byte(text)) && strings.HasPrefix(text, "{") {
		return text
	}
	if start, end := strings.Index(text, "{"), strings.LastIndex(text, "}"); start >= 0 && end > start && json.Valid([]byte(text[start:end+1])) {
		return text[start : end+1]
	}
	if _, err := strconv.Atoi(text); err == nil {
		return ""
	}
	if strings.HasPrefix(text, "<") {
		return text // a web page, which says more by being one
	}
	body := map[string]string{"message": text}
	for _, known := range []struct{ phrase, error string }{
		{"insufficient_granular_scope", "insufficient_granular_scope"},
		{"insufficient_scope", "insufficient_scope"},
		{"higher privileges than provided", "insufficient_scope"},
		{"dpop_error", "dpop_error"},
		{"DPoP validation error", "dpop_error"},
		{"restricted_language_server_client_error", "restricted_language_server_client_error"},
	} {
		if strings.Contains(text, known.phrase) {
			body["error"] = known.error
			break
		}
	}
	for _, phrase := range []string{"Token is expired", "Token was revoked", "impersonation was disabled"} {
		if at := strings.Index(text, phrase); at >= 0 {
			body["error_description"] = text[at:]
		}
	}
	encoded, _ := json.Marshal(body) // a map of strings always encodes
	return string(encoded)
}

// FiveErrors are the statuses everybody who uses a token meets sooner or
// later.
func FiveErrors() []int {
	return []int{
		http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound,
		http.StatusTooManyRequests, http.StatusInternalServerError,
	}
}
