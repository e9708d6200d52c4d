package gitlabtest

import (
	"slices"
	"testing"
	"time"

	"glpat/gitlab/problem"
	"glpat/gitlab/token"
)

// Row is one fault, or a way to a GitLab that works though it is not the usual
// one.
type Row struct {
	// Name is unique, and reads as a name of a subtest.
	Name  string
	Phase Phase
	// Start starts the servers, which end with the test. Where this machine
	// cannot make the fault it skips the test with a word on why.
	Start func(t testing.TB) Target
	// Code is what the fault is to be called, "" where all is well.
	Code problem.Code
	// Warning tells that the code comes as a remark, and all else is well.
	Warning bool
	// Words are parts of the summary, the cause or the remedy; none where the
	// code says enough.
	Words []string
	// Waits tells that nothing but the client's own patience ends the call.
	Waits bool
}

// Phase is the step of a client that meets the fault. What comes before it
// works.
type Phase string

// The stages.
const (
	// PhaseDiscover is looking at the instance without a token.
	PhaseDiscover Phase = "look"
	// PhaseCheck is checking a token.
	PhaseCheck Phase = "check"
)

// Target is what a client is given. What is empty is not needed.
type Target struct {
	URL string // the instance's base URL
	API string // the API's base URL, where it lives elsewhere
	// Token is one that the instance knows, with the scope read_api; made up
	// where no practice instance is behind the fault.
	Token token.Secret
	// CAFile is what to trust, ClientCert and ClientKey what to show; paths of
	// PEM files.
	CAFile, ClientCert, ClientKey string
	// Proxy is the URL of the proxy to go through, with its password in it.
	Proxy string
	// Headers go with every request, as "Name: value".
	Headers []string
}

// Rows lists all of them. now is the clock of the practice instances behind
// them, nil for the real one; certificates always go by the real one.
func Rows(now func() time.Time) []Row {
	if now == nil {
		now = time.Now
	}
	return slices.Concat(
		practiceRows(now),
		tlsRows(now),
		clientCertificateRows(now),
		proxyRows(now),
		networkRows(),
		gatewayRows(now),
	)
}
