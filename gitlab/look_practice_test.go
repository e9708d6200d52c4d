package gitlab_test

import (
	"testing"

	"glpat/gitlab"
	"glpat/gitlab/practice"
	"glpat/gitlab/practice/faultlab"
)

// startPractice plays a release for the test.
func startPractice(t testing.TB, options practice.Options) *practice.Server {
	t.Helper()
	if options.Now == nil {
		options.Now = faultlab.Today
	}
	server, err := practice.Start(options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	return server
}

func TestALookFindsTheReleasesPages(t *testing.T) {
	for _, test := range []struct {
		release, as gitlab.Release
		sure        bool
		why         string // why the pages of another release are taken
	}{
		{gitlab.NewRelease(15, 11), gitlab.NewRelease(15, 11), true, ""},
		{gitlab.NewRelease(16, 0), gitlab.NewRelease(16, 0), true, ""},
		{gitlab.NewRelease(16, 2), gitlab.NewRelease(16, 2), true, ""},
		{gitlab.NewRelease(16, 6), gitlab.NewRelease(16, 6), true, ""},
		{gitlab.NewRelease(16, 11), gitlab.NewRelease(16, 11), true, ""},
		{gitlab.NewRelease(17, 2), gitlab.NewRelease(17, 2), true, ""},
		{gitlab.NewRelease(17, 9), gitlab.NewRelease(17, 9), false, ""},
		{gitlab.NewRelease(18, 0), gitlab.NewRelease(18, 0), false, ""},
		{gitlab.NewRelease(18, 2), gitlab.NewRelease(18, 0), false, "the help has the same words in 17.9 and 18.2, no scope came between, and four of the six have the older pages"},
		{gitlab.NewRelease(18, 4), gitlab.NewRelease(18, 4), true, ""},
		{gitlab.NewRelease(18, 6), gitlab.NewRelease(18, 6), true, ""},
		{gitlab.NewRelease(18, 8), gitlab.NewRelease(18, 8), true, ""},
		{gitlab.NewRelease(18, 11), gitlab.NewRelease(18, 11), true, ""},
		{gitlab.NewRelease(19, 1), gitlab.NewRelease(19, 2), false, "the help has the same words in 19.1 and 19.2, and no scope came between"},
		{gitlab.NewRelease(19, 2), gitlab.NewRelease(19, 2), false, ""},
	} {
		t.Run(test.release.String(), func(t *testing.T) {
			server := startPractice(t, practice.Options{Release: test.release})
			instance, err := newClient(t).Discover(t.Context(), faultlab.Address(t, server.URL()), gitlab.Config{})
			if err != nil {
				t.Fatal(err)
			}
			if want := gitlab.LayoutAt(test.as); instance.Layout != want || instance.LayoutSure != test.sure {
				t.Errorf("the pages are those since %s, sure %v; want %s, %v (%s)\n%+v", instance.Layout.Since, instance.LayoutSure, want.Since, test.sure, test.why, instance)
			}
			if test.release.Before(instance.AtLeast) {
				t.Errorf("it is said to be at least %s", instance.AtLeast)
			}
			wantOffering := gitlab.OfferingPractice
			if test.release.Before(gitlab.NewRelease(16, 1)) {
				wantOffering = gitlab.OfferingSelfManaged // no prefix on the sign-in page yet
			}
			if instance.URL != server.URL() || instance.Offering != wantOffering || instance.Edition != "enterprise" {
				t.Errorf("Look found %+v", instance)
			}
			for _, info := range gitlab.AllScopes() {
				if instance.Offers(info.Scope) != test.release.AtLeast(info.Since) {
					t.Errorf("it offers %s: %v, though that came in %s", info.Scope, instance.Offers(info.Scope), info.Since)
				}
			}
		})
	}
}

func TestALookNeedsNoHelpPageToComeClose(t *testing.T) {
	for release, want := range map[gitlab.Release]gitlab.Generation{
		gitlab.NewRelease(18, 11): gitlab.GenerationF, gitlab.NewRelease(16, 2): gitlab.GenerationC,
	} {
		server := startPractice(t, practice.Options{Release: release})
		known, err := newClient(t).Discover(t.Context(), faultlab.Address(t, server.URL()), gitlab.Config{})
		if err != nil {
			t.Fatal(err)
		}
		closed, _ := serve(t, withoutHelp(server))
		instance, err := newClient(t).Discover(t.Context(), faultlab.Address(t, closed.URL), gitlab.Config{})
		if err != nil || instance.Layout.Generation != want || instance.LayoutSure || instance.AtLeast != known.AtLeast {
			t.Errorf("%s without help: %s, sure %v, %v; want %s", release, instance.Layout.Generation, instance.LayoutSure, err, want)
		}
	}
}

func TestALookAtAFaultyInstance(t *testing.T) {
	for fault, want := range map[practice.Fault]gitlab.Code{
		"bad-gateway": gitlab.CodeUnavailable, "deploy-page": "", "login-page": "", "maintenance": "", "rate-limited": "", "token-expired": "", "server-error": "",
	} {
		server := startPractice(t, practice.Options{Fault: fault})
		_, err := newClient(t).Discover(t.Context(), faultlab.Address(t, server.URL()), gitlab.Config{})
		if want == "" {
			if err != nil {
				t.Errorf("%s: %v", fault, err)
			}
			continue
		}
		wantProblem(t, err, want)
	}
}
