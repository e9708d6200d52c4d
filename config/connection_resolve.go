package config

import (
	"strings"

	"glpat/gitlab/input"
	"glpat/gitlab/transport"
)

// ConnectionFlags are what the person says for this run alone about how a
// GitLab is reached. They win over the settings.
type ConnectionFlags struct {
	// Address is the address that came with the flags, in any form, and ""
	// where they are for whichever GitLab is chosen.
	Address    string
	Connection Connection
	// AllowHTTP is the consent to plain http, for the address and its API.
	AllowHTTP bool
}

// AreFor reports whether the flags are meant for an address: with an address
// among them, for that host alone. No header or certificate goes to another
// GitLab than the one it was given for.
func (f ConnectionFlags) AreFor(address input.Address) bool {
	if f.Address == "" {
		return true
	}
	given, err := input.ParseAddress(f.Address)
	return err == nil && given.Host == address.Host
}

// ConnectionRequest is an address, and what was said in this run about how it
// is reached. [Settings.Resolve] answers it.
type ConnectionRequest struct {
	Address input.Address
	Flags   ConnectionFlags
	// TrustedFile has the certificates that the person compared in this run, ""
	// for none. It takes the place of any other file of authorities.
	TrustedFile string
	// Consents are the origins, "http://" and the host, to which the person
	// agreed in this run to send a token over plain http.
	Consents []string
}

// ResolvedConnection is how an address is reached, and which consent to plain
// http there is for it. [Settings.Resolve] makes it.
type ResolvedConnection struct {
	// Address is the address that was asked for, with the scheme that the person
	// went by before where they wrote none.
	Address    input.Address
	Connection Connection
	// Known is what the settings say of the instance there, zero for nothing.
	Known KnownInstance
	// Plain are the origins to which a token would go without encryption, and
	// NeedsConsent those of them for which nobody agreed to that.
	Plain, NeedsConsent []string

	allowPlain bool
}

// Resolve decides how an address is reached: by the flags that are meant for
// it, and where they say nothing by the settings. Whether plain http may be used
// is decided in allow_http.go; see [ResolvedConnection.AllowsPlain].
func (s Settings) Resolve(request ConnectionRequest) ResolvedConnection {
	known, _ := s.instanceAt(request.Address)
	resolved := ResolvedConnection{
		Address:    schemeBefore(request.Address, known),
		Connection: known.Connection,
		Known:      known,
	}
	flags := request.Flags
	if !flags.AreFor(request.Address) {
		flags = ConnectionFlags{}
	}
	resolved.Connection = flags.Connection.Over(known.Connection)
	if request.TrustedFile != "" {
		resolved.Connection.CAFile, resolved.Connection.savedCA = request.TrustedFile, false
	}
	resolved.decideConsent(flags.AllowHTTP, request.Consents)
	return resolved
}

// UsedBefore returns the base URL of the instance where the person has been
// before, over this connection, so that a token may go there before anything is
// asked: GitLab.com, or one that the settings know. It is "" for any other, and
// where nothing shows whose server it is, over plain http to another computer.
func (r ResolvedConnection) UsedBefore() string {
	if len(r.Plain) > 0 {
		return ""
	}
	if r.Address.Host == input.DefaultHost && r.Connection.API == "" {
		return r.Address.Root()
	}
	known, err := input.ParseAddress(r.Known.URL)
	if err != nil || known.Root() != r.Address.Root() || tidyAPI(r.Known.Connection.API) != tidyAPI(r.Connection.API) {
		return ""
	}
	return known.String()
}

// Load reads the files and variables that the connection names, and sets
// whether plain http may be used. The loader is [Connection.Load] or wraps it.
func (r ResolvedConnection) Load(load LoadConnection) (transport.Config, error) {
	config, err := load(r.Connection, r.usesTLS())
	if err != nil {
		return transport.Config{}, err
	}
	config.AllowPlain = r.allowPlain
	return config, nil
}

// LoadConnection reads the files and variables that a connection names. overTLS tells
// whether certificate authorities count at all.
type LoadConnection func(connection Connection, overTLS bool) (transport.Config, error)

// usesTLS reports whether the address or its API is reached with encryption.
func (r ResolvedConnection) usesTLS() bool {
	api, err := input.ParseAddress(r.Connection.API)
	return r.Address.Scheme != "http" || err == nil && api.Scheme != "http"
}

// ConnectionToSave returns the connection by which an instance was found, with
// what the settings say of its own address below it: that may be another than
// was asked for.
func (s Settings) ConnectionToSave(connection Connection, instanceURL string) Connection {
	found, err := input.ParseAddress(instanceURL)
	if err != nil {
		return connection
	}
	known, _ := s.instanceAt(found)
	return connection.Over(known.Connection)
}

// schemeBefore returns the address with the scheme http where the person wrote
// none and only ever went there that way, which they agreed to.
func schemeBefore(address input.Address, known KnownInstance) input.Address {
	if known.AllowHTTP && !address.SchemeGiven && strings.HasPrefix(known.URL, "http://") {
		address.Scheme = "http"
	}
	return address
}
