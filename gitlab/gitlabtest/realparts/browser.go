package realparts

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto"
	"github.com/chromedp/chromedp"
)

// OpenBrowser opens a tab in the tests' Chromium, with cookies of its own, and
// returns its context. The first call starts Chromium; the package's TestMain
// ends it with CloseBrowser.
func OpenBrowser(t *testing.T) context.Context {
	t.Helper()
	path := Require(t, "Chromium", "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
	browser, err := chromium.open(path)
	if err != nil {
		t.Fatal(err)
	}
	ctx, end := context.WithTimeout(browser, 4*time.Minute)
	t.Cleanup(end)
	ctx, end = chromedp.NewContext(ctx, chromedp.WithNewBrowserContext())
	t.Cleanup(end)
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(1280, 800)); err != nil {
		t.Fatal(err)
	}
	return ctx
}

// chromium is the one that all tests of a package share: to start one costs more
// than most tests do with it.
var chromium sharedBrowser

type sharedBrowser struct {
	mu    sync.Mutex
	ctx   context.Context // nil until it is started
	close func()
}

// open starts the browser unless it runs, and returns its context.
func (b *sharedBrowser) open(path string) (context.Context, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.ctx != nil {
		return b.ctx, nil
	}
	profile, err := os.MkdirTemp("", "glpat-chromium")
	if err != nil {
		return nil, err
	}
	options := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(path), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		// One tab shows one page after the other: without these the next page gets no process of its own.
		chromedp.Flag("disable-features", "BackForwardCache,RenderDocument,SpareRendererForSitePerProcess,"+
			"ProactivelySwapBrowsingInstance"),
		chromedp.UserDataDir(profile), chromedp.WindowSize(1280, 800),
	}
	allocator, endAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, endBrowser := chromedp.NewContext(allocator)
	b.close = func() {
		endBrowser()
		endAllocator()
		_ = os.RemoveAll(profile)
	}
	if err := chromedp.Do(ctx); err != nil {
		b.close()
		return nil, err
	}
	b.ctx = ctx
	return ctx, nil
}

// CloseBrowser ends the Chromium that OpenBrowser started, when all tests are
// over.
func CloseBrowser() {
	chromium.mu.Lock()
	defer chromium.mu.Unlock()
	if chromium.ctx != nil {
		chromium.close()
		chromium.ctx = nil
	}
}

// Action is one thing done in the browser.
type Action = chromedp.Action[chromedp.Void]

// Do does steps in the browser, each of which has a while to come true.
func Do(ctx context.Context, t *testing.T, steps ...Action) {
	t.Helper()
	ctx, end := context.WithTimeout(ctx, time.Minute) // however much else the machine does
	defer end()
	for i, step := range steps {
		if err := chromedp.Do(ctx, step); err != nil {
			t.Fatalf("step %d: %v", i+1, err)
		}
	}
}

// Visit opens an address.
func Visit(address string) Action { return chromedp.Navigate(address) }

// Show writes another page of the same server over the one that the tab shows,
// and runs its scripts, which costs far less than to open it. The security policy
// of the page before goes on, so the new one gets its nonce.
func Show(html string) Action {
	return chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		literal, err := json.Marshal(html)
		if err != nil {
			return err
		}
		_, err = chromedp.Evaluate[bool](`(function (html) {
			const nonce = document.querySelector("script[nonce]").nonce;
			document.open();
			document.write(html.replace(/ nonce="[^"]*"/g, ' nonce="' + nonce + '"'));
			document.close();
			return true;
		})(`+string(literal)+`)`)(ctx, tab)
		return err
	})
}

// See waits until an element is visible.
func See(selector string) Action { return onOne(chromedp.WaitVisible(chromedp.CSS(selector))) }

// Loaded waits until an element is there.
func Loaded(selector string) Action { return onOne(chromedp.WaitReady(chromedp.CSS(selector))) }

// Click clicks an element.
func Click(selector string) Action { return onOne(chromedp.Click(chromedp.CSS(selector))) }

// Fill puts text into a field in place of what is there.
func Fill(selector, text string) Action { return chromedp.SetValue(chromedp.CSS(selector), text) }

// Into keeps what an action reads.
func Into[T any](target *T, read chromedp.Action[T]) Action {
	return chromedp.Func(func(ctx context.Context, tab *chromedp.Target) (err error) {
		*target, err = read(ctx, tab)
		return err
	})
}

// ValueOfElement reads a field's value.
func ValueOfElement(selector string) chromedp.Action[string] {
	return onOne(chromedp.Value(chromedp.CSS(selector)))
}

// TextOfElement reads an element's text.
func TextOfElement(selector string) chromedp.Action[string] {
	return onOne(chromedp.Text(chromedp.CSS(selector)))
}

// TickedScopes reads which scope boxes are ticked, as the browser sees them.
func TickedScopes() chromedp.Action[[]string] {
	return chromedp.Evaluate[[]string](
		`Array.from(document.querySelectorAll("[data-testid$='-checkbox']")).filter(b => b.checked).map(b => b.value)`,
	)
}

// Shoot keeps a picture of the page when GLPAT_TEST_SHOTS names a folder.
func Shoot(name string) Action {
	folder := os.Getenv("GLPAT_TEST_SHOTS")
	if folder == "" {
		return chromedp.Steps()
	}
	return chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		picture, err := chromedp.CaptureScreenshot()(ctx, tab)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(folder, name+".png"), picture, 0o600)
	})
}

// onOne repeats what is done with the element that a selector finds, where the next
// page took the element away between its being found and its being used: then
// nothing was done.
func onOne[T any](do chromedp.Action[T]) chromedp.Action[T] {
	return func(ctx context.Context, tab *chromedp.Target) (T, error) {
		for {
			result, err := do(ctx, tab)
			if !isGone(err) {
				return result, err
			}
		}
	}
}

func isGone(err error) bool {
	const serverError = -32000
	var refused *cdproto.Error
	return errors.As(err, &refused) && refused.Code == serverError && strings.HasPrefix(refused.Message, "No node")
}
