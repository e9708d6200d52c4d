package command

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"glpat/gitlab/token"
	"glpat/ui/system"
)

// readToken takes the token from stdin or from what GITLAB_TOKEN held, perhaps with a
// text around it, and makes known to the gate what of it is secret.
func readToken(machine System, fromStdin bool) (token.Secret, error) {
	secret, err := takeToken(machine, fromStdin)
	machine.redactor.AddTokenText(secret)
	return secret, err
}

func takeToken(machine System, fromStdin bool) (token.Secret, error) {
	switch {
	case fromStdin && machine.ReadHidden != nil:
		secret, err := machine.ReadHidden("Paste the token, then press Enter; it is not shown: ")
		if errors.Is(err, system.ErrInterrupted) {
			return token.Secret{}, &exitError{StatusInterrupted}
		}
		if err == nil && strings.TrimSpace(secret.Reveal()) == "" {
			err = &usageError{
				what: "Nothing was pasted, so there is no token to check",
				do:   "Run it again and paste the token, or set GITLAB_TOKEN",
			}
		}
		return secret, err
	case !fromStdin:
		return machine.Token, nil
	}
	text, err := io.ReadAll(io.LimitReader(machine.Stdin, maxTokenInput))
	if err != nil {
		return token.Secret{}, fmt.Errorf("read the token from stdin: %w", err)
	}
	if strings.TrimSpace(string(text)) == "" {
		return token.Secret{}, &usageError{
			what: "Stdin was empty, so there is no token to check",
			do:   "Pipe the token in: glpat check --token-stdin < file",
		}
	}
	return token.NewSecret(string(text)), nil
}

// maxTokenInput bounds what is read from stdin, in bytes.
const maxTokenInput = 64 << 10

func noToken() error {
	return &usageError{
		what: "There is no token to check",
		do:   "Add --token-stdin and pipe it in or paste it, or set GITLAB_TOKEN",
	}
}
