package wizard

import (
	"context"
	"testing"

	tea "charm.land/bubbletea/v2"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/problem"
	"glpat/ui/flow"
)

// answer is what a task of these tests brings: whether its context still held.
type answer struct{ cancelled bool }

func askWhetherCancelled(ctx context.Context) tea.Msg { return answer{ctx.Err() != nil} }

// run runs a task's command, and says whether its result is waited for.
func run(t *testing.T, all *tasks, cmd tea.Cmd) (result answer, accepted bool) {
	t.Helper()
	msg, ok := cmd().(resultMsg)
	if !ok {
		t.Fatal("the command brings no result of a task")
	}
	if result, ok = msg.result.(answer); !ok {
		t.Fatalf("the result is %v", msg.result)
	}
	return result, all.accept(msg)
}

func TestATaskEndsByItsHandleByTheNextOfItsKindAndByLeaving(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name        string
		meanwhile   func(all *tasks, handle *task)
		first, last bool // whether each of two tasks goes on
	}{
		{"nothing happens", func(*tasks, *task) {}, true, true},
		{"its handle stops it", func(all *tasks, handle *task) { all.stop(handle) }, false, true},
		{
			"another of its kind begins",
			func(all *tasks, handle *task) { all.read(handle, askWhetherCancelled) },
			false, true,
		},
		{"the screen is left", func(all *tasks, _ *task) { all.beginVisit() }, false, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			all := &tasks{root: t.Context()}
			all.beginVisit()
			var one, other task
			first, last := all.read(&one, askWhetherCancelled), all.read(&other, askWhetherCancelled)
			c.meanwhile(all, &one)
			for _, task := range []struct {
				name string
				cmd  tea.Cmd
				on   bool
			}{{"the first", first, c.first}, {"the other", last, c.last}} {
				result, accepted := run(t, all, task.cmd)
				if result.cancelled == task.on || accepted != task.on {
					t.Errorf("%s is cancelled: %v, and its result taken: %v", task.name, result.cancelled, accepted)
				}
			}
		})
	}
}

func TestATaskIsOverWithItsResultAndNotWithATick(t *testing.T) {
	t.Parallel()
	all := &tasks{root: t.Context()}
	all.beginVisit()
	var handle task
	read := all.read(&handle, askWhetherCancelled)
	tick := resultMsg{handle.id, tickMsg{}}
	for range 2 {
		if !all.accept(tick) {
			t.Fatal("a tick ends it")
		}
	}
	if _, accepted := run(t, all, read); !accepted {
		t.Error("its result is dropped")
	}
	if _, again := run(t, all, read); again || all.accept(tick) {
		t.Error("it goes on after its result")
	}
}

func TestAChangeIsNotCancelledByWhatEndsTheRest(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	all := &tasks{root: ctx}
	all.beginVisit()
	var handle task
	change := all.change(&handle, askWhetherCancelled)
	cancel()
	if result, accepted := run(t, all, change); result.cancelled || !accepted {
		t.Errorf("it is cancelled: %v, and its result taken: %v", result.cancelled, accepted)
	}
}

func TestStoppingAProofLeavesTheReadOfTheReachAlone(t *testing.T) {
	w := newestWorld()
	page := make(chan struct{})
	stopped := make(chan error, 1)
	w.probe = func(ctx context.Context, kind catalog.ProbeKind) gitlab.ProbeResult {
		<-ctx.Done()
		return aProbeResult(kind)
	}
	w.memberships = func(ctx context.Context, _ gitlab.Memberships) (gitlab.Memberships, *problem.Problem) {
		<-page
		stopped <- ctx.Err()
		return someMemberships(), nil
	}
	d := begin(t, w.env(), chosen())
	d.walkTo(flow.PlaceCreate)
	d.paste(aToken)
	d.give(keyPress("enter"))
	d.settleUntil(func() bool { return d.model.at == flow.PlaceResult })
	d.give(keyPress("t"))
	d.give(keyPress("enter"))
	d.sees("Asking gitlab.example.com")
	d.give(keyPress("esc"))
	d.settleBut(1)
	d.doesNotSee("Asked:")
	close(page)
	d.settle()
	d.press("esc")
	d.sees("Reaches 1 group and 2 projects")
	if err := <-stopped; err != nil || w.reads != 1 {
		t.Errorf("the page was read %d times, and its read ended with %v", w.reads, err)
	}
}
