// Package gitlabtest has everything that can go wrong on the
// way to a GitLab and back, each as a row that starts it on loopback and says
// what is to be made of it. The practice instance's own faults are among the
// rows, at the calls where they matter; beside them are what it cannot be by
// itself: servers behind TLS, proxies, gateways, ports where nothing or
// something else answers.
//
// What may come in: a fault that a real client can meet, made by real servers on
// 127.0.0.1 that end with the test. What may not: fakes of a client's parts, and
// what a client says of a fault beyond its code. A connection that is not even
// refused is made on Linux only; a host or network that cannot be reached is not
// made at all, because loopback always can be. Nothing outside tests imports it.
package gitlabtest
