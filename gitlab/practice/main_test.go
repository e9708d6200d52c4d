package practice

import (
	flags "flag"
	"os"
	"testing"

	"glpat/gitlab/gitlabtest/realparts"
)

// testsAtOnce is how many tests run side by side where the command line does not
// say. Most of them wait, for a browser above all.
const testsAtOnce = "4"

func TestMain(m *testing.M) {
	if err := flags.Set("test.parallel", testsAtOnce); err != nil {
		panic(err)
	}
	status := m.Run()
	realparts.CloseBrowser()
	os.Exit(status)
}
