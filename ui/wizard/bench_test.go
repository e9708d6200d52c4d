package wizard

import (
	"bytes"
	"io"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"glpat/gitlab/catalog"
	"glpat/ui/flow"
)

// BenchmarkKeyToFrame measures a key to its finished frame, without the
// terminal: budget 100 µs.
func BenchmarkKeyToFrame(b *testing.B) {
	places := []struct {
		name  string
		place flow.Place
		keys  []string
	}{
		{"picture", flow.PlaceTokens, []string{"x"}},
		{"form", flow.PlaceForm, []string{"a", "backspace"}},
		{"purposes", flow.PlacePurposes, []string{"down", "up"}},
		{"scopes", flow.PlaceScopes, []string{"down", "up"}},
		{"permissions", flow.PlacePermissions, []string{"down", "up"}},
		{"create", flow.PlaceCreate, []string{"tab"}},
	}
	for _, size := range []struct {
		name          string
		width, height int
	}{{"80x24", 80, 24}, {"120x40", 120, 40}} {
		for _, p := range places {
			b.Run(p.name+"/"+size.name, func(b *testing.B) {
				m := standingAt(b, p.place)
				m.Update(tea.WindowSizeMsg{Width: size.width, Height: size.height})
				keys := make([]tea.Msg, len(p.keys))
				for i, name := range p.keys {
					keys[i] = keyPress(name)
				}
				b.ReportAllocs()
				for i := 0; b.Loop(); i++ {
					m.Update(keys[i%len(keys)])
					_ = m.View()
				}
			})
		}
	}
}

// BenchmarkKeyToBytes measures what a key makes the program write to the
// terminal: budget 1 KB.
func BenchmarkKeyToBytes(b *testing.B) {
	for _, place := range []flow.Place{flow.PlaceForm, flow.PlacePurposes, flow.PlaceScopes} {
		b.Run(placeName(place), func(b *testing.B) {
			m := standingAt(b, place)
			out := &counter{}
			in, keys := io.Pipe()
			program := tea.NewProgram(
				m,
				tea.WithInput(in),
				tea.WithOutput(out),
				tea.WithWindowSize(80, 24),
				tea.WithColorProfile(colorprofile.ANSI),
				tea.WithoutSignalHandler(),
				tea.WithEnvironment([]string{"TERM=xterm-256color"}),
			)
			done := make(chan error, 1)
			go func() {
				_, err := program.Run()
				done <- err
			}()
			out.quiet()
			before, pressed := out.written(), 0
			for i := 0; b.Loop(); i++ {
				key := []byte("\x1b[B")
				if i%2 == 1 {
					key = []byte("\x1b[A")
				}
				if _, err := keys.Write(key); err != nil {
					b.Fatal(err)
				}
				out.quiet()
				pressed++
			}
			b.ReportMetric(float64(out.written()-before)/float64(pressed), "bytes/key")
			program.Quit()
			if err := <-done; err != nil {
				b.Fatal(err)
			}
		})
	}
}

// standingAt is a wizard that has been walked to the place.
func standingAt(tb testing.TB, place flow.Place) *Model {
	tb.Helper()
	start := chosen()
	m := NewModel(tb.Context(), newWorld().env(), start)
	m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	instance := anInstance(mustAddress(tb, start.Draft.Address))
	if place == flow.PlacePermissions {
		instance.AtLeast, instance.Layout = catalog.NewRelease(19, 2), catalog.NewestLayout()
		start.Draft = start.Draft.WithPurposes([]string{"semantic-release", "publish-packages"}).
			WithType(catalog.TypeFineGrained)
		m.shared.draft = start.Draft
	}
	m.shared.draft = m.shared.draft.WithInstance(instance)
	for m.at != place {
		m.goTo(m.at + 1)
	}
	return m
}

// counter counts what a program writes.
type counter struct {
	mu   sync.Mutex
	buf  bytes.Buffer
	last time.Time
}

func (c *counter) Write(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.last = time.Now()
	return c.buf.Write(p)
}

func (c *counter) written() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.buf.Len()
}

// quiet waits until something was written and then nothing more for a frame's
// time.
func (c *counter) quiet() {
	const frame = time.Second / 60
	deadline := time.Now().Add(time.Second)
	before := c.written()
	for time.Now().Before(deadline) {
		c.mu.Lock()
		settled := c.buf.Len() > before && time.Since(c.last) > 2*frame
		c.mu.Unlock()
		if settled {
			return
		}
		time.Sleep(frame / 4)
	}
}

func placeName(place flow.Place) string {
	return map[flow.Place]string{flow.PlaceForm: "details", flow.PlacePurposes: "purposes", flow.PlaceScopes: "scopes"}[place]
}
