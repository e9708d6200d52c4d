package command

import (
	"fmt"
	"io"
	"strconv"

	"glpat/gitlab/problem"
)

// codeRow is a problem code with what it means, the HTTP status that it usually
// comes with, 0 for none of its own, and the exit status that glpat gives for it.
type codeRow struct {
	Code       problem.Code `json:"code"`
	Summary    string       `json:"summary"`
	HTTPStatus int          `json:"http_status"`
	ExitStatus Status       `json:"exit_status"`
}

// codeRows lists every code in the order in which they are explained.
func codeRows() []codeRow {
	var rows []codeRow
	for _, code := range problem.Codes() {
		row := codeRow{Code: code, ExitStatus: statusOfCode(code)}
		if problem, err := problem.Explain(string(code)); err == nil { // every code is explained
			row.Summary, row.HTTPStatus = problem.Summary, problem.HTTPStatus
		}
		rows = append(rows, row)
	}
	return rows
}

// printCodes prints every code, the meaning wrapped in a column of its own.
func printCodes(out io.Writer) {
	printLine(out, "The codes by which glpat names a problem\n")
	rows, width := codeRows(), 0
	for _, row := range rows {
		width = max(width, len(row.Code))
	}
	lead := func(code, status, exit string) string {
		return fmt.Sprintf("%-*s  %4s  %4s  ", width+2, code, status, exit)
	}
	printLine(out, lead("Code", "HTTP", "Exit")+"What it means")
	for _, row := range rows {
		status := ""
		if row.HTTPStatus != 0 {
			status = strconv.Itoa(row.HTTPStatus)
		}
		paragraph(out, lead("  "+string(row.Code), status, strconv.Itoa(int(row.ExitStatus))), row.Summary)
	}
	printLine(out, "\nHow to read them")
	paragraph(out, "  HTTP  ", "The status it usually comes with; without one it comes with several, or with no answer.")
	paragraph(out, "  Exit  ", "The exit status of glpat: that of the first error; notes alone leave it at 0.")
	printLine(out, "\nMore of each:")
	printCommand(out, "  ", "glpat explain CODE")
}
