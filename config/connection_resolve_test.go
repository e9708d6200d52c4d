package config_test

import (
	"slices"
	"testing"

	"glpat/config"
	"glpat/config/configtest"
	"glpat/gitlab/input"
	"glpat/gitlab/transport"
)

func TestFlagsAndSettingsDecideHowAnAddressIsReached(t *testing.T) {
	t.Parallel()
	for _, test := range configtest.ConnectionCases() {
		t.Run(test.Name, func(t *testing.T) {
			t.Parallel()
			resolved := config.Settings{Instances: test.Known}.Resolve(config.ConnectionRequest{
				Address: parse(t, test.Address),
				Flags: config.ConnectionFlags{
					Address:    test.Address,
					Connection: config.Connection{API: test.API},
					AllowHTTP:  test.AllowHTTP,
				},
			})
			if got := resolved.Address.String(); got != test.WantAddress {
				t.Errorf("the address is %s, want %s", got, test.WantAddress)
			}
			if !slices.Equal(resolved.NeedsConsent, test.NeedsConsent) {
				t.Errorf("it asks for consent to %q, want %q", resolved.NeedsConsent, test.NeedsConsent)
			}
			loaded, err := resolved.Load(func(config.Connection, bool) (transport.Config, error) {
				return transport.Config{AllowPlain: true}, nil // what a loader says does not count
			})
			if err != nil || loaded.AllowPlain != test.WantPlain || resolved.AllowsPlain() != test.WantPlain {
				t.Errorf("plain http is allowed: %v, %v, want %v", loaded.AllowPlain, err, test.WantPlain)
			}
		})
	}
}

func TestFlagsGoToNoOtherHostThanTheyWereGivenFor(t *testing.T) {
	t.Parallel()
	flags := config.ConnectionFlags{
		Address:    "gitlab.lan",
		Connection: config.Connection{API: "https://api.lan", Headers: []string{"X-Key: v"}},
		AllowHTTP:  true,
	}
	for _, test := range []struct {
		address string
		are     bool
	}{
		{"gitlab.lan", true},
		{"http://gitlab.lan/group/project", true},
		{"other.lan", false},
		{"gitlab.lan:8443", false},
	} {
		resolved := config.Settings{}.Resolve(config.ConnectionRequest{Address: parse(t, test.address), Flags: flags})
		if got := !resolved.Connection.Equal(config.Connection{}); got != test.are || resolved.AllowsPlain() != test.are {
			t.Errorf("at %s the flags count: %v, want %v", test.address, got, test.are)
		}
	}
}

func TestAConsentOfThisRunCountsForItsOriginsAlone(t *testing.T) {
	t.Parallel()
	request := config.ConnectionRequest{
		Address:  parse(t, "http://gitlab.lan"),
		Flags:    config.ConnectionFlags{Connection: config.Connection{API: "http://api.lan"}},
		Consents: []string{"http://gitlab.lan"},
	}
	resolved := config.Settings{}.Resolve(request)
	if resolved.AllowsPlain() || !slices.Equal(resolved.NeedsConsent, []string{"http://api.lan"}) {
		t.Errorf("with one consent of two it asks for %q", resolved.NeedsConsent)
	}
	request.Consents = resolved.Plain
	if resolved = (config.Settings{}).Resolve(request); !resolved.AllowsPlain() || len(resolved.NeedsConsent) > 0 {
		t.Errorf("with both it asks for %q", resolved.NeedsConsent)
	}
}

func TestATrustedCertificateTakesThePlaceOfTheFilesBefore(t *testing.T) {
	t.Parallel()
	known := config.KnownInstance{
		URL:        "https://gitlab.lan",
		Connection: config.Connection{CAFile: "/known", API: "https://api.lan"},
	}
	settings := config.Settings{Instances: []config.KnownInstance{known}}
	request := config.ConnectionRequest{Address: parse(t, "gitlab.lan")}
	for _, test := range []struct{ flag, trusted, want string }{
		{"", "", "/known"},
		{"/flag", "", "/flag"},
		{"", "/trusted", "/trusted"},
		{"/flag", "/trusted", "/trusted"},
	} {
		request.Flags.Connection.CAFile, request.TrustedFile = test.flag, test.trusted
		resolved := settings.Resolve(request)
		if resolved.Connection.CAFile != test.want || resolved.Connection.API != "https://api.lan" {
			t.Errorf("%+v gives %v", test, resolved.Connection)
		}
	}
}

func TestAConnectionIsSavedOverThatOfTheAddressFound(t *testing.T) {
	t.Parallel()
	settings := config.Settings{Instances: []config.KnownInstance{
		{URL: "https://gitlab.lan/git", Connection: config.Connection{CAFile: "/known", API: "https://api.lan"}},
	}}
	got := settings.ConnectionToSave(config.Connection{CAFile: "/flag"}, "https://gitlab.lan/git")
	if want := (config.Connection{CAFile: "/flag", API: "https://api.lan"}); !got.Equal(want) {
		t.Errorf("it saves %v, want %v", got, want)
	}
}

func parse(t *testing.T, text string) input.Address {
	t.Helper()
	address, err := input.ParseAddress(text)
	if err != nil {
		t.Fatal(err)
	}
	return address
}
