package wizard

import (
	"testing"

	"glpat/config/configtest"
)

func TestTheWizardReachesAnAddressAsTheCommandsDo(t *testing.T) {
	t.Parallel()
	for _, tc := range configtest.ConnectionCases() {
		t.Run(tc.Name, func(t *testing.T) {
			t.Parallel()
			w := newWorld()
			w.known = tc.Known
			start := chosen()
			start.Draft.Address, start.Connection.API, start.AllowHTTP = tc.Address, tc.API, tc.AllowHTTP
			d := begin(t, w.env(), start)
			if len(tc.NeedsConsent) > 0 {
				d.sees("has no encryption", tc.NeedsConsent[0])
				if len(w.looks) > 0 {
					t.Fatal("it was looked at without the yes")
				}
				d.press("y")
				if len(w.looks) != 1 || !w.accesses[0].AllowPlain {
					t.Errorf("after the yes it was reached by %+v", w.accesses)
				}
				return
			}
			if len(w.looks) != 1 {
				t.Fatalf("it was looked at %d times", len(w.looks))
			}
			if got := w.looks[0].String(); got != tc.WantAddress || w.accesses[0].AllowPlain != tc.WantPlain {
				t.Errorf("it was looked at %s, plain %v", got, w.accesses[0].AllowPlain)
			}
		})
	}
}
