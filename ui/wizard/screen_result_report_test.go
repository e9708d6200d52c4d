package wizard

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
	"glpat/gitlab/practice"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
	"glpat/gitlab/transport"
	"glpat/ui/flow"
)

// onPractice opens the wizard, with the real adapter, on a practice instance of a
// release, for purposes.
func onPractice(t *testing.T, options practice.Options, purposes ...string) (*driver, *practice.Server) {
	t.Helper()
	server, err := practice.Start(options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	transport := transport.NewTransport("glpat/test")
	t.Cleanup(transport.Close)
	env := newWorld().env()
	env.GitLab, env.Now = gitlab.NewClient(transport, time.Now), time.Now
	start := chosenFor(purposes...)
	start.Draft.Address = server.URL()
	start.Draft.Today, start.Draft.Expires = time.Now(), input.DateOf(time.Now()).AddDays(30)
	return begin(t, env, start), server
}

func releaseOf(t *testing.T, text string) catalog.Release {
	t.Helper()
	release, err := catalog.ParseRelease(text)
	if err != nil {
		t.Fatal(err)
	}
	return release
}

// brings pastes a token and has it checked.
func (d *driver) brings(secret token.Secret) {
	d.t.Helper()
	d.walkTo(flow.PlaceCreate)
	d.paste(secret.Reveal())
	d.press("enter")
}

func TestTheWholeWayToAFineGrainedTokenThatWorks(t *testing.T) {
	for _, release := range []string{"18.10", "18.11", "19.2"} {
		t.Run(release, func(t *testing.T) {
			d, server := onPractice(t, practice.Options{Release: releaseOf(t, release), FineGrainedOnly: true}, "clone")
			d.walkTo(flow.PlaceType)
			for !d.model.shared.draft.LegacyGone { // what the person sees on the page
				d.press("down", "down")
				d.press("enter")
			}
			d.walkTo(flow.PlacePermissions)
			d.sees("open this page", "Name build bot")
			d.walkTo(flow.PlaceCreate)
			d.sees("/granular/new", "press “Generate token” there")

			draft := d.model.shared.draft
			secret, err := server.CreateFineGrainedToken(t.Context(), http.DefaultClient, practice.FineGrainedRequest{
				Name: draft.Name, Description: draft.FormDescription(), Expires: draft.Expires.String(),
				Permissions: catalog.FineGrainedFor(draft.Chosen()).Permissions,
			})
			if err != nil {
				t.Fatal(err)
			}
			d.brings(secret)
			d.at(flow.PlaceResult)
			d.model.Update(tea.WindowSizeMsg{Width: 80, Height: 60})
			d.sees("Type fine-grained", "Name build bot", "Pat Practice (pat)", "Reaches 1 group and 3 projects")
			if release == "19.2" {
				d.sees(
					"It may do what you asked for, and no more",
					"Code: Download, in all your groups and projects",
					"User: Read, in your account",
				)
			} else { // GitLab does not tell
				d.sees("Whether the token may do all of it is not known", "See in GitLab that it has Code: Download")
			}
		})
	}
}

func TestAFineGrainedTokenThatLacksAPermissionIsToldWhich(t *testing.T) {
	d, server := onPractice(t, practice.Options{Release: releaseOf(t, "19.2")}, "push")
	permissions := append(
		catalog.PermissionsToCheck(),
		catalog.Permission{Category: "Repository", Resource: "Code", Actions: []string{"Download"}},
	)
	secret, err := server.MakeFineGrainedToken("half of it", permissions...)
	if err != nil {
		t.Fatal(err)
	}
	d.brings(secret)
	d.at(flow.PlaceResult)
	d.sees("The token lacks", "Code: Push")
	d.doesNotSee("and no more")
}

func TestTheVerdictNamesWhatIsMissingAndWhatIsTooMuch(t *testing.T) {
	for _, test := range []struct {
		name  string
		has   catalog.Scope
		says  []string
		lacks string
	}{
		{"too much", catalog.ScopeAPI, []string{"Note: ", "api"}, "and no more"},
		{"missing", catalog.ScopeReadUser, []string{"Problem: ", "read_repository"}, "and no more"},
		{"more than to clone", "write_repository", []string{"Note: ", "write_repository"}, "Problem:"},
		{"just right", catalog.ScopeReadRepository, []string{"It may do what you asked for, and no more"}, "Note:"},
	} {
		t.Run(test.name, func(t *testing.T) {
			d, server := onPractice(t, practice.Options{Release: releaseOf(t, "18.4")}, "clone")
			secret, err := server.MakeToken("a token", test.has)
			if err != nil {
				t.Fatal(err)
			}
			d.brings(secret)
			d.at(flow.PlaceResult)
			d.sees(test.says...)
			d.doesNotSee(test.lacks)
		})
	}
}

func TestWhereATokenReachesIsReadToTheLastPage(t *testing.T) {
	d, server := onPractice(t, practice.Options{Release: releaseOf(t, "18.4"), MoreProjects: 247}, "clone")
	secret, err := server.MakeToken("a token", catalog.ScopeReadRepository)
	if err != nil {
		t.Fatal(err)
	}
	d.brings(secret)
	d.sees("Reaches 1 group and 250 projects, the highest role is")
	d.press("d")
	d.sees("Where the token reaches", "Groups", "Projects", "Maintainer")
	d.press("esc")
	d.at(flow.PlaceResult)
	d.sees("Where should glpat keep it?")
}

func TestAReleaseThatDoesNotTellWhereATokenReachesIsNotAsked(t *testing.T) {
	w := newWorld() // its report says 16.11
	d := begin(t, w.env(), chosen())
	d.walkTo(flow.PlaceResult)
	d.sees("Reaches all groups and projects that you are in")
	if w.reads != 0 {
		t.Errorf("it was asked %d times", w.reads)
	}
}

func TestPagesOfTheReachThatComeTooLateAreDropped(t *testing.T) {
	w := newestWorld()
	let := make(chan struct{})
	w.memberships = func(context.Context, gitlab.Memberships) (gitlab.Memberships, *problem.Problem) {
		<-let
		more := someMemberships()
		more.Done = false
		return more, nil
	}
	d := begin(t, w.env(), chosen())
	d.walkTo(flow.PlaceCreate)
	d.paste(aToken)
	d.give(keyPress("enter"))
	d.settleUntil(func() bool { return d.model.at == flow.PlaceResult })
	d.sees("Reaches reading…", "Where should glpat keep it?")
	d.give(keyPress("esc"))
	close(let)
	d.settle()
	d.at(flow.PlaceCreate)
	if w.reads != 1 {
		t.Errorf("%d pages were read", w.reads)
	}
}

func TestAReachThatWasStoppedCanBeReadOn(t *testing.T) {
	w := newestWorld()
	half := someMemberships()
	half.Done = false
	w.memberships = func(_ context.Context, known gitlab.Memberships) (gitlab.Memberships, *problem.Problem) {
		switch w.reads {
		case 1:
			return half, nil
		case 2:
			return known, aPause()
		}
		whole := someMemberships()
		whole.ProjectCount = 412
		return whole, nil
	}
	d := begin(t, w.env(), chosen())
	d.walkTo(flow.PlaceResult)
	d.sees("1 group and 2 projects", "the rest is not read", "r read on")
	d.press("d")
	d.sees("Problem: gitlab.example.com asks to wait", "team/site")
	d.press("esc", "r")
	d.sees("1 group and 412 projects")
	d.doesNotSee("the rest is not read", "r read on")
}

func TestAProofIsMadeOnlyWhenAskedForAndSaysWhatTheAnswerMeans(t *testing.T) {
	for _, test := range []struct {
		name, purpose string
		has           catalog.Scope
		says          string
	}{
		{"to clone, with the scope", "clone", catalog.ScopeReadRepository, "clone and pull code works"},
		{"to clone, without", "clone", catalog.ScopeReadUser, "clone and pull code does not work"},
		{"to push, with the scope", "push", "write_repository", "push code works"},
		{"to push, with less", "push", catalog.ScopeReadRepository, "push code does not work"},
		{"to read, with the scope", "read-api", "read_api", "read through the API: dashboards, exports works"},
		{"to pull images, without", "pull-images", catalog.ScopeReadUser, "pull container images does not work"},
	} {
		t.Run(test.name, func(t *testing.T) {
			d, server := onPractice(t, practice.Options{Release: releaseOf(t, "18.4")}, test.purpose)
			secret, err := server.MakeToken("a token", test.has)
			if err != nil {
				t.Fatal(err)
			}
			d.brings(secret)
			d.press("t")
			d.sees("Does the token do its job?", "glpat would")
			d.press("enter")
			d.sees(test.says, "Asked: GET ")
			d.press("esc")
			d.sees("Where should glpat keep it?")
			d.press("t")
			d.sees(test.says) // what came of it is still known
		})
	}
}

func TestAProofAsksForItsProject(t *testing.T) {
	w := newestWorld()
	w.memberships = func(context.Context, gitlab.Memberships) (gitlab.Memberships, *problem.Problem) {
		return gitlab.Memberships{Done: true}, nil // no project to suggest
	}
	d := begin(t, w.env(), chosenFor("push"))
	d.walkTo(flow.PlaceResult)
	d.press("t", "enter")
	d.sees("No project is named", "tab leave the field")
	d.paste(aToken)
	d.sees("This looks like a token")
	d.doesNotSee(aToken)
	d.paste("https://gitlab.example.com/team/sub/site/-/tree/main?ref=x")
	d.sees("team/sub/site")
	d.doesNotSee("/-/tree")
	d.press("enter")
	if len(w.probed) != 1 || w.probed[0].Project != "team/sub/site" || w.probed[0].Username != "alice" {
		t.Errorf("it was tried on %+v", w.probed)
	}
}

func TestStoppingAProofDropsItsAnswerAndLetsTheReachGoOn(t *testing.T) {
	w := newestWorld()
	probing, page := make(chan struct{}), make(chan struct{})
	w.probe = func(_ context.Context, kind catalog.ProbeKind) gitlab.ProbeResult {
		<-probing
		return aProbeResult(kind)
	}
	w.memberships = func(ctx context.Context, _ gitlab.Memberships) (gitlab.Memberships, *problem.Problem) {
		select {
		case <-page:
		case <-ctx.Done():
		}
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
	d.seconds(2)
	d.sees("Waiting for gitlab.example.com")
	d.give(keyPress("esc"))
	d.sees("glpat would")
	close(probing)
	close(page)
	d.settle()
	d.doesNotSee("Asked:")
	d.press("esc")
	d.sees("Reaches 1 group and 2 projects")
}

func TestWhereTheTokenIsPutIsToldForEveryPurpose(t *testing.T) {
	d := begin(t, newestWorld().env(), chosenFor("clone", "pull-images"))
	d.walkTo(flow.PlaceDone)
	d.press("d")
	d.sees("into Git's credential helper", "into docker login", "git ls-remote https://gitlab.example.com/")
	d.press("esc")
	d.at(flow.PlaceDone)
}

func TestTheFormIsGoneThroughLineByLineAndTicksAreKept(t *testing.T) {
	w := newestWorld()
	w.hasBrowser = true
	d := begin(t, w.env(), chosenFor("publish-packages"))
	d.walkTo(flow.PlacePermissions)
	d.press("enter")
	if len(w.opened) != 2 || !strings.HasSuffix(w.opened[1], "/-/user_settings/personal_access_tokens/granular/new") {
		t.Fatalf("opened are %q", w.opened)
	}
	d.sees("[x] open this page", "› [ ] Name")
	d.press("c")
	d.sees("Copied: build bot.")
	d.press("enter", "down", "down", "space")
	d.resize(120, 40)
	d.sees("[x] Name", "[ ] Description", "[x] Only specific groups or projects")
	d.press("esc")
	d.walkTo(flow.PlacePermissions)
	d.sees("[x] Name", "› [ ] Description", "[x] Only specific groups or projects")
	d.press("tab")
	d.at(flow.PlaceCreate)
	d.press("esc")
	d.at(flow.PlacePermissions)
	d.press("esc")
	d.at(flow.PlaceForm)
	d.press("ctrl+u")
	d.typeText("another name")
	d.walkTo(flow.PlacePermissions)
	d.sees("› [ ] Name another name")
}

func TestOlderPagesLeadBackFromTheFineGrainedFormToScopes(t *testing.T) {
	d := begin(t, newestWorld().env(), chosenFor("publish-packages"))
	d.walkTo(flow.PlacePermissions)
	d.press("v")
	d.sees("Look 2 of ", "like GitLab 18.11 to 19.1")
	d.press("V")
	d.sees("Look 1 of ", "as glpat found")
	for range catalog.AllLayouts() {
		if d.model.at == flow.PlaceForm {
			break
		}
		d.press("v")
	}
	d.at(flow.PlaceForm)
	d.sees("“Token name”")
}
