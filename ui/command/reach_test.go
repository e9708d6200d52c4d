package command_test

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"glpat/config"
	"glpat/gitlab/practice/faultlab"
)

// TestWhatTheSettingsSayIsUsed reaches instances of all kinds with nothing but
// the address on the command line.
func TestWhatTheSettingsSayIsUsed(t *testing.T) {
	t.Parallel()
	rows := faultlab.Rows(nil)
	for _, name := range []string{
		"a certificate of an authority that is trusted", "a self-signed certificate that is trusted",
		"a client certificate that is shown", "a gateway that is given its header", "an API at another address",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			target := rowNamed(t, rows, name).Start(t)
			reach := config.Reach{API: target.API, CAFile: target.CAFile, ClientCert: target.ClientCert, ClientKey: target.ClientKey, Headers: target.Headers}
			for _, tc := range []struct {
				name  string
				knows config.Reach
				gives faultlab.Target
				fails bool
			}{
				{"nothing is said", config.Reach{}, faultlab.Target{}, true},
				{"the settings say it", reach, faultlab.Target{}, false},
				{"the flags win over the settings", wrong(target, rows, t), target, false},
			} {
				home := t.TempDir()
				remember(t, home, config.Instance{URL: target.URL, Reach: tc.knows})
				tc.gives.URL, tc.gives.Token = target.URL, target.Token
				done := <-launchAt(t, builtProgram(t), home, tc.gives, "check", "--token-stdin")
				if failed := done.status != 0; failed != tc.fails {
					t.Errorf("%s: exit status %d; stderr:\n%s", tc.name, done.status, done.stderr)
				}
			}
		})
	}
}

// wrong is a reach that does not lead to the target.
func wrong(target faultlab.Target, rows []faultlab.Row, t *testing.T) config.Reach {
	t.Helper()
	other := rowNamed(t, rows, "a certificate of an authority that is trusted").Start(t)
	var reach config.Reach
	if target.API != "" {
		reach.API = "http://127.0.0.1:1"
	}
	if target.CAFile != "" {
		reach.CAFile = other.CAFile
	}
	if target.ClientCert != "" {
		reach.ClientCert = filepath.Join(t.TempDir(), "gone.pem")
	}
	if len(target.Headers) > 0 {
		reach.Headers = []string{"x-gateway-key: another"}
	}
	return reach
}

func rowNamed(t *testing.T, rows []faultlab.Row, name string) faultlab.Row {
	t.Helper()
	at := slices.IndexFunc(rows, func(row faultlab.Row) bool { return row.Name == name })
	if at < 0 {
		t.Fatalf("there is no row %q", name)
	}
	return rows[at]
}

// remember notes an instance down in the settings of a home.
func remember(t *testing.T, home string, instance config.Instance) {
	t.Helper()
	store := config.Open(filepath.Join(home, ".config", "glpat"), time.Now)
	if err := store.RememberInstance(instance); err != nil {
		t.Fatal(err)
	}
}
