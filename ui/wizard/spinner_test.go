package wizard

import (
	"strings"
	"testing"

	"charm.land/bubbles/v2/spinner"
	tea "charm.land/bubbletea/v2"
)

func TestTheSpinnerMovesForAsLongAsAnAnswerIsWaitedFor(t *testing.T) {
	for name, frames := range map[string][]string{"UTF-8": spinner.MiniDot.Frames, "ASCII": spinner.Line.Frames} {
		t.Run("on a terminal with "+name, func(t *testing.T) {
			env := newWorld().env()
			env.Animate, env.UTF8 = true, name == "UTF-8"
			d := begin(t, env, Given{})
			d.typeText("gitlab.example.com")
			_, cmd := d.model.Update(keyPress("enter"))
			d.sees(frames[0] + " Looking at gitlab.example.com")

			answer, step := takeApart(t, cmd)
			_, next := d.model.Update(step)
			d.sees(frames[1] + " Looking at gitlab.example.com")
			if next == nil {
				t.Fatal("it moves once only")
			}

			d.give(answer)
			d.sees("gitlab.example.com is a GitLab.")
			_, later := d.model.Update(resultMsg{step.task, spinner.TickMsg{}})
			if later != nil {
				t.Error("it moves on after the answer")
			}
		})
	}
}

func TestNothingMovesWhereThatIsNotWanted(t *testing.T) {
	env := newWorld().env()
	d := begin(t, env, Given{})
	d.typeText("gitlab.example.com")
	_, cmd := d.model.Update(keyPress("enter"))
	d.sees("Looking at gitlab.example.com")
	if strings.Contains(d.screen(), spinner.MiniDot.Frames[0]) {
		t.Errorf("there is a spinner:\n%s", d.screen())
	}
	if msg, ok := cmd().(resultMsg); !ok {
		t.Errorf("more is under way than the look: %v", msg)
	}
}

// takeApart runs the commands of a wait: its answer, and the first step of the
// spinner.
func takeApart(t *testing.T, cmd tea.Cmd) (answer, step resultMsg) {
	t.Helper()
	batch, ok := cmd().(tea.BatchMsg)
	if !ok {
		t.Fatal("there is nothing but the answer")
	}
	for _, one := range batch {
		msg, ok := one().(resultMsg)
		if !ok {
			t.Fatalf("a command brings %v", msg)
		}
		if _, spins := msg.result.(spinner.TickMsg); spins {
			step = msg
		} else {
			answer = msg
		}
	}
	if step.result == nil || answer.result == nil {
		t.Fatal("the answer or the spinner is not there")
	}
	return answer, step
}
