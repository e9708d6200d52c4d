package picture

// crop leaves rows out until the others, and the More glyphs in place of what
// is gone, are no more than limit lines. What weighs least and stands farthest
// from a mark goes first; marked rows stay.
func crop(rows []row, limit int, more line) []row {
	distance := distances(rows)
	gone := make([]bool, len(rows))
	var order []int // the rows that are gone, in the order in which they went
	kept := cropped(nil, rows, gone, more)
	for height(kept) > limit {
		next := -1
		for i, row := range rows {
			if gone[i] || row.weight == marked {
				continue
			}
			if next < 0 || row.weight < rows[next].weight ||
				row.weight == rows[next].weight && distance[i] >= distance[next] {
				next = i
			}
		}
		if next < 0 {
			break
		}
		gone[next] = true
		order = append(order, next)
		kept = cropped(kept[:0], rows, gone, more)
	}
	// A row of two lines, or a glyph that is no longer needed, may have left
	// room for others.
	for i := len(order) - 1; i >= 0 && height(kept) < limit; i-- {
		gone[order[i]] = false
		kept = cropped(kept[:0], rows, gone, more)
		if height(kept) > limit {
			gone[order[i]] = true
			kept = cropped(kept[:0], rows, gone, more)
		}
	}
	// Marks alone may fill the box; then there is no line left for the glyph.
	for i := len(kept) - 1; i >= 0 && height(kept) > limit; i-- {
		if kept[i].weight != marked {
			kept = append(kept[:i], kept[i+1:]...)
		}
	}
	return kept
}

// cropped appends the rows that are not gone to kept, with a More glyph where
// others were. A gap that would be no lower with the glyph than with its one
// row keeps the row. Gaps among filler show one glyph, the last, since the boxes
// between them are read as one list.
func cropped(kept, rows []row, gone []bool, more line) []row {
	lastFiller := -1 // where in kept the glyph of the last gap among filler is
	for i := 0; i < len(rows); i++ {
		if !gone[i] {
			kept = append(kept, rows[i])
			continue
		}
		first, count, onlyFiller := 0, 0, true // of what leaves a trace
		for ; i < len(rows) && gone[i]; i++ {
			if rows[i].weight == spare {
				continue
			}
			if count == 0 {
				first = i
			}
			count++
			onlyFiller = onlyFiller && rows[i].weight == filler
		}
		i--
		switch {
		case count == 0:
			continue
		case onlyFiller:
			if lastFiller >= 0 {
				kept = append(kept[:lastFiller], kept[lastFiller+1:]...)
			}
			lastFiller = len(kept)
		case count == 1 && len(rows[first].lines) == 1:
			kept = append(kept, rows[first])
			continue
		}
		glyph := more
		if rows[first].more != nil {
			glyph = rows[first].more
		}
		kept = append(kept, row{lines: []line{glyph}, weight: spare})
	}
	return kept
}

func height(rows []row) int {
	lines := 0
	for _, row := range rows {
		lines += len(row.lines)
	}
	return lines
}

// distances tells for each row how many rows away the nearest mark is.
func distances(rows []row) []int {
	distance := make([]int, len(rows))
	for i := range rows {
		distance[i] = len(rows)
		for j, other := range rows {
			if other.weight == marked {
				distance[i] = min(distance[i], max(i-j, j-i))
			}
		}
	}
	return distance
}
