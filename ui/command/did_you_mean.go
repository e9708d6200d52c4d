package command

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
	"glpat/gitlab/problem"
)

// unknownWordError is a word on the command line that names nothing, with what it may
// mean. Nothing is guessed: a person chooses, and types the command that stands there.
type unknownWordError struct {
	what string
	// flag is the one whose value the word is part of, "" for an argument.
	flag   string
	meant  []meaning
	seeAll string // the command that lists them all
	// command is what was run, as [withCommand] finds it.
	command string
}

// meaning is what a word may mean: the value to type, and what it is, "" where the
// value says it. A whole command stands for itself.
type meaning struct{ value, about string }

// Error implements error.
func (e *unknownWordError) Error() string { return e.what }

// do returns what to do about it, a line for each meaning.
func (e *unknownWordError) do() string {
	var lines []string
	for _, meant := range e.meant {
		line, command := "Did you mean", meant.value
		if meant.about != "" {
			line = "Did you mean, to " + meant.about
		}
		if e.flag != "" {
			command = e.command + " --" + e.flag + " " + meant.value
		}
		lines = append(lines, line+": "+command)
	}
	return strings.Join(append(lines, "See them all with: "+e.seeAll), "\n")
}

// withCommand tells the error of a word which command was run.
func withCommand(err error, cmd *cobra.Command) error {
	if unknown, is := err.(*unknownWordError); is { //nolint:errorlint // it is never wrapped
		unknown.command = cmd.CommandPath()
	}
	return err
}

// unknownPurpose is the error of a word in a list that is no purpose.
func unknownPurpose(list, word string) error {
	word = strings.TrimSpace(word)
	err := &unknownWordError{
		what: "There is no purpose" + quoteUnlessSecret(word), flag: flagPurpose, seeAll: "glpat scopes",
	}
	if mayBeToken.MatchString(word) {
		return err
	}
	for _, purpose := range catalog.SuggestPurposes(word) {
		err.meant = append(err.meant, meaning{inList(list, word, purpose.Name), purpose.Title})
	}
	return err
}

// unknownScope is the error of a word in a flag's list that is no scope of a personal
// access token; about is what the catalogue says of it.
func unknownScope(flag, list, about string) error {
	err := &unknownWordError{what: about, flag: flag, seeAll: "glpat scopes"}
	for _, word := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' }) {
		if _, known := catalog.Scope(strings.ToLower(word)).Info(); known || mayBeToken.MatchString(word) {
			continue
		}
		for _, scope := range catalog.SuggestScopes(word) {
			info, _ := scope.Info()
			err.meant = append(err.meant, meaning{inList(list, word, string(scope)), info.Grants})
		}
		break
	}
	return err
}

// inList is a list with one word replaced, without spaces. What is not a name of the
// catalogue is left out: it is not for repeating.
func inList(list, word, by string) string {
	var names []string
	for name := range strings.SplitSeq(list, ",") {
		name = strings.TrimSpace(name)
		switch {
		case name == word:
			names = append(names, by)
		case commandWord.MatchString(strings.ReplaceAll(name, "_", "-")):
			names = append(names, name)
		}
	}
	return strings.Join(names, ",")
}

// commandsCalled are the commands that people look for under other names.
func commandsCalled(word string) []meaning {
	wizard := meaning{"glpat", "make a token, step by step"}
	check := meaning{"glpat check", "see whose a token is, whether it works and when it ends"}
	list := []meaning{
		{"glpat scopes", "list purposes and scopes"},
		{"glpat token", "print the token that was kept last"},
	}
	practice := meaning{"glpat practice", "try it on a built-in GitLab"}
	link := meaning{"glpat link", "print the link that fills in GitLab's form"}
	explain := meaning{"glpat explain", "hear what an answer of GitLab means"}
	switch word {
	case "login", "signin", "sign-in", "log-in", "new", "create", "generate", "make", "init", "setup", "wizard", "start",
		"add", "run":
		return []meaning{wizard, practice}
	case "auth":
		return []meaning{wizard, check}
	case "whoami", "status", "verify", "test", "validate", "doctor", "diagnose", "who", "info", "user", "expiry",
		"expires", "me":
		return []meaning{check}
	case "list", "ls", "purposes", "purpose", "products":
		return list
	case "get", "show", "print", "cat", "tokens", "pat", "kept":
		return []meaning{{"glpat token", "print the token that was kept last"}, check}
	case "url", "open", "prefill", "form", "browse":
		return []meaning{link}
	case "error", "errors", "why", "code", "codes", "status-code":
		return []meaning{explain}
	case "expired", "revoked", "unauthorized", "forbidden":
		return []meaning{{"glpat explain " + word, "hear what it means"}, check}
	case "limits", "plans":
		return []meaning{{"glpat explain " + word, ""}}
	case "renew", "rotate", "refresh", "revoke", "delete", "logout", "remove":
		return []meaning{{"glpat explain token_expired", "hear how a token is renewed or replaced"}, wizard}
	case "demo", "try", "tutorial", "serve", "mock", "rehearse":
		return []meaning{practice}
	}
	return nil
}

// flagsCalled are the flags that other programs call so, by glpat's names.
func flagsCalled(name string) []string {
	switch name {
	case "url", "server", "hostname", "instance", "gitlab", "gitlab-host", "gitlab-url", "address", "domain":
		return []string{"host"}
	case "scope", "s":
		return []string{"scopes"}
	case "for", "purposes", "tool", "use", "product":
		return []string{flagPurpose}
	case "expire", "expiry", "days", "expires-at", "ttl", "duration", "until", "valid", "expiration":
		return []string{"expires"}
	case "cacert", "ca", "ca-cert", "ca-certificate", "cert-authority", "insecure", "skip-verify":
		return []string{"ca-file"}
	case "cert", "client-certificate":
		return []string{"client-cert"}
	case "key", "private-key":
		return []string{"client-key"}
	case "token", "pat", "password", "stdin", "private-token":
		return []string{"token-stdin"}
	case "output", "format", "o":
		return []string{"json"}
	case "title", "label":
		return []string{"name"}
	case "desc", "note", "comment":
		return []string{"description"}
	case "http", "plain-http", "allow-insecure":
		return []string{"allow-http"}
	case "prove", "probe", "verify":
		return []string{"prove"}
	case "version", "gitlab-version":
		return []string{"release"}
	}
	return nil
}

// unknownFlag is the error of a flag that a command does not have.
func unknownFlag(cmd *cobra.Command, name string) error {
	err := &unknownWordError{
		what: "Unknown flag: --" + name, seeAll: cmd.CommandPath() + " --help",
	}
	if cmd.Name() == "scopes" && (name == "scopes" || slices.Contains(flagsCalled(name), "scopes")) {
		err.meant = append(err.meant, meaning{value: cmd.CommandPath() + " SCOPE", about: "name it without a flag"})
	}
	var has []string
	cmd.Flags().VisitAll(func(flag *pflag.Flag) { has = append(has, flag.Name) })
	for _, other := range append(flagsCalled(name), input.Near(name, has)...) {
		flag := cmd.Flags().Lookup(other)
		if flag == nil ||
			slices.ContainsFunc(err.meant, func(m meaning) bool { return strings.Contains(m.value, " --"+other) }) {
			continue
		}
		placeholder, _ := pflag.UnquoteUsage(flag)
		value := strings.TrimSpace(cmd.CommandPath() + " --" + other + " " + strings.ToUpper(placeholder))
		err.meant = append(err.meant, meaning{value: value})
	}
	return err
}

// named are the names that have the word as one of their parts: token_expired has
// "expired".
func named(names []string, word string) []string {
	const most = 3
	var found []string
	for _, name := range names {
		if len(found) < most && slices.Contains(strings.Split(name, "_"), word) {
			found = append(found, name)
		}
	}
	return found
}

// unknownAnswer is the error of a word that no answer of GitLab is, with what it may
// be: a topic, a code, a scope or a purpose. It is nil where nothing is near.
func unknownAnswer(word string) error {
	word = strings.ToLower(strings.TrimSpace(word))
	if word == "" || strings.ContainsAny(word, " \t\n") || mayBeToken.MatchString(word) {
		return nil
	}
	err := &unknownWordError{
		what:   "No answer of GitLab is called" + quoteUnlessSecret(word),
		seeAll: "glpat explain codes",
	}
	var names []string
	for _, topic := range topics() {
		names = append(names, topic.name)
	}
	for _, code := range problem.Codes() {
		names = append(names, string(code))
	}
	for _, name := range append(named(names, word), input.Near(word, names)...) {
		if one := (meaning{value: "glpat explain " + name}); !slices.Contains(err.meant, one) {
			err.meant = append(err.meant, one)
		}
	}
	if _, known := catalog.Scope(word).Info(); known {
		err.meant = append(err.meant, meaning{"glpat scopes " + word, "see what the scope allows"})
	}
	switch purpose, notOne := catalog.FindPurpose(word); {
	case notOne == nil:
		err.meant = append(err.meant, meaning{"glpat scopes --purpose " + purpose.Name, purpose.Title})
	case len(err.meant) == 0:
		for _, purpose := range catalog.SuggestPurposes(word) {
			err.meant = append(err.meant, meaning{"glpat scopes --purpose " + purpose.Name, purpose.Title})
		}
	}
	if len(err.meant) == 0 {
		return nil
	}
	return err
}
