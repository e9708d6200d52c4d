package problem

import (
	"runtime"
	"strings"
	"time"

	"glpat/gitlab/input"
	"glpat/gitlab/transport"
)

// certificateEntries are the reasons for which no encryption comes about.
func certificateEntries() []entry {
	return []entry{
		{CodeTLSUntrusted, func(d Context) text {
			remedy := []Remedy{
				d.set("Ask "+d.Admin()+" for the certificate authority's file", SettingCAFile),
				NewStep(trustSystem(runtime.GOOS)),
			}
			if d.quoted { // where the tool ran is not known
				remedy[1] = NewStep("Or add that file to the certificates that the whole computer trusts, which many tools read")
			}
			if d.Site.GitLabCom {
				// Every computer that is up to date trusts it, so somebody stands in between.
				remedy = []Remedy{
					NewStep("Update this computer's certificates; in a container, install the package ca-certificates"),
					d.set("If your company inspects all traffic, ask those who run its network for the certificate "+
						"authority's file", SettingCAFile),
					NewStep("In any other network, do not go on: use another one"),
				}
			}
			if d.certificate != nil {
				remedy = append(remedy, trustIfSame(d.certificate))
			}
			if d.Site.OwnAuthorities {
				return text{
					summary: "The certificate of " + d.host() + " is not one that you trusted",
					reason: "Your CA file, or the certificate that you compared before, does not vouch for it: it was renewed " +
						"since, or somebody stands in between." + d.issuedBy(),
					remedy: []Remedy{
						d.set("Ask "+d.Admin()+" whether the certificate was renewed", SettingNewCAFile),
						remedy[len(remedy)-1],
					},
				}
			}
			return text{
				summary: "This computer does not trust the certificate of " + d.host(),
				reason: "It is signed by somebody this computer does " +
					"not know." + d.issuedBy() + " Companies often sign the certificates of their own servers; somebody who stands " +
					"in between would do it too.",
				remedy: remedy,
			}
		}},
		{CodeTLSExpired, func(d Context) text {
			reason := "It has expired."
			if d.certificate != nil {
				reason = "It expired on " + day(d.certificate.NotAfter) + "."
			}
			return text{
				summary: "The certificate of " + d.host() + " is out of date",
				reason:  reason,
				remedy:  NewSteps("Look whether this computer's date is right", "Tell "+d.Admin()+" to renew it"),
			}
		}},
		{CodeTLSWrongHost, func(d Context) text {
			reason := "Either the address is not quite right, or somebody stands in between."
			remedy := NewSteps("Use the exact name that you use in your browser", "Tell "+d.Admin())
			switch {
			case d.certificate == nil:
			case len(d.certificate.Names) > 0:
				reason = "It is for " + strings.Join(d.certificate.Names, ", ") + ". " + reason
			default:
				reason = "It is made in an old way: the name is not where programs look for it nowadays."
				remedy = NewSteps("Tell " + d.Admin() + ": the certificate needs a subject alternative name")
			}
			return text{
				summary: "The certificate that " + d.host() + " shows is for another name",
				reason:  reason,
				remedy:  remedy,
			}
		}},
		{CodeTLSFailed, func(d Context) text {
			return text{
				summary: "No encryption came about with " + d.host(),
				reason: "The server speaks an encryption that is too old, or none that glpat takes; TLS 1.2 is the " +
					"least." + d.saidBy("The system"),
				remedy: NewSteps("Check the address and the port", "Tell "+d.Admin()),
			}
		}},
		{CodeClientCertRequired, func(d Context) text {
			return text{
				summary: d.host() + " wants a certificate of yours",
				reason:  "Besides the token, it lets in only computers that show one." + d.saidBy("It"),
				remedy: []Remedy{
					d.set("Ask "+d.Admin()+" for one", SettingClientCertificate),
					NewStep("If you gave one, it may have expired or be for another server"),
				},
			}
		}},
		{CodePlainHTTP, func(d Context) text {
			return text{
				summary: "The token would go to " + d.host() + " without encryption",
				reason:  "Everybody on the way could read it.",
				remedy:  []Remedy{NewStep("Use the address with https"), d.setWhen("If you trust the network", SettingAllowHTTP)},
			}
		}},
		{CodeNotHTTPS, func(d Context) text {
			if d.speaksSSH {
				return text{
					summary: d.host() + " speaks SSH at this port, which is not for web pages",
					reason:  "Git uses such an address. The web pages have another port, and often another name.",
					remedy: NewSteps(
						"Give the address that you open in your browser",
						"If you have none, leave out the port, and \"ssh.\" before the name",
					),
				}
			}
			return text{
				summary: d.host() + " does not speak https at this port",
				reason:  "The port may be that of another service, or of plain http.",
				remedy:  NewSteps("Check the port", "Put http:// in front of the address if your GitLab really has no https"),
			}
		}},
	}
}

// trustIfSame is the remedy of a certificate that may be the right one.
func trustIfSame(certificate *transport.Certificate) Remedy {
	return Remedy{
		Kind: RemedyTrust, Text: "Trust it only if its SHA-256 is the one that they tell you",
		Fingerprint: certificate.SHA256,
	}
}

// issuedBy says who vouches for the certificate, as a sentence, "" when none was
// shown.
func (d Context) issuedBy() string {
	switch {
	case d.certificate == nil:
		return ""
	case d.certificate.SelfSigned:
		return " Nobody but the server itself vouches for it."
	}
	return " Its issuer is: " + d.certificate.Issuer + "."
}

// trustSystem says how to make the whole computer trust a company's own
// certificate authority. SSL_CERT_FILE is read by Go on Unix only; macOS and
// Windows are asked themselves (crypto/x509).
func trustSystem(system string) string {
	switch system {
	case "windows":
		return `To trust it everywhere, add that file to "Trusted Root Certification Authorities": double-click it, then ` +
			`"Install Certificate"`
	case "darwin", "ios":
		return `To trust it everywhere, add that file to Keychain Access, set to "Always Trust"`
	}
	return "Or name that file in SSL_CERT_FILE, which other tools read too"
}

func day(at time.Time) string { return input.DateOf(at.UTC()).Long() }

// moment is a day with the time, for where the day alone may be the same.
func moment(at time.Time) string { return day(at) + ", " + at.UTC().Format("15:04") + " UTC" }
