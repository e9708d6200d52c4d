// Package input reads what people type or paste: the address of an instance, a
// date, an expiry, the path of a project.
//
// [CheckExpiry] is the rule on end dates. Every error is an [Error], which says what
// is wrong and what to do. Clean makes foreign text fit to be shown.
//
// What may come in: the reading of text that glpat did not write. What may not:
// calls, and facts about a release of GitLab.
package input
