package input

import (
	"slices"
	"strings"
)

// Near returns those of the names that a typed word is likely to mean, the nearest
// first, three at most: names that begin with it, and names that one or two slips of
// a finger away are it (one for words of four letters and less). Case does not
// matter. A name that is the word itself is among them.
func Near(word string, names []string) []string {
	const most = 3
	word = strings.ToLower(strings.TrimSpace(word))
	if word == "" || len(word) > longestWord {
		return nil
	}
	type found struct {
		name string
		slip int
	}
	var near []found
	for _, name := range names {
		slips := slipsBetween(word, strings.ToLower(name))
		begins := len(word) >= 3 && strings.HasPrefix(strings.ToLower(name), word)
		switch allowed := 1 + min(len(word)/5, 1); {
		case slips <= allowed && slips < len(word):
			near = append(near, found{name, slips})
		case begins:
			near = append(near, found{name, allowed + 1})
		}
	}
	slices.SortStableFunc(near, func(a, b found) int { return a.slip - b.slip })
	names = nil
	for _, one := range near[:min(len(near), most)] {
		names = append(names, one.name)
	}
	return names
}

// longestWord bounds what is compared, in bytes: longer ones are no word, and may be
// a secret.
const longestWord = 40

// slipsBetween counts the letters to add, leave out, change or swap with their
// neighbour to make one word of the other (optimal string alignment).
func slipsBetween(a, b string) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			change := rows[i-1][j-1]
			if a[i-1] != b[j-1] {
				change++
			}
			rows[i][j] = min(change, rows[i-1][j]+1, rows[i][j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}
