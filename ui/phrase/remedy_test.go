package phrase_test

import (
	"strings"
	"testing"

	"glpat/gitlab/problem"
	"glpat/ui/phrase"
)

const company = "https://git.example.com/gitlab"

func TestEachKindOfRemedyHasItsWordsOnBothSurfaces(t *testing.T) {
	t.Parallel()
	run := func(text string, command problem.Command, instance string) problem.Remedy {
		return problem.Remedy{Kind: problem.RemedyRun, Text: text, Command: command, Instance: instance}
	}
	set := func(text string, setting problem.Setting) problem.Remedy {
		return problem.Remedy{Kind: problem.RemedySet, Text: text, Setting: setting, Instance: company}
	}
	setWhen := func(when string, setting problem.Setting) problem.Remedy {
		return problem.Remedy{Kind: problem.RemedySet, When: when, Setting: setting, Instance: company}
	}
	kinds, commands, settings := map[problem.RemedyKind]bool{}, map[problem.Command]bool{}, map[problem.Setting]bool{}
	for _, test := range []struct {
		name   string
		remedy problem.Remedy
		flag   string
		wizard phrase.Advice
	}{
		{"a step", problem.NewStep("Try again"), "Try again", phrase.Advice{Text: "Try again"}},
		{
			"a page", problem.OpenPage("Create a new one", company+"/-/tokens"), "Create a new one: " + company + "/-/tokens",
			phrase.Advice{Text: "Create a new one:", Page: company + "/-/tokens"},
		},
		{
			"the way to an instance", run("Check the address", problem.CommandDiagnose, company),
			"Check the address with: glpat check --host " + company,
			phrase.Advice{Text: "Check the address with:", Command: "glpat check --host " + company},
		},
		{
			"the way to GitLab.com", run("Check the address", problem.CommandDiagnose, "https://gitlab.com"),
			"Check the address with: glpat check --host https://gitlab.com",
			phrase.Advice{Text: "Check the address with:", Command: "glpat check --host https://gitlab.com"},
		},
		{
			"an address to come", run("Check it", problem.CommandCheckAddress, company),
			"Check it with: glpat check --host ADDRESS",
			phrase.Advice{Text: "Then give that address on the first screen"},
		},
		{
			"a token", run("Check the token", problem.CommandCheckToken, company),
			"Check the token with: glpat check --host " + company + " --token-stdin",
			phrase.Advice{Text: "Check the token with:", Command: "glpat check --host " + company + " --token-stdin"},
		},
		{
			"a token and its purpose", run("See whether it has the scopes", problem.CommandCheckPurpose, company),
			"See whether it has the scopes with: glpat check --host " + company + " --token-stdin --purpose PURPOSE",
			phrase.Advice{
				Text:    "See whether it has the scopes with:",
				Command: "glpat check --host " + company + " --token-stdin --purpose PURPOSE",
			},
		},
		{
			"the limits", run("See the limits", problem.CommandLimits, company), "See the limits with: glpat explain limits",
			phrase.Advice{Text: "See the limits with:", Command: "glpat explain limits"},
		},
		{
			"the purposes", run("See what a purpose needs", problem.CommandPurposes, ""),
			"See what a purpose needs with: glpat scopes",
			phrase.Advice{Text: "See what a purpose needs: go back to where you choose what the token is for"},
		},
		{
			"a new token", run("Create a new one in GitLab", problem.CommandCreate, ""),
			"Create a new one in GitLab; or run: glpat",
			phrase.Advice{Text: "Create a new one in GitLab"},
		},
		{
			"a CA file", set("Ask for its file", problem.SettingCAFile), "Ask for its file, and add: --ca-file FILE",
			phrase.Advice{
				Text: "Ask for its file, then start glpat with it:", Command: "glpat --host " + company + " --ca-file FILE",
			},
		},
		{
			"another CA file", set("Ask whether it was renewed", problem.SettingNewCAFile),
			"Ask whether it was renewed, and name the new file: --ca-file FILE",
			phrase.Advice{
				Text:    "Ask whether it was renewed, then start glpat with the new file:",
				Command: "glpat --host " + company + " --ca-file FILE",
			},
		},
		{
			"a client certificate", set("Ask for one", problem.SettingClientCertificate),
			"Ask for one, and add: --client-cert FILE --client-key FILE",
			phrase.Advice{
				Text:    "Ask for one, then start glpat with it:",
				Command: "glpat --host " + company + " --client-cert FILE --client-key FILE",
			},
		},
		{
			"a header", set("Ask what to send", problem.SettingHeader),
			`Ask what to send, and add: --header "NAME: VALUE"`,
			phrase.Advice{
				Text:    "Ask what to send, then start glpat with that header:",
				Command: "glpat --host " + company + ` --header "NAME: VALUE"`,
			},
		},
		{
			"a header under a condition", setWhen("If programs have to send something", problem.SettingHeader),
			`If programs have to send something, add: --header "NAME: VALUE"`,
			phrase.Advice{
				Text:    "If programs have to send something, start glpat with that header:",
				Command: "glpat --host " + company + ` --header "NAME: VALUE"`,
			},
		},
		{
			"plain http", setWhen("If you trust the network", problem.SettingAllowHTTP),
			"If you trust the network, say so with: --allow-http",
			phrase.Advice{Text: "If you trust the network, look at this GitLab again on the first screen, and say yes there"},
		},
		{
			"a token and its only purpose",
			problem.Remedy{
				Kind: problem.RemedyRun, Text: "See whether it has the scopes", Command: problem.CommandCheckPurpose,
				Instance: company, Purpose: "glab",
			},
			"See whether it has the scopes with: glpat check --host " + company + " --token-stdin --purpose glab",
			phrase.Advice{
				Text:    "See whether it has the scopes with:",
				Command: "glpat check --host " + company + " --token-stdin --purpose glab",
			},
		},
		{
			"another program", problem.ForTool("Let Git read it", "git config --global http.sslCAInfo FILE"),
			"Let Git read it: git config --global http.sslCAInfo FILE",
			phrase.Advice{Text: "Let Git read it:", Command: "git config --global http.sslCAInfo FILE"},
		},
		{
			"a certificate",
			problem.Remedy{Kind: problem.RemedyTrust, Text: "Trust it if it is this", Fingerprint: "AB:CD"},
			"Trust it if it is this: AB:CD",
			phrase.Advice{Text: "Or trust this certificate alone, once you have compared it: press ctrl+t"},
		},
	} {
		kinds[test.remedy.Kind] = true
		switch test.remedy.Kind {
		case problem.RemedyRun:
			commands[test.remedy.Command] = true
		case problem.RemedySet:
			settings[test.remedy.Setting] = true
		case problem.RemedyStep, problem.RemedyOpen, problem.RemedyTrust, problem.RemedyTool:
		}
		if got := phrase.OnCommandLine(test.remedy); got != test.flag {
			t.Errorf("%s: the command line says %q, want %q", test.name, got, test.flag)
		}
		if got := phrase.InWizard(test.remedy, phrase.WizardKeys{Compare: "ctrl+t"}); got != test.wizard {
			t.Errorf("%s: the wizard says %+v, want %+v", test.name, got, test.wizard)
		}
	}
	if len(kinds) != len(problem.RemedyKinds()) || len(commands) != len(problem.Commands()) ||
		len(settings) != len(problem.AllSettings()) {
		t.Errorf("only the kinds %v, the commands %v and the settings %v are told of", kinds, commands, settings)
	}
}

func TestACertificateThatNoKeyComparesIsToldByItsDigits(t *testing.T) {
	t.Parallel()
	trust := problem.Remedy{Kind: problem.RemedyTrust, Text: "Trust it if it is this", Fingerprint: "AB:CD"}
	if got, want := phrase.InWizard(trust, phrase.WizardKeys{}).Text, "Trust it if it is this: AB:CD"; got != want {
		t.Errorf("the wizard says %q, want %q", got, want)
	}
}

func TestNoRemedyTellsSomebodyInTheWizardToAddAFlag(t *testing.T) {
	t.Parallel()
	sites := []problem.Site{
		{},
		{URL: company, TokensURL: company + "/-/profile/personal_access_tokens"},
		{URL: company, TokensURL: company + "/-/tokens", OwnAuthorities: true, API: "https://api.example.com"},
		{URL: "https://gitlab.com", GitLabCom: true, TokensURL: "https://gitlab.com/-/tokens"},
	}
	kinds := map[problem.RemedyKind]bool{}
	for _, code := range problem.Codes() {
		for _, site := range sites {
			for _, speaker := range problem.Speakers() {
				prob := problem.Context{Site: site, Said: "Said so", Speaker: speaker}.Problem(code)
				for _, remedy := range prob.Remedy {
					kinds[remedy.Kind] = true
					advice := phrase.InWizard(remedy, phrase.WizardKeys{})
					if advice.Text == "" || strings.Contains(advice.Text, "--") || strings.Contains(advice.Text, "run glpat") {
						t.Errorf("%s at %q: the wizard says %+v", code, site.URL, advice)
					}
					if strings.HasSuffix(advice.Text, ":") != (advice.Command+advice.Page != "") {
						t.Errorf("%s at %q: no command or page follows the words: %+v", code, site.URL, advice)
					}
					if _, behind, named := strings.Cut(advice.Text, "://"); named && !strings.HasPrefix(behind, " ") {
						t.Errorf("%s at %q: the page stands within the words: %+v", code, site.URL, advice)
					}
					if advice.Command != "" && remedy.Kind != problem.RemedyTool && !strings.HasPrefix(advice.Command, "glpat ") {
						t.Errorf("%s at %q: the command is not whole: %+v", code, site.URL, advice)
					}
				}
			}
		}
	}
	if len(kinds) < len(problem.RemedyKinds())-1 { // a certificate takes a server
		t.Errorf("only the kinds %v were met", kinds)
	}
}

func TestAProblemForTheCommandLineLeavesTheOneItIsMadeOf(t *testing.T) {
	t.Parallel()
	prob := problem.Context{}.Problem(problem.CodePlainHTTP)
	worded := phrase.ForCommandLine(prob, phrase.Invocation{})
	if got, want := worded.Phrases()[1], "If you trust the network, say so with: --allow-http"; got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
	if prob.Remedy[1].Kind != problem.RemedySet {
		t.Errorf("the problem was changed: %+v", prob.Remedy[1])
	}
}
