package input

import (
	"errors"
	"net"
	"net/url"
	"strings"
	"unicode/utf8"
)

// CanonicalURL writes an instance's base URL in the one form in which two of
// them compare: scheme and host in lower case, no default port, no slash at
// the end. [Address.String] has this form too. The error does not repeat the
// text, which may hold a password.
func CanonicalURL(text string) (string, error) {
	base, err := url.Parse(text)
	if err != nil || !utf8.ValidString(text) {
		return "", errors.New("read the instance's address: not a URL")
	}
	scheme := strings.ToLower(base.Scheme)
	if scheme != "http" && scheme != "https" || base.Hostname() == "" {
		return "", errors.New("read the instance's address: want http:// or https:// and a host")
	}
	if base.User != nil || base.RawQuery != "" || base.Fragment != "" {
		return "", errors.New("read the instance's address: it has more than a host, a port and a path")
	}
	return OriginOf(base) + strings.TrimRight(base.EscapedPath(), "/"), nil
}

// OriginOf returns scheme, host and port of a URL in the form of [CanonicalURL],
// so that two that mean the same compare with ==.
func OriginOf(u *url.URL) string {
	scheme := strings.ToLower(u.Scheme)
	return scheme + "://" + canonicalHost(scheme, u.Host)
}

// canonicalHost returns a host in lower case, with its port only where that is
// not the scheme's own.
func canonicalHost(scheme, hostport string) string {
	defaultPort := ":443"
	if scheme == "http" {
		defaultPort = ":80"
	}
	return strings.TrimSuffix(strings.TrimSuffix(strings.ToLower(hostport), defaultPort), ":")
}

// HostOf returns the host of a base URL, with its port, safe to print, and
// "GitLab" where there is none.
func HostOf(base string) string {
	parsed, err := url.Parse(base)
	if err != nil || parsed.Host == "" {
		return "GitLab"
	}
	return Clean(parsed.Host, 80)
}

// HostnameOf returns the host without its port, and an IPv6 address without its
// brackets.
func HostnameOf(hostport string) string {
	parsed := url.URL{Host: hostport}
	return parsed.Hostname()
}

// IsLoopback reports whether a host name, without port, is this computer's own.
func IsLoopback(hostname string) bool {
	if hostname == "localhost" {
		return true
	}
	ip := net.ParseIP(hostname)
	return ip != nil && ip.IsLoopback()
}
