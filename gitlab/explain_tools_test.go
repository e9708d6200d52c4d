package gitlab_test

import (
	"strconv"
	"strings"
	"testing"

	"glpat/gitlab"
	"glpat/gitlab/practice/faultlab"
)

func TestTheLineOfAToolIsExplained(t *testing.T) {
	for _, test := range []struct {
		tool, text string
		want       gitlab.Code
	}{
		{"curl", "curl: (3) URL using bad/illegal format or missing URL", ""},
		{"curl", "curl: (5) Could not resolve proxy: proxy.example.com", gitlab.CodeProxyFailed},
		{"curl", "curl: (6) Could not resolve host: gitlab.example.com", gitlab.CodeDNSFailure},
		{"curl", "curl: (7) Failed to connect to gitlab.example.com port 443 after 2 ms: Connection refused", gitlab.CodeConnectionRefused},
		{"curl", "curl: (7) Failed to connect to gitlab.example.com port 443 after 130 ms: Couldn't connect to server", gitlab.CodeConnectionRefused},
		{"curl", "curl: (7) Failed to connect to 10.1.2.3 port 443: No route to host", gitlab.CodeNetworkUnreachable},
		{"curl", "curl: (22) The requested URL returned error: 403", gitlab.CodeAccessDenied},
		{"curl", "curl: (22) The requested URL returned error: 502 Bad Gateway", gitlab.CodeUnavailable},
		{"curl", "curl: (28) Connection timed out after 300000 milliseconds", gitlab.CodeConnectTimeout},
		{"curl", "curl: (28) Failed to connect to gitlab.example.com port 443 after 129543 ms: Connection timed out", gitlab.CodeConnectTimeout},
		{"curl", "curl: (28) Operation timed out after 5001 milliseconds with 0 bytes received", gitlab.CodeTimeout},
		{"curl", "curl: (35) OpenSSL/3.0.2: error:0A00010B:SSL routines::wrong version number", gitlab.CodeNotHTTPS},
		{"curl", "curl: (35) error:1408F10B:SSL routines:ssl3_get_record:wrong version number", gitlab.CodeNotHTTPS},
		{"curl", "curl: (35) Recv failure: Connection reset by peer", gitlab.CodeConnectionLost},
		{"curl", "curl: (35) error:0A000152:SSL routines::unsafe legacy renegotiation disabled", gitlab.CodeTLSFailed},
		{"curl", "curl: (47) Maximum (50) redirects followed", gitlab.CodeRedirectLoop},
		{"curl", "curl: (51) SSL: no alternative certificate subject name matches target host name 'gitlab.example.com'", gitlab.CodeTLSWrongHost},
		{"curl", "curl: (52) Empty reply from server", gitlab.CodeConnectionLost},
		{"curl", "curl: (56) CONNECT tunnel failed, response 407", gitlab.CodeProxyAuthRequired},
		{"curl", "curl: (56) CONNECT tunnel failed, response 503", gitlab.CodeProxyFailed},
		{"curl", "curl: (56) Received HTTP code 407 from proxy after CONNECT", gitlab.CodeProxyAuthRequired},
		{"curl", "curl: (56) Received HTTP code 403 from proxy after CONNECT", gitlab.CodeProxyFailed},
		{"curl", "curl: (56) OpenSSL SSL_read: error:0A00045C:SSL routines::tlsv13 alert certificate required, errno 0", gitlab.CodeClientCertRequired},
		{"curl", "curl: (60) SSL certificate problem: unable to get local issuer certificate", gitlab.CodeTLSUntrusted},
		{"curl", "curl: (60) SSL certificate problem: self-signed certificate in certificate chain", gitlab.CodeTLSUntrusted},
		{"curl", "curl: (60) SSL certificate problem: certificate has expired", gitlab.CodeTLSExpired},
		{"curl", "curl: (60) SSL certificate problem: certificate is not yet valid", gitlab.CodeClockSkew},
		{"curl", "curl: (18) transfer closed with 12 bytes remaining to read", gitlab.CodeAnswerCutShort},
		{"curl", "curl: (92) HTTP/2 stream 1 was not closed cleanly: INTERNAL_ERROR (err 2)", gitlab.CodeConnectionLost},
		{"git", "fatal: unable to access 'https://gitlab.example.com/a/b.git/': The requested URL returned error: 403", gitlab.CodeAccessDenied},
		{"git", "fatal: unable to access 'https://gitlab.example.com/a/b.git/': Could not resolve host: gitlab.example.com", gitlab.CodeDNSFailure},
		{"git", "fatal: unable to access 'https://gitlab.example.com/a/b.git/': server certificate verification failed. CAfile: none CRLfile: none", gitlab.CodeTLSUntrusted},
		{"git", "remote: HTTP Basic: Access denied. If a password was provided for Git authentication, the password was incorrect or you're required to use a token instead of a password.\nfatal: Authentication failed for 'https://gitlab.example.com/a/b.git/'", gitlab.CodeTokenUnknown},
		{"git", "fatal: Authentication failed for 'https://gitlab.example.com/a/b.git/'", gitlab.CodeTokenUnknown},
		{"git", "remote: You are not allowed to download code.\nfatal: unable to access 'https://gitlab.example.com/a/b.git/': The requested URL returned error: 403", gitlab.CodeScopeInsufficient},
		{"git", "remote: GitLab: You are not allowed to push code to protected branches on this project.", gitlab.CodeAccessDenied},
		{"git", "remote: The project you were looking for could not be found or you don't have permission to view it.\nfatal: repository 'https://gitlab.example.com/a/b.git/' not found", gitlab.CodeNotFound},
		{"git", "fatal: repository 'https://gitlab.example.com/a/b.git/' not found", gitlab.CodeNotFound},
		{"git", "error: RPC failed; curl 92 HTTP/2 stream 5 was not closed cleanly: CANCEL (err 8)", gitlab.CodeConnectionLost},
		{"git", "error: RPC failed; HTTP 504 curl 22 The requested URL returned error: 504", gitlab.CodeUnavailable},
		{"docker", `Error response from daemon: Get "https://registry.example.com/v2/": unauthorized: HTTP Basic: Access denied`, gitlab.CodeTokenUnknown},
		{"docker", `Error response from daemon: Get "https://registry.example.com/v2/": tls: failed to verify certificate: x509: certificate signed by unknown authority`, gitlab.CodeTLSUntrusted},
		{"docker", `Error response from daemon: Get "https://registry.example.com/v2/": http: server gave HTTP response to HTTPS client`, gitlab.CodeNotHTTPS},
		{"docker", "denied: access forbidden", gitlab.CodeAccessDenied},
		{"docker", "denied: requested access to the resource is denied", gitlab.CodeAccessDenied},
		{"docker", "error parsing HTTP 403 response body: unexpected end of JSON input: \"\"", gitlab.CodeAccessDenied},
		{"Go", `Get "https://gitlab.example.com/api/v4/user": dial tcp: lookup gitlab.example.com: no such host`, gitlab.CodeDNSFailure},
		{"Go", `Get "https://gitlab.example.com/api/v4/user": dial tcp 10.0.0.1:443: connect: connection refused`, gitlab.CodeConnectionRefused},
		{"Go", `Get "https://gitlab.example.com/api/v4/user": dial tcp 10.0.0.1:443: i/o timeout`, gitlab.CodeConnectTimeout},
		{"Go", `Get "https://gitlab.example.com/api/v4/user": net/http: TLS handshake timeout`, gitlab.CodeTLSTimeout},
		{"Go", `Get "https://gitlab.example.com/api/v4/user": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`, gitlab.CodeAnswerTimeout},
		{"Go", `Get "https://gitlab.example.com/api/v4/user": context deadline exceeded`, gitlab.CodeTimeout},
		{"Go", `Get "https://gitlab.example.com/api/v4/user": tls: failed to verify certificate: x509: certificate is valid for a.example, not b.example`, gitlab.CodeTLSWrongHost},
		{"Go", `Get "https://gitlab.example.com/api/v4/user": x509: certificate has expired or is not yet valid: current time 2026-11-22T12:00:00Z is after 2026-10-01T00:00:00Z`, gitlab.CodeTLSExpired},
		{"Go", `Get "https://gitlab.example.com/api/v4/user": x509: certificate has expired or is not yet valid: current time 2020-11-22T12:00:00Z is before 2026-10-01T00:00:00Z`, gitlab.CodeClockSkew},
		{"Go", `Get "https://gitlab.example.com/api/v4/user": remote error: tls: certificate required`, gitlab.CodeClientCertRequired},
		{"Go", `Get "https://gitlab.example.com/api/v4/user": remote error: tls: handshake failure`, gitlab.CodeTLSFailed},
		{"Go", `Get "https://gitlab.example.com/api/v4/user": proxyconnect tcp: dial tcp 127.0.0.1:3128: connect: connection refused`, gitlab.CodeProxyFailed},
		{"Go", `Get "https://gitlab.example.com/api/v4/user": Proxy Authentication Required`, gitlab.CodeProxyAuthRequired},
		{"Go", `Get "https://gitlab.example.com/api/v4/user": EOF`, gitlab.CodeConnectionLost},
		{"Go", `Get "https://gitlab.example.com/api/v4/user": read tcp 10.0.0.2:5->10.0.0.1:443: read: connection reset by peer`, gitlab.CodeConnectionLost},
		{"Go", `Get "https://gitlab.example.com/api/v4/user": http2: server sent GOAWAY and closed the connection; LastStreamID=1, ErrCode=NO_ERROR, debug=""`, gitlab.CodeConnectionLost},
		{"Go", `stream error: stream ID 1; INTERNAL_ERROR; received from peer`, gitlab.CodeConnectionLost},
		{"Go", `Get "https://gitlab.example.com/": stopped after 10 redirects`, gitlab.CodeRedirectLoop},
		{"Go", "invalid character '<' looking for beginning of value", gitlab.CodeLoginPage},
		{"requests", "requests.exceptions.ConnectionError: HTTPSConnectionPool(host='gitlab.example.com', port=443): Max retries exceeded with url: /api/v4/user (Caused by NewConnectionError('<urllib3.connection.HTTPSConnection object at 0x7f8404404e90>: Failed to establish a new connection: [Errno 111] Connection refused'))", gitlab.CodeConnectionRefused},
		{"requests", "requests.exceptions.ConnectionError: HTTPSConnectionPool(host='gitlab.example.com', port=443): Max retries exceeded with url: /api/v4/user (Caused by NameResolutionError(\"Failed to resolve 'gitlab.example.com' ([Errno -2] Name or service not known)\"))", gitlab.CodeDNSFailure},
		{"requests", "requests.exceptions.SSLError: HTTPSConnectionPool(host='gitlab.example.com', port=443): Max retries exceeded with url: / (Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1007)')))", gitlab.CodeTLSUntrusted},
		{"requests", "requests.exceptions.ReadTimeout: HTTPSConnectionPool(host='gitlab.example.com', port=443): Read timed out. (read timeout=5)", gitlab.CodeAnswerTimeout},
		{"requests", "requests.exceptions.ConnectTimeout: HTTPSConnectionPool(host='gitlab.example.com', port=443): Max retries exceeded with url: / (Caused by ConnectTimeoutError('Connection to gitlab.example.com timed out. (connect timeout=5)'))", gitlab.CodeConnectTimeout},
		{"requests", "requests.exceptions.ProxyError: HTTPSConnectionPool(host='gitlab.example.com', port=443): Max retries exceeded (Caused by ProxyError('Cannot connect to proxy.', OSError('Tunnel connection failed: 407 Proxy Authentication Required')))", gitlab.CodeProxyAuthRequired},
		{"requests", "requests.exceptions.HTTPError: 404 Client Error: Not Found for url: https://gitlab.example.com/api/v4/projects/123", gitlab.CodeNotFound},
		{"requests", "requests.exceptions.JSONDecodeError: Expecting value: line 1 column 1 (char 0)", gitlab.CodeLoginPage},
		{"requests", "requests.exceptions.TooManyRedirects: Exceeded 30 redirects.", gitlab.CodeRedirectLoop},
		{"python-gitlab", "gitlab.exceptions.GitlabAuthenticationError: 401: 401 Unauthorized", gitlab.CodeTokenUnknown},
		{"python-gitlab", "gitlab.exceptions.GitlabAuthenticationError: 401: invalid_token", gitlab.CodeTokenUnknown},
		{"python-gitlab", "gitlab.exceptions.GitlabGetError: 403: insufficient_scope", gitlab.CodeScopeInsufficient},
		{"python-gitlab", "gitlab.exceptions.GitlabHttpError: 502: b'GitLab is not responding'", gitlab.CodeUnavailable},
		{"python-gitlab", "gitlab.exceptions.GitlabParsingError: Failed to parse the server message", gitlab.CodeLoginPage},
		{"Node", "Error: getaddrinfo ENOTFOUND gitlab.example.com", gitlab.CodeDNSFailure},
		{"Node", "FetchError: request to https://gitlab.example.com/ failed, reason: connect ECONNREFUSED 10.0.0.1:443", gitlab.CodeConnectionRefused},
		{"Node", "Error: self-signed certificate in certificate chain { code: 'SELF_SIGNED_CERT_IN_CHAIN' }", gitlab.CodeTLSUntrusted},
		{"Node", "code: 'DEPTH_ZERO_SELF_SIGNED_CERT'", gitlab.CodeTLSUntrusted},
		{"Node", "Error: unable to verify the first certificate", gitlab.CodeTLSUntrusted},
		{"Node", "code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'", gitlab.CodeTLSUntrusted},
		{"Node", "Error [ERR_TLS_CERT_ALTNAME_INVALID]: Hostname/IP does not match certificate's altnames", gitlab.CodeTLSWrongHost},
		{"Node", "Error: connect ETIMEDOUT 10.0.0.1:443", gitlab.CodeConnectTimeout},
		{"Node", "Error: socket hang up", gitlab.CodeConnectionLost},
		{"Node", "SyntaxError: Unexpected token '<', \"<!DOCTYPE \"... is not valid JSON", gitlab.CodeLoginPage},
		{"Node", "Response code 401 (Unauthorized)", gitlab.CodeTokenUnknown},
		{"npm", "npm ERR! 403 403 Forbidden - GET https://gitlab.example.com/api/v4/packages/npm/x", gitlab.CodeAccessDenied},
		{"Java", "javax.net.ssl.SSLHandshakeException: PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target", gitlab.CodeTLSUntrusted},
		{"Java", "java.net.UnknownHostException: gitlab.example.com", gitlab.CodeDNSFailure},
		{"Java", "java.net.ConnectException: Connection refused", gitlab.CodeConnectionRefused},
		{"Java", "java.net.SocketTimeoutException: connect timed out", gitlab.CodeConnectTimeout},
		{"Java", "java.net.SocketTimeoutException: Read timed out", gitlab.CodeAnswerTimeout},
		{"Java", "java.security.cert.CertificateException: No subject alternative DNS name matching gitlab.example.com found.", gitlab.CodeTLSWrongHost},
		{"Java", "javax.net.ssl.SSLException: Unsupported or unrecognized SSL message", gitlab.CodeNotHTTPS},
		{"Java", "status code: 401, reason phrase: Unauthorized (401)", gitlab.CodeTokenUnknown},
		{"glab", "GET https://gitlab.example.com/api/v4/user: 401 {message: 401 Unauthorized}", gitlab.CodeTokenUnknown},
		{"glab", "GET https://gitlab.example.com/api/v4/projects/123/merge_requests/456: 404 {message: 404 Project Not Found}", gitlab.CodeNotFound},
		{"glab", "GET https://gitlab.example.com/api/v4/user: 403 {error: insufficient_scope}, {error_description: The request requires higher privileges than provided by the access token.}, {scope: api read_api read_user}", gitlab.CodeScopeInsufficient},
		{"glab", "401 {error: invalid_token}, {error_description: Token was revoked. You have to re-authorize from the user.}", gitlab.CodeTokenRevoked},
		{"glab", "GET https://gitlab.example.com/api/v4/user: 502", gitlab.CodeUnavailable},
		{"gh", "HTTP 401: 401 Unauthorized (https://gitlab.example.com/api/v3/)", gitlab.CodeTokenUnknown},
		{"gh", "HTTP 404: 404 Not Found (https://gitlab.example.com/api/v3/repos/400/500)", gitlab.CodeNotFound},
		{"gh", "error connecting to gitlab.example.com\ncheck your internet connection or https://githubstatus.com", gitlab.CodeDNSFailure},
		{"PowerShell", "Invoke-RestMethod: The remote server returned an error: (401) Unauthorized.", gitlab.CodeTokenUnknown},
		{"PowerShell", "The remote certificate is invalid because of errors in the certificate chain: PartialChain", gitlab.CodeTLSUntrusted},
		{"Windows", "schannel: SEC_E_UNTRUSTED_ROOT (0x80090325) - The certificate chain was issued by an authority that is not trusted.", gitlab.CodeTLSUntrusted},
		{"Windows", "dial tcp 10.0.0.1:443: connectex: No connection could be made because the target machine actively refused it.", gitlab.CodeConnectionRefused},
		{"a runner", "ERROR: Job failed: 403 Forbidden", gitlab.CodeAccessDenied},
		{"a shell", "port 443", ""},
		{"a log", "GET /api/v4/projects/404 200 in 500ms", ""},
	} {
		problem, err := gitlab.Explain(test.text)
		switch {
		case test.want == "" && err == nil:
			t.Errorf("%s: Explain(%q) = %s, want a question back", test.tool, test.text, problem.Code)
		case test.want != "" && (err != nil || problem.Code != test.want):
			t.Errorf("%s: Explain(%q) = %v, %v; want %s", test.tool, test.text, faultlab.CodeOrNone(problem), err, test.want)
		}
	}
}

// dump is what `curl -i` prints, and `curl -v` with its stars and arrows.
func dump(head, kind, body string) string {
	return head + "\r\nserver: nginx\r\ndate: Sun, 22 Nov 2026 12:00:00 GMT\r\ncontent-type: " + kind + "\r\ncontent-length: " + strconv.Itoa(len(body)) +
		"\r\nx-gitlab-meta: {\"correlation_id\":\"01K400\",\"version\":\"1\"}\r\nx-request-id: 01K403\r\nx-runtime: 0.404404\r\n\r\n" + body
}

func TestAWholeDumpOfAnAnswerIsExplained(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       gitlab.Code
		status     int
	}{
		{"an unknown token", dump("HTTP/2 401", "application/json", faultlab.RefusedBody), gitlab.CodeTokenUnknown, 401},
		{"an expired token", dump("HTTP/1.1 401 Unauthorized", "application/json", faultlab.ExpiredBody), gitlab.CodeTokenExpired, 401},
		{"scopes that do not do", dump("HTTP/2 403", "application/json", faultlab.LackingScopeBody), gitlab.CodeScopeInsufficient, 403},
		{"a missing address", dump("HTTP/2 404", "application/json", `{"error":"404 Not Found"}`), gitlab.CodeEndpointMissing, 404},
		{"a missing project", dump("HTTP/2 404", "application/json", `{"message":"404 Project Not Found"}`), gitlab.CodeNotFound, 404},
		{"a web server's 404", dump("HTTP/1.1 404 Not Found", "text/html", "<html><h1>404 Not Found</h1></html>"), gitlab.CodeWrongPath, 404},
		{"too many calls", dump("HTTP/2 429", "text/plain", "Retry later\n"), gitlab.CodeRateLimited, 429},
		{"too many calls, in words of an administrator", dump("HTTP/2 429", "text/plain", "Slow down, 403 friend"), gitlab.CodeRateLimited, 429},
		{"Workhorse alone", dump("HTTP/1.1 502 Bad Gateway", "text/plain", "GitLab is not responding"), gitlab.CodeUnavailable, 502},
		{"nginx alone", dump("HTTP/1.1 502 Bad Gateway", "text/html", faultlab.NginxPage("502 Bad Gateway")), gitlab.CodeUnavailable, 502},
		{"a wall", dump("HTTP/2 403", "text/html", faultlab.CloudflarePage), gitlab.CodeIPBlocked, 403},
		{"a sign-in page", dump("HTTP/1.1 200 OK", "text/html", "<!DOCTYPE html><title>Sign in</title>"), gitlab.CodeLoginPage, 0},
		{"an update", dump("HTTP/1.1 200 OK", "text/html", faultlab.DeployPage), gitlab.CodeUpdating, 0},
		{"an error after a proxy's yes", "HTTP/1.1 200 Connection established\r\n\r\n" + dump("HTTP/2 401", "application/json", faultlab.RefusedBody), gitlab.CodeTokenUnknown, 401},
		{"an error after a redirect", "HTTP/1.1 301 Moved Permanently\r\nLocation: /x\r\n\r\n" + dump("HTTP/1.1 500 Internal Server Error", "application/json", `{"message":"500 Internal Server Error"}`), gitlab.CodeServerError, 500},
		{
			"curl's own talk", "*   Trying 10.200.0.1:443...\n* Connected to gitlab.example.com (10.200.0.1) port 443 (#0)\n> GET /api/v4/projects/404 HTTP/2\n> user-agent: curl/7.88.1\n>\n< HTTP/2 403\n< content-type: application/json\n<\n" +
				`{"message":"403 Forbidden - Your account has been blocked."}`,
			gitlab.CodeAccountBlocked, 403,
		},
	} {
		problem, err := gitlab.Explain(test.text)
		if err != nil || problem.Code != test.want || problem.HTTPStatus != test.status {
			t.Errorf("%s is explained as %+v, %v; want %s, %d", test.name, problem, err, test.want, test.status)
		}
	}
}

func TestABodyIsExplainedHoweverItIsWritten(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       gitlab.Code
		says       string
	}{
		{"JSON on several lines", "{\n  \"error\": \"invalid_token\",\n  \"error_description\": \"Token is expired. You can either do re-authorization or token refresh.\"\n}\n", gitlab.CodeTokenExpired, ""},
		{"JSON with its scopes", "{\n  \"error\": \"insufficient_scope\",\n  \"scope\": \"api create_runner\"\n}", gitlab.CodeScopeInsufficient, "create_runner"},
		{"JSON in a shell's quotes", `'{"message":"401 Unauthorized"}'`, gitlab.CodeTokenUnknown, ""},
		{"JSON in a log line", `time="2026-11-22T12:00:00Z" level=error msg="call failed" body={"message":"403 Forbidden"}`, gitlab.CodeAccessDenied, ""},
		{"fields of a model", `{"message":{"name":["is too long (maximum is 255 characters)"]}}`, gitlab.CodeBadRequest, ""},
		{"a parameter", `{"error":"scopes does not have a valid value"}`, gitlab.CodeBadRequest, ""},
		{"a token of another kind", `{"message":"400 Bad request - This endpoint requires token type to be a personal access token"}`, gitlab.CodeTokenNotPersonal, ""},
		{"GitLab's page for 404", faultlab.StaticPage("The page you're looking for could not be found (404)", "The page could not be found or you don't have permission to view it."), gitlab.CodeNotFound, ""},
		{"GitLab's page for 500", faultlab.StaticPage("Something went wrong (500)", "Whoops, something went wrong on our end."), gitlab.CodeServerError, ""},
		{"GitLab's page for 502", faultlab.StaticPage("GitLab is not responding (502)", "Whoops, GitLab is taking too much time to respond."), gitlab.CodeUnavailable, ""},
		{"GitLab's page for an update", faultlab.DeployPage, gitlab.CodeUpdating, ""},
		{"nginx's page for 502", faultlab.NginxPage("502 Bad Gateway"), gitlab.CodeUnavailable, ""},
		{"nginx's page for 503", faultlab.NginxPage("503 Service Temporarily Unavailable"), gitlab.CodeUnavailable, ""},
		{"nginx's page for a certificate", faultlab.NginxPage("400 No required SSL certificate was sent"), gitlab.CodeClientCertRequired, ""},
		{"nginx's page for plain http", faultlab.NginxPage("400 The plain HTTP request was sent to HTTPS port"), gitlab.CodeHTTPSRequired, ""},
		{"Cloudflare's page for a block", faultlab.CloudflarePage, gitlab.CodeIPBlocked, ""},
		{"Cloudflare's page for a dead server", "<!DOCTYPE html><html><head><title>gitlab.example.com | 522: Connection timed out</title></head></html>", gitlab.CodeUnavailable, ""},
		{"a sign-in page", "\n<!DOCTYPE html>\n<html><head><title>Sign in · GitLab</title></head></html>", gitlab.CodeLoginPage, ""},
		{"a number that HTTP does not name", "999", "", ""},
		{"a number of Cloudflare's", "522", gitlab.CodeUnavailable, ""},
		{"a teapot", "418", gitlab.CodeUnknownAnswer, ""},
		{"a network's own sign-in", "511 Network Authentication Required", gitlab.CodeCaptivePortal, ""},
		{"a proxy that asks", "HTTP/1.1 407 Proxy Authentication Required", gitlab.CodeProxyAuthRequired, ""},
	} {
		problem, err := gitlab.Explain(test.text)
		switch {
		case test.want == "":
			if err == nil {
				t.Errorf("%s is explained as %s", test.name, problem.Code)
			}
		case err != nil || problem.Code != test.want:
			t.Errorf("%s is explained as %v, %v; want %s", test.name, faultlab.CodeOrNone(problem), err, test.want)
		case !strings.Contains(strings.Join(problem.Remedy, " "), test.says):
			t.Errorf("%s: the remedy is %q", test.name, problem.Remedy)
		}
	}
}

// Pages in the manner of public/*.html, nginx and Cloudflare.
