package command

import (
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"glpat/gitlab/catalog"
)

func newVersion(machine System) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version, and against which GitLab its facts were checked",
		Args:  noArguments,
		RunE: func(*cobra.Command, []string) error {
			printLine(machine.Stdout, "glpat "+version()+" ("+runtime.Version()+" "+runtime.GOOS+"/"+runtime.GOARCH+")")
			printLine(machine.Stdout, "Its facts about GitLab were last checked against "+catalog.CheckedAgainst+".")
			return nil
		},
	}
}

// version is what the build recorded: a tag where it was installed by one, the
// commit otherwise.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(unknown)"
	}
	return info.Main.Version
}
