//go:build race

package gitlab_test

// raceDetector tells that the tests run with the race detector, which takes memory
// of its own.
const raceDetector = true
