package config

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
)

// settingsFile is settings.yaml:
//
//	instances:
//	  - url: https://gitlab.example.com
//	    pages: "17.9"
//	    fine_grained_only: false
//	    made_token: true
//	    allow_http: false
//	    api: https://api.example.com
//	    ca_file: /etc/ssl/ours.pem
//	    client_cert: ~/gitlab/me.pem
//	    client_key: ~/gitlab/me.key
//	    headers:
//	      - "X-Gateway-Key: env:GATEWAY_KEY"
//	    last_used: 2026-11-22T10:00:00Z
func settingsFile() dataFile {
	return dataFile{
		name: "settings.yaml", what: "settings", list: "instances",
		head: "# What glpat remembers of the GitLab instances you use. You may edit this file.",
	}
}

func readSettings(doc document) (Settings, []Notice) {
	var settings Settings
	var notices []Notice
	seen := map[string]bool{}
	for i, node := range doc.list.Content {
		mistaken := mistakenKeys(node)
		for _, key := range slices.Sorted(maps.Keys(mistaken)) {
			notices = append(
				notices,
				doc.odd(i, key, fmt.Sprintf("is no key that glpat knows; perhaps %q is meant", mistaken[key])),
			)
		}
		id := instanceID(node)
		if id == "" {
			notices = append(notices, doc.odd(i, "", "has no address of a GitLab"))
			continue
		}
		if seen[id] {
			continue
		}
		seen[id] = true
		instance, odd := readInstance(node)
		for _, key := range odd {
			notices = append(notices, doc.odd(i, key, cmp.Or(oddConnection(key), "makes no sense and is not used")))
		}
		settings.Instances = append(settings.Instances, instance)
	}
	slices.SortStableFunc(settings.Instances, func(a, b KnownInstance) int { return b.LastUsed.Compare(a.LastUsed) })
	return settings, notices
}

// readInstance reads an entry that has an id, and returns the keys whose values
// it could not use.
func readInstance(node *yaml.Node) (instance KnownInstance, odd []string) {
	var ok bool
	instance.URL, _ = textOf(node, "url")
	instance.Pages, ok = textOf(node, "pages")
	if _, err := catalog.ParseRelease(instance.Pages); !ok || err != nil && instance.Pages != "" {
		instance.Pages, odd = "", append(odd, "pages")
	}
	if instance.FineGrainedOnly, ok = boolOf(node, "fine_grained_only"); !ok {
		odd = append(odd, "fine_grained_only")
	}
	if instance.MadeToken, ok = boolOf(node, "made_token"); !ok {
		odd = append(odd, "made_token")
	}
	if instance.AllowHTTP, ok = boolOf(node, "allow_http"); !ok {
		odd = append(odd, "allow_http")
	}
	connection, oddKeys := readConnection(node)
	instance.Connection, odd = connection, append(odd, oddKeys...)
	if instance.LastUsed, ok = timeOf(node, "last_used"); !ok {
		instance.LastUsed, odd = time.Time{}, append(odd, "last_used")
	}
	return instance, odd
}

// writeSettings makes the document say what is wanted. It touches only the
// instances that differ from what the document says.
func writeSettings(doc document, want Settings) {
	now, _ := readSettings(doc)
	entries := make([]entry, 0, len(want.Instances))
	for _, instance := range want.Instances {
		instance.LastUsed = instance.LastUsed.UTC().Truncate(time.Second)
		e := entry{}
		e.id, _ = input.CanonicalURL(instance.URL)
		var was KnownInstance
		same := func(other KnownInstance) bool { return sameInstance(other.URL, instance.URL) }
		if at := slices.IndexFunc(now.Instances, same); at >= 0 {
			was = now.Instances[at]
		}
		if !instance.equal(was) {
			e.fields = []field{
				{key: "url", value: textNode(instance.URL)},
				{key: "pages", value: textNode(instance.Pages), empty: instance.Pages == ""},
				{key: "fine_grained_only", value: boolNode(instance.FineGrainedOnly), empty: !instance.FineGrainedOnly},
				{key: "made_token", value: boolNode(instance.MadeToken), empty: !instance.MadeToken},
				{key: "allow_http", value: boolNode(instance.AllowHTTP), empty: !instance.AllowHTTP},
			}
			e.fields = append(e.fields, instance.Connection.fields(was.Connection)...)
			used := field{key: "last_used", value: timeNode(instance.LastUsed), empty: instance.LastUsed.IsZero()}
			e.fields = append(e.fields, used)
		}
		entries = append(entries, e)
	}
	doc.merge(entries, instanceID)
}

// instanceID is the entry's URL in the form that compares, "" when it has none.
func instanceID(node *yaml.Node) string {
	address, _ := textOf(node, "url")
	id, err := input.CanonicalURL(address)
	if err != nil {
		return ""
	}
	return id
}

func sameInstance(a, b string) bool {
	x, errX := input.CanonicalURL(a)
	y, errY := input.CanonicalURL(b)
	return errX == nil && errY == nil && x == y
}

// instanceKeys are the keys of an entry of settings.yaml.
func instanceKeys() []string {
	return []string{
		"url", "pages", "fine_grained_only", "made_token", "allow_http", "api", "ca_file", "client_cert", "client_key",
		"headers", "last_used",
	}
}

// mistakenKeys are the keys of an entry that glpat does not know and that look like
// one it knows, each with the one that may be meant. Other keys are somebody else's,
// and are left alone. They are all short names, so none is a secret.
func mistakenKeys(node *yaml.Node) map[string]string {
	mistaken := map[string]string{}
	if node.Kind != yaml.MappingNode {
		return mistaken
	}
	for i := 0; i+1 < len(node.Content); i += 2 {
		key := node.Content[i].Value
		if slices.Contains(instanceKeys(), key) || !isKeyName(key) {
			continue
		}
		if meant := meantKey(key); meant != "" && valueOf(node, meant) == nil {
			mistaken[key] = meant
		}
	}
	return mistaken
}

// isKeyName reports whether a key is short and made of what names are made of.
func isKeyName(key string) bool {
	const longest = 20
	odd := func(r rune) bool { return !strings.ContainsRune("abcdefghijklmnopqrstuvwxyz_-", r) }
	return len(key) < longest && !strings.ContainsFunc(strings.ToLower(key), odd)
}

// meantKey is the key that somebody may mean by another, "" for none.
func meantKey(key string) string {
	key = strings.ReplaceAll(strings.ToLower(key), "-", "_")
	switch key {
	case "host", "address", "server", "hostname", "gitlab_url":
		return "url"
	case "release", "version":
		return "pages"
	case "api_url", "api_address", "api_host":
		return "api"
	case "ca", "cacert", "ca_cert", "ca_certificate":
		return "ca_file"
	case "cert", "client_certificate":
		return "client_cert"
	case "key":
		return "client_key"
	case "http", "insecure", "plain_http":
		return "allow_http"
	case "header":
		return "headers"
	}
	if near := input.Near(key, instanceKeys()); len(near) > 0 {
		return near[0]
	}
	return ""
}
