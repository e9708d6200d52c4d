package command

import (
	"fmt"
	"io"
	"strings"
)

// textWidth is how wide the text of a topic is, in cells.
const textWidth = 80

// table prints rows of cells in columns, each as wide as its widest cell. The
// first row is the heading, and the others are set in under it.
func table(out io.Writer, rows [][]string) {
	widths := make([]int, len(rows[0]))
	for i, row := range rows {
		if i > 0 {
			row[0] = "  " + row[0]
		}
		for column, cell := range row {
			widths[column] = max(widths[column], len(cell))
		}
	}
	for _, row := range rows {
		for column, cell := range row {
			row[column] = fmt.Sprintf("%-*s", widths[column], cell)
		}
		printLine(out, strings.TrimRight(strings.Join(row, "  "), " "))
	}
}

// paragraph prints text wrapped between words; lead stands before its first
// line, and the others stand under it.
func paragraph(out io.Writer, lead, text string) {
	line, pad := lead, strings.Repeat(" ", len(lead))
	for i, word := range strings.Fields(text) {
		switch {
		case i == 0:
			line += word
		case len(line)+1+len(word) > textWidth:
			printLine(out, line)
			line = pad + word
		default:
			line += " " + word
		}
	}
	printLine(out, line)
}

// rowsOf prints rows of a label and what stands behind it, and none where that is
// nothing.
func rowsOf(out io.Writer) func(label, text string) {
	return func(label, text string) {
		if text != "" {
			printLine(out, fmt.Sprintf("  %-11s %s", label, text))
		}
	}
}

// printList prints a heading with a line for each thing below, and nothing where
// there is none.
func printList(out io.Writer, heading string, things []string) {
	if len(things) == 0 {
		return
	}
	printLine(out, "\n"+heading)
	for _, thing := range things {
		printLine(out, "  - "+thing)
	}
}

// checkRow prints a row of the report, a label and what stands behind it.
func checkRow(out io.Writer, label, text string) {
	printLine(out, fmt.Sprintf("%-11s %s", label, text))
}
