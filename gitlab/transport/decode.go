package transport

import (
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"strings"
)

// Decode decodes a JSON answer into value, after checking that its content type
// is one of JSON: a proxy or an update answers with a page and status 200.
func Decode(answer *Answer, value any) error {
	contentType, _, _ := mime.ParseMediaType(answer.Header.Get("Content-Type"))
	if !IsJSONKind(answer.Header.Get("Content-Type")) {
		return &ShapeError{ContentType: contentType, Err: ErrNotJSON}
	}
	if err := json.Unmarshal(answer.Body, value); err != nil {
		return &ShapeError{ContentType: contentType, Err: err}
	}
	return nil
}

// IsJSONKind reports whether a content type is one of JSON.
func IsJSONKind(contentType string) bool {
	kind, _, err := mime.ParseMediaType(contentType)
	return err == nil && (kind == "application/json" || strings.HasSuffix(kind, "+json"))
}

// ShapeError is a successful answer that is not what the API documents.
type ShapeError struct {
	ContentType string
	Err         error
}

func (e *ShapeError) Error() string { return fmt.Sprintf("read a %s answer: %v", e.ContentType, e.Err) }

func (e *ShapeError) Unwrap() error { return e.Err }

// ErrNotJSON means that an answer's content type is not that of JSON.
var ErrNotJSON = errors.New("want JSON")

// ErrNoSuccess means that an answer came and is not a success; the [Answer] tells
// what it is.
var ErrNoSuccess = errors.New("ask GitLab: the answer is no success")

// ErrPlainHTTP means that a token would go to plain http without the person's yes.
var ErrPlainHTTP = errors.New("send a token without encryption: want a yes first")
