package command

import (
	"errors"
	"fmt"
	"net/url"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"glpat/config"
	"glpat/gitlab/input"
	"glpat/gitlab/transport"
)

// connectionFlags are the flags that say how a GitLab is reached beyond its address.
type connectionFlags struct {
	api, caFile, clientCert, clientKey string
	headers                            []string
	allowHTTP                          bool
	// flags tells a flag that is given and empty from one that is not given.
	flags *pflag.FlagSet
}

// The flags whose values are one word.
const (
	flagAPI        = "api"
	flagCAFile     = "ca-file"
	flagClientCert = "client-cert"
	flagClientKey  = "client-key"
)

func (f *connectionFlags) addConnection(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.BoolVar(&f.allowHTTP, "allow-http", false, "use a GitLab without encryption")
	flags.StringVar(&f.api, flagAPI, "", "the API's `address`, where it is not that of the pages")
	flags.StringVar(&f.caFile, flagCAFile, "", "a PEM `file` with the certificate authority to trust as well")
	flags.StringVar(&f.clientCert, flagClientCert, "", "a PEM `file` with your certificate, for a GitLab that wants one")
	flags.StringVar(&f.clientKey, flagClientKey, "", "the PEM `file` with its key, where that is another file")
	flags.StringArrayVar(
		&f.headers,
		"header",
		nil,
		"a header to send along, `\"NAME: VALUE\"`, for a gateway; repeat it for more.\n"+
			"Others can read arguments: put a secret into a variable, and write env:VARIABLE as VALUE",
	)
	f.flags = flags
	for _, name := range []string{flagCAFile, flagClientCert, flagClientKey} {
		_ = cmd.MarkFlagFilename(name) // fails only for a flag that is not there
	}
}

// connection is what the flags say, with whole paths, read once to see that it can
// be used.
func (f *connectionFlags) connection(machine System) (config.Connection, error) {
	connection := config.Connection{
		API:        f.api,
		CAFile:     f.caFile,
		ClientCert: f.clientCert,
		ClientKey:  f.clientKey,
		Headers:    f.headers,
	}
	for _, given := range [][2]string{
		{flagAPI, f.api}, {flagCAFile, f.caFile}, {flagClientCert, f.clientCert}, {flagClientKey, f.clientKey},
	} {
		if name := given[0]; strings.TrimSpace(given[1]) == "" && f.flags.Changed(name) {
			return connection, &usageError{
				what: "There is nothing behind --" + name,
				do:   "Write it there, or leave --" + name + " out",
			}
		}
	}
	if f.api != "" {
		if _, err := input.ParseAddress(f.api); err != nil {
			return connection, unrepeated(
				err,
				f.api,
				"There is no address of an API behind --api",
				"Write it like https://api.example.com",
			)
		}
	}
	connection, err := connection.Absolute()
	if err != nil {
		return connection, err
	}
	access, err := connection.Load(machine.Getenv)
	machine.know(connection, access)
	return connection, err
}

// target is the GitLab that is meant, and how it is reached.
type target struct {
	config.ResolvedConnection
}

// target settles where the calls go: as the flags say, and below them the
// settings. What has no encryption needs a yes, now or before.
func (f *requestFlags) target(machine System) (target, error) {
	address, err := f.parseHost(machine)
	if err != nil {
		return target{}, err
	}
	connection, err := f.connection(machine)
	if err != nil {
		return target{}, err
	}
	if err := f.needsHost(machine, connection); err != nil {
		return target{}, err
	}
	meant := target{machine.settings().Resolve(config.ConnectionRequest{
		Address: address,
		Flags:   config.ConnectionFlags{Connection: connection, AllowHTTP: f.allowHTTP},
	})}
	machine.redactor.AllowPublic(meant.Address.String())
	if len(meant.NeedsConsent) > 0 {
		host := strings.TrimPrefix(meant.NeedsConsent[0], "http://")
		return target{}, &usageError{
			what: "There is no encryption on the way to " + host + ", so others could read your token",
			do:   "Use its https address, or add --allow-http if you trust the network",
		}
	}
	return meant, nil
}

// proxyVariables name the proxies that Go goes through.
func proxyVariables() []string {
	return []string{"HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"}
}

// checkProxies refuses a proxy that cannot be read, which Go passes over without
// a word. Its value is not repeated: it may hold a password.
func checkProxies(getenv func(string) string) error {
	for _, name := range proxyVariables() {
		value := getenv(name)
		if value == "" {
			continue
		}
		proxy, err := url.Parse(value)
		if err != nil || proxy.Host == "" {
			proxy, err = url.Parse("http://" + value)
		}
		if err != nil || proxy.Hostname() == "" ||
			!slices.Contains([]string{"http", "https", "socks5", "socks5h"}, proxy.Scheme) {
			return &usageError{
				what: "The proxy in " + name + " cannot be read",
				do:   "Write it like http://proxy.example.com:3128; in a user name or password, write % as %25 and @ as %40",
			}
		}
	}
	return nil
}

// hasProxyOverTLS reports whether the way to a proxy is encrypted.
func hasProxyOverTLS(getenv func(string) string) bool {
	return slices.ContainsFunc(proxyVariables(), func(name string) bool {
		return strings.HasPrefix(strings.ToLower(getenv(name)), "https://")
	})
}

// needsHost refuses to give what was meant for one GitLab to GitLab.com because
// nobody named that one.
func (f *requestFlags) needsHost(machine System, connection config.Connection) error {
	_, from, err := f.hostOr(machine)
	if err == nil && from == "" && (connection.API != "" || connection.ClientCert != "" || len(connection.Headers) > 0) {
		return &usageError{
			what: "--api, --client-cert and --header are for one GitLab, and none is named",
			do:   "Add --host, or set GITLAB_HOST",
		}
	}
	return err
}

// access reads the files and variables with which the target is reached.
func (t target) access(machine System) (transport.Config, error) {
	if err := checkProxies(machine.Getenv); err != nil && !t.Address.Loopback() {
		return transport.Config{}, err
	}
	return t.Load(machine.load)
}

// settings are what glpat remembers. A command does without them where they
// cannot be read, after a word on it.
func (m System) settings() config.Settings {
	store, err := m.store()
	if err != nil {
		return config.Settings{} // there is no place for any
	}
	settings, notices, err := store.Settings()
	m.knowSettings(settings)
	printNotices(m.Stderr, notices)
	if err != nil {
		printError(m.Stderr, err)
	}
	return settings
}

// load reads what the connection names. Where it names no authority, SSL_CERT_FILE
// does. Without encryption on the way that variable says nothing, be it right or wrong.
func (m System) load(connection config.Connection, overTLS bool) (transport.Config, error) {
	load := func() (transport.Config, error) { return connection.Load(m.Getenv) }
	if overTLS || hasProxyOverTLS(m.Getenv) {
		load = func() (transport.Config, error) { return loadOn(runtime.GOOS, connection, m.Getenv) }
	}
	access, err := load()
	m.know(connection, access)
	return access, err
}

// authorityVariable names a file of authorities. Go reads it by itself, but not
// on macOS and Windows, which are asked whom to trust (crypto/x509).
const (
	authorityVariable    = "SSL_CERT_FILE"
	authorityDirVariable = "SSL_CERT_DIR"
)

func loadOn(goos string, connection config.Connection, getenv func(string) string) (transport.Config, error) {
	named := getenv(authorityVariable)
	if !slices.Contains([]string{"darwin", "ios", "windows"}, goos) {
		if err := config.CheckAuthorities(named, getenv(authorityDirVariable)); err != nil {
			return transport.Config{}, fmt.Errorf("read the authorities to trust: %w", err)
		}
		return connection.Load(getenv)
	}
	if connection.CAFile != "" || named == "" {
		return connection.Load(getenv)
	}
	_, err := config.Connection{CAFile: named}.Load(getenv)
	if wrong, ok := errors.AsType[*input.Error](err); ok {
		return transport.Config{}, &input.Error{
			What: "glpat cannot use " + authorityVariable + ". " + wrong.What,
			Do:   wrong.Do,
		}
	}
	connection.CAFile = named
	return connection.Load(getenv)
}
