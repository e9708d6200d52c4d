package config

import (
	"slices"

	"go.yaml.in/yaml/v3"

	"glpat/gitlab/input"
)

// readConnection reads how an entry's instance is reached, and returns the keys
// whose values it could not use. Of a certificate and its key both are left out
// or none, and of the headers those that make no sense.
func readConnection(node *yaml.Node) (connection Connection, odd []string) {
	api, ok := textOf(node, "api")
	if !ok || !isAPI(api) {
		odd = append(odd, "api")
	} else {
		connection.API = tidyAPI(api)
	}
	if connection.CAFile, ok = pathOf(node, "ca_file"); !ok {
		odd = append(odd, "ca_file")
	}
	cert, certOK := pathOf(node, "client_cert")
	if !certOK {
		odd = append(odd, "client_cert")
	}
	key, keyOK := pathOf(node, "client_key")
	if keyOK = keyOK && (key == "" || cert != "" || !certOK); !keyOK {
		odd = append(odd, "client_key")
	}
	if certOK && keyOK {
		connection.ClientCert, connection.ClientKey = cert, key
	}
	connection.savedCA, connection.savedClient = connection.CAFile != "", connection.ClientCert != ""
	if connection.Headers, ok = headersOf(node); !ok {
		odd = append(odd, "headers")
	}
	return connection, odd
}

// oddConnection says what is odd about the value of one of those keys, "" for other
// keys.
func oddConnection(key string) string {
	switch key {
	case "api":
		return "is not an address, and is not used"
	case "ca_file", "client_cert":
		return "is not the whole path of a file, and is not used"
	case "client_key":
		return `is not the whole path of a file that goes with "client_cert", and is not used`
	case "headers":
		return `has something else than "Name: value" that can be sent, which is not used`
	}
	return ""
}

// tidyAPI writes an API's address as a URL, which has no password in it. The
// address can be read, or there is none.
func tidyAPI(text string) string {
	address, err := input.ParseAddress(text)
	if err != nil {
		return ""
	}
	return address.String()
}

// pathOf returns the path under the key, "" when there is none; ok is false
// when there is something else than a whole path.
func pathOf(mapping *yaml.Node, key string) (path string, ok bool) {
	path, ok = textOf(mapping, key)
	if !ok || !isSavedPath(path) {
		return "", false
	}
	return path, true
}

// headersOf returns the headers that can be sent; ok is false when there is
// anything else. Without quotes "Name: value" is a key and its value in YAML,
// so that is read as well.
func headersOf(mapping *yaml.Node) (headers []string, ok bool) {
	list := valueOf(mapping, "headers")
	if list == nil || isNull(list) {
		return nil, true
	}
	elements := []*yaml.Node{list}
	if list.Kind == yaml.SequenceNode {
		elements = list.Content
	}
	ok = true
	for _, element := range elements {
		texts, read := headerTexts(element)
		ok = ok && read
		for _, text := range texts {
			if _, err := parseHeader(text); err != nil {
				ok = false
				continue
			}
			headers = append(headers, text)
		}
	}
	return headers, ok
}

// headerTexts returns each "Name: value" of one element.
func headerTexts(element *yaml.Node) (texts []string, ok bool) {
	if text, ok := headerText(element); ok {
		return []string{text}, true
	}
	if element.Alias != nil {
		element = element.Alias
	}
	if element.Kind != yaml.MappingNode {
		return nil, false
	}
	ok = true
	for i := 0; i+1 < len(element.Content); i += 2 {
		name, isText := headerText(element.Content[i])
		value, isTextToo := headerText(element.Content[i+1])
		if !isText || !isTextToo {
			ok = false
			continue
		}
		texts = append(texts, name+": "+value)
	}
	return texts, ok
}

func headerText(node *yaml.Node) (text string, ok bool) {
	if node.Alias != nil {
		node = node.Alias
	}
	return node.Value, node.Kind == yaml.ScalarNode && !isNull(node) && node.ShortTag() != "!!binary"
}

// fields are those that say something else than the entry does now. The others
// stay as they stand there, odd values too: a person wrote them.
func (c Connection) fields(now Connection) []field {
	var fields []field
	text := func(key, content string) {
		fields = append(fields, field{key: key, value: textNode(content), empty: content == ""})
	}
	if c.API != now.API {
		text("api", c.API)
	}
	if c.CAFile != now.CAFile {
		text("ca_file", c.CAFile)
	}
	if c.ClientCert != now.ClientCert || c.ClientKey != now.ClientKey {
		text("client_cert", c.ClientCert)
		text("client_key", c.ClientKey)
	}
	if !slices.Equal(c.Headers, now.Headers) {
		list := textsNode(c.Headers)
		if len(c.Headers) > 0 {
			list.Style = 0 // one below the other
		}
		fields = append(fields, field{key: "headers", value: list, empty: len(c.Headers) == 0})
	}
	return fields
}
