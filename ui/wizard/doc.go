// Package wizard is the flow, full screen: one [Model], the router, and a file
// for each screen.
//
// The router is model.go, what it draws is in view.go and overlay.go; shared.go
// is what all screens share, task.go how they read and change, screen.go what a
// screen is, keymap.go which keys it shows. A screen's files begin with screen_
// and its name. What screens are built of is in package widget.
//
// The router owns the size, the visit, the draft and leaving; a screen owns its
// own inputs. Moves are return values applied in the same update; effects run
// in commands, which capture what they need before they start. A screen has a
// handle for each read, by which it is stopped without the others; leaving stops
// all, and a late answer is dropped. A change is never cancelled, and the screen
// that waits for it cannot be left.
//
// What may come in: what is drawn and which key does what. What may not: facts
// about GitLab, the order of the steps, files, clocks, the network.
package wizard
