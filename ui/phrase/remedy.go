package phrase

import (
	"cmp"
	"strings"

	"glpat/gitlab/problem"
)

// OnCommandLine words a remedy for somebody who types commands, as one text: that of
// [AdviceOnCommandLine], with its command or page behind it.
func OnCommandLine(remedy problem.Remedy) string {
	advice := AdviceOnCommandLine(remedy)
	return strings.TrimRight(advice.Text+" "+advice.Command+advice.Page, " ")
}

// AdviceOnCommandLine words a remedy for somebody who types commands: what glpat does
// about it is a flag to add, or another command.
func AdviceOnCommandLine(remedy problem.Remedy) Advice {
	switch remedy.Kind {
	case problem.RemedyStep, problem.RemedyTrust:
	case problem.RemedyOpen:
		return Advice{Text: remedy.Text + ":", Page: remedy.Page}
	case problem.RemedyTool:
		return Advice{Text: remedy.Text + ":", Command: remedy.Line}
	case problem.RemedyRun:
		if remedy.Command == problem.CommandCreate {
			return Advice{Text: remedy.Text + "; or run:", Command: commandLine(remedy)}
		}
		return Advice{Text: remedy.Text + " with:", Command: commandLine(remedy)}
	case problem.RemedySet:
		return flagToAdd(remedy)
	}
	words, line := SplitCommand(remedy.Phrase())
	if isAddress(line) {
		return Advice{Text: words, Page: line}
	}
	return Advice{Text: words, Command: line}
}

// flagToAdd words a setting as the flag to add.
func flagToAdd(remedy problem.Remedy) Advice {
	flags := settingFlags(remedy.Setting)
	switch remedy.Setting {
	case problem.SettingCAFile, problem.SettingClientCertificate:
		return Advice{Text: remedy.Text + ", and add:", Command: flags}
	case problem.SettingNewCAFile:
		return Advice{Text: remedy.Text + ", and name the new file:", Command: flags}
	case problem.SettingHeader:
		if remedy.Text == "" {
			return Advice{Text: remedy.When + ", add:", Command: flags}
		}
		return Advice{Text: remedy.Text + ", and add:", Command: flags}
	case problem.SettingAllowHTTP:
		return Advice{Text: remedy.When + ", say so with:", Command: flags}
	}
	return Advice{Text: remedy.Phrase()}
}

// ForCommandLine returns the problem with its remedies worded for the command
// line of who started the program so. JSON is written of it too.
func ForCommandLine(prob *problem.Problem, started Invocation) *problem.Problem {
	worded := *prob
	worded.Remedy = make([]problem.Remedy, len(prob.Remedy))
	for i, remedy := range prob.Remedy {
		worded.Remedy[i] = problem.NewStep(started.TextEnd(OnCommandLine(remedy)))
	}
	return &worded
}

// Advice is a remedy in the words of one surface.
type Advice struct {
	// Text says what to do, without a full stop. It ends in a colon where the
	// command or the page says the rest.
	Text string
	// Command is what to copy: a whole command line, or the flags to add to one, or a
	// setting of another program. It is "" where none helps.
	Command string
	// Page is the address to open, "" for none.
	Page string
}

// WizardKeys names the keys that do something about a problem on the screen
// that shows it.
type WizardKeys struct {
	// Compare leads to the certificate that is to be compared, "" for none.
	Compare string
}

// InWizard words a remedy for somebody in the wizard, who typed no command that
// a flag could be added to: what glpat does about it is a key, a place in the
// wizard, or a whole command.
func InWizard(remedy problem.Remedy, keys WizardKeys) Advice {
	switch remedy.Kind {
	case problem.RemedyStep:
	case problem.RemedyOpen:
		return Advice{Text: remedy.Text + ":", Page: remedy.Page}
	case problem.RemedyTool:
		return Advice{Text: remedy.Text + ":", Command: remedy.Line}
	case problem.RemedyRun:
		return runInWizard(remedy)
	case problem.RemedySet:
		return setInWizard(remedy)
	case problem.RemedyTrust:
		if keys.Compare != "" {
			return Advice{Text: "Or trust this certificate alone, once you have compared it: press " + keys.Compare}
		}
	}
	if words, line := SplitCommand(remedy.Phrase()); isAddress(line) {
		return Advice{Text: words, Page: line}
	}
	return Advice{Text: remedy.Phrase()}
}

func runInWizard(remedy problem.Remedy) Advice {
	switch remedy.Command {
	case problem.CommandDiagnose, problem.CommandCheckToken, problem.CommandCheckPurpose, problem.CommandLimits:
		return Advice{Text: remedy.Text + " with:", Command: commandLine(remedy)}
	case problem.CommandCheckAddress:
		return Advice{Text: "Then give that address on the first screen"}
	case problem.CommandPurposes:
		return Advice{Text: remedy.Text + ": go back to where you choose what the token is for"}
	case problem.CommandCreate:
	}
	return Advice{Text: remedy.Text}
}

func setInWizard(remedy problem.Remedy) Advice {
	command := "glpat" + hostFlag(remedy.Instance) + " " + settingFlags(remedy.Setting)
	switch remedy.Setting {
	case problem.SettingCAFile, problem.SettingClientCertificate:
		return Advice{Text: remedy.Text + ", then start glpat with it:", Command: command}
	case problem.SettingNewCAFile:
		return Advice{Text: remedy.Text + ", then start glpat with the new file:", Command: command}
	case problem.SettingHeader:
		if remedy.Text == "" {
			return Advice{Text: remedy.When + ", start glpat with that header:", Command: command}
		}
		return Advice{Text: remedy.Text + ", then start glpat with that header:", Command: command}
	case problem.SettingAllowHTTP:
		return Advice{Text: remedy.When + ", look at this GitLab again on the first screen, and say yes there"}
	}
	return Advice{Text: remedy.Phrase()}
}

// commandLine is the whole command of glpat that a remedy names.
func commandLine(remedy problem.Remedy) string {
	host := hostFlag(remedy.Instance)
	switch remedy.Command {
	case problem.CommandDiagnose:
		return "glpat check" + host
	case problem.CommandCheckAddress:
		return "glpat check --host ADDRESS"
	case problem.CommandCheckToken:
		return "glpat check" + host + " --token-stdin"
	case problem.CommandCheckPurpose:
		return "glpat check" + host + " --token-stdin --purpose " + cmp.Or(remedy.Purpose, "PURPOSE")
	case problem.CommandLimits:
		return "glpat explain limits"
	case problem.CommandPurposes:
		if remedy.Purpose != "" {
			return "glpat scopes --purpose " + remedy.Purpose
		}
		return "glpat scopes"
	case problem.CommandCreate:
	}
	return "glpat" + host
}

// settingFlags are the flags that give a setting, with words in place of their
// values.
func settingFlags(setting problem.Setting) string {
	switch setting {
	case problem.SettingCAFile, problem.SettingNewCAFile:
		return "--ca-file FILE"
	case problem.SettingClientCertificate:
		return "--client-cert FILE --client-key FILE"
	case problem.SettingHeader:
		return `--header "NAME: VALUE"`
	case problem.SettingAllowHTTP:
		return "--allow-http"
	}
	return ""
}

// hostFlag names the instance on a command line, "" where it is not known.
func hostFlag(instance string) string {
	if instance == "" {
		return ""
	}
	return " --host " + instance
}
