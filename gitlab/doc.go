// Package gitlab is the adapter between glpat and a GitLab instance.
//
// With a [Client] one can discover an instance without credentials
// ([Client.Discover]), find out at which stage the way to it ends
// ([Client.Diagnose]), check a token ([Client.Check]), try whether it does what it
// is for ([Client.Probe]) and list where it reaches ([Client.ListMemberships]). A
// [TokenRequest] writes the prefilled link. Every failure comes back as a
// [problem.Problem]: a cause and what to do about it.
//
// What may come in: the calls to a GitLab, and what follows from their answers.
// What may not: anything about terminals, files or the person's settings, and an
// HTTP client of its own. Only api.go imports GitLab's client library.
//
// The rooms below it import one way: token, input, catalog and transport, and
// problem on top of them. practice and gitlabtest stand beside: the first is a
// server to practise on, the second is for tests.
package gitlab
