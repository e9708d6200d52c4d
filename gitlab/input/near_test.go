package input_test

import (
	"strings"
	"testing"

	"glpat/gitlab/input"
)

func TestAWordIsNearWhatItIsASlipAwayFrom(t *testing.T) {
	t.Parallel()
	names := []string{"clone", "push", "push-images", "publish-packages", "pull-images", "api", "read_api", "kubernetes"}
	for word, want := range map[string]string{
		"clon": "clone", "cloen": "clone", "CLONE": "clone", "puhs": "push", "kubernets": "kubernetes",
		"push": "push push-images", "pul": "pull-images", "ap": "api", "red_api": "read_api", "xyz": "",
		"": "", "a": "", strings.Repeat("a", 60): "",
	} {
		if got := strings.Join(input.Near(word, names), " "); got != want {
			t.Errorf("%q is near %q, want %q", word, got, want)
		}
	}
}
