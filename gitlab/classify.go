package gitlab

import (
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// problemOf explains a call's failure: the error where no whole answer came,
// the answer otherwise.
func problemOf(ctx context.Context, answer *Answer, err error, instance Instance) *Problem {
	var shape *shapeError
	switch {
	case errors.As(err, &shape):
		return problemOfShape(answer, shape, instance.URL)
	case answer.Status == 0 || isTransportError(err):
		return problemOfError(ctx, err, instance.URL)
	}
	return problemOfAnswer(answer, instance)
}

// isTransportError tells an error of the way there from one that the library
// made of an answer.
func isTransportError(err error) bool {
	var redirect *RedirectError
	var body *bodyError
	var netErr net.Error
	return errors.As(err, &redirect) || errors.As(err, &body) || errors.As(err, &netErr)
}

// problemOfError explains an error that came instead of an answer.
func problemOfError(ctx context.Context, err error, base string) *Problem {
	problem := explainError(ctx, err, base)
	problem.err = err
	return problem
}

func explainError(ctx context.Context, err error, base string) *Problem {
	host := hostOf(base)
	var (
		redirect  *RedirectError
		dns       *net.DNSError
		authority x509.UnknownAuthorityError
		wrongHost x509.HostnameError
		invalid   x509.CertificateInvalidError
		record    tls.RecordHeaderError
		operation *net.OpError
		proxy     *proxyError
		body      *bodyError
	)
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		return newProblem(CodeInterrupted, "Stopped before "+host+" answered", "You ended the wait.")
	case errors.As(err, &redirect):
		return problemOfRedirect(redirect)
	case errors.As(err, &proxy):
		return problemOfProxy(host, proxy.status)
	case errors.As(err, &operation) && operation.Op == "proxyconnect":
		return problemOfProxy(host, operation.Err.Error())
	case errors.As(err, &dns):
		cause := "The name server gave no answer."
		if dns.IsNotFound {
			cause = "No name server knows it."
		}
		return newProblem(CodeDNSFailure, "The name "+host+" cannot be found", cause,
			"Look for a slip in the address",
			"If it is a company's GitLab, connect to its network or VPN and try again")
	case errors.As(err, &authority):
		return newProblem(CodeTLSUntrusted, "The certificate of "+host+" is signed by someone this computer does not trust",
			"Companies often sign the certificates of their own servers.",
			trustRemedy(runtime.GOOS),
			"Do not go on if you did not expect this: somebody could stand in between")
	case errors.As(err, &wrongHost):
		return newProblem(CodeTLSWrongHost, "The certificate that "+host+" shows is for another name",
			"Either the address is not quite right, or somebody stands in between.",
			"Use the exact name that you use in your browser")
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return newProblem(CodeTLSExpired, "The certificate of "+host+" is out of date",
			"It has ended, or has not begun yet by this computer's clock.",
			"Look whether this computer's date is right", "Tell the GitLab's administrator")
	case errors.As(err, &invalid):
		return newProblem(CodeTLSUntrusted, "The certificate of "+host+" cannot be used", Clean(invalid.Error(), 200), "Tell the GitLab's administrator")
	case errors.As(err, &record), errors.Is(err, http.ErrSchemeMismatch):
		return newProblem(CodeNotGitLab, "The server at "+host+" does not speak https there", "The port may be that of another service, or of plain http.",
			"Check the port, or type http:// in front if your GitLab really has no https")
	case errors.Is(err, errRefused):
		return newProblem(CodeConnectionRefused, "Nothing answers at "+host, "The computer is there, but no server listens on that port.",
			"Check the address and the port", "If the GitLab was just restarted, wait a minute and try again")
	case isTimeout(err):
		return newProblem(CodeTimeout, host+" does not answer", "The connection or the answer took too long.",
			"Check the address, and that you are connected to the network it is in", "Try again in a minute")
	case errors.As(err, &body):
		return newProblem(CodeInvalidResponse, "The answer of "+host+" broke off", "The connection ended before the whole answer was here.",
			"Try again", "If it happens each time, a proxy on the way may be cutting answers short")
	}
	if isNetworkError(err) {
		return newProblem(CodeNetworkFailure, "The network lost the call to "+host, "It says: "+Clean(rootMessage(err), 200)+".",
			"Check your network connection, or the VPN if it needs one, and try again",
			"If it happens each time, a firewall or proxy on the way may be cutting the connection")
	}
	return newProblem(CodeInvalidResponse, "The answer of "+host+" cannot be read", "It breaks the rules of HTTP: "+Clean(rootMessage(err), 200)+".",
		"Check the address and the port", "If it happens each time, tell the GitLab's administrator")
}

// isNetworkError tells an error of the system, the connection or TLS from one
// that net/http made of what it read; those have no type of their own.
func isNetworkError(err error) bool {
	var operation *net.OpError
	var number syscall.Errno
	return errors.As(err, &operation) || errors.As(err, &number) ||
		errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, net.ErrClosed)
}

// trustRemedy says how to make this computer trust a company's own certificate
// authority. SSL_CERT_FILE is read by Go on Unix only; macOS and Windows are
// asked themselves (crypto/x509).
func trustRemedy(system string) string {
	const ask = "Ask your administrator for the certificate authority's file, and "
	switch system {
	case "windows":
		return ask + `add it to "Trusted Root Certification Authorities" in Windows: double-click the file, then "Install Certificate"`
	case "darwin", "ios":
		return ask + `add it to Keychain Access, set to "Always Trust"`
	}
	return ask + "run: SSL_CERT_FILE=that-file glpat"
}

func problemOfProxy(host, said string) *Problem {
	return newProblem(CodeProxyFailed, "The proxy on the way to "+host+" did not let the call through", "It said: "+Clean(said, 200)+".",
		"Check HTTPS_PROXY and NO_PROXY, or ask whoever runs the proxy")
}

func problemOfRedirect(redirect *RedirectError) *Problem {
	target := Clean(redirect.To.Scheme+"://"+redirect.To.Host, 80)
	var problem *Problem
	switch redirect.Reason {
	case RedirectElsewhere:
		problem = newProblem(CodeRedirectRefused, hostOf(redirect.From.String())+" sends callers on to "+target,
			"glpat never follows to another address, because it would carry your token there.",
			"If "+target+" is your GitLab, use that address",
			"If it is a sign-in page, connect to the network or VPN first")
	case RedirectOfChange:
		problem = newProblem(CodeRedirectRefused, "A call that changes something was answered with another address: "+target,
			"glpat does not repeat such a call elsewhere.", "Use "+target+" as the address of your GitLab, if it is")
	case RedirectLoop:
		problem = newProblem(CodeRedirectRefused, hostOf(redirect.From.String())+" sends callers in a circle",
			"Each answer names another address.", "Tell the GitLab's administrator")
	}
	return problem
}

// problemOfShape explains an answer that says 200 but is not what was asked
// for.
func problemOfShape(answer *Answer, shape *shapeError, base string) *Problem {
	host := hostOf(base)
	text := string(answer.Body)
	var problem *Problem
	switch {
	case !errors.Is(shape.err, errWebPage):
		problem = newProblem(CodeInvalidResponse, "The answer of "+host+" makes no sense", "It is not what GitLab's API documents.",
			"Try again", "If it happens each time, a proxy on the way may be changing answers")
	case isDeployPage(text):
		problem = problemOfDeploy(host)
	default:
		problem = newProblem(CodeLoginPage, host+" answered with a web page instead of data",
			"A sign-in page or a network's own page stands in front of the API.",
			"Open "+cmp.Or(base, "your GitLab")+" in a browser and sign in there, or connect to the network or VPN, then try again",
			"Check that the address has the right path")
	}
	problem.HTTPStatus = answer.Status
	problem.ServerSaid = serverWords(answer)
	return problem
}

// isDeployPage recognises the page that an instance shows, with status 200,
// while it is updated (public/deploy.html).
func isDeployPage(text string) bool { return strings.Contains(text, "Deploy in progress") }

func problemOfDeploy(host string) *Problem {
	return newProblem(CodeUnavailable, host+" is being updated", "It shows its maintenance page.", "Wait a few minutes and try again")
}

// refusal is the union of the error bodies of GitLab's API
// (lib/api/api_guard.rb and lib/api/helpers.rb).
type refusal struct {
	Message     json.RawMessage `json:"message"`
	Error       string          `json:"error"`
	Description string          `json:"error_description"`
	Scope       string          `json:"scope"`
}

// problemOfAnswer explains an answer that is not a success.
func problemOfAnswer(answer *Answer, instance Instance) *Problem {
	var body refusal
	_ = json.Unmarshal(answer.Body, &body) // a body that is no JSON has no fields
	problem := explainStatus(answer, body, instance)
	problem.HTTPStatus = answer.Status
	problem.ServerSaid = serverWords(answer)
	if answer.Status == http.StatusTooManyRequests || answer.Status == http.StatusServiceUnavailable {
		problem.RetryAfter = retryAfter(answer.Header)
	}
	return problem
}

func explainStatus(answer *Answer, body refusal, instance Instance) *Problem {
	host := hostOf(instance.URL)
	switch status := answer.Status; {
	case status == http.StatusBadRequest && strings.Contains(messageOf(body), "requires token type to be a personal access token"):
		return newProblem(CodeTokenNotPersonal, "This is not a personal access token", "GitLab knows it as a token of another kind.",
			"Create a personal access token and use that one")
	case status == http.StatusBadRequest && strings.Contains(messageOf(body), "SSO session"):
		return problemOfSSO()
	case status == http.StatusUnauthorized:
		return problemOf401(body, instance)
	case status == http.StatusForbidden:
		return problemOf403(answer, body, host)
	case status == http.StatusNotFound:
		return newProblem(CodeNotFound, "GitLab has nothing at this address", "The path may be wrong, this release may be too old for it, or you may not see it.",
			"Check the address of your GitLab, with its path",
			"GitLab says 404 too for things that exist but that you may not see: check that you are a member")
	case status == http.StatusTooManyRequests:
		return newProblem(CodeRateLimited, host+" asks to slow down", "Too many calls were made in a short time, by you or from your network.",
			"Wait as long as it says, or a minute, and try again")
	case status == http.StatusServiceUnavailable && strings.Contains(messageOf(body), "maintenance mode"):
		return newProblem(CodeUnavailable, host+" is in maintenance", "It can be read but not changed for now.", "Try again later")
	case status == http.StatusBadGateway || status == http.StatusServiceUnavailable || status == http.StatusGatewayTimeout:
		return newProblem(CodeUnavailable, host+" is not ready", "The server in front of GitLab answers, GitLab behind it does not.",
			"Wait a minute and try again", "If it lasts, ask the administrator, or look at status.gitlab.com for GitLab.com")
	case status >= http.StatusBadRequest && status < http.StatusInternalServerError:
		return newProblem(CodeBadRequest, host+" does not take this request", "Something in it is missing, wrong, or not possible here; GitLab's message names it.",
			"Correct what the message names", "Check that the tool is made for this release of GitLab")
	case status >= http.StatusInternalServerError:
		return newProblem(CodeServerError, host+" had an error of its own", "Your token and your request may be fine.",
			"Try again in a minute", "If it happens each time, tell the administrator the time at which it did")
	}
	return newProblem(CodeInvalidResponse, fmt.Sprintf("%s gave an answer glpat does not know: status %d", host, answer.Status),
		"It is not among those that GitLab documents.", "Check the address of your GitLab", "Try again in a minute")
}

func problemOf401(body refusal, instance Instance) *Problem {
	tokens := tokensPage(instance)
	again := "Create a new one: " + tokens
	switch description := body.Description; {
	case body.Error == "dpop_error":
		return newProblem(CodeDPoPRequired, "Your account asks for proof of possession with each call", "That is a setting of yours, called DPoP, which glpat cannot meet.",
			"Turn it off in your GitLab preferences, or use a tool that supports it")
	case strings.HasPrefix(description, "Token is expired"):
		return newProblem(CodeTokenExpired, "The token has ended", "Every token has an end date.", again)
	case strings.HasPrefix(description, "Token was revoked"):
		return newProblem(CodeTokenRevoked, "The token was revoked", "Somebody ended it before its date: you, an administrator, or GitLab because it leaked.", again)
	case strings.Contains(description, "impersonation was disabled"):
		return newProblem(CodeImpersonationOff, "The token is for acting as somebody else, and this GitLab has switched that off", "Its administrator decides.",
			"Create a personal access token of your own: "+tokens)
	case body.Error == "restricted_language_server_client_error":
		return newProblem(CodeAccessDenied, "This GitLab does not let your editor's GitLab extension in", "Its administrator allows only some versions of it.",
			"Update the extension", "Ask the administrator which version is allowed")
	case strings.Contains(messageOf(body), "HTTP Basic: Access denied"):
		return newProblem(CodeTokenUnknown, "Git's password was refused", "The token was mistyped, has ended, was revoked, or belongs to another GitLab.",
			"Delete the password that Git remembers, and give it the token as password",
			"Check the token with: glpat check", again)
	}
	unknown := newProblem(CodeTokenUnknown, "GitLab does not know this token", "It was mistyped, cut short, or made on another GitLab.",
		"Copy it again from the page where it was created; if that page is gone, create a new one: "+tokens)
	if instance.URL != "" {
		unknown.Remedy = append(unknown.Remedy, "Check that it was made on "+hostOf(instance.URL))
	}
	return unknown
}

func problemOf403(answer *Answer, body refusal, host string) *Problem {
	message := messageOf(body)
	switch {
	case body.Error == "insufficient_scope":
		remedy := "Create a token with more scopes"
		if scopes := strings.Fields(Clean(body.Scope, 300)); len(scopes) > 0 {
			remedy = "Create a token with one of these scopes: " + strings.Join(scopes, ", ")
		}
		return newProblem(CodeScopeInsufficient, "The token's scopes do not allow this", "The token works, but not for this.", remedy, "See what a purpose needs with: glpat scopes")
	case body.Error == "insufficient_granular_scope":
		return newProblem(CodeGranularMissing, "A permission is missing, or this group takes fine-grained tokens only", "GitLab names the permissions in its answer.",
			"Create a fine-grained token with those permissions")
	case strings.Contains(message, "not allowed to download code."), strings.Contains(message, "not allowed to upload code."):
		// Git asks for the scope before it looks for the project; a role that is
		// too low is told with other words (lib/gitlab/git_access.rb).
		return newProblem(CodeScopeInsufficient, "The token's scopes do not allow this", "The token works, but Git needs a scope that it lacks.",
			"Create a token with read_repository to clone and pull, or write_repository to push", "See what a purpose needs with: glpat scopes")
	case strings.Contains(message, "Terms of Service"):
		return newProblem(CodeAccountBlocked, "You have to accept the terms of "+host+" first", "Until then your token may do nothing.", "Sign in with a browser and accept the terms")
	case strings.Contains(message, "password"):
		return newProblem(CodeAccountBlocked, "Your password has ended", "Until you change it your token may do nothing.", "Sign in with a browser and set a new password")
	case strings.Contains(message, "confirm"):
		return newProblem(CodeAccountBlocked, "Your e-mail address is not confirmed yet", "Until then your token may do nothing.", "Open the link in the mail that GitLab sent you")
	case strings.Contains(message, "block"), strings.Contains(message, "deactivated"), strings.Contains(message, "approval"):
		return newProblem(CodeAccountBlocked, "Your account is blocked, deactivated or waits for approval", "GitLab refuses every token of it.",
			"Sign in with a browser to see what it says", "Ask the administrator")
	case strings.Contains(message, "SSO session"):
		return problemOfSSO()
	case len(answer.Body) > 0 && body.Error == "" && message == "":
		return newProblem(CodeIPBlocked, host+" refuses calls from your network", "The refusal is a web page, so it comes from a wall in front of GitLab.",
			"Wait 15 minutes: too many failed tries can cause it", "Try from another network, or ask the administrator")
	}
	return newProblem(CodeAccessDenied, "You may not do this here", "The token is fine; your role is not enough.", "Ask an owner or maintainer for access")
}

func problemOfSSO() *Problem {
	return newProblem(CodeSSORequired, "Your group asks you to sign in through its own page first", "GitLab calls it a SAML single sign-on session; it ends after a while.",
		"Open the group in a browser, sign in, and try again")
}

// messageOf gives the message in whatever shape it came.
func messageOf(body refusal) string {
	var text string
	if json.Unmarshal(body.Message, &text) == nil {
		return text
	}
	return string(body.Message)
}

// serverWordsWidth is how much of the server's own words is kept, in cells.
const serverWordsWidth = 300

// serverWords takes the server's own words out of an answer, cleaned.
func serverWords(answer *Answer) string {
	var body refusal
	if json.Unmarshal(answer.Body, &body) == nil {
		parts := []string{body.Error, body.Description, messageOf(body)}
		parts = strings.FieldsFunc(strings.Join(parts, "\n"), func(r rune) bool { return r == '\n' })
		return Clean(strings.Join(parts, ": "), serverWordsWidth)
	}
	text := answer.Body
	if len(text) > 64<<10 {
		text = text[:64<<10]
	}
	return Clean(plainText(string(text)), serverWordsWidth)
}

// retryAfter reads how long the server asks to wait, 0 when it does not say.
func retryAfter(header http.Header) time.Duration {
	value := header.Get("Retry-After")
	if seconds, err := strconv.Atoi(value); err == nil && seconds > 0 {
		return min(time.Duration(seconds)*time.Second, 24*time.Hour)
	}
	if at, err := http.ParseTime(value); err == nil {
		if from, err := http.ParseTime(header.Get("Date")); err == nil && at.After(from) {
			return min(at.Sub(from), 24*time.Hour)
		}
	}
	return 0
}

func isTimeout(err error) bool {
	var netErr net.Error
	return errors.Is(err, context.DeadlineExceeded) || (errors.As(err, &netErr) && netErr.Timeout())
}

// rootMessage leaves out the request's method and address, which url.Error
// puts in front.
func rootMessage(err error) string {
	if wrapped, ok := errors.AsType[*url.Error](err); ok {
		return wrapped.Err.Error()
	}
	return err.Error()
}

// hostOf names the host of a base URL, "GitLab" where there is none.
func hostOf(base string) string {
	parsed, err := url.Parse(base)
	if err != nil || parsed.Host == "" {
		return "GitLab"
	}
	return Clean(parsed.Host, 80)
}

// tokensPage says where to create a token, in words where the instance is not
// known.
func tokensPage(instance Instance) string {
	if instance.URL == "" {
		return "in GitLab, under your picture, Preferences, Access tokens; or run glpat"
	}
	if instance.Pages == (Pages{}) {
		return instance.TokensURL(NewestPages())
	}
	return instance.TokensURL(instance.Pages)
}
