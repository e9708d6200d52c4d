package gitlab

import (
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"strings"
)

// decode reads a JSON answer, after looking whether it says that it is one: a
// proxy's or a deploy page is a page with status 200.
func decode(answer *Answer, value any) error {
	contentType, _, _ := mime.ParseMediaType(answer.Header.Get("Content-Type"))
	if !isJSONKind(answer.Header.Get("Content-Type")) {
		return &shapeError{contentType: contentType, err: errNotJSON}
	}
	if err := json.Unmarshal(answer.Body, value); err != nil {
		return &shapeError{contentType: contentType, err: err}
	}
	return nil
}

// isJSONKind reports whether a content type is one of JSON.
func isJSONKind(contentType string) bool {
	kind, _, err := mime.ParseMediaType(contentType)
	return err == nil && (kind == "application/json" || strings.HasSuffix(kind, "+json"))
}

// shapeError is an answer with status 200 that is not what the API documents.
type shapeError struct {
	contentType string
	err         error
}

func (e *shapeError) Error() string { return fmt.Sprintf("read a %s answer: %v", e.contentType, e.err) }

func (e *shapeError) Unwrap() error { return e.err }

// errNotJSON means that an answer does not even say that it is JSON.
var errNotJSON = errors.New("want JSON")

// errNoSuccess means that an answer came and is not a success; the [Answer] tells
// what it is.
var errNoSuccess = errors.New("ask GitLab: the answer is no success")

// errPlain means that a token would go to plain http without the person's yes.
var errPlain = errors.New("send a token without encryption: want a yes first")
