package input

import (
	"net"
	"net/url"
	"strings"
)

// HostOf names the host of a base URL, "GitLab" where there is none.
func HostOf(base string) string {
	parsed, err := url.Parse(base)
	if err != nil || parsed.Host == "" {
		return "GitLab"
	}
	return Clean(parsed.Host, 80)
}

func HostnameOf(hostport string) string {
	parsed := url.URL{Host: hostport}
	return parsed.Hostname()
}

// OriginOf writes scheme, host and port in one way, so that two that mean the
// same compare with ==.
func OriginOf(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = defaultPort(u.Scheme)
	}
	return u.Scheme + "://" + strings.ToLower(u.Hostname()) + ":" + port
}

func IsLoopback(hostname string) bool {
	if hostname == "localhost" {
		return true
	}
	ip := net.ParseIP(hostname)
	return ip != nil && ip.IsLoopback()
}

func defaultPort(scheme string) string {
	if scheme == "http" {
		return "80"
	}
	return "443"
}
