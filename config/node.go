package config

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"go.yaml.in/yaml/v3"
)

// valueOf returns what a mapping has under the key, nil when nothing. An alias
// stands for what it names.
func valueOf(mapping *yaml.Node, key string) *yaml.Node {
	if mapping.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		if name := mapping.Content[i]; name.Kind == yaml.ScalarNode && name.Value == key {
			if alias := mapping.Content[i+1].Alias; alias != nil {
				return alias
			}
			return mapping.Content[i+1]
		}
	}
	return nil
}

// setField gives a mapping's key the value, changing as little as it can.
func setField(mapping *yaml.Node, f field) {
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		name, old := mapping.Content[i], mapping.Content[i+1]
		if name.Kind != yaml.ScalarNode || name.Value != f.key {
			continue
		}
		if sameTree(old, f.value) {
			return
		}
		fresh, left := inPlaceOf(old, f.value)
		mapping.Content[i+1] = fresh
		if name.HeadComment != "" {
			left = append([]string{name.HeadComment}, left...)
		}
		name.HeadComment = strings.Join(left, "\n")
		return
	}
	if !f.empty {
		mapping.Content = append(mapping.Content, textNode(f.key), f.value)
	}
}

// inPlaceOf returns the value as it takes the place of an old one: with its
// comments, and with the old elements that a list still has. The lines of
// comments that are left have lost what they were on.
func inPlaceOf(old, value *yaml.Node) (fresh *yaml.Node, left []string) {
	copied := *value
	fresh = &copied
	if len(old.Content) > 0 && (old.Kind != value.Kind || len(value.Content) == 0) {
		return fresh, commentLines(old)
	}
	fresh.HeadComment, fresh.LineComment, fresh.FootComment = old.HeadComment, old.LineComment, old.FootComment
	if old.Kind != yaml.SequenceNode {
		return fresh, nil
	}
	fresh.Style = old.Style
	fresh.Content = slices.Clone(value.Content)
	gone := slices.Clone(old.Content)
	for i, element := range fresh.Content {
		if at := slices.IndexFunc(gone, func(had *yaml.Node) bool { return sameTree(had, element) }); at >= 0 {
			fresh.Content[i] = gone[at]
			gone = slices.Delete(gone, at, at+1)
		}
	}
	for _, element := range gone {
		left = append(left, commentLines(element)...)
	}
	return fresh, left
}

func isNull(node *yaml.Node) bool {
	return node.Kind == yaml.ScalarNode && node.ShortTag() == "!!null"
}

// textOf returns the text under the key as it stands there, "" when there is
// none; ok is false when there is something else than a text.
func textOf(mapping *yaml.Node, key string) (content string, ok bool) {
	node := valueOf(mapping, key)
	switch {
	case node == nil || isNull(node):
		return "", true
	case node.Kind == yaml.ScalarNode && node.ShortTag() != "!!binary":
		return node.Value, true
	}
	return "", false
}

// textsOf returns the list of texts under the key.
func textsOf(mapping *yaml.Node, key string) (contents []string, ok bool) {
	node := valueOf(mapping, key)
	if node == nil || isNull(node) {
		return nil, true
	}
	if node.Kind != yaml.SequenceNode {
		return nil, false
	}
	for _, element := range node.Content {
		if element.Kind != yaml.ScalarNode {
			return nil, false
		}
		contents = append(contents, element.Value)
	}
	return contents, true
}

// timeOf returns the time under the key, the zero time when there is none.
func timeOf(mapping *yaml.Node, key string) (time.Time, bool) {
	content, ok := textOf(mapping, key)
	if content == "" || !ok {
		return time.Time{}, ok
	}
	at, err := time.Parse(time.RFC3339, content)
	return at.UTC(), err == nil
}

// boolOf returns the yes or no under the key; a missing one is no.
func boolOf(mapping *yaml.Node, key string) (is, ok bool) {
	content, ok := textOf(mapping, key)
	return content == "true", ok && (content == "" || content == "true" || content == "false")
}

// textNode writes a text; one with control characters in quotes, because the
// library writes some of several lines, such as "\tx\ny", so that it cannot read
// them back.
func textNode(content string) *yaml.Node {
	node := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: content}
	if strings.ContainsFunc(content, unicode.IsControl) {
		node.Style = yaml.DoubleQuotedStyle
	}
	return node
}

func textsNode(contents []string) *yaml.Node {
	node := &yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq", Style: yaml.FlowStyle}
	for _, content := range contents {
		node.Content = append(node.Content, textNode(content))
	}
	return node
}

func boolNode(is bool) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!bool", Value: strconv.FormatBool(is)}
}

func intNode(number int64) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!int", Value: strconv.FormatInt(number, 10)}
}

// timeNode writes a moment in UTC, to the second. The zero time is "".
func timeNode(at time.Time) *yaml.Node {
	if at.IsZero() {
		return textNode("")
	}
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!timestamp", Value: at.UTC().Format(time.RFC3339)}
}
