package problem

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"syscall"
	"time"

	"glpat/gitlab/input"
	"glpat/gitlab/transport"
)

// OfError returns the problem of an error that came instead of an answer.
func OfError(ctx context.Context, err error, d Context) *Problem {
	code, d := codeOfError(ctx, err, d)
	problem := d.Problem(code)
	if code == CodeClockSkew {
		problem.Severity = SeverityError // nothing was reached
	}
	problem.err = err
	return problem
}

// codeOfError finds what an error means, and adds what it tells to the context.
func codeOfError(ctx context.Context, err error, d Context) (Code, Context) {
	var (
		noted     *transport.TraceError
		redirect  *transport.RedirectError
		proxy     *transport.ProxyError
		operation *net.OpError
		dns       *net.DNSError
		body      *transport.BodyError
	)
	went := transport.TraceError{}
	if errors.As(err, &noted) {
		went = *noted
	}
	if went.Stage < transport.TraceTLS {
		d.proxy = went.Proxy
	}
	if errors.Is(ctx.Err(), context.Canceled) {
		return CodeInterrupted, d
	}
	switch {
	case errors.Is(err, transport.ErrPlainHTTP):
		return CodePlainHTTP, d
	case errors.As(err, &redirect):
		return codeOfRedirect(redirect, d)
	case errors.As(err, &proxy):
		d.proxy, d.Said = went.Proxy, input.Clean(proxy.Status, 200)
		if proxy.Code == http.StatusProxyAuthRequired {
			return CodeProxyAuthRequired, d
		}
		return CodeProxyFailed, d
	case errors.As(err, &operation) && slices.Contains([]string{"proxyconnect", "socks connect"}, operation.Op):
		d.proxy, d.proxyDown = went.Proxy, transport.IsRefused(err)
		d.Said = input.Clean(operation.Err.Error(), 200)
		return CodeProxyFailed, d
	case errors.As(err, &dns) && !transport.IsTimeout(err):
		return CodeDNSFailure, d
	case transport.IsUnreachable(err):
		d.Said = input.Clean(systemWords(err), 200)
		return CodeNetworkUnreachable, d
	case transport.IsRefused(err):
		return CodeConnectionRefused, d
	}
	if code, more, is := codeOfCertificate(err, went, d); is {
		return code, more
	}
	switch {
	case transport.IsTimeout(err) && went.Proxy != "" && went.Stage < transport.TraceTLS:
		d.Said = "no answer in time"
		return CodeProxyFailed, d
	case transport.IsTimeout(err):
		return codeOfTimeout(went.Stage), d
	case errors.As(err, &body):
		return CodeAnswerCutShort, d
	case transport.IsLost(err):
		return CodeConnectionLost, d
	case transport.OverHTTP2(err):
		// Whatever a server says to end a stream or a connection, no answer came.
		d.Said = input.Clean(rootMessage(err), 200)
		return CodeConnectionLost, d
	case isNetworkError(err):
		d.Said = input.Clean(systemWords(err), 200)
		return CodeNetworkFailure, d
	case went.Stage == transport.TraceProxy:
		d.proxy, d.Said = went.Proxy, input.Clean(rootMessage(err), 200)
		return CodeProxyFailed, d
	case went.Stage == transport.TraceTLS:
		d.Said = input.Clean(rootMessage(err), 200)
		return CodeTLSFailed, d
	}
	d.Said = input.Clean(rootMessage(err), 200)
	return CodeInvalidResponse, d
}

// codeOfTimeout says what a call waited for in vain.
func codeOfTimeout(at transport.TraceStage) Code {
	switch at {
	case transport.TraceName:
		return CodeDNSFailure
	case transport.TraceConnect:
		return CodeConnectTimeout
	case transport.TraceProxy:
		return CodeProxyFailed
	case transport.TraceTLS:
		return CodeTLSTimeout
	case transport.TraceAnswer:
		return CodeAnswerTimeout
	case transport.TraceStart, transport.TraceBody:
	}
	return CodeTimeout
}

func codeOfRedirect(redirect *transport.RedirectError, d Context) (Code, Context) {
	d.address = input.Clean(redirect.To.Scheme+"://"+redirect.To.Host, 80)
	switch redirect.Reason {
	case transport.RedirectInsecure:
		return CodeRedirectInsecure, d
	case transport.RedirectLoop:
		return CodeRedirectLoop, d
	case transport.RedirectOfChange:
		d.Said = "The call changes something, and such a call is not repeated at another address"
	case transport.RedirectOfOnce:
		d.Said = "The token looks wrong, so glpat sends it once only"
	case transport.RedirectElsewhere:
	}
	return CodeRedirectRefused, d
}

// codeOfCertificate finds what went wrong while encryption was begun.
func codeOfCertificate(err error, went transport.TraceError, d Context) (Code, Context, bool) {
	var (
		verification *tls.CertificateVerificationError
		authority    x509.UnknownAuthorityError
		wrongHost    x509.HostnameError
		invalid      x509.CertificateInvalidError
		record       tls.RecordHeaderError
		alert        *net.OpError
	)
	if errors.As(err, &verification) && len(verification.UnverifiedCertificates) > 0 {
		d.certificate = transport.CertificateOf(verification.UnverifiedCertificates[0])
		d.certificate.Host = d.host()
	}
	switch {
	case errors.As(err, &wrongHost):
		return CodeTLSWrongHost, d, true
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		if begins := invalid.Cert; begins != nil && time.Now().Before(begins.NotBefore) {
			d.Said = "The certificate of " + d.host() + " begins only on " + moment(begins.NotBefore) +
				", and this computer says that it is " + moment(time.Now())
			return CodeClockSkew, d, true
		}
		return CodeTLSExpired, d, true
	case errors.As(err, &authority), errors.As(err, &invalid), verification != nil:
		return CodeTLSUntrusted, d, true
	case errors.As(err, &record), errors.Is(err, http.ErrSchemeMismatch):
		d.speaksSSH = string(record.RecordHeader[:3]) == "SSH" // RFC 4253, section 4.2
		return CodeNotHTTPS, d, true
	case errors.As(err, &alert) && alert.Op == "remote error":
		d.Said = input.Clean(alert.Err.Error(), 200)
		// Over HTTP/2 another call may have opened the connection; an alert after
		// that is of our certificate all the same.
		if (went.CertificateAsked || went.Stage >= transport.TraceAnswer) &&
			slices.ContainsFunc(alertsOfCertificate(), func(one tls.AlertError) bool { return isAlert(alert.Err, one) }) {
			return CodeClientCertRequired, d, true
		}
		return CodeTLSFailed, d, true
	}
	return "", d, false
}

// alertsOfCertificate are what a server that asked for a certificate says of the
// one it got, or of none: handshake failure, bad, unsupported, revoked, expired
// or unknown certificate, unknown authority, access denied, certificate required
// (RFC 8446, 6.2).
func alertsOfCertificate() []tls.AlertError {
	return []tls.AlertError{40, 42, 43, 44, 45, 46, 48, 49, 116}
}

// isAlert tells alerts apart by their names: crypto/tls keeps the type of those
// that came over TCP to itself.
func isAlert(err error, alert tls.AlertError) bool { return err.Error() == alert.Error() }

// isNetworkError tells the network's errors from those of a server that breaks
// the rules.
func isNetworkError(err error) bool {
	var operation *net.OpError
	var number syscall.Errno
	return errors.As(err, &operation) || errors.As(err, &number)
}

// systemWords is the system's own word for an error, without the addresses.
func systemWords(err error) string {
	if number, ok := errors.AsType[syscall.Errno](err); ok {
		return number.Error()
	}
	return rootMessage(err)
}

// rootMessage leaves out the request's method and address, which url.Error
// puts in front.
func rootMessage(err error) string {
	if wrapped, ok := errors.AsType[*url.Error](err); ok {
		return wrapped.Err.Error()
	}
	return err.Error()
}

// isUnexpectedEnd reports whether JSON ended before it was whole.
func isUnexpectedEnd(err error) bool {
	var syntax *json.SyntaxError
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
		(errors.As(err, &syntax) && syntax.Error() == "unexpected end of JSON input")
}
