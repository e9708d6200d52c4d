package gitlab_test

import (
	"testing"

	"glpat/gitlab/catalog"
	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/practice"
	"glpat/gitlab/problem"
	"glpat/gitlab/transport"
)

// startPractice plays a release for the test.
func startPractice(t testing.TB, options practice.Options) *practice.Server {
	t.Helper()
	if options.Now == nil {
		options.Now = gitlabtest.Today
	}
	server, err := practice.Start(options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	return server
}

func TestADiscoveryFindsTheReleasesPages(t *testing.T) {
	newest := false
	for _, test := range []struct {
		release, as catalog.Release
		sure        bool
		why         string // why the pages of another release are taken
	}{
		{catalog.NewRelease(15, 11), catalog.NewRelease(15, 11), true, ""},
		{catalog.NewRelease(16, 0), catalog.NewRelease(16, 0), true, ""},
		{catalog.NewRelease(16, 2), catalog.NewRelease(16, 2), true, ""},
		{catalog.NewRelease(16, 6), catalog.NewRelease(16, 6), true, ""},
		{catalog.NewRelease(16, 11), catalog.NewRelease(16, 11), true, ""},
		{catalog.NewRelease(17, 2), catalog.NewRelease(17, 2), true, ""},
		{catalog.NewRelease(17, 9), catalog.NewRelease(17, 9), false, ""},
		{catalog.NewRelease(18, 0), catalog.NewRelease(18, 0), false, ""},
		{
			catalog.NewRelease(18, 2), catalog.NewRelease(18, 0), false,
			"the help has the same words in 17.9 and 18.2, no scope came between, and four of the six have the older pages",
		},
		{catalog.NewRelease(18, 4), catalog.NewRelease(18, 4), true, ""},
		{catalog.NewRelease(18, 6), catalog.NewRelease(18, 6), true, ""},
		{catalog.NewRelease(18, 8), catalog.NewRelease(18, 8), true, ""},
		{catalog.NewRelease(18, 11), catalog.NewRelease(18, 11), true, ""},
		{
			catalog.NewRelease(19, 1), catalog.NewRelease(19, 5), false,
			"the help has the same words in 19.1 and 19.5, and no scope came between",
		},
		{
			catalog.NewRelease(19, 2), catalog.NewRelease(19, 5), false,
			"the help has the same words in 19.2 and 19.5, and no scope came between",
		},
		{catalog.NewRelease(19, 5), catalog.NewRelease(19, 5), false, ""},
	} {
		newest = newest || catalog.LayoutAt(test.release) == catalog.NewestLayout()
		t.Run(test.release.String(), func(t *testing.T) {
			server := startPractice(t, practice.Options{Release: test.release})
			instance, err := newClient(t).Discover(t.Context(), gitlabtest.MustAddress(t, server.URL()), transport.Config{})
			if err != nil {
				t.Fatal(err)
			}
			if want := catalog.LayoutAt(test.as); instance.Layout != want || instance.LayoutSure != test.sure {
				t.Errorf(
					"the pages are those since %s, sure %v; want %s, %v (%s)\n%+v",
					instance.Layout.Since, instance.LayoutSure, want.Since, test.sure, test.why, instance,
				)
			}
			if test.release.Before(instance.AtLeast) {
				t.Errorf("it is said to be at least %s", instance.AtLeast)
			}
			wantOffering := catalog.OfferingPractice
			if test.release.Before(catalog.NewRelease(16, 1)) {
				wantOffering = catalog.OfferingSelfManaged // no prefix on the sign-in page yet
			}
			if instance.URL != server.URL() || instance.Offering != wantOffering || instance.Edition != "enterprise" {
				t.Errorf("Look found %+v", instance)
			}
			for _, info := range catalog.AllScopes() {
				if instance.Offers(info.Scope) != test.release.AtLeast(info.Since) {
					t.Errorf("it offers %s: %v, though that came in %s", info.Scope, instance.Offers(info.Scope), info.Since)
				}
			}
		})
	}
	if !newest {
		t.Error("no release with the newest pages is looked at")
	}
}

func TestADiscoveryNeedsNoHelpPageToComeClose(t *testing.T) {
	t.Parallel()
	for release, want := range map[catalog.Release]catalog.Generation{
		catalog.NewRelease(18, 11): catalog.GenerationF, catalog.NewRelease(16, 2): catalog.GenerationC,
	} {
		server := startPractice(t, practice.Options{Release: release})
		known, err := newClient(t).Discover(t.Context(), gitlabtest.MustAddress(t, server.URL()), transport.Config{})
		if err != nil {
			t.Fatal(err)
		}
		closed, _ := serve(t, withoutHelp(server))
		instance, err := newClient(t).Discover(t.Context(), gitlabtest.MustAddress(t, closed.URL), transport.Config{})
		if err != nil || instance.Layout.Generation != want || instance.LayoutSure || instance.AtLeast != known.AtLeast {
			t.Errorf(
				"%s without help: %s, sure %v, %v; want %s",
				release, instance.Layout.Generation, instance.LayoutSure, err, want,
			)
		}
	}
}

func TestADiscoveryOfAFaultyInstance(t *testing.T) {
	t.Parallel()
	for fault, want := range map[practice.Fault]problem.Code{
		"bad-gateway": problem.CodeUnavailable, "deploy-page": "", "login-page": "", "maintenance": "", "rate-limited": "", "token-expired": "", "server-error": "",
	} {
		server := startPractice(t, practice.Options{Fault: fault})
		_, err := newClient(t).Discover(t.Context(), gitlabtest.MustAddress(t, server.URL()), transport.Config{})
		if want == "" {
			if err != nil {
				t.Errorf("%s: %v", fault, err)
			}
			continue
		}
		wantProblem(t, err, want)
	}
}
