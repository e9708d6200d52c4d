package problem_test

import (
	"strconv"
	"strings"
	"testing"

	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/problem"
)

func TestTheLineOfAToolIsExplained(t *testing.T) {
	for _, test := range []struct {
		tool, text string
		want       problem.Code
	}{
		{"curl", "curl: (3) URL using bad/illegal format or missing URL", ""},
		{"curl", "curl: (5) Could not resolve proxy: proxy.example.com", problem.CodeProxyFailed},
		{"curl", "curl: (6) Could not resolve host: gitlab.example.com", problem.CodeDNSFailure},
		{"curl", "curl: (7) Failed to connect to gitlab.example.com port 443 after 2 ms: Connection " +
			"refused", problem.CodeConnectionRefused},
		{"curl", "curl: (7) Failed to connect to gitlab.example.com port 443 after 130 ms: Couldn't connect to " +
			"server", problem.CodeConnectionRefused},
		{"curl", "curl: (7) Failed to connect to 10.1.2.3 port 443: No route to host", problem.CodeNetworkUnreachable},
		{"curl", "curl: (22) The requested URL returned error: 403", problem.CodeAccessDenied},
		{"curl", "curl: (22) The requested URL returned error: 502 Bad Gateway", problem.CodeUnavailable},
		{"curl", "curl: (28) Connection timed out after 300000 milliseconds", problem.CodeConnectTimeout},
		{"curl", "curl: (28) Failed to connect to gitlab.example.com port 443 after 129543 ms: Connection " +
			"timed out", problem.CodeConnectTimeout},
		{"curl", "curl: (28) Operation timed out after 5001 milliseconds with 0 bytes received", problem.CodeTimeout},
		{"curl", "curl: (35) OpenSSL/3.0.2: error:0A00010B:SSL routines::wrong version number", problem.CodeNotHTTPS},
		{"curl", "curl: (35) error:1408F10B:SSL routines:ssl3_get_record:wrong version number", problem.CodeNotHTTPS},
		{"curl", "curl: (35) Recv failure: Connection reset by peer", problem.CodeConnectionLost},
		{"curl", "curl: (35) error:0A000152:SSL routines::unsafe legacy renegotiation disabled", problem.CodeTLSFailed},
		{"curl", "curl: (47) Maximum (50) redirects followed", problem.CodeRedirectLoop},
		{"curl", "curl: (51) SSL: no alternative certificate subject name matches target host name " +
			"'gitlab.example.com'", problem.CodeTLSWrongHost},
		{"curl", "curl: (52) Empty reply from server", problem.CodeConnectionLost},
		{"curl", "curl: (56) CONNECT tunnel failed, response 407", problem.CodeProxyAuthRequired},
		{"curl", "curl: (56) CONNECT tunnel failed, response 503", problem.CodeProxyFailed},
		{"curl", "curl: (56) Received HTTP code 407 from proxy after CONNECT", problem.CodeProxyAuthRequired},
		{"curl", "curl: (56) Received HTTP code 403 from proxy after CONNECT", problem.CodeProxyFailed},
		{"curl", "curl: (56) OpenSSL SSL_read: error:0A00045C:SSL routines::tlsv13 alert certificate required, " +
			"errno 0", problem.CodeClientCertRequired},
		{"curl", "curl: (60) SSL certificate problem: unable to get local issuer certificate", problem.CodeTLSUntrusted},
		{"curl", "curl: (60) SSL certificate problem: self-signed certificate in " +
			"certificate chain", problem.CodeTLSUntrusted},
		{"curl", "curl: (60) SSL certificate problem: certificate has expired", problem.CodeTLSExpired},
		{"curl", "curl: (60) SSL certificate problem: certificate is not yet valid", problem.CodeClockSkew},
		{"curl", "curl: (18) transfer closed with 12 bytes remaining to read", problem.CodeAnswerCutShort},
		{"curl", "curl: (92) HTTP/2 stream 1 was not closed cleanly: INTERNAL_ERROR (err 2)", problem.CodeConnectionLost},
		{"git", "fatal: unable to access 'https://gitlab.example.com/a/b.git/': The requested URL returned " +
			"error: 403", problem.CodeIPBlocked},
		{"git", "fatal: unable to access 'https://gitlab.example.com/a/b.git/': Could not resolve host: " +
			"gitlab.example.com", problem.CodeDNSFailure},
		{"git", "fatal: unable to access 'https://gitlab.example.com/a/b.git/': server certificate verification failed. " +
			"CAfile: none CRLfile: none", problem.CodeTLSUntrusted},
		{"git", "remote: HTTP Basic: Access denied. If a password was provided for Git authentication, the password was " +
			"incorrect or you're required to use a token instead of a password.\nfatal: Authentication failed for " +
			"'https://gitlab.example.com/a/b.git/'", problem.CodeTokenUnknown},
		{"git", "fatal: Authentication failed for 'https://gitlab.example.com/a/b.git/'", problem.CodeTokenUnknown},
		{"git", "remote: You are not allowed to download code.\nfatal: unable to access " +
			"'https://gitlab.example.com/a/b.git/': The requested URL returned error: 403", problem.CodeScopeInsufficient},
		{"git", "remote: GitLab: You are not allowed to push code to protected branches on this " +
			"project.", problem.CodePushRejected},
		{"git", "remote: The project you were looking for could not be found or you don't have permission to view " +
			"it.\nfatal: repository 'https://gitlab.example.com/a/b.git/' not found", problem.CodeNotFound},
		{"git", "fatal: repository 'https://gitlab.example.com/a/b.git/' not found", problem.CodeNotFound},
		{"git", "error: RPC failed; curl 92 HTTP/2 stream 5 was not closed cleanly: CANCEL " +
			"(err 8)", problem.CodeConnectionLost},
		{"git", "error: RPC failed; HTTP 504 curl 22 The requested URL returned error: 504", problem.CodeUnavailable},
		{"docker", `Error response from daemon: Get "https://registry.example.com/v2/": unauthorized: HTTP Basic: Access ` +
			`denied`, problem.CodeTokenUnknown},
		{"docker", `Error response from daemon: Get "https://registry.example.com/v2/": tls: failed to verify certificate: ` +
			`x509: certificate signed by unknown authority`, problem.CodeTLSUntrusted},
		{"docker", `Error response from daemon: Get "https://registry.example.com/v2/": http: server gave HTTP response to ` +
			`HTTPS client`, problem.CodeNotHTTPS},
		{"docker", "denied: access forbidden", problem.CodeScopeInsufficient},
		{"docker", "denied: requested access to the resource is denied", problem.CodeAccessDenied},
		{"docker", "error parsing HTTP 403 response body: unexpected end of JSON input: \"\"", problem.CodeAccessDenied},
		{"Go", `Get "https://gitlab.example.com/api/v4/user": dial tcp: lookup gitlab.example.com: no ` +
			`such host`, problem.CodeDNSFailure},
		{"Go", `Get "https://gitlab.example.com/api/v4/user": dial tcp 10.0.0.1:443: connect: connection ` +
			`refused`, problem.CodeConnectionRefused},
		{"Go", `Get "https://gitlab.example.com/api/v4/user": dial tcp 10.0.0.1:443: i/o ` +
			`timeout`, problem.CodeConnectTimeout},
		{"Go", `Get "https://gitlab.example.com/api/v4/user": net/http: TLS handshake timeout`, problem.CodeTLSTimeout},
		{"Go", `Get "https://gitlab.example.com/api/v4/user": context deadline exceeded (Client.Timeout exceeded while ` +
			`awaiting headers)`, problem.CodeAnswerTimeout},
		{"Go", `Get "https://gitlab.example.com/api/v4/user": context deadline exceeded`, problem.CodeTimeout},
		{"Go", `Get "https://gitlab.example.com/api/v4/user": tls: failed to verify certificate: x509: certificate is ` +
			`valid for a.example, not b.example`, problem.CodeTLSWrongHost},
		{"Go", `Get "https://gitlab.example.com/api/v4/user": x509: certificate has expired or is not yet valid: current ` +
			`time 2026-11-22T12:00:00Z is after 2026-10-01T00:00:00Z`, problem.CodeTLSExpired},
		{"Go", `Get "https://gitlab.example.com/api/v4/user": x509: certificate has expired or is not yet valid: current ` +
			`time 2020-11-22T12:00:00Z is before 2026-10-01T00:00:00Z`, problem.CodeClockSkew},
		{"Go", `Get "https://gitlab.example.com/api/v4/user": remote error: tls: certificate ` +
			`required`, problem.CodeClientCertRequired},
		{"Go", `Get "https://gitlab.example.com/api/v4/user": remote error: tls: handshake failure`, problem.CodeTLSFailed},
		{"Go", `Get "https://gitlab.example.com/api/v4/user": proxyconnect tcp: dial tcp 127.0.0.1:3128: connect: ` +
			`connection refused`, problem.CodeProxyFailed},
		{"Go", `Get "https://gitlab.example.com/api/v4/user": Proxy Authentication Required`, problem.CodeProxyAuthRequired},
		{"Go", `Get "https://gitlab.example.com/api/v4/user": EOF`, problem.CodeConnectionLost},
		{"Go", `Get "https://gitlab.example.com/api/v4/user": read tcp 10.0.0.2:5->10.0.0.1:443: read: connection reset ` +
			`by peer`, problem.CodeConnectionLost},
		{"Go", `Get "https://gitlab.example.com/api/v4/user": http2: server sent GOAWAY and closed the connection; ` +
			`LastStreamID=1, ErrCode=NO_ERROR, debug=""`, problem.CodeConnectionLost},
		{"Go", `stream error: stream ID 1; INTERNAL_ERROR; received from peer`, problem.CodeConnectionLost},
		{"Go", `Get "https://gitlab.example.com/": stopped after 10 redirects`, problem.CodeRedirectLoop},
		{"Go", "invalid character '<' looking for beginning of value", problem.CodeLoginPage},
		{"requests", "requests.exceptions.ConnectionError: HTTPSConnectionPool(host='gitlab.example.com', port=443): Max " +
			"retries exceeded with url: /api/v4/user (Caused by NewConnectionError('<urllib3.connection.HTTPSConnection " +
			"object at 0x7f8404404e90>: Failed to establish a new connection: [Errno 111] Connection " +
			"refused'))", problem.CodeConnectionRefused},
		{"requests", "requests.exceptions.ConnectionError: HTTPSConnectionPool(host='gitlab.example.com', port=443): Max " +
			"retries exceeded with url: /api/v4/user (Caused by NameResolutionError(\"Failed to resolve 'gitlab.example.com' " +
			"([Errno -2] Name or service not known)\"))", problem.CodeDNSFailure},
		{"requests", "requests.exceptions.SSLError: HTTPSConnectionPool(host='gitlab.example.com', port=443): Max retries " +
			"exceeded with url: / (Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] " +
			"certificate verify failed: unable to get local issuer certificate (_ssl.c:1007)')))", problem.CodeTLSUntrusted},
		{"requests", "requests.exceptions.ReadTimeout: HTTPSConnectionPool(host='gitlab.example.com', port=443): Read " +
			"timed out. (read timeout=5)", problem.CodeAnswerTimeout},
		{"requests", "requests.exceptions.ConnectTimeout: HTTPSConnectionPool(host='gitlab.example.com', port=443): Max " +
			"retries exceeded with url: / (Caused by ConnectTimeoutError('Connection to gitlab.example.com timed out. " +
			"(connect timeout=5)'))", problem.CodeConnectTimeout},
		{"requests", "requests.exceptions.ProxyError: HTTPSConnectionPool(host='gitlab.example.com', port=443): Max " +
			"retries exceeded (Caused by ProxyError('Cannot connect to proxy.', OSError('Tunnel connection failed: 407 Proxy " +
			"Authentication Required')))", problem.CodeProxyAuthRequired},
		{"requests", "requests.exceptions.HTTPError: 404 Client Error: Not Found for url: " +
			"https://gitlab.example.com/api/v4/projects/123", problem.CodeNotFound},
		{"requests", "requests.exceptions.JSONDecodeError: Expecting value: line 1 column 1 (char 0)", problem.CodeLoginPage},
		{"requests", "requests.exceptions.TooManyRedirects: Exceeded 30 redirects.", problem.CodeRedirectLoop},
		{"python-gitlab", "gitlab.exceptions.GitlabAuthenticationError: 401: 401 Unauthorized", problem.CodeTokenUnknown},
		{"python-gitlab", "gitlab.exceptions.GitlabAuthenticationError: 401: invalid_token", problem.CodeTokenUnknown},
		{"python-gitlab", "gitlab.exceptions.GitlabGetError: 403: insufficient_scope", problem.CodeScopeInsufficient},
		{"python-gitlab", "gitlab.exceptions.GitlabHttpError: 502: b'GitLab is not responding'", problem.CodeUnavailable},
		{"python-gitlab", "gitlab.exceptions.GitlabParsingError: Failed to parse the server message", problem.CodeLoginPage},
		{"Node", "Error: getaddrinfo ENOTFOUND gitlab.example.com", problem.CodeDNSFailure},
		{"Node", "FetchError: request to https://gitlab.example.com/ failed, reason: connect ECONNREFUSED " +
			"10.0.0.1:443", problem.CodeConnectionRefused},
		{"Node", "Error: self-signed certificate in certificate chain { code: " +
			"'SELF_SIGNED_CERT_IN_CHAIN' }", problem.CodeTLSUntrusted},
		{"Node", "code: 'DEPTH_ZERO_SELF_SIGNED_CERT'", problem.CodeTLSUntrusted},
		{"Node", "Error: unable to verify the first certificate", problem.CodeTLSUntrusted},
		{"Node", "code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'", problem.CodeTLSUntrusted},
		{"Node", "Error [ERR_TLS_CERT_ALTNAME_INVALID]: Hostname/IP does not match certificate's " +
			"altnames", problem.CodeTLSWrongHost},
		{"Node", "Error: connect ETIMEDOUT 10.0.0.1:443", problem.CodeConnectTimeout},
		{"Node", "Error: socket hang up", problem.CodeConnectionLost},
		{"Node", "SyntaxError: Unexpected token '<', \"<!DOCTYPE \"... is not valid JSON", problem.CodeLoginPage},
		{"Node", "Response code 401 (Unauthorized)", problem.CodeTokenUnknown},
		{"npm", "npm ERR! 403 403 Forbidden - GET " +
			"https://gitlab.example.com/api/v4/packages/npm/x", problem.CodeAccessDenied},
		{"Java", "javax.net.ssl.SSLHandshakeException: PKIX path building failed: " +
			"sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested " +
			"target", problem.CodeTLSUntrusted},
		{"Java", "java.net.UnknownHostException: gitlab.example.com", problem.CodeDNSFailure},
		{"Java", "java.net.ConnectException: Connection refused", problem.CodeConnectionRefused},
		{"Java", "java.net.SocketTimeoutException: connect timed out", problem.CodeConnectTimeout},
		{"Java", "java.net.SocketTimeoutException: Read timed out", problem.CodeAnswerTimeout},
		{"Java", "java.security.cert.CertificateException: No subject alternative DNS name matching gitlab.example.com " +
			"found.", problem.CodeTLSWrongHost},
		{"Java", "javax.net.ssl.SSLException: Unsupported or unrecognized SSL message", problem.CodeNotHTTPS},
		{"Java", "status code: 401, reason phrase: Unauthorized (401)", problem.CodeTokenUnknown},
		{"glab", "GET https://gitlab.example.com/api/v4/user: 401 {message: 401 Unauthorized}", problem.CodeTokenUnknown},
		{"glab", "GET https://gitlab.example.com/api/v4/projects/123/merge_requests/456: 404 {message: 404 Project Not " +
			"Found}", problem.CodeNotFound},
		{"glab", "GET https://gitlab.example.com/api/v4/user: 403 {error: insufficient_scope}, {error_description: The " +
			"request requires higher privileges than provided by the access token.}, {scope: api read_api " +
			"read_user}", problem.CodeScopeInsufficient},
		{"glab", "401 {error: invalid_token}, {error_description: Token was revoked. You have to re-authorize from the " +
			"user.}", problem.CodeTokenRevoked},
		{"glab", "GET https://gitlab.example.com/api/v4/user: 502", problem.CodeUnavailable},
		{"gh", "HTTP 401: 401 Unauthorized (https://gitlab.example.com/api/v3/)", problem.CodeTokenUnknown},
		{"gh", "HTTP 404: 404 Not Found (https://gitlab.example.com/api/v3/repos/400/500)", problem.CodeNotFound},
		{"gh", "error connecting to gitlab.example.com\ncheck your internet connection or " +
			"https://githubstatus.com", problem.CodeDNSFailure},
		{"PowerShell", "Invoke-RestMethod: The remote server returned an error: (401) " +
			"Unauthorized.", problem.CodeTokenUnknown},
		{"PowerShell", "The remote certificate is invalid because of errors in the certificate chain: " +
			"PartialChain", problem.CodeTLSUntrusted},
		{"Windows", "schannel: SEC_E_UNTRUSTED_ROOT (0x80090325) - The certificate chain was issued by an authority that " +
			"is not trusted.", problem.CodeTLSUntrusted},
		{"Windows", "dial tcp 10.0.0.1:443: connectex: No connection could be made because the target machine actively " +
			"refused it.", problem.CodeConnectionRefused},
		{"a runner", "ERROR: Job failed: 403 Forbidden", problem.CodeAccessDenied},
		{"a shell", "port 443", ""},
		{"a log", "GET /api/v4/projects/404 200 in 500ms", ""},
	} {
		problem, err := problem.Explain(test.text)
		switch {
		case test.want == "" && err == nil:
			t.Errorf("%s: Explain(%q) = %s, want a question back", test.tool, test.text, problem.Code)
		case test.want != "" && (err != nil || problem.Code != test.want):
			t.Errorf("%s: Explain(%q) = %v, %v; want %s", test.tool, test.text, gitlabtest.CodeOrNone(problem), err, test.want)
		}
	}
}

// dump is what `curl -i` prints, and `curl -v` with its stars and arrows.
func dump(head, kind, body string) string {
	return head + "\r\nserver: nginx\r\ndate: Sun, 22 Nov 2026 12:00:00 " +
		"GMT\r\ncontent-type: " + kind + "\r\ncontent-length: " + strconv.Itoa(len(body)) +
		"\r\nx-gitlab-meta: {\"correlation_id\":\"01K400\",\"version\":\"1\"}\r\nx-request-id: 01K403\r\nx-runtime: " +
		"0.404404\r\n\r\n" + body
}

func TestAWholeDumpOfAnAnswerIsExplained(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       problem.Code
		status     int
	}{
		{"an unknown token", dump("HTTP/2 401", "application/json", gitlabtest.RefusedBody), problem.CodeTokenUnknown, 401},
		{
			"an expired token", dump("HTTP/1.1 401 Unauthorized", "application/json", gitlabtest.ExpiredBody),
			problem.CodeTokenExpired, 401,
		},
		{
			"scopes that do not do", dump("HTTP/2 403", "application/json", gitlabtest.LackingScopeBody),
			problem.CodeScopeInsufficient, 403,
		},
		{"a missing address", dump("HTTP/2 404", "application/json", `{"error":"404 Not `+
			`Found"}`), problem.CodeEndpointMissing, 404},
		{"a missing project", dump("HTTP/2 404", "application/json", `{"message":"404 Project Not `+
			`Found"}`), problem.CodeNotFound, 404},
		{"a web server's 404", dump("HTTP/1.1 404 Not Found", "text/html",
			"<html><h1>404 Not Found</h1></html>"), problem.CodeWrongPath, 404},
		{"too many calls", dump("HTTP/2 429", "text/plain", "Retry later\n"), problem.CodeRateLimited, 429},
		{"too many calls, in words of an administrator", dump("HTTP/2 429", "text/plain",
			"Slow down, 403 friend"), problem.CodeRateLimited, 429},
		{"Workhorse alone", dump("HTTP/1.1 502 Bad Gateway", "text/plain",
			"GitLab is not responding"), problem.CodeUnavailable, 502},
		{
			"nginx alone", dump("HTTP/1.1 502 Bad Gateway", "text/html", gitlabtest.NginxPage("502 Bad Gateway")),
			problem.CodeUnavailable, 502,
		},
		{"a wall", dump("HTTP/2 403", "text/html", gitlabtest.CloudflarePage), problem.CodeIPBlocked, 403},
		{"a sign-in page", dump("HTTP/1.1 200 OK", "text/html",
			"<!DOCTYPE html><title>Sign in</title>"), problem.CodeLoginPage, 0},
		{"an update", dump("HTTP/1.1 200 OK", "text/html", gitlabtest.DeployPage), problem.CodeUpdating, 0},
		{"an error after a proxy's yes", "HTTP/1.1 200 Connection " +
			"established\r\n\r\n" + dump("HTTP/2 401", "application/json", gitlabtest.RefusedBody), problem.CodeTokenUnknown, 401},
		{"an error after a redirect", "HTTP/1.1 301 Moved Permanently\r\nLocation: " +
			"/x\r\n\r\n" + dump("HTTP/1.1 500 Internal Server Error", "application/json", `{"message":"500 Internal Server `+
			`Error"}`), problem.CodeServerError, 500},
		{
			"curl's own talk", "*   Trying 10.200.0.1:443...\n* Connected to gitlab.example.com (10.200.0.1) port 443 (#0)\n> " +
				"GET /api/v4/projects/404 HTTP/2\n> user-agent: curl/7.88.1\n>\n< HTTP/2 403\n< content-type: " +
				"application/json\n<\n" +
				`{"message":"403 Forbidden - Your account has been blocked."}`,
			problem.CodeAccountBlocked, 403,
		},
	} {
		problem, err := problem.Explain(test.text)
		if err != nil || problem.Code != test.want || problem.HTTPStatus != test.status {
			t.Errorf("%s is explained as %+v, %v; want %s, %d", test.name, problem, err, test.want, test.status)
		}
	}
}

func TestABodyIsExplainedHoweverItIsWritten(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       problem.Code
		says       string
	}{
		{"JSON on several lines", "{\n  \"error\": \"invalid_token\",\n  \"error_description\": \"Token is expired. You " +
			"can either do re-authorization or token refresh.\"\n}\n", problem.CodeTokenExpired, ""},
		{"JSON with its scopes", "{\n  \"error\": \"insufficient_scope\",\n  \"scope\": \"api " +
			"create_runner\"\n}", problem.CodeScopeInsufficient, "create_runner"},
		{"JSON in a shell's quotes", `'{"message":"401 Unauthorized"}'`, problem.CodeTokenUnknown, ""},
		{"JSON in a log line", `time="2026-11-22T12:00:00Z" level=error msg="call failed" body={"message":"403 ` +
			`Forbidden"}`, problem.CodeAccessDenied, ""},
		{"fields of a model", `{"message":{"name":["is too long (maximum is 255 characters)"]}}`, problem.CodeBadRequest, ""},
		{"a parameter", `{"error":"scopes does not have a valid value"}`, problem.CodeBadRequest, ""},
		{"a token of another kind", `{"message":"400 Bad request - This endpoint requires token type to be a personal ` +
			`access token"}`, problem.CodeTokenNotPersonal, ""},
		{"GitLab's page for 404", gitlabtest.StaticPage("The page you're looking for could not be "+
			"found (404)", "The page could not be found or you don't have permission to view it."), problem.CodeNotFound, ""},
		{"GitLab's page for 500", gitlabtest.StaticPage("Something went "+
			"wrong (500)", "Whoops, something went wrong on our end."), problem.CodeServerError, ""},
		{"GitLab's page for 502", gitlabtest.StaticPage("GitLab is not "+
			"responding (502)", "Whoops, GitLab is taking too much time to respond."), problem.CodeUnavailable, ""},
		{"GitLab's page for an update", gitlabtest.DeployPage, problem.CodeUpdating, ""},
		{"nginx's page for 502", gitlabtest.NginxPage("502 Bad Gateway"), problem.CodeUnavailable, ""},
		{"nginx's page for 503", gitlabtest.NginxPage("503 Service Temporarily Unavailable"), problem.CodeUnavailable, ""},
		{
			"nginx's page for a certificate",
			gitlabtest.NginxPage("400 No required SSL certificate was sent"), problem.CodeClientCertRequired, "",
		},
		{
			"nginx's page for plain http",
			gitlabtest.NginxPage("400 The plain HTTP request was sent to HTTPS port"), problem.CodeHTTPSRequired, "",
		},
		{"Cloudflare's page for a block", gitlabtest.CloudflarePage, problem.CodeIPBlocked, ""},
		{"Cloudflare's page for a dead server", "<!DOCTYPE html><html><head><title>gitlab.example.com | 522: Connection " +
			"timed out</title></head></html>", problem.CodeUnavailable, ""},
		{"a sign-in page", "\n<!DOCTYPE html>\n<html><head><title>Sign in · " +
			"GitLab</title></head></html>", problem.CodeLoginPage, ""},
		{"a number that HTTP does not name", "999", "", ""},
		{"a number of Cloudflare's", "522", problem.CodeUnavailable, ""},
		{"a teapot", "418", problem.CodeUnknownAnswer, ""},
		{"a network's own sign-in", "511 Network Authentication Required", problem.CodeCaptivePortal, ""},
		{"a proxy that asks", "HTTP/1.1 407 Proxy Authentication Required", problem.CodeProxyAuthRequired, ""},
	} {
		problem, err := problem.Explain(test.text)
		switch {
		case test.want == "":
			if err == nil {
				t.Errorf("%s is explained as %s", test.name, problem.Code)
			}
		case err != nil || problem.Code != test.want:
			t.Errorf("%s is explained as %v, %v; want %s", test.name, gitlabtest.CodeOrNone(problem), err, test.want)
		case !strings.Contains(strings.Join(problem.Phrases(), " "), test.says):
			t.Errorf("%s: the remedy is %q", test.name, problem.Phrases())
		}
	}
}

// Pages in the manner of public/*.html, nginx and Cloudflare.
