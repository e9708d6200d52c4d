package transport_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/input"
	"glpat/gitlab/transport"
)

func TestAHeaderForAGatewayIsChecked(t *testing.T) {
	long := strings.Repeat("x", 8001)
	for _, test := range []struct {
		name, value string
		want        string // the name as it is sent, "" for refused
	}{
		{"X-Gateway-Key", "s3cr3t", "X-Gateway-Key"},
		{"x-gateway-KEY", " s3cr3t\t", "X-Gateway-Key"},
		{" CF-Access-Client-Id ", "88bf.access", "Cf-Access-Client-Id"},
		{"Cookie", "session=abc; other=\"d e\"", "Cookie"},
		{"X-Odd_Name.1", "a:b", "X-Odd_name.1"},
		{"X-Long", long[:8000], "X-Long"},
		{"", "value", ""},
		{"X Gateway", "value", ""},
		{"X-Gateway:", "value", ""},
		{"X-Gate\r\nway", "value", ""},
		{"X-Schlüssel", "value", ""},
		{":authority", "evil.example", ""},
		{strings.Repeat("x", 101), "value", ""},
		{"X-Gateway", "", ""},
		{"X-Gateway", " \t ", ""},
		{"X-Gateway", "a\r\nAuthorization: Bearer x", ""},
		{"X-Gateway", "a\x00b", ""},
		{"X-Gateway", "a\x1b[2J", ""},
		{"X-Gateway", "schlüssel", ""},
		{"X-Gateway", long, ""},
		{"Authorization", "Basic eDp5", ""},
		{"authorization", "Basic eDp5", ""},
		{"PRIVATE-TOKEN", "x", ""},
		{"Job-Token", "x", ""},
		{"Deploy-Token", "x", ""},
		{"Sudo", "root", ""},
		{"Host", "evil.example", ""},
		{"User-Agent", "x", ""},
		{"Accept-Encoding", "br", ""},
		{"Content-Length", "7", ""},
		{"Transfer-Encoding", "chunked", ""},
		{"Connection", "close", ""},
		{"TE", "trailers", ""},
		{"Expect", "100-continue", ""},
		{"Proxy-Authorization", "Basic eDp5", ""},
	} {
		header, err := transport.ParseHeader(test.name, test.value)
		if test.want == "" {
			input, ok := errors.AsType[*input.Error](err)
			if !ok || input.Do == "" || strings.ContainsAny(err.Error(), "\r\n\x00\x1b") ||
				(len(test.value) > 5 && strings.Contains(err.Error(), test.value)) {
				t.Errorf(
					"ParseHeader(%q, %.20q): %v; want it refused, with what to do and without the value",
					test.name, test.value, err,
				)
			}
			continue
		}
		if err != nil || header.Name != test.want || header.Value.Reveal() != strings.TrimSpace(test.value) {
			t.Errorf("ParseHeader(%q, %.20q) = %q, %v; want %q", test.name, test.value, header.Name, err, test.want)
		}
	}
}

// ownCertificate is a certificate as openssl makes one, with the fingerprint
// that "openssl x509 -fingerprint -sha256" gives of it.
const (
	ownCertificate = `-----BEGIN CERTIFICATE-----
MIIB7jCCAZSgAwIBAgIUKwhlGKWqmEhOzP/hglV9/wWx3g8wCgYIKoZIzj0EAwIw
MDEUMBIGA1UECgwLRXhhbXBsZSBMdGQxGDAWBgNVBAMMD2dpdC5leGFtcGxlLmNv
bTAgFw0yNjExMjIyMjA0NTlaGA8yMTI2MTAyOTIyMDQ1OVowMDEUMBIGA1UECgwL
RXhhbXBsZSBMdGQxGDAWBgNVBAMMD2dpdC5leGFtcGxlLmNvbTBZMBMGByqGSM49
AgEGCCqGSM49AwEHA0IABKLOsmBhLaKdoX6WbXYGjEAERr6TIxuuuoxjPOjdZtqs
riDCitaIFCTWUuJimnNVi+ijCr+EHbO5MotJYqg3aXyjgYkwgYYwHQYDVR0OBBYE
FDJ17dlJFLTnafd6cWLInyL4ncR5MB8GA1UdIwQYMBaAFDJ17dlJFLTnafd6cWLI
nyL4ncR5MA8GA1UdEwEB/wQFMAMBAf8wMwYDVR0RBCwwKoIPZ2l0LmV4YW1wbGUu
Y29tghEqLmdpdC5leGFtcGxlLmNvbYcECgECAzAKBggqhkjOPQQDAgNIADBFAiBI
vWmd8BOt9tzy/7UBBRWjbq3jwjHO2lJ7oZALP8O+ZwIhAMQZ50AXHtkjG7yMR5ke
MDKZ9BeyG61SiBH9/GJyw9eV
-----END CERTIFICATE-----
`
	ownFingerprint = "59:72:1A:1B:FF:35:92:3C:91:93:FD:1A:2A:2F:0E:90:A0:DF:88:BE:C4:2F:CC:13:7C:E2:69:C4:93:78:17:23"
)

func TestACertificateIsShownAsOpensslShowsIt(t *testing.T) {
	authorities, err := transport.ParseAuthorities([]byte(ownCertificate))
	if err != nil {
		t.Fatal(err)
	}
	shown := transport.CertificateOf(authorities[0])
	if shown.SHA256 != ownFingerprint {
		t.Errorf("the fingerprint is %s, openssl says %s", shown.SHA256, ownFingerprint)
	}
	if !shown.SelfSigned || shown.Issuer != shown.Subject || !strings.Contains(shown.Subject, "CN=git.example.com") {
		t.Errorf("it is said to be for %q, by %q, self-signed %v", shown.Subject, shown.Issuer, shown.SelfSigned)
	}
	if !slices.Equal(shown.Names, []string{"git.example.com", "*.git.example.com", "10.1.2.3"}) ||
		shown.NotAfter.Year() != 2126 {
		t.Errorf("its names are %q, its end %s", shown.Names, shown.NotAfter)
	}
	if again, err := transport.ParseAuthorities(shown.PEM()); err != nil || !again[0].Equal(authorities[0]) {
		t.Errorf("written and read again it is another: %v", err)
	}
	written, err := json.Marshal(shown)
	if err != nil {
		t.Fatal(err)
	}
	var fields map[string]any
	err = json.Unmarshal(written, &fields)
	if err != nil || len(fields) != 8 || fields["sha256"] != ownFingerprint || fields["self_signed"] != true {
		t.Errorf("in JSON it is %s, %v", written, err)
	}
}

func TestAHostileCertificateIsShownCleaned(t *testing.T) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	names := make([]string, 500)
	for i := range names {
		names[i] = strings.Repeat("a", 60) + "\x1b[2J.example"
	}
	template := &x509.Certificate{
		Subject:  pkix.Name{CommonName: "evil\x1b]52;c;eA==\x07\u202e" + strings.Repeat("x", 5000)},
		DNSNames: names,
		NotAfter: time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC),
	}
	raw, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(raw)
	if err != nil {
		t.Fatal(err)
	}
	written, err := json.Marshal(transport.CertificateOf(parsed))
	if err != nil || len(written) > 2500 || bytes.Contains(written, []byte(`\u001b`)) ||
		bytes.Contains(written, []byte("\u202e")) {
		t.Errorf("%d bytes, %v: %.300s", len(written), err, written)
	}
}

func TestAuthoritiesAreReadFromWhatPeopleHave(t *testing.T) {
	own := gitlabtest.NewAuthority(t, "Test authority").Certificate
	block := string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: own.Raw}))
	damaged := string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: own.Raw[:100]}))
	key := string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: []byte("x")}))
	for _, test := range []struct {
		name, content string
		want          int
	}{
		{"one in PEM", block, 1},
		{"one in DER", string(own.Raw), 1},
		{"two, with words around them", "# the company's\n" + block + "\nand another:\n" + ownCertificate, 2},
		{"one with a key beside it", key + block, 1},
		{"one with lines of Windows", strings.ReplaceAll(block, "\n", "\r\n"), 1},
		{"one with a mark of Windows before it", "\ufeff" + block, 1},
		{"one that is damaged", damaged, 0},
		{"a good one and a damaged one", block + damaged, 0},
		{"a key alone", key, 0},
		{"a web page", "<!DOCTYPE html><title>404</title>", 0},
		{"nothing", "", 0},
		{"half of one", block[:len(block)/2], 0},
		{"zeros", strings.Repeat("\x00", 1<<16), 0},
	} {
		found, err := transport.ParseAuthorities([]byte(test.content))
		if len(found) != test.want || (err == nil) != (test.want > 0) {
			t.Errorf("%s: %d certificates, %v; want %d", test.name, len(found), err, test.want)
		}
		if input, ok := errors.AsType[*input.Error](err); err != nil && (!ok || input.Do == "") {
			t.Errorf("%s: %v does not say what to do", test.name, err)
		}
	}
}

func TestAClientCertificateNeedsItsOpenKey(t *testing.T) {
	certificate, key := gitlabtest.ClientPair(t, gitlabtest.NewAuthority(t, "Test authority"))
	_, other := gitlabtest.ClientPair(t, gitlabtest.NewAuthority(t, "Test authority"))
	locked := pem.EncodeToMemory(&pem.Block{Type: "ENCRYPTED PRIVATE KEY", Bytes: []byte("x")})
	lockedOld := pem.EncodeToMemory(
		&pem.Block{
			Type:    "EC PRIVATE KEY",
			Headers: map[string]string{"Proc-Type": "4,ENCRYPTED", "DEK-Info": "AES-128-CBC,00"},
			Bytes:   []byte("x"),
		},
	)
	for _, test := range []struct {
		name             string
		certificate, key []byte
		want             string // a word of the error, "" for none
	}{
		{"two files", certificate, key, ""},
		{"one file", slices.Concat(key, certificate), slices.Concat(key, certificate), ""},
		{"the key of another", certificate, other, "together"},
		{"the files the wrong way round", key, certificate, "together"},
		{"no key", certificate, nil, "together"},
		{"no certificate", nil, key, "together"},
		{"a locked key", certificate, locked, "password"},
		{"a locked key of the old kind", certificate, lockedOld, "password"},
		{"noise", []byte("noise"), []byte("noise"), "together"},
	} {
		pair, err := transport.ParseClientCertificate(test.certificate, test.key)
		input, isInput := errors.AsType[*input.Error](err)
		switch {
		case test.want == "" && (err != nil || pair == nil):
			t.Errorf("%s: %v", test.name, err)
		case test.want != "" && (!isInput || input.Do == "" || !strings.Contains(err.Error(), test.want)):
			t.Errorf("%s: the error is %v, want one that says %q", test.name, err, test.want)
		}
	}
}
