// Package picture draws GitLab's pages for the terminal: where to look, what to
// press, under the labels of the release that the person has before them.
//
// A picture is a sketch and not a copy. It holds the page's own order and
// labels around the one thing to choose, which an arrow and a few words point
// out, so that it reads the same without colour. [Describe] says the same in a
// sentence, for people who do not see the drawing.
//
// What may come in: how a page looks, and how a sketch is cut to a small
// terminal. What may not: which step one is on, keys, or anything that reads or
// changes the world. Labels that differ by release stand in [catalog.FormLayout]
// where other rooms need them too, and here where only the drawing does.
package picture
