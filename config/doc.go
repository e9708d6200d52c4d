// Package config keeps what glpat remembers between two runs: settings,
// records of tokens, and, where the person chose so, a token's secret.
//
// Everything lies in one directory that only its owner can read:
//
//	settings.yaml   instances used before; people may edit it
//	records.yaml    what is known of each token made, never its secret
//	tokens/         secrets kept in files, one file each
//	certificates/   certificates that the person trusts, one file a host
//	lock            held while a file is changed
//
// Files are replaced whole or not at all, and processes take turns, so a crash
// or a second glpat loses nothing. A file that cannot be understood is set
// aside under another name and a [Notice] says so; it is never overwritten.
//
// What may come in: files of glpat's own, the system's keyring, and the
// places a token is handed over to. What may not: screens, calls to GitLab. Of
// package gitlab it uses the types only.
package config
