// Package gitlab is the adapter between glpat and a GitLab instance.
//
// It knows what a person may paste as an address, how to look at an instance
// without credentials, which pages and labels each release has, which scopes a
// purpose needs, how the prefilled link is written, and how a token is checked.
// Every failure comes back as a [problem.Problem]: a cause and what to do about it.
//
// What may come in: facts about GitLab and the calls that follow from them.
// What may not: anything about terminals, files or the person's settings. The
// package imports no other room of glpat, and only transport.go makes HTTP
// clients.
package gitlab
