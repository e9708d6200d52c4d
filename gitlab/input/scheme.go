package input

import (
	"net/url"
	"regexp"
	"strings"
)

// slippedScheme is a beginning that was meant for "https://" and is written otherwise:
// with one slash, without the colon, with another sign, twice.
var slippedScheme = regexp.MustCompile(`^([A-Za-z]{3,7})(?:[:;]+/*|/{2,})(.*)$`)

// schemeSlip is the error of an address whose beginning is nearly "https://" or
// "http://", with the address that is likely meant; nil where the beginning is right
// or is something else. Without it the word of the scheme would be taken for a host.
func schemeSlip(text string) error {
	scheme, rest, slipped := cutScheme(text)
	switch {
	case scheme == "":
		return nil
	case !slipped:
		again, behind, _ := cutScheme(rest)
		if again == "" {
			return nil
		}
		scheme, rest = again, behind // pasted behind what stood there already
	}
	wrong := &Error{
		What: "This address does not begin as one does, with https://",
		Do:   "Type it like https://gitlab.example.com",
	}
	parsed, err := url.Parse(scheme + "://" + rest)
	if err != nil || parsed.Hostname() == "" {
		return wrong
	}
	if host, err := cleanHost(parsed); err == nil {
		meant := Address{Scheme: scheme, Host: host, Path: instancePath(parsed.Path)}
		wrong.Do = "Did you mean " + meant.String()
	}
	return wrong
}

// cutScheme cuts off what is meant for "https" or "http", with what follows it.
// slipped tells that it is not written as it has to be.
func cutScheme(text string) (scheme, rest string, slipped bool) {
	found := slippedScheme.FindStringSubmatch(text)
	if found == nil {
		return "", "", false
	}
	word := strings.ToLower(found[1])
	near := Near(word, []string{"https", "http"})
	if len(near) == 0 || word != near[0] && !strings.Contains(text, "//") {
		return "", "", false // a host and its port, or an alias of SSH
	}
	rest = strings.TrimLeft(found[2], "/")
	if before, _, isPort := strings.Cut(rest, "/"); word == near[0] && !strings.Contains(text, "/") &&
		strings.Trim(before, "0123456789") == "" && !isPort {
		return "", "", false // a host of that name, with a port
	}
	lead := text[:len(text)-len(rest)]
	return near[0], rest, !strings.EqualFold(lead, near[0]+"://")
}
