package wizard

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"io"
	"log"
	"math/big"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"glpat/config"
	"glpat/gitlab"
	"glpat/gitlab/transport"
)

// untrusted is an instance whose certificate nobody vouches for, and a machine
// that meets it with the real adapter and a real store. All of these instances
// show the same certificate.
func untrusted(t *testing.T) (env Env, store *config.Store, address string) {
	t.Helper()
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusUnauthorized)
		_, _ = w.Write([]byte(`{"message":"401 Unauthorized"}`))
	}))
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	t.Cleanup(server.Close)
	tr := transport.NewTransport("glpat/test")
	t.Cleanup(tr.Close)
	store = config.Open(t.TempDir(), time.Now)
	env = newWorld().env()
	env.Now, env.GitLab, env.Memory = time.Now, gitlab.NewClient(tr, time.Now), store
	env.Load = func(connection config.Connection, _ bool) (transport.Config, error) {
		return connection.Load(os.Getenv)
	}
	return env, store, server.URL
}

func at(address string) Given {
	start := chosen()
	start.Draft.Address = address
	return start
}

func TestACertificateIsTrustedOnlyAfterItWasCompared(t *testing.T) {
	env, store, address := untrusted(t)
	d := begin(t, env, at(address))
	d.sees("does not trust the certificate", "ctrl+t compare the certificate")
	shown := firstScreen(d).problem.Certificate
	d.press("ctrl+t")
	d.sees(
		"Ask your administrator for the SHA-256 of this certificate",
		shown.SHA256[:47],
		shown.SHA256[48:],
		shown.Subject,
	)
	d.press("enter", "enter", "space")
	d.sees("Compare before you trust")
	for _, no := range []string{"n", "esc"} {
		d.press(no)
		d.sees("does not trust the certificate", strings.TrimPrefix(address, "https://"))
		d.press("ctrl+t")
	}
	if settings, _, err := store.Settings(); err != nil || len(settings.Instances) > 0 {
		t.Fatalf("before the yes the settings have %v, %v", settings.Instances, err)
	}
	d.press("y")
	d.sees("enter continue", address)
	d.press("enter") // which notes the instance down

	settings, _, err := store.Settings()
	if err != nil || len(settings.Instances) != 1 {
		t.Fatalf("the settings have %v, %v", settings.Instances, err)
	}
	access, err := settings.Instances[0].Connection.Load(os.Getenv)
	if err != nil || len(access.Authorities) != 1 {
		t.Fatalf("trusted are %v, %v", access.Authorities, err)
	}
	if only := access.Authorities[0]; !bytes.Equal(
		pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: only.Raw}),
		shown.PEM(),
	) {
		t.Errorf("trusted is %s, which is not what was shown", only.Subject)
	}

	env.Known = settings.Instances
	begin(t, env, at(address)).sees("enter continue", address)
}

func TestWhatIsTrustedAtOneGitLabIsNotAtAnother(t *testing.T) {
	env, store, address := untrusted(t)
	d := begin(t, env, at(address))
	d.press("ctrl+t", "y", "enter")
	settings, _, err := store.Settings()
	if err != nil {
		t.Fatal(err)
	}
	other, _, otherAddress := untrusted(t) // with the same certificate, at another port
	other.Known = settings.Instances
	begin(t, other, at(otherAddress)).sees("does not trust the certificate")
}

func TestAnotherCertificateThanTheTrustedOneIsAskedForAgain(t *testing.T) {
	_, store, address := untrusted(t)
	env, _, _ := untrusted(t)
	file, err := store.TrustCertificate("gitlab.example.com", anotherPEM(t))
	if err != nil {
		t.Fatal(err)
	}
	env.Memory, env.Known = store, []config.KnownInstance{{URL: address, Connection: config.Connection{CAFile: file}}}
	d := begin(t, env, at(address))
	d.press("ctrl+t")
	d.sees(
		"It is not one that",
		"vouches for, as your settings say: it was renewed, or somebody stands in between.",
		"y trust it for this GitLab",
	)
	d.press("y")
	d.sees("enter continue")
}

func TestACertificateThatTheGivenFileDoesNotVouchForIsNotOffered(t *testing.T) {
	env, store, address := untrusted(t)
	file, err := store.TrustCertificate("company", anotherPEM(t))
	if err != nil {
		t.Fatal(err)
	}
	start := at(address)
	start.Connection.CAFile = file
	d := begin(t, env, start)
	d.sees("is not one that you trusted", "ctrl+t see the certificate")
	d.press("ctrl+t")
	d.doesNotSee("y trust it")
	d.press("y")
	d.press("esc")
	d.sees("is not one that you trusted")
	if settings, _, err := store.Settings(); err != nil || len(settings.Instances) > 0 {
		t.Errorf("the settings have %v, %v", settings.Instances, err)
	}
}

func TestACertificateThatCannotBeSavedIsNotTrusted(t *testing.T) {
	env, _, address := untrusted(t)
	w := newWorld()
	w.trustErr = errors.New("no space left")
	env.Memory = worldMemory{w}
	d := begin(t, env, at(address))
	d.press("ctrl+t", "y")
	d.sees("glpat could not save the certificate, so it is not trusted.", "No space left.", "enter try again")
}

// anotherPEM is a certificate that has nothing to do with the instance's.
func anotherPEM(t *testing.T) []byte {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1),
		Subject:      pkix.Name{CommonName: "Another"},
		NotAfter:     time.Now().AddDate(1, 0, 0),
	}
	raw, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: raw})
}
