// Package realparts finds the real parts that tests use: a browser, a terminal
// multiplexer, other people's clients. A test that lacks its part skips with a
// word on what is missing; with GLPAT_TEST_REQUIRE=all it fails instead.
//
// What may come in: how to start a real part for a test. What may not: fakes.
// Nothing outside tests imports it.
package realparts
