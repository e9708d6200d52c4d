package gitlab

import (
	"context"
	"errors"
	"net"
	"net/http/httptrace"
	"slices"
	"strings"
	"time"

	"glpat/gitlab/input"
	"glpat/gitlab/problem"
	"glpat/gitlab/transport"
)

// StageName names one stage of a connection to an instance.
type StageName string

// The stages, in the order in which they are passed.
const (
	StageProxy      StageName = "proxy"
	StageDNS        StageName = "name"
	StageConnection StageName = "connection"
	StageTLS        StageName = "tls"
	StageAPI        StageName = "api" // only where it lives at another address
	StageGitLab     StageName = "gitlab"
	StageRelease    StageName = "release"
	StageClock      StageName = "clock"
)

// Stage is one stage of a connection to an instance, which was passed or
// failed.
type Stage struct {
	Name StageName
	// Took is how long it took, 0 where that is not measured.
	Took time.Duration
	// Said is what was found, cleaned, in one clause without a full stop; "" for the
	// release, which the instance tells.
	Said string
	// Instance is what was found, for the stage of the release, nil for all others.
	Instance *Instance
	// Problem explains why the stage failed, or what is odd about it, nil when all
	// is well.
	Problem *problem.Problem
}

// Diagnosis is what [Client.Diagnose] found out about the connection to an
// instance.
type Diagnosis struct {
	// Address is what was asked for.
	Address  string
	Instance *Instance // nil when none was found
	Stages   []Stage
}

// Failure returns the problem of the stage that failed, nil when none did.
func (d Diagnosis) Failure() *problem.Problem {
	for _, stage := range d.Stages {
		if stage.Problem != nil && stage.Problem.Severity == problem.SeverityError {
			return stage.Problem
		}
	}
	return nil
}

// Diagnose connects to an instance stage by stage, without a token, and stops
// at the first stage that fails. It calls tell with each stage as soon as that
// is known.
func (c *Client) Diagnose(
	ctx context.Context,
	address input.Address,
	config transport.Config,
	tell func(Stage),
) Diagnosis {
	diagnosis := Diagnosis{Address: address.String()}
	add := func(stage Stage) bool {
		diagnosis.Stages = append(diagnosis.Stages, stage)
		tell(stage)
		return stage.Problem == nil || stage.Problem.Severity != problem.SeverityError
	}
	c.transport.Close() // a connection that is open already would have no stages
	for _, stage := range c.connectStages(ctx, address, config) {
		if !add(stage) {
			return diagnosis
		}
	}
	if config.API != "" && !add(c.apiStage(ctx, config)) {
		return diagnosis
	}
	began := time.Now()
	instance, err := c.Discover(ctx, address, config)
	took := time.Since(began)
	if err != nil {
		add(Stage{Name: StageGitLab, Took: took, Said: "not found", Problem: problem.OfUnexpected(err)})
		return diagnosis
	}
	diagnosis.Instance = &instance
	add(Stage{Name: StageGitLab, Took: took, Said: instance.URL, Problem: instance.partlyProblem()})
	add(Stage{Name: StageRelease, Instance: &instance})
	clock := Stage{Name: StageClock, Said: "agrees with GitLab's", Problem: instance.clockProblem()}
	if clock.Problem != nil {
		clock.Said = "does not agree with GitLab's"
	}
	add(clock)
	return diagnosis
}

// apiStage connects to an API at another address, and returns one stage for it:
// passed as a whole, or with the problem of the stage that failed.
func (c *Client) apiStage(ctx context.Context, config transport.Config) Stage {
	began := time.Now()
	stage := Stage{Name: StageAPI, Said: "at " + config.API}
	address, err := input.ParseAddress(config.API)
	if err != nil {
		stage.Problem = problem.Context{Said: input.Clean(err.Error(), 200)}.Problem(problem.CodeInvalidResponse)
		return stage
	}
	for _, passed := range c.connectStages(ctx, address, config) {
		if passed.Problem != nil {
			stage.Problem = passed.Problem
		}
	}
	stage.Took = time.Since(began)
	return stage
}

// connectStages makes one call and returns the stages of its connection. What
// the answer says is left to [Client.Discover]: here only how far the call came
// counts. As Discover does, it tries plain http too where nobody typed a scheme
// for a server on this machine.
func (c *Client) connectStages(ctx context.Context, address input.Address, config transport.Config) []Stage {
	ctx, cancel := context.WithTimeout(transport.WithoutRetry(ctx), discoverTimeout)
	defer cancel()
	stages := c.connectStagesAt(ctx, address, config)
	if plain := address; address.Loopback() && !address.SchemeGiven && stages[len(stages)-1].Problem != nil {
		plain.Scheme = "http"
		if others := c.connectStagesAt(ctx, plain, config); others[len(others)-1].Problem == nil {
			return others
		}
	}
	return stages
}

// answerPatience is how long the call of [Client.connectStagesAt] waits for an
// answer once it is connected.
const answerPatience = 1500 * time.Millisecond

// connectStagesAt makes the call at the address as it stands.
func (c *Client) connectStagesAt(ctx context.Context, address input.Address, config transport.Config) []Stage {
	instance := Instance{URL: address.Root(), Transport: config}
	d := problem.Context{Site: instance.site()}
	client, err := c.transport.Client(address.Root(), config)
	if err != nil {
		return []Stage{{Name: StageConnection, Said: "cannot be made", Problem: problem.OfError(ctx, err, d)}}
	}
	brief, enough := context.WithCancel(ctx)
	defer enough()
	brief = httptrace.WithClientTrace(brief, &httptrace.ClientTrace{GotConn: func(httptrace.GotConnInfo) {
		time.AfterFunc(answerPatience, enough)
	}})
	answered := fetch(brief, client, address.Root()+"/api/v4/version")
	if _, redirected := errors.AsType[*transport.RedirectError](answered.err); redirected || answered.err == nil {
		return stagesOf(answered.Trace, address, len(config.Authorities) > 0) // an answer came; Discover explains it
	}
	prob := problem.OfError(ctx, answered.err, d)
	var failed *transport.TraceError
	if !errors.As(answered.err, &failed) {
		return []Stage{{Name: StageConnection, Said: "fails", Problem: prob}}
	}
	went := failed.Trace
	passed := stagesOf(went, address, len(config.Authorities) > 0)
	if brief.Err() != nil && ctx.Err() == nil && went.Stage >= transport.TraceAnswer {
		return passed // Discover waits longer for an answer
	}
	if went.Stage >= transport.TraceAnswer &&
		slices.Contains(
			[]problem.Code{
				problem.CodeConnectionLost,
				problem.CodeAnswerCutShort,
				problem.CodeInvalidResponse,
				problem.CodeAnswerTimeout,
				problem.CodeTimeout,
			},
			prob.Code,
		) {
		return passed // the connection works; whether a GitLab answers does not hang on one call
	}
	at := stageOf(prob.Code, went)
	var stages []Stage
	for _, stage := range passed {
		if stage.Name == at {
			break
		}
		stages = append(stages, stage)
	}
	return append(stages, Stage{Name: at, Took: went.Ended.Sub(went.StageBegan), Said: "fails", Problem: prob})
}

// stageOf returns the stage at which a call failed.
func stageOf(code problem.Code, went transport.Trace) StageName {
	ofEncryption := []problem.Code{
		problem.CodeTLSExpired,
		problem.CodeTLSUntrusted,
		problem.CodeTLSWrongHost,
		problem.CodeTLSFailed,
		problem.CodeTLSTimeout,
		problem.CodeClientCertRequired,
		problem.CodeNotHTTPS,
		problem.CodeClockSkew,
	}
	switch {
	case code == problem.CodeProxyFailed, code == problem.CodeProxyAuthRequired:
		return StageProxy
	case code == problem.CodeDNSFailure:
		return StageDNS
	case slices.Contains(ofEncryption, code):
		return StageTLS
	}
	switch went.Stage {
	case transport.TraceStart, transport.TraceName:
		return StageDNS
	case transport.TraceConnect:
		return StageConnection
	case transport.TraceProxy:
		return StageProxy
	case transport.TraceTLS:
		return StageTLS
	case transport.TraceAnswer, transport.TraceBody:
	}
	return StageGitLab
}

// stagesOf returns the stages that a call passed. Where a proxy stands before
// the instance, name and connection are the proxy's.
func stagesOf(went transport.Trace, address input.Address, ownAuthorities bool) []Stage {
	var stages []Stage
	whose := ""
	if went.Proxy != "" {
		stages = append(stages, Stage{Name: StageProxy, Said: "through " + went.Proxy})
		whose = "of the proxy: "
	} else {
		stages = append(stages, Stage{Name: StageProxy, Said: "none"})
	}
	if len(went.Addresses) > 0 {
		shown := went.Addresses[:min(len(went.Addresses), 3)]
		said := whose + input.Clean(strings.Join(shown, ", "), 120)
		stages = append(stages, Stage{Name: StageDNS, Took: went.NameTook, Said: said})
	} else if net.ParseIP(address.Hostname()) != nil || went.Proxy != "" {
		stages = append(stages, Stage{Name: StageDNS, Said: whose + "not asked for, it is an address already"})
	}
	if went.Remote != "" {
		said := "to " + input.Clean(went.Remote, 80)
		stages = append(stages, Stage{Name: StageConnection, Took: went.ConnectTook, Said: said})
	}
	switch {
	case went.Encryption != nil:
		stages = append(stages, Stage{Name: StageTLS, Took: went.TLSTook, Said: encryptionSaid(went, ownAuthorities)})
	case address.Scheme == "http" && went.Remote != "":
		stages = append(stages, Stage{Name: StageTLS, Said: "no encryption: the address begins with http"})
	}
	return stages
}

func encryptionSaid(went transport.Trace, ownAuthorities bool) string {
	said := "trusted"
	if ownAuthorities {
		said = "trusted with your CA file"
	}
	if len(went.Encryption.PeerCertificates) > 0 {
		shown := transport.CertificateOf(went.Encryption.PeerCertificates[0])
		said += ", until " + input.DateOf(shown.NotAfter).String() + ", by " + shown.Issuer
	}
	if went.CertificateAsked {
		said += "; it asks for a certificate of yours"
	}
	return input.Clean(said, 200)
}
