// Command glpat is the guided way to a GitLab token.
package main

import (
	"os"

	"glpat/ui/command"
)

func main() { os.Exit(command.Main(command.NewSystem(), os.Args[1:])) }
