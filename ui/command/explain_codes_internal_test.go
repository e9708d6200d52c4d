package command

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"

	"glpat/gitlab/problem"
)

func TestEveryCodeIsPrintedWithItsMeaningAndItsExitStatus(t *testing.T) {
	t.Parallel()
	topic, found := findTopic("codes")
	if !found {
		t.Fatal("codes is no topic")
	}
	var text, written bytes.Buffer
	if err := topic.print(&text, false); err != nil {
		t.Fatal(err)
	}
	if err := topic.print(&written, true); err != nil {
		t.Fatal(err)
	}
	var inJSON []map[string]any
	if err := json.Unmarshal(written.Bytes(), &inJSON); err != nil {
		t.Fatal(err)
	}
	inText := rowsOfCodes(text.String())
	if len(inText) != len(problem.Codes()) || len(inJSON) != len(problem.Codes()) {
		t.Errorf("there are %d codes, %d in the text and %d in the JSON", len(problem.Codes()), len(inText), len(inJSON))
	}
	for i, code := range problem.Codes() {
		problem, err := problem.Explain(string(code))
		if err != nil {
			t.Fatal(err)
		}
		row, exit := []string{string(code)}, int(statusOfCode(code))
		if problem.HTTPStatus != 0 {
			row = append(row, strconv.Itoa(problem.HTTPStatus))
		}
		row = append(append(row, strconv.Itoa(exit)), strings.Fields(problem.Summary)...)
		if i >= len(inText) || !slices.Equal(inText[i], row) {
			t.Errorf("the text has no row %q", row)
		}
		if i >= len(inJSON) || inJSON[i]["code"] != string(code) || inJSON[i]["summary"] != problem.Summary ||
			inJSON[i]["http_status"] != float64(problem.HTTPStatus) || inJSON[i]["exit_status"] != float64(exit) {
			t.Errorf("the JSON has no element for %s, %d", code, exit)
		}
	}
	for line := range strings.Lines(text.String()) {
		if line = strings.TrimSuffix(line, "\n"); len(line) > textWidth || strings.TrimRight(line, " ") != line {
			t.Errorf("a line is too wide or has a blank at its end: %q", line)
		}
	}
}

// rowsOfCodes are the words of each row, in however many lines it stands.
func rowsOfCodes(text string) [][]string {
	var rows [][]string
	_, table, _ := strings.Cut(text, "What it means\n")
	table, _, _ = strings.Cut(table, "\n\n")
	for line := range strings.Lines(table) {
		words := strings.Fields(line)
		if strings.HasPrefix(line, "   ") && len(rows) > 0 {
			rows[len(rows)-1] = append(rows[len(rows)-1], words...)
			continue
		}
		rows = append(rows, words)
	}
	return rows
}
