package config

import (
	"cmp"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"unicode/utf8"

	"glpat/gitlab/input"
	"glpat/gitlab/token"
)

// Connection is how an instance is reached beyond its address, as settings and
// flags say it; nothing of it is loaded yet. The zero value adds nothing to the
// address.
type Connection struct {
	// API is where the API lives if not at the instance's own address, in any
	// form that [input.ParseAddress] takes.
	API string
	// CAFile has the certificates to trust besides those of the computer.
	CAFile string
	// ClientCert and ClientKey are the files of one's own certificate and of its
	// key. ClientKey is "" where one file has both.
	ClientCert, ClientKey string
	// Headers go with every request, each "Name: value". The value "env:NAME"
	// stands for what the environment variable NAME holds, so that a secret
	// need be in no file and on no command line.
	Headers []string

	// savedCA and savedClient tell that the files come from settings, not from what
	// the person named in this run: those are used only where nobody else could have
	// changed them. See [checkOwn].
	savedCA, savedClient bool
}

// Equal reports whether both connections say the same in the same words.
func (c Connection) Equal(other Connection) bool {
	return c.API == other.API && c.CAFile == other.CAFile && c.ClientCert == other.ClientCert &&
		c.ClientKey == other.ClientKey && slices.Equal(c.Headers, other.Headers)
}

// Over returns the connection c, with what under says where c says nothing. A
// certificate and its key go together, and a header replaces those of the same
// name.
func (c Connection) Over(under Connection) Connection {
	result := Connection{
		API:        cmp.Or(c.API, under.API),
		CAFile:     cmp.Or(c.CAFile, under.CAFile),
		ClientCert: c.ClientCert,
		ClientKey:  c.ClientKey,

		savedCA: c.savedCA, savedClient: c.savedClient,
	}
	if c.CAFile == "" {
		result.savedCA = under.savedCA
	}
	if c.ClientCert == "" && c.ClientKey == "" {
		result.ClientCert, result.ClientKey = under.ClientCert, under.ClientKey
		result.savedClient = under.savedClient
	}
	replaced := map[string]bool{}
	for _, header := range c.Headers {
		replaced[headerName(header)] = true
	}
	for _, header := range under.Headers {
		if !replaced[headerName(header)] {
			result.Headers = append(result.Headers, header)
		}
	}
	result.Headers = append(result.Headers, c.Headers...)
	return result
}

// headerName is the name in "Name: value" in the form that compares.
func headerName(header string) string {
	name, _, _ := strings.Cut(header, ":")
	return http.CanonicalHeaderKey(strings.TrimSpace(name))
}

// Absolute returns the connection as it may be saved: with whole paths, which hold
// whatever directory glpat is started in. A path from "~/" on stays as it is.
// The error is a [*input.Error].
func (c Connection) Absolute() (Connection, error) {
	for _, path := range []*string{&c.CAFile, &c.ClientCert, &c.ClientKey} {
		if isWholePath(*path) {
			continue
		}
		absolute, err := filepath.Abs(*path)
		if err != nil {
			return Connection{}, &input.Error{
				What: fmt.Sprintf("The file %q cannot be found from the directory you are in", *path),
				Do:   "Write its whole path",
			}
		}
		*path = absolute
	}
	c.Headers = slices.Clone(c.Headers)
	return c, nil
}

// isWholePath reports whether the path means the same in every directory. No
// path does.
func isWholePath(path string) bool {
	return path == "" || filepath.IsAbs(path) || isBelowHome(path)
}

func isBelowHome(path string) bool {
	return len(path) > 1 && path[0] == '~' && os.IsPathSeparator(path[1])
}

// expandHome puts the home directory in the place of "~" at the start.
func expandHome(path string, getenv func(string) string) (string, error) {
	if !isBelowHome(path) {
		return path, nil
	}
	variable := "HOME"
	if runtime.GOOS == "windows" {
		variable = "USERPROFILE"
	}
	home := getenv(variable)
	if home == "" {
		return "", &input.Error{
			What: fmt.Sprintf("The file %q cannot be found: %s is not set", path, variable),
			Do:   "Write its whole path",
		}
	}
	return filepath.Join(home, path[2:]), nil
}

// check refuses what cannot be saved, or would not be read back.
func (c Connection) check() error {
	if !isAPI(c.API) {
		return &input.Error{What: "The address of the API is not one", Do: "Write it like https://api.example.com"}
	}
	for _, path := range []string{c.CAFile, c.ClientCert, c.ClientKey} {
		if !isSavedPath(path) {
			return &input.Error{
				What: fmt.Sprintf("The path %q cannot be noted down", path),
				Do:   "Write the whole path of the file",
			}
		}
	}
	if c.ClientCert == "" && c.ClientKey != "" {
		return keyAlone()
	}
	for _, header := range c.Headers {
		if _, err := parseHeader(header); err != nil {
			return err
		}
	}
	return nil
}

// isAPI reports whether the API's address, if there is one, can be read.
func isAPI(text string) bool {
	_, err := input.ParseAddress(text)
	return text == "" || err == nil
}

// isSavedPath reports whether a path is one that the settings can hold.
func isSavedPath(path string) bool {
	return isWholePath(path) && utf8.ValidString(path) && !strings.ContainsRune(path, 0)
}

// Format implements [fmt.Formatter], so that no verb prints a header's value or
// a password in the API's address.
func (c Connection) Format(state fmt.State, _ rune) {
	names := make([]string, len(c.Headers))
	for i, header := range c.Headers {
		names[i] = token.Redacted
		if name, _, ok := strings.Cut(header, ":"); ok {
			names[i] = name + ": " + token.Redacted
		}
	}
	_, _ = fmt.Fprintf(
		state, "{API:%q CAFile:%q ClientCert:%q ClientKey:%q Headers:%q}",
		tidyAPI(c.API), c.CAFile, c.ClientCert, c.ClientKey, names,
	)
}
