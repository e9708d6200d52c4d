package wizard

import (
	"errors"
	"testing"
)

func TestWithoutATerminalToGoOnInTheWizardEnds(t *testing.T) {
	t.Parallel()
	d := begin(t, newWorld().env(), chosen())
	d.give(wentOnMsg{wasSignal: true, err: errors.New("input/output error")})
	d.settle()
	if outcome := d.model.Outcome(); !d.quit || outcome.End != EndSignal {
		t.Errorf("left is %v, the outcome %+v", d.quit, outcome)
	}
}
