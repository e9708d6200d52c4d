package wizard

import (
	"flag"
	"os"
	"testing"

	"glpat/gitlab/gitlabtest/realparts"
)

// The tests that run side by side wait for servers nearly all the time, so more
// of them do than there are processors, unless -parallel says how many.
func TestMain(m *testing.M) {
	flag.Parse()
	said := false
	flag.Visit(func(f *flag.Flag) { said = said || f.Name == "test.parallel" })
	if !said {
		if err := flag.Set("test.parallel", "40"); err != nil {
			panic(err)
		}
	}
	status := m.Run()
	realparts.CloseBrowser()
	os.Exit(status)
}
