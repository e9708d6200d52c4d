// Package transport is the one place that makes HTTP clients.
//
// Its clients talk to one origin, follow redirects only there and only for
// reads, try a read again at most once, read a bounded body, and keep the raw
// answer with the trace of its call. A [Config] says how an instance is reached:
// authorities, a certificate of one's own, headers for a gateway, an API at
// another address.
//
// What may come in: what holds for every call, whatever it asks. What may not:
// what an answer means, which the package problem tells.
package transport
