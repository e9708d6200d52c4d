package problem

// networkSays are lines of tools that could not get an answer, as curl, git, Go
// programs, Python, Node and docker write them. Whose they are says nothing: the
// system speaks.
func networkSays() speech {
	return speech{SpeakerUnknown, []phrase{
		{0, "cannot validate certificate for", CodeTLSWrongHost, nil},
		{0, "certificate is valid for", CodeTLSWrongHost, nil},
		{0, "no alternative certificate subject name", CodeTLSWrongHost, nil},
		{0, "hostname mismatch", CodeTLSWrongHost, nil},
		{0, "no subject alternative", CodeTLSWrongHost, nil},
		{0, "sec_e_wrong_principal", CodeTLSWrongHost, nil},
		{0, "err_tls_cert_altname_invalid", CodeTLSWrongHost, nil},
		{0, "z is before 2", CodeClockSkew, nil}, // Go: "current time …Z is before 2026-…"
		{0, "00 is before 2", CodeClockSkew, nil},
		{0, "certificate has expired", CodeTLSExpired, nil},
		{0, "sec_e_cert_expired", CodeTLSExpired, nil},
		{0, "is not yet valid", CodeClockSkew, nil},
		{0, "peer certificate: expired", CodeTLSExpired, nil},                // Rust
		{0, "peer certificate: certexpired", CodeTLSExpired, nil},            // Rust, older
		{0, "peer certificate: notvalidforname", CodeTLSWrongHost, nil},      // Rust
		{0, "peer certificate: certnotvalid", CodeTLSWrongHost, nil},         // Rust, older
		{0, "peer certificate: unknownissuer", CodeTLSUntrusted, nil},        // Rust
		{0, "could not establish trust relationship", CodeTLSUntrusted, nil}, // .NET
		{0, "certificate is not trusted", CodeTLSUntrusted, nil},             // Go on macOS
		{0, "valid certification path", CodeTLSUntrusted, nil},               // Java
		{0, "certificate verify failed", CodeTLSUntrusted, nil},
		{0, "cert_has_expired", CodeTLSExpired, nil},
		{0, "unknown authority", CodeTLSUntrusted, nil},
		{0, "self-signed certificate", CodeTLSUntrusted, nil},
		{0, "self signed certificate", CodeTLSUntrusted, nil},
		{0, "unable to get local issuer", CodeTLSUntrusted, nil},
		{0, "unable to get issuer", CodeTLSUntrusted, nil},
		{0, "unable_to_verify_leaf_signature", CodeTLSUntrusted, nil},
		{0, "unable_to_get_issuer_cert", CodeTLSUntrusted, nil},
		{0, "unable to verify the first certificate", CodeTLSUntrusted, nil},
		{0, "self_signed_cert", CodeTLSUntrusted, nil},
		{0, "untrusted_root", CodeTLSUntrusted, nil},
		{0, "authority that is not trusted", CodeTLSUntrusted, nil},
		{0, "the remote certificate is invalid", CodeTLSUntrusted, nil},
		{0, "server certificate verification failed", CodeTLSUntrusted, nil},
		{0, "pkix path building failed", CodeTLSUntrusted, nil},
		{0, "certificate_verify_failed", CodeTLSUntrusted, nil},
		{0, "ssl certificate problem", CodeTLSUntrusted, nil},
		{0, "certificate required", CodeClientCertRequired, nil},
		{0, "bad certificate", CodeClientCertRequired, nil},
		{0, "server gave http response to https client", CodeNotHTTPS, nil},
		{0, "first record does not look like a tls handshake", CodeNotHTTPS, nil},
		{0, "wrong version number", CodeNotHTTPS, nil},
		{0, "unrecognized ssl message", CodeNotHTTPS, nil},
		{0, "protocol version not supported", CodeTLSFailed, nil},
		{0, "gnutls_handshake() failed", CodeTLSFailed, nil},
		{0, "could not create ssl/tls secure channel", CodeTLSFailed, nil}, // .NET
		{0, "unsupported protocol", CodeTLSFailed, nil},
		{0, "unsafe legacy renegotiation", CodeTLSFailed, nil},
		{0, "handshake failure", CodeTLSFailed, nil},
		{0, "tls handshake timeout", CodeTLSTimeout, nil},
		{0, "response 511", CodeCaptivePortal, nil}, // curl, through a proxy
		{0, "http code 511 from proxy", CodeCaptivePortal, nil},
		{0, "connection failed: 511", CodeCaptivePortal, nil}, // Python
		{0, "proxy authentication required", CodeProxyAuthRequired, nil},
		{0, "received http code 407 from proxy", CodeProxyAuthRequired, nil},
		{0, "connect tunnel failed, response 407", CodeProxyAuthRequired, nil},
		{0, "established, statuscode=407", CodeProxyAuthRequired, nil},
		{0, "tunneling socket could not be established", CodeProxyFailed, nil}, // Node
		{0, "unable to tunnel through proxy", CodeProxyFailed, nil},            // Java
		// Go says the name of a proxy's status behind the address, and nothing more.
		{0, "\": forbidden\n", CodeProxyFailed, nil},
		{0, "\": bad gateway\n", CodeProxyFailed, nil},
		{0, "\": service unavailable\n", CodeProxyFailed, nil},
		{0, "\": gateway timeout\n", CodeProxyFailed, nil},
		{0, "\": method not allowed\n", CodeProxyFailed, nil},
		{0, "connect tunnel failed", CodeProxyFailed, nil},
		{0, "cannot connect to proxy", CodeProxyFailed, nil},
		{0, "from proxy after connect", CodeProxyFailed, nil},
		{0, "proxyconnect", CodeProxyFailed, nil},
		{0, "could not resolve proxy", CodeProxyFailed, nil},
		{0, "tunnel connection failed", CodeProxyFailed, nil},
		{0, "could not resolve host", CodeDNSFailure, nil},
		{0, "no such host", CodeDNSFailure, nil},
		{0, "remote name could not be resolved", CodeDNSFailure, nil}, // .NET
		{0, "name or service not known", CodeDNSFailure, nil},
		{0, "nodename nor servname", CodeDNSFailure, nil},
		{0, "temporary failure in name resolution", CodeDNSFailure, nil},
		{0, "name resolution", CodeDNSFailure, nil},
		{0, "failed to resolve", CodeDNSFailure, nil},
		{0, "unknownhostexception", CodeDNSFailure, nil},
		{0, "error connecting to", CodeDNSFailure, nil}, // gh says no more
		{0, "enotfound", CodeDNSFailure, nil},
		{0, "eai_again", CodeDNSFailure, nil},
		{0, "connection refused", CodeConnectionRefused, nil},
		{0, "actively refused", CodeConnectionRefused, nil},
		{0, "econnrefused", CodeConnectionRefused, nil},
		{0, "unable to connect to the remote server", CodeConnectionRefused, nil}, // .NET
		{0, "network is unreachable", CodeNetworkUnreachable, nil},
		{0, "no route to host", CodeNetworkUnreachable, nil},
		{0, "ehostunreach", CodeNetworkUnreachable, nil},
		{0, "enetunreach", CodeNetworkUnreachable, nil},
		{0, "connection reset", CodeConnectionLost, nil},
		{0, "econnreset", CodeConnectionLost, nil},
		{0, "socket hang up", CodeConnectionLost, nil},
		{0, "empty reply from server", CodeConnectionLost, nil},
		{0, "broken pipe", CodeConnectionLost, nil},
		{0, "was not closed cleanly", CodeConnectionLost, nil},
		{0, "server sent goaway", CodeConnectionLost, nil},
		{0, "stream error: stream id", CodeConnectionLost, nil},
		{0, "unexpected eof while reading", CodeConnectionLost, nil},
		{0, "remote end hung up", CodeConnectionLost, nil},
		{0, `": eof`, CodeConnectionLost, nil},
		{0, "unexpected eof", CodeAnswerCutShort, nil},
		{0, "unexpected end of json", CodeAnswerCutShort, nil},
		{0, "transfer closed with", CodeAnswerCutShort, nil},
		{0, "awaiting headers", CodeAnswerTimeout, nil},
		{0, "awaiting response headers", CodeAnswerTimeout, nil},
		{0, "read timed out", CodeAnswerTimeout, nil},
		{0, "connection timed out", CodeConnectTimeout, nil},
		{0, "connect timed out", CodeConnectTimeout, nil},
		{0, "connect timeout", CodeConnectTimeout, nil},
		{0, "context deadline exceeded", CodeTimeout, nil},
		{0, "operation timed out", CodeTimeout, nil},
		{0, "timed out", CodeTimeout, nil},
		{0, "operation too slow", CodeTimeout, nil}, // curl
		{0, "i/o timeout", CodeConnectTimeout, nil},
		{0, "etimedout", CodeConnectTimeout, nil},
		{0, "invalid character '<'", CodeLoginPage, nil},
		{0, "unexpected token <", CodeLoginPage, nil},
		{0, "unexpected token '<'", CodeLoginPage, nil},
		{0, "expecting value: line 1 column 1", CodeLoginPage, nil},
		{0, "failed to parse the server message", CodeLoginPage, nil},
		{0, "too many redirects", CodeRedirectLoop, nil},
		{0, "toomanyredirects", CodeRedirectLoop, nil},
		{0, "stopped after 10 redirects", CodeRedirectLoop, nil},
		{0, "maximum (50) redirects", CodeRedirectLoop, nil},
		{0, "couldn't connect to server", CodeConnectionRefused, nil},
		{0, "could not connect to server", CodeConnectionRefused, nil},
		{0, "gnutls recv error", CodeConnectionLost, nil},
		{0, "early eof", CodeConnectionLost, nil},         // Git
		{0, "rpc failed; curl ", CodeConnectionLost, nil}, // Git, with what curl says of the line
	}}
}
