package command

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"glpat/config"
	"glpat/config/configtest"
	"glpat/gitlab/problem"
	"glpat/gitlab/transport"
)

// targetOf settles the target of a command line with the settings given.
func targetOf(
	t *testing.T,
	variables map[string]string,
	instances []config.KnownInstance,
	args ...string,
) (target, error) {
	t.Helper()
	machine, _ := quietMachine(variables)
	if variables["GLPAT_CONFIG_DIR"] == "" && variables != nil {
		variables["GLPAT_CONFIG_DIR"] = t.TempDir()
	}
	for _, instance := range instances {
		store, err := machine.store()
		if err != nil {
			t.Fatal(err)
		}
		if err := store.RememberInstance(instance); err != nil {
			t.Fatal(err)
		}
	}
	var flags requestFlags
	cmd := &cobra.Command{}
	flags.addHost(cmd)
	if err := cmd.ParseFlags(args); err != nil {
		t.Fatal(err)
	}
	return flags.target(machine)
}

func TestWhatHasNoEncryptionNeedsAYes(t *testing.T) {
	t.Parallel()
	for _, tc := range configtest.ConnectionCases() {
		t.Run(tc.Name, func(t *testing.T) {
			t.Parallel()
			args := []string{"--host", tc.Address}
			if tc.API != "" {
				args = append(args, "--api", tc.API)
			}
			if tc.AllowHTTP {
				args = append(args, "--allow-http")
			}
			meant, err := targetOf(t, map[string]string{}, tc.Known, args...)
			if len(tc.NeedsConsent) > 0 {
				host := strings.TrimPrefix(tc.NeedsConsent[0], "http://")
				if err == nil || statusOf(err) != StatusUsage || !strings.Contains(err.Error(), "to "+host+",") {
					t.Errorf("it gives %v, want %q refused", err, host)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			machine, _ := quietMachine(map[string]string{})
			reached, err := meant.access(machine)
			if err != nil || meant.Address.String() != tc.WantAddress || reached.AllowPlain != tc.WantPlain {
				t.Errorf("it gives %s, %v, %v", meant.Address, reached.AllowPlain, err)
			}
		})
	}
}

func TestFlagsThatCannotBeUsedAreToldFirst(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	rubbish := filepath.Join(dir, "rubbish.pem")
	if err := os.WriteFile(rubbish, []byte("nothing\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name string
		args []string
		says string
	}{
		{"no file", []string{"--ca-file", filepath.Join(dir, "gone.pem")}, "is not there"},
		{"a directory", []string{"--ca-file", dir}, "is a directory"},
		{"no certificate in it", []string{"--ca-file", rubbish}, "no certificate in the file"},
		{"a name that is empty", []string{"--ca-file", ""}, "nothing behind --ca-file"},
		{"a certificate that is none", []string{"--client-cert", rubbish, "--client-key", rubbish}, "cannot use your " +
			"certificate"},
		{"a certificate without a key", []string{"--client-cert", rubbish}, "no key in"},
		{"a key alone", []string{"--client-key", rubbish}, "client key"},
		{"an API that is no address", []string{"--api", "two words"}, "no spaces"},
		{"an API that may be a token", []string{"--api", "aB3dE6gH9jK2mN5pQ8sT+"}, "no address of an API"},
		{"an API that is empty", []string{"--api", " "}, "nothing behind --api"},
		{"a header without a colon", []string{"--header", "opensesame"}, "no colon"},
		{"a header of glpat's own", []string{"--header", "Authorization: Bearer " +
			"opensesame"}, "sets the header Authorization itself"},
		{"a header whose variable is not set", []string{"--header", "X-Key: env:NOT_SET"}, "NOT_SET"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			_, err := targetOf(t, map[string]string{}, nil, append(tc.args, "--host", "gitlab.example.com")...)
			if err == nil || statusOf(err) != StatusUsage || !strings.Contains(err.Error(), tc.says) {
				t.Fatalf("it gives %v, want %q", err, tc.says)
			}
			if strings.Contains(err.Error(), "opensesame") || strings.Contains(err.Error(), "aB3dE6") {
				t.Errorf("it repeats the value: %v", err)
			}
		})
	}
}

func TestWhatIsForOneGitLabGoesToNoOther(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"--header", "X-Key: v"}, {"--api", "https://api.example.com"}} {
		_, err := targetOf(t, map[string]string{}, nil, args...)
		if statusOf(err) != StatusUsage || !strings.Contains(err.Error(), "none is named") {
			t.Errorf("%q without a host gives %v", args, err)
		}
		if _, err := targetOf(t, map[string]string{"GITLAB_HOST": "gitlab.example.com"}, nil, args...); err != nil {
			t.Errorf("%q with GITLAB_HOST gives %v", args, err)
		}
	}
}

func TestThePathsOfFlagsAreWhole(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	if err := os.WriteFile("ca.pem", []byte(anyCertificate), 0o600); err != nil {
		t.Fatal(err)
	}
	meant, err := targetOf(t, map[string]string{}, nil, "--host", "gitlab.example.com", "--ca-file", "ca.pem")
	if err != nil || !filepath.IsAbs(meant.Connection.CAFile) {
		t.Errorf("it gives %v, %v", meant.Connection, err)
	}
}

func TestSSL_CERT_FILECountsWhereGoDoesNotReadIt(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(path, []byte(anyCertificate), 0o600); err != nil {
		t.Fatal(err)
	}
	set := func(name string) string { return map[string]string{authorityVariable: path}[name] }
	gone := func(name string) string { return map[string]string{authorityVariable: path + ".gone"}[name] }
	for _, tc := range []struct {
		goos  string
		reach config.Connection
		get   func(string) string
		want  int // authorities
	}{
		{"darwin", config.Connection{}, set, 1},
		{"windows", config.Connection{}, set, 1},
		{"linux", config.Connection{}, set, 0},
		{"windows", config.Connection{CAFile: path}, gone, 1},
		{"darwin", config.Connection{}, func(string) string { return "" }, 0},
	} {
		access, err := loadOn(tc.goos, tc.reach, tc.get)
		if err != nil || len(access.Authorities) != tc.want {
			t.Errorf("on %s it gives %d authorities, %v, want %d", tc.goos, len(access.Authorities), err, tc.want)
		}
	}
	for _, goos := range []string{"windows", "linux"} {
		_, err := loadOn(goos, config.Connection{}, gone)
		if statusOf(err) != StatusUsage || !strings.Contains(err.Error(), authorityVariable) {
			t.Errorf("on %s a file that is not there gives %v", goos, err)
		}
	}
}

func TestACertificateIsPrintedToCompare(t *testing.T) {
	t.Parallel()
	const digits = "AA:BB:CC"
	machine, talk := quietMachine(nil)
	printRemark(machine, &problem.Problem{
		Summary: "s",
		Remedy:  []problem.Remedy{{Kind: problem.RemedyTrust, Text: "Compare", Fingerprint: digits}},
		Certificate: &transport.Certificate{
			Subject: "CN=a",
			Issuer:  "CN=b",
			Names:   []string{"a.example.com", "b.example.com"},
			SHA256:  digits,
		},
	})
	want := "glpat: s.\n  - Compare.\n  The certificate that it showed:\n    Subject  CN=a\n    Issuer   CN=b\n" +
		"    For      a.example.com, b.example.com\n    Valid    from 0001-01-01 00:00 UTC until 0001-01-01 00:00 UTC\n    " +
		"SHA-256  AA:BB:CC\n"
	if talk.String() != want {
		t.Errorf("it says %q, want %q", talk.String(), want)
	}
}

// anyCertificate is a certificate of nobody.
const anyCertificate = `-----BEGIN CERTIFICATE-----
MIIBezCCASGgAwIBAgIUZQdGLQq+7xd3Fk1X8WF3IYVB1OMwCgYIKoZIzj0EAwIw
EjEQMA4GA1UEAwwHZXhhbXBsZTAgFw0yNjExMjIyMjM1MjdaGA8yMTI2MTAyOTIy
MzUyN1owEjEQMA4GA1UEAwwHZXhhbXBsZTBZMBMGByqGSM49AgEGCCqGSM49AwEH
A0IABKME14hdHBzFlEpfuXXGcwquvOTyoKuR6GFUxNmt1J3dm2HP6Uh92/1qTDjp
6JBrOV2JIu18QTQFQISH1XFJDbWjUzBRMB0GA1UdDgQWBBRi3MI7wq/oPFKZcZ8f
g+ql5+V1NDAfBgNVHSMEGDAWgBRi3MI7wq/oPFKZcZ8fg+ql5+V1NDAPBgNVHRMB
Af8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIQDNUd03u3DCNstOmFcDTCoPTq55
R2bGiBdx1IyBEjiIpwIgLMKwsAyZ6F5llei9A1gKIuXNHLsBT28lLBbWEesGNg4=
-----END CERTIFICATE-----
`
