package problem

import "net/http"

// CommonMeaning returns in a few words, without a full stop, what one of the
// [CommonStatuses] means, and "" for any other status. [Explain] says more.
func CommonMeaning(status int) string {
	switch status {
	case http.StatusUnauthorized:
		return "the token is wrong, has expired or was revoked"
	case http.StatusForbidden:
		return "the token works, but its scopes or your role do not allow this"
	case http.StatusNotFound:
		return "wrong address, or something you may not see"
	case http.StatusTooManyRequests:
		return "too many calls: wait a minute"
	case http.StatusInternalServerError:
		return "GitLab's own fault: try again later"
	}
	return ""
}
