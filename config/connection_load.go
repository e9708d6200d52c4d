package config

import (
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"strings"

	"glpat/gitlab/input"
	"glpat/gitlab/transport"
)

// Load reads the files and variables that the connection names. Paths that are not
// whole are taken from the current directory. Whether plain http is agreed to
// is not part of a connection, and the caller's to add. Errors are
// [*input.Error] and name the file or header that is at fault, never a
// header's value.
func (c Connection) Load(getenv func(string) string) (transport.Config, error) {
	var config transport.Config
	if c.API != "" {
		address, err := input.ParseAddress(c.API)
		if err != nil {
			return transport.Config{}, because("glpat cannot use the address of the API", err)
		}
		config.API = address.String()
	}
	if c.CAFile != "" {
		content, err := readNamed(c.CAFile, c.savedCA, getenv)
		if err != nil {
			return transport.Config{}, err
		}
		if config.Authorities, err = transport.ParseAuthorities(content); err != nil {
			return transport.Config{}, because(fmt.Sprintf("glpat cannot trust what is in %q", c.CAFile), err)
		}
	}
	if err := c.loadClientCertificate(&config, getenv); err != nil {
		return transport.Config{}, err
	}
	for _, text := range c.Headers {
		header, err := loadHeader(text, getenv)
		if err != nil {
			return transport.Config{}, err
		}
		config.Headers = append(config.Headers, header)
	}
	return config, nil
}

func (c Connection) loadClientCertificate(config *transport.Config, getenv func(string) string) error {
	if c.ClientCert == "" {
		if c.ClientKey != "" {
			return keyAlone()
		}
		return nil
	}
	certificate, err := readNamed(c.ClientCert, c.savedClient, getenv)
	if err != nil {
		return err
	}
	key, which := certificate, fmt.Sprintf("%q", c.ClientCert)
	if c.ClientKey != "" {
		if key, err = readNamed(c.ClientKey, c.savedClient, getenv); err != nil {
			return err
		}
		which += fmt.Sprintf(" with the key in %q", c.ClientKey)
	} else if !hasKey(certificate) {
		return &input.Error{
			What: fmt.Sprintf("There is no key in %q, which has your certificate", c.ClientCert),
			Do:   "Say where its key is: name that file as the client key",
		}
	}
	if config.Certificate, err = transport.ParseClientCertificate(certificate, key); err != nil {
		return because("glpat cannot use your certificate in "+which, err)
	}
	return nil
}

func keyAlone() error {
	return &input.Error{
		What: "There is a client key, and no client certificate that it belongs to",
		Do:   "Name the file with the certificate too, or leave the key out",
	}
}

// hasKey reports whether there is a private key of any kind in PEM form.
func hasKey(content []byte) bool {
	for block, rest := pem.Decode(content); block != nil; block, rest = pem.Decode(rest) {
		if strings.HasSuffix(block.Type, "PRIVATE KEY") {
			return true
		}
	}
	return false
}

// because puts before an [*input.Error] what cannot be done for it.
func because(what string, err error) error {
	var wrong *input.Error
	if !errors.As(err, &wrong) {
		return fmt.Errorf("%s: %w", what, err)
	}
	return &input.Error{What: what + ". " + wrong.What, Do: wrong.Do}
}

// readNamed reads a file that a person named, [maxFile] bytes at most. One that
// they named some time ago, in the settings, must be one that nobody else could have
// changed since.
func readNamed(path string, saved bool, getenv func(string) string) ([]byte, error) {
	whole, err := expandHome(path, getenv)
	if err != nil {
		return nil, err
	}
	if saved {
		if why, is := errors.AsType[*FileError](checkOwn(whole)); is && why.changeable() {
			return nil, &input.Error{
				What: fmt.Sprintf("The file %q, which your settings name, is not used: %s", path, why.Cause()),
				Do:   "Copy it to a file that only you can change, and name that one in settings.yaml",
			}
		}
	}
	content, err := readPlainFile(whole)
	var fault *fs.PathError
	switch {
	case err == nil && len(content) <= maxFile:
		return content, nil
	case err == nil:
		return nil, &input.Error{
			What: fmt.Sprintf("The file %q is larger than 1 MiB, so it is no file of certificates", path),
			Do:   "Name the file with the certificate",
		}
	case errors.Is(err, fs.ErrNotExist):
		return nil, &input.Error{What: fmt.Sprintf("The file %q is not there", path), Do: "Check its path"}
	case errors.Is(err, fs.ErrPermission):
		return nil, &input.Error{
			What: fmt.Sprintf("You may not read the file %q", path),
			Do:   "Ask its owner to let you, or name a copy of your own",
		}
	case errors.Is(err, errIsDirectory):
		return nil, &input.Error{What: fmt.Sprintf("%q is a directory", path), Do: "Name the file in it"}
	case errors.Is(err, errNoPlainFile):
		return nil, &input.Error{
			What: fmt.Sprintf("%q is not a plain file", path),
			Do:   "Save what it gives to a file, and name that one",
		}
	case errors.As(err, &fault):
		err = fault.Err
	}
	return nil, &input.Error{
		What: fmt.Sprintf("The file %q cannot be read: %v", path, err),
		Do:   "Check its path, or name a copy of it",
	}
}

// fromEnvironment is what a header's value starts with when the rest names the
// environment variable that holds it.
const fromEnvironment = "env:"

// variableName is what an environment variable may be called for that.
var variableName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// parseHeader reads "Name: value". The value may still stand for a variable.
func parseHeader(text string) (transport.Header, error) {
	name, value, ok := strings.Cut(text, ":")
	if !ok { // all of it may be the value
		return transport.Header{}, &input.Error{
			What: "A header has no colon after its name",
			Do:   "Write it like X-Gateway-Key: value",
		}
	}
	header, err := transport.ParseHeader(name, value)
	if err != nil {
		return transport.Header{}, err
	}
	variable, ok := strings.CutPrefix(header.Value.Reveal(), fromEnvironment)
	if ok && !variableName.MatchString(variable) {
		return transport.Header{}, &input.Error{
			What: fmt.Sprintf("The header %s has no name of an environment variable after %q", header.Name, fromEnvironment),
			Do:   fmt.Sprintf("Write it like %s: %sGATEWAY_KEY", header.Name, fromEnvironment),
		}
	}
	return header, nil
}

// loadHeader reads "Name: value" with the value in its place.
func loadHeader(text string, getenv func(string) string) (transport.Header, error) {
	header, err := parseHeader(text)
	if err != nil {
		return transport.Header{}, err
	}
	variable, ok := strings.CutPrefix(header.Value.Reveal(), fromEnvironment)
	if !ok {
		return header, nil
	}
	value := getenv(variable)
	if value == "" {
		return transport.Header{}, &input.Error{
			What: fmt.Sprintf("The environment variable %s, which holds the header %s, is not set", variable, header.Name),
			Do:   "Set it, and start glpat again",
		}
	}
	if header, err = transport.ParseHeader(header.Name, value); err != nil {
		return transport.Header{}, because("glpat cannot use the environment variable "+variable, err)
	}
	return header, nil
}
