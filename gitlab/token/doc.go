// Package token holds the secret, and what its text alone tells.
//
// A [Secret] is written nowhere unless it is revealed. Beside it stand the kinds of
// token by their prefix, the checksum, whether a text looks like a token, and the
// redaction of a secret in other texts.
//
// What may come in: what can be told of a token offline. What may not: calls, and
// anything else of glpat.
package token
