package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// document is a data file as the tree of its YAML, so that comments and keys
// that glpat does not know survive a change.
type document struct {
	root *yaml.Node // a document node with one mapping
	list *yaml.Node // the sequence under the file's key, in that mapping
	file dataFile
}

// newDocument returns the document of a new file: its head, and an empty list.
func newDocument(file dataFile) document {
	list := &yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq"}
	top := &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map", Content: []*yaml.Node{textNode(file.list), list}}
	root := &yaml.Node{Kind: yaml.DocumentNode, HeadComment: file.head, Content: []*yaml.Node{top}}
	return document{root: root, list: list, file: file}
}

// parseDocument reads a data file's text. The error is damage.
func parseDocument(file dataFile, text []byte) (document, error) {
	root, err := parseYAML(text)
	if errors.Is(err, io.EOF) {
		// Nothing but comments, which the library drops; with the list's key
		// after them it keeps them.
		root, err = parseYAML(append(slices.Clone(text), "\n"+file.list+":\n"...))
	}
	if err != nil {
		return document{}, damage{fmt.Sprintf("is not valid YAML (%v)", err)}
	}
	top := root.Content[0]
	if isNull(top) {
		*top = yaml.Node{
			Kind: yaml.MappingNode, Tag: "!!map",
			HeadComment: top.HeadComment, LineComment: top.LineComment, FootComment: top.FootComment,
		}
	}
	if top.Kind != yaml.MappingNode {
		return document{}, damage{"is not a list of keys and values"}
	}
	list := valueOf(top, file.list)
	if list == nil {
		list = &yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq"}
		top.Content = append(top.Content, textNode(file.list), list)
	}
	if isNull(list) {
		list.Kind, list.Tag, list.Value, list.Style = yaml.SequenceNode, "!!seq", "", 0
	}
	if list.Kind != yaml.SequenceNode {
		return document{}, damage{fmt.Sprintf("has something else than a list under %q", file.list)}
	}
	return document{root: root, list: list, file: file}, nil
}

// parseYAML reads one YAML document. Its errors name lines and never quote
// values. io.EOF says that there is none.
func parseYAML(text []byte) (root *yaml.Node, err error) {
	// The library reports by panicking inside; none should come out, and
	// foreign text is no reason to stop the program if one does.
	defer func() {
		if recover() != nil {
			root, err = nil, errors.New("it cannot be read")
		}
	}()
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	root = new(yaml.Node)
	if err := decoder.Decode(root); errors.Is(err, io.EOF) {
		return nil, io.EOF
	} else if err != nil {
		return nil, errors.New(quotedAnchor.ReplaceAllString(err.Error(), "anchor"))
	}
	if root.Kind != yaml.DocumentNode || len(root.Content) != 1 {
		return nil, errors.New("it cannot be read")
	}
	if err := decoder.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		return nil, errors.New("there is more than one document in it")
	}
	return root, nil
}

// quotedAnchor is where the library's errors quote from the text: a value that
// starts with "*" is an alias to it.
var quotedAnchor = regexp.MustCompile(`anchor '.*'`)

// entry is one element that the file's list should have.
type entry struct {
	id     string
	fields []field
}

// field is one key of an entry. An empty one is not written, unless the key is
// there already.
type field struct {
	key   string
	value *yaml.Node
	empty bool
}

// merge makes the list hold the entries: those it has are changed where they
// differ, new ones come last, others go. Of elements with the same id the first
// counts. The id of an element that glpat cannot read is "", and such elements
// stay.
func (d document) merge(entries []entry, id func(*yaml.Node) string) {
	wanted := map[string]bool{}
	for _, e := range entries {
		wanted[e.id] = true
	}
	have := map[string]*yaml.Node{}
	var kept []*yaml.Node
	for _, node := range d.list.Content {
		name := id(node)
		if name != "" && !wanted[name] {
			continue
		}
		kept = append(kept, node)
		if have[name] == nil {
			have[name] = node
		}
	}
	for _, e := range entries {
		node := have[e.id]
		if node == nil {
			node = &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}
			have[e.id] = node
			kept = append(kept, node)
		}
		for _, f := range e.fields {
			setField(node, f)
		}
	}
	d.list.Content = kept
	if len(kept) > 0 {
		d.list.Style = 0 // entries one below the other, also after "[]"
	}
}

// odd tells of a part of an entry, or the whole of it if the key is "", that is
// left out. Values are not repeated: they may be anything.
func (d document) odd(index int, key, what string) Notice {
	part := "the entry"
	if key != "" {
		part = fmt.Sprintf("%q", key)
	}
	return Notice{
		Summary: fmt.Sprintf("In %s, line %d: %s %s.", d.file.name, d.list.Content[index].Line, part, what),
		Remedy:  "Correct it there, or delete it.",
	}
}

// encode writes the document and makes sure that reading it back gives the same
// tree and the same comments.
func (d document) encode() (text []byte, err error) {
	defer func() {
		if recover() != nil { // as in parseYAML
			text, err = nil, errors.New("it cannot be written")
		}
	}()
	var b bytes.Buffer
	encoder := yaml.NewEncoder(&b)
	encoder.SetIndent(2)
	if err := encoder.Encode(d.root); err != nil {
		return nil, err
	}
	if err := encoder.Close(); err != nil {
		return nil, err
	}
	if b.Len() > maxFile {
		return nil, fmt.Errorf("it would be larger than %d bytes", maxFile)
	}
	back, err := parseYAML(b.Bytes())
	if err != nil {
		return nil, err
	}
	if !sameTree(d.root, back) || !slices.Equal(comments(d.root), comments(back)) {
		return nil, errors.New("it would not read back the same")
	}
	return b.Bytes(), nil
}

// sameTree reports whether two trees hold the same values.
func sameTree(a, b *yaml.Node) bool {
	return a.Kind == b.Kind && a.ShortTag() == b.ShortTag() && a.Value == b.Value && a.Anchor == b.Anchor &&
		slices.EqualFunc(a.Content, b.Content, sameTree)
}

// comments returns all lines of comments in order of the alphabet: the library
// may hang a comment on the neighbour of the node it was on.
func comments(node *yaml.Node) []string {
	lines := commentLines(node)
	slices.Sort(lines)
	return lines
}

// commentLines returns all lines of comments in the order of the nodes.
func commentLines(node *yaml.Node) []string {
	var lines []string
	for _, text := range []string{node.HeadComment, node.LineComment, node.FootComment} {
		for line := range strings.Lines(text) {
			if line = strings.TrimSpace(line); line != "" {
				lines = append(lines, line)
			}
		}
	}
	for _, child := range node.Content {
		lines = append(lines, commentLines(child)...)
	}
	return lines
}
