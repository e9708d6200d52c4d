package config

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"glpat/gitlab/input"
)

// certificateText is a certificate that signs itself, in PEM form.
type certificateText struct{ certificate, key, both string }

func aCertificate(tb testing.TB) certificateText {
	tb.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		tb.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1),
		Subject:      pkix.Name{CommonName: "ours"},
		NotBefore:    day(1),
		NotAfter:     day(1).Add(time.Hour),
	}
	certificate, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		tb.Fatal(err)
	}
	rawKey, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		tb.Fatal(err)
	}
	text := certificateText{
		certificate: string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate})),
		key:         string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: rawKey})),
	}
	text.both = text.certificate + text.key
	return text
}

// files writes files to a new directory and returns it.
func files(t *testing.T, contents map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range contents {
		writeFile(t, filepath.Join(dir, name), content)
	}
	return dir
}

// someEnv is an environment with a home directory and a few variables.
func someEnv(home string) func(string) string {
	return func(name string) string {
		return map[string]string{
			"HOME": home, "USERPROFILE": home, "KEY": "from the environment\n", "EMPTY": "", "BAD": "hunter2\nX-Other: y",
		}[name]
	}
}

func TestLoad(t *testing.T) {
	t.Parallel()
	mine, other := aCertificate(t), aCertificate(t)
	dir := files(t, map[string]string{
		"ours.pem": "Ours:\n" + mine.certificate + other.certificate,
		"both.pem": mine.both,
		"me.pem":   mine.certificate,
		"me.key":   mine.key,
	})
	loaded, err := Connection{
		API:        "api.example.com/git/api/v4/",
		CAFile:     filepath.Join(dir, "ours.pem"),
		ClientCert: "~/me.pem",
		ClientKey:  "~/me.key",
		Headers:    []string{"x-gateway-key: env:KEY", "X-Team:a: b ", "X-Path: environment:KEY"},
	}.Load(someEnv(dir))
	if err != nil {
		t.Fatal(err)
	}
	if loaded.API != "https://api.example.com/git" || len(loaded.Authorities) != 2 || loaded.Certificate == nil ||
		loaded.AllowPlain {
		t.Errorf("got %+v", loaded)
	}
	var headers []string
	for _, header := range loaded.Headers {
		headers = append(headers, header.Name+"="+header.Value.Reveal())
	}
	want := []string{"X-Gateway-Key=from the environment", "X-Team=a: b", "X-Path=environment:KEY"}
	if !slices.Equal(headers, want) {
		t.Errorf("got %q, want %q", headers, want)
	}
	loaded, err = (Connection{ClientCert: filepath.Join(dir, "both.pem")}).Load(someEnv(""))
	if err != nil || loaded.Certificate == nil {
		t.Errorf("a certificate with its key in one file: %v", err)
	}
	if loaded, err := (Connection{}).Load(someEnv("")); err != nil || loaded.API != "" || loaded.Authorities != nil ||
		loaded.Certificate != nil ||
		loaded.Headers != nil {
		t.Errorf("nothing gave %+v, %v", loaded, err)
	}
}

func TestWhatCannotBeLoadedIsExplained(t *testing.T) {
	t.Parallel()
	mine, other := aCertificate(t), aCertificate(t)
	locked := "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n"
	dir := files(t, map[string]string{
		"me.pem": mine.certificate, "me.key": mine.key, "other.key": other.key, "locked.pem": mine.certificate + locked,
		"words.pem": "hello", "empty.pem": "", "huge.pem": mine.certificate + strings.Repeat("#", maxFile),
		"damaged.pem": "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
	})
	at := func(name string) string { return filepath.Join(dir, name) }
	for _, tc := range []struct {
		name       string
		connection Connection
		words      []string // in the error
	}{
		{
			"an API that is a token",
			Connection{API: "glpat-abcdefghijklmnopqrst"},
			[]string{"address of the API", "looks like a token"},
		},
		{"an API of another protocol", Connection{API: "ftp://api.example.com"}, []string{"address of the API", "ftp"}},
		{
			"a file that is not there",
			Connection{CAFile: at("none.pem")},
			[]string{"none.pem", "is not there", "Check its path"},
		},
		{"a file below a file", Connection{CAFile: at("me.pem/x")}, []string{"me.pem/x", "cannot be read"}},
		{"a directory", Connection{CAFile: dir}, []string{dir, "is a directory", "Name the file in it"}},
		{"a device", Connection{CAFile: os.DevNull}, []string{os.DevNull, "not a plain file"}},
		{"a file without end", Connection{CAFile: at("huge.pem")}, []string{"huge.pem", "larger than 1 MiB"}},
		{"a path that no system takes", Connection{CAFile: "a\x00b"}, []string{`a\x00b`, "cannot be read"}},
		{"a text", Connection{CAFile: at("words.pem")}, []string{
			"words.pem",
			"no certificate in the file", "BEGIN CERTIFICATE",
		}},
		{"an empty file", Connection{CAFile: at("empty.pem")}, []string{"empty.pem", "no certificate in the file"}},
		{"a key in place of a certificate", Connection{CAFile: at("me.key")}, []string{
			"me.key",
			"no certificate in the file",
		}},
		{"a damaged certificate", Connection{CAFile: at("damaged.pem")}, []string{"damaged.pem", "damaged"}},
		{"a certificate without its key", Connection{ClientCert: at("me.pem")}, []string{"me.pem", "no key", "client key"}},
		{
			"a key without its certificate",
			Connection{ClientKey: at("me.key")},
			[]string{"client key", "no client certificate"},
		},
		{
			"a key of another certificate",
			Connection{ClientCert: at("me.pem"), ClientKey: at("other.key")},
			[]string{"me.pem", "other.key", "cannot be used together"},
		},
		{"a key with a password", Connection{ClientCert: at("locked.pem")}, []string{"locked.pem", "password", "openssl"}},
		{
			"a key that is not there",
			Connection{ClientCert: at("me.pem"), ClientKey: at("none.key")},
			[]string{"none.key", "is not there"},
		},
		{
			"a certificate that is not there",
			Connection{ClientCert: at("none.pem"), ClientKey: at("me.key")},
			[]string{"none.pem", "is not there"},
		},
		{"a home that is not known", Connection{CAFile: "~/ours.pem"}, []string{"~/ours.pem", "is not set", "whole path"}},
		{"a header without a colon", Connection{Headers: []string{"hunter2"}}, []string{"no colon", "X-Gateway-Key: value"}},
		{"a header without a name", Connection{Headers: []string{": hunter2"}}, []string{"not the name of a header"}},
		{"a header without a value", Connection{Headers: []string{"X-Key:"}}, []string{"X-Key", "no value"}},
		{
			"a header of two lines",
			Connection{Headers: []string{"X-Key: hunter2\r\nHost: x"}},
			[]string{"X-Key", "on one line"},
		},
		{
			"a header that carries the token",
			Connection{Headers: []string{"private-token: hunter2"}},
			[]string{"Private-Token", "Leave it out"},
		},
		{
			"a variable that is not set",
			Connection{Headers: []string{"X-Key: env:NONE"}},
			[]string{"NONE", "X-Key", "is not set", "Set it"},
		},
		{"a variable that is empty", Connection{Headers: []string{"X-Key: env:EMPTY"}}, []string{"EMPTY", "is not set"}},
		{
			"a variable of two lines",
			Connection{Headers: []string{"X-Key: env:BAD"}},
			[]string{"variable BAD", "X-Key", "on one line"},
		},
		{
			"no name of a variable",
			Connection{Headers: []string{"X-Key: env:hunter2!"}},
			[]string{"X-Key", "environment variable", "env:GATEWAY_KEY"},
		},
		{
			"nothing where a variable is named",
			Connection{Headers: []string{"X-Key: env:"}},
			[]string{"X-Key", "environment variable"},
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			_, err := tc.connection.Load(someEnv(""))
			var input *input.Error
			if !errors.As(err, &input) || input.What == "" || input.Do == "" {
				t.Fatalf("got %v", err)
			}
			for _, word := range tc.words {
				if !strings.Contains(err.Error(), word) {
					t.Errorf("%q is not in: %v", word, err)
				}
			}
			if strings.Contains(err.Error(), "hunter2") {
				t.Errorf("the error repeats the value: %v", err)
			}
			for _, text := range []string{input.What, input.Do} {
				if strings.HasSuffix(text, ".") || strings.ContainsAny(text, "\n\x1b") {
					t.Errorf("not fit to stand beside a field: %q", text)
				}
			}
		})
	}
}
