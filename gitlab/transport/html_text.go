package transport

import (
	"html"
	"strings"
)

// TextOfHTML returns the text without HTML's markup and Markdown's stars, with
// white space folded.
func TextOfHTML(text string) string {
	text = withoutMarkup(text)
	text = strings.ReplaceAll(html.UnescapeString(text), "*", "")
	return strings.Join(strings.Fields(text), " ")
}

// longestTag is from where on a tag is taken for text, in bytes.
const longestTag = 8000

// withoutMarkup leaves out what of a page nobody reads: tags, and comments,
// style sheets and scripts with what is in them, to the page's end where they
// have none. It reads each byte a bounded number of times.
func withoutMarkup(page string) string {
	var text strings.Builder
	for {
		before, tag, found := strings.Cut(page, "<")
		text.WriteString(before)
		if !found {
			return text.String()
		}
		if comment, is := strings.CutPrefix(tag, "!--"); is {
			_, page, _ = strings.Cut(comment, "-->")
			continue
		}
		end := strings.IndexAny(tag, "<>")
		if end < 0 || tag[end] == '<' || end > longestTag {
			text.WriteByte('<')
			page = tag
			continue
		}
		page = tag[end+1:]
		name := elementName(tag[:end])
		if name == "style" || name == "script" {
			page = afterElement(page, name)
		}
		if !withinLine(strings.TrimPrefix(name, "/")) {
			text.WriteByte(' ')
		}
	}
}

// elementName is the name of the element that a tag opens, in small letters, or
// closes, behind a slash.
func elementName(tag string) string {
	if tag == "" {
		return ""
	}
	if end := strings.IndexAny(tag[1:], " \t\r\n\f/"); end >= 0 {
		tag = tag[:1+end]
	}
	return strings.ToLower(tag)
}

// withinLine reports whether an element stands within a line, so that its ends
// part no words.
func withinLine(name string) bool {
	switch name {
	case "a", "abbr", "b", "code", "em", "i", "kbd", "mark", "script", "small", "span", "strong", "style",
		"sub", "sup", "tt", "u":
		return true
	}
	return false
}

// afterElement is what follows the element's closing tag, "" where it has none.
func afterElement(page, name string) string {
	for {
		_, tag, found := strings.Cut(page, "</")
		if !found {
			return ""
		}
		if len(tag) >= len(name) && strings.EqualFold(tag[:len(name)], name) {
			_, after, _ := strings.Cut(tag, ">")
			return after
		}
		page = tag
	}
}
