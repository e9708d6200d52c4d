package command

import (
	"errors"
	"regexp"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
)

// Old tokens are 20 characters without a prefix, and an instance may have a
// prefix of its own. So what is wrong on the command line is repeated only where
// it cannot be a token.
var (
	mayBeToken  = regexp.MustCompile(`[0-9A-Za-z_.-]{20}`)
	commandWord = regexp.MustCompile(`^[a-z-]{1,19}$`)
)

// quoteUnlessSecret gives a wrong value behind a space, to stand at the end of a clause,
// and nothing where it may be a token.
func quoteUnlessSecret(value string) string {
	if mayBeToken.MatchString(value) {
		return " of that name"
	}
	return " " + strconv.Quote(input.Clean(value, 30))
}

// unrepeated is the error of reading a value, in other words where the value
// may be a token.
func unrepeated(err error, value, what, do string) error {
	if err == nil || !mayBeToken.MatchString(value) {
		return err
	}
	return &usageError{what: what, do: do}
}

// isStatus reports whether a word is an HTTP status alone.
func isStatus(word string) bool {
	status, err := strconv.Atoi(word)
	return err == nil && status >= 100 && status < 600
}

// flagError says in words what is wrong with a flag, without its value.
func flagError(cmd *cobra.Command, err error) error {
	var (
		unknown *pflag.NotExistError
		missing *pflag.ValueRequiredError
		invalid *pflag.InvalidValueError
	)
	what := "This is not how a flag is written"
	switch {
	case errors.As(err, &unknown):
		what = "There is no such flag"
		if name := unknown.GetSpecifiedName(); unknown.GetSpecifiedShortnames() == "" && commandWord.MatchString(name) {
			return withCommand(unknownFlag(cmd, name), cmd)
		}
	case errors.As(err, &missing):
		what = "There is nothing behind --" + missing.GetFlag().Name
	case errors.As(err, &invalid) && invalid.GetFlag().Value.Type() == "bool":
		what = "--" + invalid.GetFlag().Name + " takes no value"
	case errors.As(err, &invalid):
		what = "The value of --" + invalid.GetFlag().Name + " cannot be used"
	}
	return &usageError{what: what, do: "See the flags with: " + cmd.CommandPath() + " --help"}
}

// noArguments refuses arguments in words.
func noArguments(cmd *cobra.Command, args []string) error {
	switch {
	case len(args) == 0:
		return nil
	case cmd.HasParent():
		return &usageError{
			what: cmd.CommandPath() + " takes no argument, only flags",
			do:   "See the flags with: " + cmd.CommandPath() + " --help",
		}
	}
	return unknownCommand(cmd, args[0])
}

func unknownCommand(root *cobra.Command, name string) error {
	do := "See the commands with: " + root.Name() + " --help"
	name = strings.ToLower(name)
	if isStatus(name) {
		return &unknownWordError{
			what:   "There is no command " + name,
			meant:  []meaning{{"glpat explain " + name, "hear what this status means"}},
			seeAll: root.Name() + " --help",
		}
	}
	if !commandWord.MatchString(name) {
		return &usageError{what: "There is no such command", do: do}
	}
	unknown := &unknownWordError{
		what: "There is no command " + name, meant: commandsCalled(name), seeAll: root.Name() + " --help",
	}
	if len(unknown.meant) > 0 {
		return unknown
	}
	var names []string
	for _, command := range root.Commands() {
		names = append(names, command.Name())
	}
	for _, near := range input.Near(name, names) {
		unknown.meant = append(unknown.meant, meaning{value: root.Name() + " " + near})
	}
	for _, purpose := range catalog.SuggestPurposes(name) {
		if len(unknown.meant) == 0 || purpose.Name == name {
			unknown.meant = append(unknown.meant, meaning{root.Name() + " --purpose " + purpose.Name, purpose.Title})
		}
	}
	return unknown
}
