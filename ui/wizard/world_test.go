package wizard

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"glpat/config"
	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
	"glpat/gitlab/problem"
	"glpat/gitlab/token"
	"glpat/gitlab/transport"
	"glpat/ui/flow"
)

// world is a machine for the tests, with every edge a fake. Those that stand
// for a server answer at once unless a test holds them.
type world struct {
	// plays is the release of the practice GitLab.
	plays  catalog.Release
	looks  []input.Address
	checks []token.Secret
	// accesses are how the looks reached, wants what the checks held against.
	accesses []transport.Config
	wants    []gitlab.Want
	// connections are those whose files were read, loadErr what went wrong with it.
	connections []config.Connection
	loadErr     error
	// trusted are the certificates that were kept, by host.
	trusted  map[string]string
	trustErr error
	// look and check answer in place of the server.
	look  func(ctx context.Context, address input.Address) (gitlab.Instance, error)
	check func(ctx context.Context, secret token.Secret) gitlab.Report
	// memberships and probe answer what is asked of a token that works; reads counts
	// the pages that were read, probed are the targets of the probes.
	memberships func(ctx context.Context, known gitlab.Memberships) (gitlab.Memberships, *problem.Problem)
	probe       func(ctx context.Context, kind catalog.ProbeKind) gitlab.ProbeResult
	reads       int
	probed      []gitlab.ProbeTarget

	hasBrowser bool
	opened     []string
	clipboard  string
	copied     string // what glpat put there
	keepErr    error
	recordErr  error
	kept       []config.Storage
	records    []config.Record
	known      []config.KnownInstance
	instances  []config.KnownInstance
	pressed    int
	pressErr   error
}

func newWorld() *world {
	w := &world{trusted: map[string]string{}}
	w.look = func(_ context.Context, address input.Address) (gitlab.Instance, error) {
		return anInstance(address), nil
	}
	w.check = func(context.Context, token.Secret) gitlab.Report { return aReport() }
	w.memberships = func(context.Context, gitlab.Memberships) (gitlab.Memberships, *problem.Problem) {
		return someMemberships(), nil
	}
	w.probe = func(_ context.Context, kind catalog.ProbeKind) gitlab.ProbeResult { return aProbeResult(kind) }
	return w
}

func anInstance(address input.Address) gitlab.Instance {
	if address.Host == input.DefaultHost {
		return gitlab.Instance{
			URL:        address.String(),
			Offering:   catalog.OfferingGitLabCom,
			Layout:     catalog.NewestLayout(),
			LayoutSure: true,
			Took:       80 * time.Millisecond,
		}
	}
	release := catalog.NewRelease(16, 11)
	return gitlab.Instance{
		URL: address.String(), Offering: catalog.OfferingSelfManaged, AtLeast: release,
		Layout: catalog.LayoutAt(release), LayoutSure: true, Took: 120 * time.Millisecond,
	}
}

func aReport() gitlab.Report {
	created := noon()
	return gitlab.Report{
		InstanceURL: "https://gitlab.example.com", Version: "16.11.3-ee", Release: catalog.NewRelease(16, 11),
		User: &gitlab.User{ID: 7, Username: "alice", Name: "Alice Example"},
		Token: &gitlab.Token{
			ID: 812, Name: "clone 2026-11-22", Scopes: []catalog.Scope{catalog.ScopeReadRepository}, Active: true,
			CreatedAt: &created, Expires: input.DateOf(noon()).AddDays(30), DaysLeft: 30,
		},
		RateLimit: &gitlab.RateLimit{Limit: 2000, Remaining: 1997},
	}
}

func (w *world) env() Env {
	return Env{
		Now: noon, GitLab: worldAdapter{w}, Browser: worldBrowser{w}, Clipboard: worldClipboard{w},
		Secrets: worldSecrets{w}, Memory: worldMemory{w}, Practice: worldPractice{w}, UTF8: true, Known: w.known,
		Load: w.load, Tick: func(time.Duration, func(time.Time) tea.Msg) tea.Cmd { return nil },
		Suggest: func(context.Context) []Suggestion {
			return []Suggestion{
				{Address: "https://gitlab.example.com", Why: "used before"},
				{Address: "gitlab.com", Why: "the public GitLab"},
				{Practice: true, Why: "try it, nothing there is real"},
			}
		},
	}
}

// load reads nothing: it notes what was to be read.
func (w *world) load(connection config.Connection, _ bool) (transport.Config, error) {
	w.connections = append(w.connections, connection)
	return transport.Config{API: connection.API}, w.loadErr
}

type worldAdapter struct{ *world }

func (w worldAdapter) Discover(
	ctx context.Context,
	address input.Address,
	access transport.Config,
) (gitlab.Instance, error) {
	w.looks = append(w.looks, address)
	w.accesses = append(w.accesses, access)
	return w.look(ctx, address)
}

func (w worldAdapter) Check(
	ctx context.Context,
	_ gitlab.Instance,
	secret token.Secret,
	want gitlab.Want,
) gitlab.Report {
	w.checks = append(w.checks, secret)
	w.wants = append(w.wants, want)
	return w.check(ctx, secret)
}

func (w worldAdapter) ListMemberships(
	ctx context.Context,
	_ gitlab.Instance,
	_ token.Secret,
	known gitlab.Memberships,
) (gitlab.Memberships, *problem.Problem) {
	w.reads++
	return w.memberships(ctx, known)
}

func (w worldAdapter) Probe(
	ctx context.Context,
	_ gitlab.Instance,
	_ token.Secret,
	kind catalog.ProbeKind,
	target gitlab.ProbeTarget,
) gitlab.ProbeResult {
	w.probed = append(w.probed, target)
	return w.probe(ctx, kind)
}

type worldBrowser struct{ *world }

func (w worldBrowser) Available() bool { return w.hasBrowser }
func (w worldBrowser) Open(_ context.Context, url string) error {
	w.opened = append(w.opened, url)
	return nil
}

type worldClipboard struct{ *world }

func (w worldClipboard) Read(context.Context) (string, error) { return w.clipboard, nil }
func (w worldClipboard) Write(_ context.Context, text string) error {
	w.copied = text
	return nil
}

type worldSecrets struct{ *world }

func (w worldSecrets) Keep(_ context.Context, record config.Record, _ token.Secret) (config.Kept, error) {
	if w.keepErr != nil {
		return config.Kept{}, w.keepErr
	}
	w.kept = append(w.kept, record.Kept)
	record.Account = "alice#812"
	w.records = append(w.records, record)
	return config.Kept{Account: record.Account, Unrecorded: w.recordErr}, nil
}

func (w worldSecrets) Describe(place config.Storage, account string) string {
	return config.SecretStore{Store: config.Open("/home/alice/.config/glpat", noon)}.Describe(place, account)
}

type worldMemory struct{ *world }

func (w worldMemory) RememberInstance(instance config.KnownInstance) error {
	w.instances = append(w.instances, instance)
	return nil
}

func (w worldMemory) TrustCertificate(host string, pem []byte) (string, error) {
	if w.trustErr != nil {
		return "", w.trustErr
	}
	w.trusted[host] = string(pem)
	return "/home/alice/.config/glpat/certificates/" + host + ".pem", nil
}

type worldPractice struct{ *world }

func (w worldPractice) Start(context.Context) (string, error) { return "http://127.0.0.1:9", nil }

func (w worldPractice) Release() catalog.Release { return w.plays }

func (w worldPractice) CreateToken(context.Context, string, string) (token.Secret, error) {
	w.pressed++
	if w.pressErr != nil {
		return token.Secret{}, w.pressErr
	}
	return token.NewSecret("practice-" + aToken), nil
}

func (w worldPractice) CreateFineGrainedToken(ctx context.Context, _ flow.Draft) (token.Secret, error) {
	return w.CreateToken(ctx, "", "")
}

// someMemberships is where the token reaches, read whole.
func someMemberships() gitlab.Memberships {
	return gitlab.Memberships{
		Groups: []gitlab.Membership{{Path: "team", Role: catalog.RoleMaintainer}},
		Projects: []gitlab.Membership{
			{Path: "team/site", Role: catalog.RoleMaintainer},
			{Path: "team/infrastructure/cluster", Role: catalog.RoleDeveloper},
		},
		GroupCount:   1,
		ProjectCount: 2,
		Highest:      catalog.RoleMaintainer,
		Next:         2,
		Done:         true,
	}
}

func aProbeResult(kind catalog.ProbeKind) gitlab.ProbeResult {
	return gitlab.ProbeResult{
		Kind: kind, Outcome: gitlab.ProbeWorks, Status: 200,
		Asked: "GET /team/site.git/info/refs?service=git-upload-pack", Means: "Git may download from team/site.",
	}
}

// practiceWorld is a world whose look finds the practice instance.
func practiceWorld() *world {
	w := newWorld()
	w.look = func(_ context.Context, address input.Address) (gitlab.Instance, error) {
		instance := anInstance(address)
		instance.Offering, instance.TokenPrefix = catalog.OfferingPractice, "practice-glpat-"
		return instance, nil
	}
	return w
}

// heldSecrets keeps when the test lets it.
type heldSecrets struct {
	worldSecrets
	release <-chan struct{}
}

func (k heldSecrets) Keep(ctx context.Context, record config.Record, secret token.Secret) (config.Kept, error) {
	<-k.release
	if ctx.Err() != nil {
		return config.Kept{}, ctx.Err()
	}
	return k.worldSecrets.Keep(ctx, record, secret)
}
