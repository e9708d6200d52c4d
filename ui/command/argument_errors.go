package command

import (
	"errors"
	"regexp"
	"strconv"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

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

// withScopesHint adds to the error of an unknown scope or purpose where all of
// them are listed.
func withScopesHint(err error) error {
	if wrong, is := errors.AsType[*input.Error](err); is {
		return &input.Error{What: wrong.What, Do: "See them all with: glpat scopes"}
	}
	return err
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
			what = "Unknown flag: --" + name
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
	if !commandWord.MatchString(name) {
		return &usageError{what: "There is no such command", do: do}
	}
	root.SuggestionsMinimumDistance = 2
	if near := root.SuggestionsFor(name); len(near) > 0 {
		do = "Did you mean: " + root.Name() + " " + near[0]
	}
	return &usageError{what: "There is no command " + name, do: do}
}
