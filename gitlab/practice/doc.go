// Package practice is the practice GitLab: a server on loopback that plays one
// GitLab release, so that a person can make a token, use it and lose it without
// an account and without consequences.
//
// It has the pages on the way to a personal access token (sign-in, Preferences,
// Access tokens, the form, the created token), with that release's labels,
// order, paths and redirects; the part of the API that token tools use, with
// GitLab's status codes, bodies and headers; the documents by which an instance
// tells about itself without credentials; and, on request, one fault, everywhere or at
// one call. It
// imitates the structure of GitLab's pages, not their markup: from 18.1 on
// GitLab draws them with scripts, here they are plain HTML.
//
// What may come in: what a client or a person can see of GitLab on that way.
// What may not: anything that leaves the machine or outlives the process. State
// is in memory only, and the server answers on loopback alone. The package
// imports gitlab, for releases, labels, scopes and secrets, and nothing else of
// glpat.
package practice
