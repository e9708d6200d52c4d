// Package problem explains what can go wrong with a GitLab and a token: a code
// for each cause ([Code]), its words ([Problem]), what to do about it
// ([Remedy]), and the classification of answers, errors and foreign messages
// that leads to a code ([Of], [Explain]). Whose words a text is in ([Speaker])
// decides which scopes and roles it is about, and where a token has to go: one
// table for each speaker (said_*.go) serves the check, the proofs and the
// explanations alike.
//
// What may come in: causes, the words for them, and how they are recognised. No
// calls, no screens, no flag or command of glpat: a surface words those.
package problem
