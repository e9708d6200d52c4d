package transport

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"strings"

	"glpat/gitlab/input"
)

// ParseAuthorities reads certificates in PEM form, the text between "BEGIN
// CERTIFICATE" and "END CERTIFICATE", or a single one in DER form. Errors are
// [*input.Error].
func ParseAuthorities(content []byte) ([]*x509.Certificate, error) {
	content = bytes.TrimPrefix(content, []byte("\ufeff")) // Windows' editors put it there
	if single, err := x509.ParseCertificate(content); err == nil {
		return []*x509.Certificate{single}, nil
	}
	var found []*x509.Certificate
	for block, rest := pem.Decode(content); block != nil; block, rest = pem.Decode(rest) {
		if block.Type != "CERTIFICATE" {
			continue
		}
		certificate, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, &input.Error{What: "A certificate in the file is damaged", Do: "Ask for the file again"}
		}
		found = append(found, certificate)
	}
	if len(found) == 0 {
		return nil, &input.Error{
			What: "There is no certificate in the file",
			Do:   `Use a file with the line "-----BEGIN CERTIFICATE-----" in it`,
		}
	}
	return found, nil
}

// ParseClientCertificate reads a certificate of one's own and its key, both in
// PEM form; they may be the same text. Errors are [*input.Error].
func ParseClientCertificate(certificate, key []byte) (*tls.Certificate, error) {
	pair, err := tls.X509KeyPair(certificate, key)
	switch {
	case err == nil:
		return &pair, nil
	case hasLockedKey(key):
		return nil, &input.Error{
			What: "The certificate's key is locked with a password, which glpat cannot open",
			Do:   "Save it without one: openssl pkey -in KEY -out NEWKEY",
		}
	}
	return nil, &input.Error{
		What: "The certificate and its key cannot be used together",
		Do:   "Use PEM files: one with the certificate, one with the key that belongs to it",
	}
}

func hasLockedKey(content []byte) bool {
	for block, rest := pem.Decode(content); block != nil; block, rest = pem.Decode(rest) {
		if block.Type == "ENCRYPTED PRIVATE KEY" || strings.Contains(block.Headers["Proc-Type"], "ENCRYPTED") {
			return true
		}
	}
	return false
}

// EncodeAuthorities writes certificates in the form that [ParseAuthorities]
// reads.
func EncodeAuthorities(authorities []*x509.Certificate) []byte {
	var content []byte
	for _, authority := range authorities {
		content = append(content, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: authority.Raw})...)
	}
	return content
}
