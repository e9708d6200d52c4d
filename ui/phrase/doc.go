// Package phrase words facts for people, once for the command line and the
// wizard: whose a token is, when it ends, how long something takes, and what to
// do about a problem. Where the two have to say it in different words, because
// one has flags and the other has keys, both wordings stand here side by side.
//
// What may come in: functions from a fact of gitlab or config to plain text. No
// styles, no widths and no terminal, no reading of flags, no text of one surface
// alone.
package phrase
