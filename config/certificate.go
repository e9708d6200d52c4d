package config

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"

	"glpat/gitlab/transport"
)

// TrustCertificate keeps a certificate that the person compared and trusts for
// a host, in place of an older one, and returns the file's whole path, for
// [Connection].CAFile. The host is as in [input.Address], the certificate in PEM
// form.
func (s *Store) TrustCertificate(host string, pem []byte) (path string, err error) {
	if host == "" {
		return "", errors.New("keep the certificate: it has no host")
	}
	if len(pem) > maxFile {
		return "", fmt.Errorf("keep the certificate: it is larger than %d bytes", maxFile)
	}
	if _, err := transport.ParseAuthorities(pem); err != nil {
		return "", fmt.Errorf("keep the certificate: %w", err)
	}
	dir, err := s.makeSubDir(certificatesName)
	if err != nil {
		return "", explainFile("keep the certificate", s.dir, err)
	}
	if path, err = filepath.Abs(filepath.Join(dir, certificateName(host))); err != nil {
		return "", fmt.Errorf("keep the certificate: %w", err)
	}
	if err := s.locked(func() error { return replaceFile(path, pem) }); err != nil {
		return "", explainFile("keep the certificate", dir, err)
	}
	return path, nil
}

// Hosts that are a file's name as they are, and those of them that Windows
// reserves, whatever follows the first dot.
var (
	plainHost    = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]*$`)
	reservedName = regexp.MustCompile(`^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)`)
)

// longestHost is how long such a host may be, in bytes.
const longestHost = 80

// certificateName is the name of a host's file: the host where that can be a
// name everywhere, and else, as with a port's colon or the brackets of an IPv6
// address, what is left of it and a hash that tells apart what looks alike.
func certificateName(host string) string {
	host = strings.ToLower(host)
	if len(host) <= longestHost && plainHost.MatchString(host) && !reservedName.MatchString(host) {
		return host + ".pem"
	}
	sum := sha256.Sum256([]byte(host))
	return slug(host) + "-" + hex.EncodeToString(sum[:8]) + ".pem"
}
