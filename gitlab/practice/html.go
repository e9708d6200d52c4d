package practice

import (
	"html"
	"strings"
)

// A part is what an element can be given: an attribute, text, or another
// element. Everything that is written through one is escaped, so no page can
// forget to.
type part func(*element)

// element is an HTML element while it is being written.
type element struct {
	attributes strings.Builder
	content    strings.Builder
}

// el is an element. name may carry classes, as in "div.card.wide".
func el(name string, parts ...part) part {
	return func(parent *element) {
		name, classes, _ := strings.Cut(name, ".")
		var e element
		if classes != "" {
			attr("class", strings.ReplaceAll(classes, ".", " "))(&e)
		}
		for _, add := range parts {
			add(&e)
		}
		out := &parent.content
		out.WriteString("<" + name + e.attributes.String() + ">")
		if isVoid(name) {
			return
		}
		out.WriteString(e.content.String() + "</" + name + ">")
		if isBlock(name) {
			out.WriteString("\n")
		}
	}
}

// attr is an attribute. name is always a constant of this package.
func attr(name, value string) part {
	return func(e *element) {
		e.attributes.WriteString(" " + name + `="` + html.EscapeString(value) + `"`)
	}
}

// flag is an attribute without a value, present when set.
func flag(name string, set bool) part {
	if !set {
		return nothing
	}
	return func(e *element) { e.attributes.WriteString(" " + name) }
}

func id(value string) part     { return attr("id", value) }
func testID(value string) part { return attr("data-testid", value) }
func href(value string) part   { return attr("href", value) }

// text is text between tags.
func text(s string) part {
	return func(e *element) { e.content.WriteString(html.EscapeString(s)) }
}

// verbatim is markup, script or style that this package wrote itself: only
// constants, or text that was escaped for where it stands.
func verbatim(markup string) part {
	return func(e *element) { e.content.WriteString(markup) }
}

// all is several parts in one.
func all(parts ...part) part {
	return func(e *element) {
		for _, add := range parts {
			add(e)
		}
	}
}

// when is parts that are there only on a condition.
func when(condition bool, parts ...part) part {
	if !condition {
		return nothing
	}
	return all(parts...)
}

// each is one part for each item.
func each[T any](items []T, make func(T) part) part {
	return func(e *element) {
		for _, item := range items {
			make(item)(e)
		}
	}
}

func nothing(*element) {}

// document is a whole HTML document.
func document(parts ...part) string {
	var root element
	el("html", append([]part{attr("lang", "en")}, parts...)...)(&root)
	return "<!DOCTYPE html>\n" + root.content.String()
}

func isVoid(name string) bool {
	switch name {
	case "input", "meta", "link", "br", "hr", "img":
		return true
	}
	return false
}

// isBlock tells after which elements a line ends, so that a person who looks at
// the source can read it.
func isBlock(name string) bool {
	switch name {
	case "a", "b", "strong", "span", "code", "button", "label", "small", "em", "option", "textarea":
		return false
	}
	return true
}
