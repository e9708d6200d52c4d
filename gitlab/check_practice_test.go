package gitlab_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/practice"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
	"glpat/gitlab/transport"
)

// tokenOn makes a token through the pages of a practice instance.
func tokenOn(
	t *testing.T,
	client *gitlab.Client,
	instance gitlab.Instance,
	server *practice.Server,
	granted, expires string,
) token.Secret {
	t.Helper()
	link, err := gitlab.TokenRequest{
		Name:   "test",
		Scopes: gitlabtest.MustScopes(t, granted),
	}.Link(instance.URL, catalog.LayoutAt(server.Release()))
	if err != nil {
		t.Fatal(err)
	}
	pages, err := client.PageClient(instance.URL)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := server.CreateToken(t.Context(), pages, link, expires)
	if err != nil {
		t.Fatal(err)
	}
	return secret
}

func TestACheckOfEachReleasesToken(t *testing.T) {
	t.Parallel()
	for _, release := range []catalog.Release{
		catalog.NewRelease(15, 11), catalog.NewRelease(16, 2), catalog.NewRelease(16, 11), catalog.NewRelease(17, 9),
		catalog.NewRelease(18, 4), catalog.NewRelease(18, 11), catalog.NewRelease(19, 2),
	} {
		for granted, wantUser := range map[string]bool{"read_api": true, "write_repository": false, "read_user": true} {
			server := startPractice(t, practice.Options{Release: release})
			client := newClient(t)
			instance, err := client.Discover(t.Context(), gitlabtest.MustAddress(t, server.URL()), transport.Config{})
			if err != nil {
				t.Fatal(err)
			}
			report := client.Check(
				t.Context(),
				instance,
				tokenOn(t, client, instance, server, granted, "2026-12-22"),
				gitlab.Want{Scopes: gitlabtest.MustScopes(t, granted)},
			)
			if len(report.Problems) > 0 || (report.User != nil) != wantUser || report.Token.DaysLeft != 30 ||
				(wantUser && report.Release != release) {
				t.Errorf(
					"%s with %s: user %+v, token %+v, release %s, problems %v",
					release, granted, report.User, report.Token, report.Release, report.Problems,
				)
			}
		}
	}
}

func TestACheckMeetsEachFault(t *testing.T) {
	for fault, want := range map[practice.Fault][]problem.Code{
		"token-unknown": {problem.CodeTokenUnknown}, "token-expired": {problem.CodeTokenExpired}, "token-revoked": {problem.CodeTokenRevoked},
		"scope-missing": {}, "blocked": {problem.CodeAccountBlocked}, "not-found": {problem.CodeNotFound},
		"rate-limited": {problem.CodeRateLimited}, "rate-limited-json": {problem.CodeRateLimited}, "server-error": {problem.CodeServerError},
		"bad-gateway": {problem.CodeUnavailable}, "deploy-page": {problem.CodeTokenUnknown}, "maintenance": {problem.CodeTokenUnknown},
		"login-page": {problem.CodeLoginPage}, "slow": {problem.CodeAnswerTimeout}, "truncated": {problem.CodeAnswerCutShort},
	} {
		t.Run(string(fault), func(t *testing.T) {
			server := startPractice(t, practice.Options{Fault: fault})
			client := newClient(t)
			instance := gitlab.Instance{URL: server.URL()}
			secret := token.NewSecret(gitlabtest.RoutableToken(practice.TokenPrefix, "01")) // which nobody made
			if fault == "scope-missing" || fault == "truncated" {
				secret = tokenOn(t, client, instance, server, "read_api", "2026-12-22")
			}
			ctx := t.Context()
			if fault == "slow" {
				short, cancel := context.WithTimeout(ctx, 200*time.Millisecond)
				defer cancel()
				ctx = short
			}
			report := client.Check(ctx, instance, secret, gitlab.Want{})
			if got := problemCodes(report); !slices.Equal(got, want) {
				t.Errorf("the problems are %q, want %q", got, want)
			}
		})
	}
	for _, info := range practice.Faults() {
		if info.Does == "" {
			t.Errorf("%s does not say what it does", info.Fault)
		}
	}
}
