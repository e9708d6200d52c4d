package problem_test

import (
	"regexp"
	"strings"
	"testing"

	"glpat/gitlab/problem"
)

func TestEveryCauseReadsWellHoweverMuchIsKnown(t *testing.T) {
	company := problem.Site{
		URL:       "https://git.example.com/gitlab",
		TokensURL: "https://git.example.com/gitlab/-/profile/personal_access_tokens",
	}
	public := problem.Site{
		URL:       "https://gitlab.com",
		GitLabCom: true,
		TokensURL: "https://gitlab.com/-/user_settings/personal_access_tokens",
	}
	clumsy := regexp.MustCompile(`  |: your GitLab|[.:] *\.|\.\.|: *$|answers at GitLab\b|name GitLab\b`)
	for _, code := range problem.Codes() {
		unknown, err := problem.Explain(string(code))
		if err != nil {
			t.Fatal(err)
		}
		known := map[string]*problem.Problem{
			"nothing":              unknown,
			"a company's instance": problem.WordsOf(code, company),
			"GitLab.com":           problem.WordsOf(code, public),
		}
		for _, speaker := range problem.Speakers() {
			known["the speaker "+speaker.String()] = problem.Context{Speaker: speaker}.Problem(code)
		}
		for knowing, problem := range known {
			texts := append([]string{problem.Summary, problem.Cause}, problem.Phrases()...)
			for i, text := range texts {
				sentence := i == 1
				if text == "" || clumsy.MatchString(text) || strings.HasSuffix(text, ".") != sentence {
					t.Errorf("%s, knowing %s, reads %q", code, knowing, text)
				}
				if first := text[:1]; strings.ToUpper(first) != first && !strings.HasPrefix(text, "git") &&
					!strings.HasPrefix(text, "glpat") {
					t.Errorf("%s, knowing %s, begins small: %q", code, knowing, text)
				}
			}
			if len(problem.Remedy) == 0 {
				t.Errorf("%s, knowing %s, has no remedy", code, knowing)
			}
			if all := strings.Join(texts, " "); knowing == "GitLab.com" && strings.Contains(all, "the administrator of") {
				t.Errorf("%s sends somebody on GitLab.com to an administrator: %q", code, all)
			}
		}
	}
}

func TestTheRemedyForACertificateIsTheSystemsOwn(t *testing.T) {
	for system, want := range map[string]string{
		"linux": "SSL_CERT_FILE", "freebsd": "SSL_CERT_FILE", "darwin": "Keychain Access", "windows": "Trusted Root " +
			"Certification Authorities",
	} {
		got := problem.TrustSystem(system)
		if !strings.Contains(got, want) || (want != "SSL_CERT_FILE" && strings.Contains(got, "SSL_CERT_FILE")) {
			t.Errorf("on %s: %q", system, got)
		}
	}
}
