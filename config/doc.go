// Package config keeps what glpat remembers between two runs: settings,
// records of tokens, and, where the person chose so, a token's secret.
//
// Everything lies in one directory that only its owner can read:
//
//	settings.yaml   [Settings]: instances used before; people may edit it
//	records.yaml    [Record]: what is known of each token made, never its secret
//	tokens/         [SecretStore]: secrets kept in files, one file each
//	certificates/   certificates that the person trusts, one file a host
//	lock            held while a file is changed
//
// Where a token's secret is saved is a [Storage]: the system's keyring, a file
// below tokens/, or nowhere. [SecretStore] saves and loads it there.
//
// How an instance is reached beyond its address is a [Connection], which settings
// and flags both have. [Settings.Resolve] puts the two together for an address.
// What "--allow-http" allows, and whether plain http may be used at all, is decided
// in allow_http.go; which address the flags count for, in connection_resolve.go. The
// client of gitlab refuses whatever was not allowed.
//
// Files are replaced whole or not at all, and processes take turns, so a crash
// or a second glpat loses nothing. A file that cannot be understood is set
// aside under another name and a [Notice] says so; it is never overwritten.
//
// What another user could have changed is not used, and nothing is written there:
// trust.go decides that. Links are followed to read, never to write, rename or change
// a mode. A failure with a file is a [FileError], which has a cause and a remedy.
//
// What may come in: files of glpat's own, the system's keyring, the places a token
// is handed over to, and what flags and settings say together. What may not:
// screens, calls to GitLab. Of the rooms of gitlab it uses the types, and the
// readers of what people type.
package config
