package gitlabtest_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"io"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/practice"
)

// call reads an address as a plain client would that has what the target says,
// and returns the status and body, or the error.
func call(ctx context.Context, t *testing.T, target gitlabtest.Target, address string) string {
	t.Helper()
	transport := &http.Transport{DisableKeepAlives: true, TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS12}}
	if target.CAFile != "" {
		content, err := os.ReadFile(target.CAFile)
		if err != nil {
			t.Fatal(err)
		}
		transport.TLSClientConfig.RootCAs = x509.NewCertPool()
		if !transport.TLSClientConfig.RootCAs.AppendCertsFromPEM(content) {
			t.Fatalf("%s has no certificate", target.CAFile)
		}
	}
	if target.ClientCert != "" {
		pair, err := tls.LoadX509KeyPair(target.ClientCert, target.ClientKey)
		if err != nil {
			t.Fatal(err)
		}
		// Not Certificates: those are shown only to who asks for their signer.
		transport.TLSClientConfig.GetClientCertificate = func(*tls.CertificateRequestInfo) (*tls.Certificate, error) { return &pair, nil }
	}
	if target.Proxy != "" {
		proxy, err := url.Parse(target.Proxy)
		if err != nil {
			t.Fatal(err)
		}
		transport.Proxy = http.ProxyURL(proxy)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+target.Token.Reveal())
	for _, header := range target.Headers {
		name, value, _ := strings.Cut(header, ": ")
		request.Header.Set(name, value)
	}
	response, err := transport.RoundTrip(request)
	if err != nil {
		return err.Error()
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(response.Body, 1<<20))
	if err != nil {
		return err.Error()
	}
	return response.Status + " " + response.Header.Get("Location") + " " + string(body)
}

func TestEachRowDoesWhatItsNameSays(t *testing.T) {
	t.Parallel()
	const token = `"scopes":["read_api"]`
	fine := "200 OK  {"
	for name, want := range map[string][]string{
		"a certificate of an authority that is trusted":             {fine, token},
		"a certificate of an unknown authority":                     {"certificate signed by unknown authority"},
		"a certificate of an authority that is not the trusted one": {"certificate signed by unknown authority"},
		"a self-signed certificate":                                 {"certificate signed by unknown authority"},
		"a self-signed certificate that is trusted":                 {fine, token},
		"a certificate that has ended":                              {"has expired or is not yet valid", "is after"},
		"a certificate that begins later":                           {"has expired or is not yet valid", "is before"},
		"a certificate for another name":                            {"doesn't contain any IP SANs"},
		"a server with TLS 1.1 at most":                             {"protocol version not supported"},
		"a server that never begins TLS":                            {"context deadline exceeded"},
		"a server that hangs up when TLS begins":                    {"EOF"},
		"plain http where https is called":                          {"first record does not look like a TLS handshake"},
		"another service where https is called":                     {"first record does not look like a TLS handshake"},
		"https where plain http is called": {"400 Bad Request", "Client sent an HTTP request " +
			"to an HTTPS server."},
		"https of nginx where plain http is called": {"400 Bad Request", "The plain HTTP request was " +
			"sent to HTTPS port"},
		"a redirect from https to http":                      {"301 Moved Permanently http://127.0.0.1:"},
		"a client certificate that is shown":                 {fine, token},
		"a client certificate that is shown, with TLS 1.2":   {fine, token},
		"a client certificate that is shown to nginx":        {fine, token},
		"a client certificate that is missing":               {"certificate required"},
		"a client certificate that is missing, with TLS 1.2": {"handshake failure"},
		"a client certificate that nginx misses": {"400 Bad Request", "No required SSL certificate " +
			"was sent"},
		"a client certificate of a stranger":                           {"unknown certificate authority"},
		"a proxy that works":                                           {fine, token},
		"a proxy that works, to plain http":                            {fine, token},
		"a proxy that is given its password":                           {fine, token},
		"a proxy that refuses":                                         {"Forbidden"},
		"a proxy that wants a password":                                {"Proxy Authentication Required"},
		"a proxy that wants another password":                          {"Proxy Authentication Required"},
		"a proxy that wants a password, to plain http":                 {"407 Proxy Authentication Required"},
		"a proxy that wants to negotiate":                              {"Proxy Authentication Required"},
		"a proxy that does not reach the instance, 502":                {"Bad Gateway"},
		"a proxy that does not reach the instance, 503":                {"Service Unavailable"},
		"a proxy that is not there":                                    {"proxyconnect", "refused"},
		"a proxy that says nothing":                                    {"context deadline exceeded"},
		"a proxy that is none":                                         {"malformed HTTP response"},
		"a name that does not exist":                                   {"lookup gitlab.invalid"},
		"a port where nothing listens":                                 {"refused"},
		"a port that takes no connection":                              {"context deadline exceeded"},
		"another service where http is called":                         {"malformed HTTP response"},
		"another service that speaks first, where http is called":      {""},
		"another web server":                                           {"200 OK", "Practice Bakery"},
		"a sign-in page in front of everything":                        {"200 OK", `type="password"`},
		"a web server that has GitLab under a path, called without it": {"404 Not Found", "nginx"},
		"a gateway that is given its header":                           {fine, token},
		"a gateway that misses its header, 403":                        {"403 Forbidden", "nginx"},
		"a gateway that misses its header, 401":                        {"401 Unauthorized", "no key"},
		"a gateway that is given another header":                       {"401 Unauthorized", "no key"},
		"an API at another address":                                    {fine, token},
		"an API at another address that is not named":                  {"404 Not Found", "nginx"},
	} {
		rows := gitlabtest.Rows(nil)
		at := slices.IndexFunc(rows, func(row gitlabtest.Row) bool { return row.Name == name })
		if at < 0 {
			t.Errorf("there is no row %q", name)
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			row := rows[at]
			target := row.Start(t)
			patience := 20 * time.Second
			if row.Waits {
				patience = 300 * time.Millisecond
			}
			ctx, end := context.WithTimeout(t.Context(), patience)
			defer end()
			base := target.URL
			if target.API != "" {
				base = target.API
			}
			got := call(ctx, t, target, base+"/api/v4/personal_access_tokens/self")
			for _, part := range want {
				if !strings.Contains(got, part) {
					t.Errorf("it answers %.300q, want %q in it", got, part)
				}
			}
			if alive := strings.HasPrefix(got, "200 OK  {"); alive != (row.Code == "") {
				t.Errorf("it answers %.300q, and the row's code is %q", got, row.Code)
			}
		})
	}
}

func TestEveryFaultOfThePracticeInstanceHasARow(t *testing.T) {
	rows := gitlabtest.Rows(nil)
	names := map[string]bool{}
	for _, row := range rows {
		if names[row.Name] {
			t.Errorf("there are two rows %q", row.Name)
		}
		names[row.Name] = true
		if row.Phase != gitlabtest.PhaseDiscover && row.Phase != gitlabtest.PhaseCheck {
			t.Errorf("%s is at the stage %q", row.Name, row.Phase)
		}
		if text, is := strings.CutPrefix(row.Name, "practice "); is {
			if _, err := practice.ParseFault(text); err != nil {
				t.Error(err)
			}
		}
	}
	for _, info := range practice.Faults() {
		if !slices.ContainsFunc(rows, func(row gitlabtest.Row) bool {
			text, is := strings.CutPrefix(row.Name, "practice ")
			return is && practice.Fault(text).Name() == info.Fault.Name()
		}) {
			t.Errorf("no row has the fault %s", info.Fault)
		}
	}
}

// What a row hands out has to do where there is nothing wrong, so that it is the
// fault that a client meets and not something else.
func TestATargetOfThePracticeInstanceHasATokenThatWorks(t *testing.T) {
	for _, row := range gitlabtest.Rows(nil) {
		if row.Phase != gitlabtest.PhaseCheck || row.Code != "" || row.Waits || !strings.HasPrefix(row.Name, "practice ") {
			continue
		}
		target := row.Start(t)
		got := call(t.Context(), t, target, target.URL+"/api/v4/personal_access_tokens/self")
		if !strings.HasPrefix(got, "200 OK  {") {
			t.Errorf("%s: the token answers %.200q", row.Name, got)
		}
	}
}
