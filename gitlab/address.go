package gitlab

import (
	"net"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
)

// DefaultHost is the instance that is meant when nobody names one.
const DefaultHost = "gitlab.com"

// Address is where a person says their GitLab is, read from whatever they
// pasted. It may still hold part of a project's path, because only looking at
// the server tells a sub-path from a group: see [Address.Bases].
type Address struct {
	Scheme string // "https" or "http"
	Host   string // lower-case name or IP address, with ":port" where it is not the scheme's own
	Path   string // "" or "/…" without a slash at its end

	// SchemeGiven tells that the person wrote the scheme themselves.
	SchemeGiven bool
}

// ParseAddress reads an address as people paste it: a host name, with or
// without scheme, port and sub-path; any page of the instance; a Git remote in
// the git@host:path or ssh:// form; the API's address. User names and passwords
// in it are dropped. Errors are [*InputError].
func ParseAddress(text string) (Address, error) {
	text = strings.Trim(strings.TrimSpace(text), "\"'`<>()[],;")
	text = strings.TrimSpace(text)
	if text == "" {
		return Address{}, &InputError{What: "There is no address yet", Do: "Type the host name of your GitLab, for example gitlab.example.com"}
	}
	if len(text) > 2048 {
		return Address{}, &InputError{What: "This is too long for an address", Do: "Paste the address of one page of your GitLab"}
	}
	if strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r == 0x7f }) {
		return Address{}, &InputError{What: "An address has no spaces or line breaks", Do: "Paste one address, for example https://gitlab.example.com"}
	}

	parsed, given, err := parseLoose(text)
	if err != nil {
		return Address{}, err
	}
	host, err := cleanHost(parsed)
	if err != nil {
		return Address{}, err
	}
	return Address{Scheme: parsed.Scheme, Host: host, Path: instancePath(parsed.Path), SchemeGiven: given}, nil
}

// parseLoose finds scheme, host and path in the forms people use. The scheme
// it returns is https or http; given tells whether the person wrote it.
func parseLoose(text string) (parsed *url.URL, given bool, err error) {
	notAnAddress := &InputError{What: "This is not an address of a GitLab", Do: "Type it like gitlab.example.com or https://gitlab.example.com/gitlab"}
	scheme, rest, hasScheme := strings.Cut(text, "://")
	if !hasScheme {
		// git@host:group/project is scp's way to write a remote: what follows
		// the colon is a path unless it is a port.
		if user, remote, isSCP := strings.Cut(text, "@"); isSCP && !strings.ContainsAny(user, "/:") {
			if host, remotePath, hasColon := strings.Cut(remote, ":"); hasColon && !startsWithPort(remotePath) {
				text = host + "/" + strings.TrimLeft(remotePath, "/")
			}
		}
		scheme, rest = "https", text
	}
	scheme = strings.ToLower(scheme)
	given = hasScheme
	parsed, parseErr := url.Parse(scheme + "://" + rest)
	if parseErr != nil || parsed.Hostname() == "" {
		return nil, false, notAnAddress
	}
	switch scheme {
	case "http", "https":
	case "ssh", "git", "git+ssh":
		// A remote over SSH says nothing of the web address but its host: its
		// port is SSH's own.
		parsed.Scheme, given = "https", false
		parsed.Host = parsed.Hostname()
		if strings.Contains(parsed.Host, ":") {
			parsed.Host = "[" + parsed.Host + "]"
		}
	default:
		return nil, false, &InputError{What: "glpat cannot use an address that starts with " + strconv.Quote(Clean(scheme, 20)+"://"), Do: "Type the address you open in your browser, for example https://gitlab.example.com"}
	}
	return parsed, given, nil
}

func startsWithPort(text string) bool {
	port, _, _ := strings.Cut(text, "/")
	number, err := strconv.Atoi(port)
	return err == nil && number > 0 && number < 65536
}

// cleanHost checks the host and gives it in lower case, with the port only
// where it is not the scheme's own.
func cleanHost(parsed *url.URL) (string, error) {
	name := strings.ToLower(strings.TrimSuffix(parsed.Hostname(), "."))
	ip := net.ParseIP(name)
	if ip == nil {
		if err := checkHostName(name); err != nil {
			return "", err
		}
	}
	port := parsed.Port()
	if port != "" {
		if number, err := strconv.Atoi(port); err != nil || number < 1 || number > 65535 {
			return "", &InputError{What: "The port " + strconv.Quote(Clean(port, 12)) + " cannot be right", Do: "A port is a number from 1 to 65535"}
		}
	}
	if (parsed.Scheme == "https" && port == "443") || (parsed.Scheme == "http" && port == "80") {
		port = ""
	}
	if ip != nil && strings.Contains(name, ":") {
		name = "[" + name + "]"
	}
	if port == "" {
		return name, nil
	}
	return name + ":" + port, nil
}

// checkHostName refuses names that cannot be a host, and names in other
// scripts: a letter that only looks like another is how a false site is made.
func checkHostName(name string) error {
	if strings.ContainsFunc(name, func(r rune) bool { return r > 0x7e }) {
		return &InputError{
			What: "The host name has letters outside a to z, which can look like others",
			Do:   "Type the name's plain form, which starts with xn--, or copy it from your browser",
		}
	}
	labels := strings.Split(name, ".")
	bad := len(name) > 253 || slices.ContainsFunc(labels, func(label string) bool {
		return label == "" || len(label) > 63 || strings.HasPrefix(label, "-") || strings.HasSuffix(label, "-") ||
			strings.Trim(label, "abcdefghijklmnopqrstuvwxyz0123456789-_") != ""
	})
	if bad {
		return &InputError{What: strconv.Quote(Clean(name, 40)) + " is not a host name", Do: "Type it like gitlab.example.com"}
	}
	return nil
}

// instancePath takes from a page's path what may belong to the instance's own
// base: everything before the first part that is GitLab's own.
func instancePath(pagePath string) string {
	parts := strings.FieldsFunc(path.Clean("/"+pagePath), func(r rune) bool { return r == '/' })
	own := []string{"-", "api", "users", "help", "explore", "dashboard", "oauth", ".well-known", "profile", "admin", "groups", "projects", "search"}
	if at := slices.IndexFunc(parts, func(part string) bool { return slices.Contains(own, part) }); at >= 0 {
		parts = parts[:at]
	}
	if len(parts) == 0 {
		return ""
	}
	parts[len(parts)-1] = strings.TrimSuffix(parts[len(parts)-1], ".git")
	return strings.TrimSuffix("/"+strings.Join(parts, "/"), "/")
}

// String gives the address as a URL.
func (a Address) String() string { return a.Scheme + "://" + a.Host + a.Path }

// maxBases bounds how many bases are tried for one address. GitLab itself is
// hardly ever installed deeper than two levels.
const maxBases = 3

// Bases lists the base URLs that the address may mean, the host itself first,
// then each level of its path. A project's page at /a/b may belong to an
// instance at /, at /a, or at /a/b.
func (a Address) Bases() []string {
	bases := []string{a.Scheme + "://" + a.Host}
	var base strings.Builder
	base.WriteString(bases[0])
	for part := range strings.SplitSeq(strings.Trim(a.Path, "/"), "/") {
		if part == "" || len(bases) == maxBases {
			break
		}
		base.WriteString("/" + part)
		bases = append(bases, base.String())
	}
	return bases
}

// Hostname is the host without port.
func (a Address) Hostname() string { return hostnameOf(a.Host) }

func hostnameOf(hostport string) string {
	parsed := url.URL{Host: hostport}
	return parsed.Hostname()
}

// Loopback reports whether the address is on this machine.
func (a Address) Loopback() bool { return isLoopback(a.Hostname()) }

func isLoopback(hostname string) bool {
	if hostname == "localhost" || strings.HasSuffix(hostname, ".localhost") {
		return true
	}
	ip := net.ParseIP(hostname)
	return ip != nil && ip.IsLoopback()
}

// Plain reports whether a token sent there could be read on the way: plain
// http to another machine.
func (a Address) Plain() bool { return a.Scheme == "http" && !a.Loopback() }
