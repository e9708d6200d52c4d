package input

import (
	"net"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"glpat/gitlab/token"
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
// in it are dropped; a text with a token in it is refused and not repeated, and so
// is a name without a dot that looks drawn at random, unless its scheme is given.
// Errors are [*Error].
func ParseAddress(text string) (Address, error) {
	text = strings.TrimSpace(trimAddress(text))
	if text == "" {
		return Address{}, &Error{
			What: "There is no address yet",
			Do:   "Type the host name of your GitLab, for example gitlab.example.com",
		}
	}
	if len(text) > 2048 {
		return Address{}, &Error{What: "This is too long for an address", Do: "Paste the address of one page of your GitLab"}
	}
	if token.LooksLike(text, token.OwnPrefix{}) {
		return Address{}, TokenInAddress()
	}
	if strings.ContainsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cc, r) }) {
		return Address{}, &Error{
			What: "An address has no spaces or line breaks",
			Do:   "Paste one address, for example https://gitlab.example.com",
		}
	}

	parsed, given, err := parseLoose(text)
	if err != nil {
		return Address{}, err
	}
	host, err := cleanHost(parsed)
	if err != nil {
		return Address{}, err
	}
	if !given && isOneLabel(parsed.Host) && token.LooksRandom(parsed.Host) {
		return Address{}, TokenInAddress()
	}
	address := Address{Scheme: parsed.Scheme, Host: host, Path: instancePath(parsed.Path), SchemeGiven: given}
	if token.LooksLike(address.String(), token.OwnPrefix{}) { // it was escaped
		return Address{}, TokenInAddress()
	}
	return address, nil
}

// TokenInAddress is the error of a text that looks like a token where an address is
// asked for.
func TokenInAddress() *Error {
	return &Error{
		What: "This looks like a token; it does not belong in an address",
		Do:   "Type the address of your GitLab with its scheme, for example https://gitlab.example.com",
	}
}

// isOneLabel reports whether a host is a name without a dot and has no port: a
// token looks like that too, and the name server must not be asked for it.
func isOneLabel(host string) bool { return !strings.ContainsAny(strings.TrimSuffix(host, "."), ".:[") }

// trimAddress takes off what surrounds an address in a text or comes along when
// it is copied. The brackets of an IPv6 address belong to it.
func trimAddress(text string) string {
	text = strings.TrimFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.In(r, unicode.Cc, unicode.Cf) ||
			strings.ContainsRune("\"'`“”‘’«»<>(),;", r)
	})
	inner := strings.Trim(text, "[]")
	balanced := strings.Count(text, "[") == strings.Count(text, "]")
	switch {
	case strings.Contains(inner, ":") && net.ParseIP(inner) != nil && balanced:
		return "[" + inner + "]"
	case strings.Contains(inner, ":") && net.ParseIP(inner) != nil:
		return text // half of it was copied, so it is no address
	case text == "["+inner+"]", !balanced:
		return inner
	}
	return text
}

// urlScheme is what may stand before "://" (RFC 3986).
var urlScheme = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*://`)

// parseLoose finds scheme, host and path in the forms people use. The scheme
// it returns is https or http; given tells whether the person wrote it.
func parseLoose(text string) (parsed *url.URL, given bool, err error) {
	notAnAddress := &Error{
		What: "This is not an address of a GitLab",
		Do:   "Type it like gitlab.example.com or https://gitlab.example.com/gitlab",
	}
	if err := schemeSlip(text); err != nil {
		return nil, false, err
	}
	scheme, rest, _ := strings.Cut(text, "://")
	given = urlScheme.MatchString(text)
	if !given {
		scheme, rest = "https", fromSCP(text)
	}
	scheme = strings.ToLower(scheme)
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
		return nil, false, &Error{
			What: "glpat cannot use an address that starts with " + strconv.Quote(Clean(scheme, 20)+"://"),
			Do:   "Type the address you open in your browser, for example https://gitlab.example.com",
		}
	}
	return parsed, given, nil
}

// fromSCP turns git@host:group/project, which is scp's way to write a remote,
// into host/group/project. What follows the colon is a path, unless it is a
// number: then it is a port, which for the user git is that of SSH and dropped.
// Without a user, what follows the colon is a port.
func fromSCP(text string) string {
	user, host, path, ok := cutSCP(text)
	at := strings.Index(text, "@")
	if !ok || at < 0 || at > strings.Index(text, ":") || strings.HasPrefix(host, "[") {
		return text
	}
	first, after, _ := strings.Cut(path, "/")
	if _, err := strconv.ParseUint(first, 10, 16); err == nil {
		if user != "git" {
			return text
		}
		path = after
	}
	return host + "/" + strings.TrimLeft(path, "/")
}

// cleanHost checks the host and gives it in lower case, with the port only
// where it is not the scheme's own.
func cleanHost(parsed *url.URL) (string, error) {
	name := strings.ToLower(strings.TrimSuffix(parsed.Hostname(), "."))
	if name == sshHost {
		return DefaultHost, nil // its port is SSH's
	}
	if plain, ok := plainHostName(name); ok {
		name = plain
	}
	if ip := net.ParseIP(name); ip != nil {
		if name = ip.String(); strings.Contains(name, ":") {
			name = "[" + name + "]"
		}
	} else if err := checkHostName(name); err != nil {
		return "", err
	}
	port := parsed.Port()
	if port == "" {
		return name, nil
	}
	number, err := strconv.Atoi(port)
	if err != nil || number < 1 || number > 65535 {
		// The number is not repeated: a password with a slash in it looks like
		// a port.
		return "", &Error{What: "The port in this address cannot be right", Do: "A port is a number from 1 to 65535"}
	}
	return canonicalHost(parsed.Scheme, name+":"+strconv.Itoa(number)), nil
}

// sshHost is GitLab.com for SSH on the port of https, where a firewall lets no other
// port through (doc/user/gitlab_com/_index.md).
const sshHost = "altssh.gitlab.com"

// checkHostName refuses names that cannot be a host, and names in other
// scripts: a letter that only looks like another is how a false site is made.
func checkHostName(name string) error {
	if strings.ContainsFunc(name, func(r rune) bool { return r > 0x7e }) {
		return &Error{
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
		return &Error{What: strconv.Quote(Clean(name, 40)) + " is not a host name", Do: "Type it like gitlab.example.com"}
	}
	return nil
}

// maxPath bounds the path that is kept, in bytes.
const maxPath = 1024

// instancePath takes from a page's path what may belong to the instance's own
// base: everything before the first part that is GitLab's own, or that no group
// or instance can have.
func instancePath(pagePath string) string {
	own := []string{
		"api", "users", "help", "explore", "dashboard", "oauth", "profile", "admin", "groups", "projects", "search",
	}
	var kept strings.Builder
	for part := range strings.SplitSeq(strings.Trim(path.Clean("/"+pagePath), "/"), "/") {
		for strings.HasSuffix(part, ".git") {
			part = strings.TrimSuffix(part, ".git")
		}
		if !isPathSegment(part) || slices.Contains(own, part) || kept.Len()+len(part) >= maxPath {
			break
		}
		kept.WriteString("/" + part)
	}
	return kept.String()
}

// String gives the address as a URL.
func (a Address) String() string { return a.Root() + a.Path }

// Root is the address without its path, which is the instance's base unless it
// lives below one.
func (a Address) Root() string { return a.Scheme + "://" + a.Host }

// maxBases bounds how many bases are tried for one address. GitLab itself is
// hardly ever installed deeper than two levels.
const maxBases = 3

// Bases lists the base URLs that the address may mean, the host itself first,
// then each level of its path. A project's page at /a/b may belong to an
// instance at /, at /a, or at /a/b.
func (a Address) Bases() []string {
	bases := []string{a.Root()}
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
func (a Address) Hostname() string { return HostnameOf(a.Host) }

// Loopback reports whether the address is on this machine.
func (a Address) Loopback() bool { return IsLoopback(a.Hostname()) }

// Plain reports whether a token sent there could be read on the way: plain
// http to another machine.
func (a Address) Plain() bool { return a.Scheme == "http" && !a.Loopback() }
