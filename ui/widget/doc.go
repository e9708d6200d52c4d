// Package widget holds the parts that the wizard's screens are built of: a
// [Sheet] on which a screen is written line by line, a [Block] that a sheet
// becomes, a [List] and the [Picker] around it, a [Calendar], text fields, and
// how wide a text is in cells.
//
// A widget gets its colours and marks from a [style.Theme] and its room in
// cells, and keeps nothing of either. What may come in: parts that could stand
// on any screen. What may not: words about GitLab, the steps of the flow, what
// a key makes the wizard do, files, clocks, the network.
package widget
