package wizard

import (
	"context"
	"slices"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"glpat/config"
	"glpat/gitlab/input"
	"glpat/gitlab/problem"
	"glpat/gitlab/transport"
	"glpat/ui/flow"
	"glpat/ui/phrase"
	"glpat/ui/style"
	"glpat/ui/widget"
)

// trusted is what was compared and trusted since the wizard began: a host, and
// the file of its certificates. A host can show several, one for its pages and
// one for its API.
type trusted struct {
	host string
	file string
}

func (t trusted) by(address input.Address) bool { return t.file != "" && t.host == address.Host }

// trustedMsg says where a trusted certificate is kept.
type trustedMsg struct {
	trusted trusted
	err     error
}

// shownCertificate is what the server showed that failed, nil when it is not
// about that.
func (s *instanceScreen) shownCertificate() *transport.Certificate {
	if s.problem == nil {
		return nil
	}
	return s.problem.Certificate
}

// mayTrust reports whether comparing can help. A file that was given with
// --ca-file is the person's word on whom to trust, and is not overruled; one
// that the settings name may be of a certificate that was renewed since.
func (s *instanceScreen) mayTrust() bool {
	return s.shownCertificate() != nil && s.problem.Code == problem.CodeTLSUntrusted && !s.fileMisfits() &&
		s.asked.Hostname() != input.DefaultHost // whose certificate every computer knows
}

// fileMisfits reports whether the certificates that --ca-file named do not fit.
func (s *instanceScreen) fileMisfits() bool {
	return s.problem != nil && s.problem.Code == problem.CodeTLSUntrusted && s.flagsFor(s.asked).Connection.CAFile != "" &&
		s.flagsFor(s.asked).AreFor(s.asked)
}

// onCompareKey takes the answer to the certificate. Enter is none.
func (s *instanceScreen) onCompareKey(msg tea.KeyPressMsg, keys style.Keys) (action, tea.Cmd) {
	switch {
	case s.mayTrust() && key.Matches(msg, keys.Yes):
		s.on(flow.EventYes)
		return actStay, s.trust()
	case key.Matches(msg, keys.No), key.Matches(msg, keys.Back):
		return s.on(flow.EventBack)
	}
	return actStay, nil
}

func (s *instanceScreen) compareKeys(keys style.Keys) keyMap {
	if s.mayTrust() {
		return keyMap{style.As(keys.Yes, "trust it for this GitLab"), style.As(keys.No, "do not")}
	}
	return keyMap{keys.Back}
}

// trust keeps the certificate. It counts from the next look on, and is
// remembered with the instance when that succeeds.
func (s *instanceScreen) trust() tea.Cmd {
	env, certificate := s.env, s.shownCertificate()
	now, before := trusted{host: s.asked.Host}, config.Connection{CAFile: s.resolved.Connection.CAFile}
	return s.change(&s.asking, func(context.Context) tea.Msg {
		// What was trusted here before goes on to be: the company's authority, or
		// the certificate of an API elsewhere. A file that is gone holds nothing.
		access, err := env.Load(before, true)
		if err != nil {
			access = transport.Config{}
		}
		pem := slices.Concat(transport.EncodeAuthorities(access.Authorities), certificate.PEM())
		now.file, err = env.Memory.TrustCertificate(now.host, pem)
		return trustedMsg{now, err}
	})
}

func (s *instanceScreen) onTrusted(msg trustedMsg) tea.Cmd {
	if msg.err != nil {
		return s.fail(flow.EventFailed, &problem.Problem{
			Severity: problem.SeverityError,
			Summary:  "glpat could not save the certificate, so it is not trusted",
			Cause:    firstUpper(input.Clean(msg.err.Error(), 300)) + ".",
			Remedy: []problem.Remedy{{
				Kind: problem.RemedySet, Text: "Ask your administrator for the certificate authority's file",
				Setting: problem.SettingCAFile, Instance: s.asked.String(),
			}},
		})
	}
	s.trusted = msg.trusted
	s.on(flow.EventDone)
	s.resolve(s.asked)
	return s.discover(false)
}

// drawCertificate shows the certificate, with what to compare first.
func (s *instanceScreen) drawCertificate(sheet *widget.Sheet) {
	certificate := s.shownCertificate()
	if s.mayTrust() {
		sheet.Title("Compare before you trust " + certificate.Host)
		sheet.Gap()
		sheet.Text(
			"Ask your administrator for the SHA-256 of this certificate, by phone or in person. " +
				"Trust it only if every pair is the same.",
		)
		if s.resolved.Connection.CAFile != "" {
			sheet.Paragraph(
				s.Styles.Warn,
				"It is not one that "+s.resolved.Connection.CAFile+" vouches for, as your settings say: "+
					"it was renewed, or somebody stands in between.",
			)
		}
	} else {
		sheet.Title("The certificate of " + certificate.Host)
	}
	sheet.Gap()
	drawFingerprint(sheet, certificate.SHA256)
	names := strings.Join(certificate.Names, ", ")
	if names == "" {
		names = "no name at all"
	}
	sheet.Field("For", names)
	sheet.Field("Subject", certificate.Subject)
	issuer := certificate.Issuer
	if certificate.SelfSigned {
		issuer = "itself: nobody else vouches for it"
	}
	sheet.Field("Issuer", issuer)
	sheet.Field("Valid", "from "+validAt(certificate.NotBefore)+" until "+validAt(certificate.NotAfter))
	if s.mayTrust() {
		sheet.Gap()
		sheet.Text(
			"A yes is for this one certificate and this GitLab alone. When it is renewed, glpat asks again. " +
				"Your company's CA file lasts longer: start glpat with it.",
		)
	}
}

// validAt is a day with the time, in UTC as certificates have it.
func validAt(at time.Time) string { return at.UTC().Format("2006-01-02 15:04") + " UTC" }

// drawFingerprint adds the pairs of digits, in lines of a number that is easy to
// read aloud.
func drawFingerprint(sheet *widget.Sheet, sha256 string) {
	const label = "SHA-256"
	lead := "  " + widget.PadRight(label, widget.FieldColumn)
	if sheet.Width-widget.Cells(lead) < pairsWidth(manyPairs) {
		sheet.Line("  " + label)
		lead = "    "
	}
	count := manyPairs
	for count > 1 && pairsWidth(count) > sheet.Width-widget.Cells(lead) {
		count /= 2
	}
	pairs := strings.Split(sha256, ":")
	for line := range slices.Chunk(pairs, count) {
		sheet.Line(lead + sheet.Styles.Accent.Render(strings.Join(line, ":")))
		lead = strings.Repeat(" ", widget.Cells(lead))
	}
}

// manyPairs are as many as stand in one line where there is room.
const manyPairs = 16

func pairsWidth(count int) int { return 3*count - 1 }

// drawFailure adds the problem with the key to compare the certificate. Where
// there is none, trusting it is no remedy.
func (s *instanceScreen) drawFailure(sheet *widget.Sheet) {
	if s.mayTrust() {
		compare := s.keysFor(s.mode()).Compare
		s.drawProblemWithKeys(sheet, s.problem, phrase.WizardKeys{Compare: s.keyName(compare)})
		return
	}
	shown := *s.problem
	trusts := func(remedy problem.Remedy) bool { return remedy.Kind == problem.RemedyTrust }
	shown.Remedy = slices.DeleteFunc(slices.Clone(shown.Remedy), trusts)
	s.drawProblem(sheet, &shown)
}
