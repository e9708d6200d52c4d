package input

import "strings"

// RemoteHost returns the host of a Git remote, and for a web address its scheme
// and port too, in a form that [ParseAddress] takes. A remote on this computer's
// disk has none: then it returns "".
func RemoteHost(remote string) string {
	if scheme, rest, ok := strings.Cut(remote, "://"); ok {
		authority, _, _ := strings.Cut(rest, "/")
		authority = authority[strings.LastIndex(authority, "@")+1:]
		switch scheme {
		case "https", "http":
			return scheme + "://" + authority
		case "ssh":
			host, _, _ := strings.Cut(authority, ":")
			return webHost(host)
		}
		return ""
	}
	user, host, _, ok := cutSCP(remote)
	isDrive := user == "" && len(host) < 2 // of Windows
	if !ok || strings.Contains(host, `\`) || isDrive {
		return ""
	}
	return webHost(host)
}

// webHost is the host of the web pages of a GitLab that is reached by SSH.
func webHost(host string) string {
	if strings.EqualFold(host, sshHost) {
		return DefaultHost
	}
	return host
}

// cutSCP takes apart a remote in the form of scp: host:path, or user@host:path.
// A slash before the colon makes it a path on the disk.
func cutSCP(remote string) (user, host, path string, ok bool) {
	before, path, ok := strings.Cut(remote, ":")
	if at := strings.LastIndex(before, "@"); at >= 0 {
		user, before = before[:at], before[at+1:]
	}
	return user, before, path, ok && !strings.Contains(user+before, "/")
}
