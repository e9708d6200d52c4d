package config

import (
	"cmp"
	"slices"
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
