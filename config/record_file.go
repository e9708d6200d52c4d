package config

import (
	"slices"
	"strconv"
	"time"

	"go.yaml.in/yaml/v3"

	"glpat/gitlab/catalog"
)

// recordsFile is records.yaml:
//
//	records:
//	  - instance: https://gitlab.example.com
//	    token_id: 812
//	    name: laptop
//	    username: alice
//	    scopes: [read_api]
//	    expires_at: "2026-12-22"
//	    created_at: 2026-11-22T10:00:00Z
//	    kept: keyring
//	    pending: false
//	    kept_at: 2026-11-22T10:00:05Z
//	    account: alice#812
func recordsFile() dataFile {
	return dataFile{
		name: "records.yaml", what: "records of tokens", list: "records",
		head: "# The tokens that glpat helped to make. No token's secret is in this file.",
	}
}

func readRecords(doc document) ([]Record, []Notice) {
	var records []Record
	var notices []Notice
	seen := map[string]bool{}
	for i, node := range doc.list.Content {
		record, odd := readRecord(node)
		id := recordID(node)
		if id == "" {
			notices = append(notices, doc.odd(i, "", "does not say which token it is about"))
			continue
		}
		if seen[id] {
			continue
		}
		seen[id] = true
		for _, key := range odd {
			notices = append(notices, doc.odd(i, key, "makes no sense and is not used"))
		}
		records = append(records, record)
	}
	return records, notices
}

// readRecord reads an entry and returns the keys whose values it could not use.
func readRecord(node *yaml.Node) (record Record, odd []string) {
	record.Instance, _ = textOf(node, "instance")
	record.TokenID, _ = tokenID(node)
	for key, target := range map[string]*string{
		"name": &record.Name, "username": &record.Username, "account": &record.Account, "expires_at": &record.ExpiresAt,
	} {
		var ok bool
		*target, ok = textOf(node, key)
		if !ok || key == "expires_at" && !isDay(*target) {
			*target, odd = "", append(odd, key)
		}
	}
	scopes, ok := textsOf(node, "scopes")
	if !ok {
		odd = append(odd, "scopes")
	}
	for _, scope := range scopes {
		record.Scopes = append(record.Scopes, catalog.Scope(scope))
	}
	if record.CreatedAt, ok = timeOf(node, "created_at"); !ok {
		record.CreatedAt, odd = time.Time{}, append(odd, "created_at")
	}
	if record.KeptAt, ok = timeOf(node, "kept_at"); !ok {
		record.KeptAt, odd = time.Time{}, append(odd, "kept_at")
	}
	word, ok := textOf(node, "kept")
	if word == "" && ok {
		word = StorageNowhere.String()
	}
	if record.Kept, ok = parseStorage(word); !ok {
		odd = append(odd, "kept")
	}
	if record.Pending, ok = boolOf(node, "pending"); !ok {
		odd = append(odd, "pending")
	}
	slices.Sort(odd)
	return record, odd
}

// writeRecords makes the document hold the records. It touches only those that
// differ from what the document says.
func writeRecords(doc document, want []Record) {
	now, _ := readRecords(doc)
	entries := make([]entry, 0, len(want))
	for _, record := range want {
		e := entry{id: record.id()}
		if !slices.ContainsFunc(now, record.equal) {
			e.fields = record.fields()
		}
		entries = append(entries, e)
	}
	doc.merge(entries, recordID)
}

func (r Record) fields() []field {
	scopes := make([]string, len(r.Scopes))
	for i, scope := range r.Scopes {
		scopes[i] = string(scope)
	}
	return []field{
		{key: "instance", value: textNode(r.Instance)},
		{key: "token_id", value: intNode(r.TokenID), empty: r.TokenID == 0},
		{key: "name", value: textNode(r.Name), empty: r.Name == ""},
		{key: "username", value: textNode(r.Username), empty: r.Username == ""},
		{key: "scopes", value: textsNode(scopes), empty: len(scopes) == 0},
		{key: "expires_at", value: textNode(r.ExpiresAt), empty: r.ExpiresAt == ""},
		{key: "created_at", value: timeNode(r.CreatedAt), empty: r.CreatedAt.IsZero()},
		{key: "kept", value: textNode(r.Kept.String())},
		{key: "pending", value: boolNode(r.Pending), empty: !r.Pending},
		{key: "kept_at", value: timeNode(r.KeptAt), empty: r.KeptAt.IsZero()},
		{key: "account", value: textNode(r.Account), empty: r.Account == ""},
	}
}

// recordID is the id of the entry's record, "" when it does not say which
// token of which instance it is about.
func recordID(node *yaml.Node) string {
	number, ok := tokenID(node)
	if !ok {
		return ""
	}
	instance, _ := textOf(node, "instance")
	username, _ := textOf(node, "username")
	return Record{Instance: instance, TokenID: number, Username: username}.id()
}

// tokenID returns the entry's token id, 0 when it has none.
func tokenID(node *yaml.Node) (int64, bool) {
	digits, ok := textOf(node, "token_id")
	if digits == "" {
		return 0, ok
	}
	number, err := strconv.ParseInt(digits, 10, 64)
	return number, ok && err == nil && number >= 0
}
