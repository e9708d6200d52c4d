package gitlab_test

import (
	"context"
	"crypto/x509"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/problem"
	"glpat/gitlab/transport"
)

// names lists the stages that were told.
func stageNames(stages []gitlab.Stage) string {
	var names []string
	for _, stage := range stages {
		names = append(names, string(stage.Name))
	}
	return strings.Join(names, " ")
}

// diagnose goes the way and checks what holds for every diagnosis: each stage is
// told once, in words, and the last is the first that fails.
func diagnose(t *testing.T, client *gitlab.Client, address string, access transport.Config) gitlab.Diagnosis {
	t.Helper()
	var told []gitlab.Stage
	diagnosis := client.Diagnose(
		t.Context(),
		gitlabtest.MustAddress(t, address),
		access,
		func(stage gitlab.Stage) { told = append(told, stage) },
	)
	if !slices.Equal(told, diagnosis.Stages) || len(told) == 0 {
		t.Fatalf("told were %q, kept %q", stageNames(told), stageNames(diagnosis.Stages))
	}
	for i, stage := range told {
		failed := stage.Problem != nil && stage.Problem.Severity == problem.SeverityError
		if stage.Said == "" && stage.Instance == nil || stage.Took < 0 || stage.Took > 20*time.Second ||
			(failed && i != len(told)-1) {
			t.Errorf("stage %d of %q is %+v", i, stageNames(told), stage)
		}
	}
	if failure := diagnosis.Failure(); (failure == nil) != (diagnosis.Instance != nil) {
		t.Errorf("the failure is %v, the instance %v", failure, diagnosis.Instance)
	}
	return diagnosis
}

func TestADiagnosisStopsAtTheFirstStageThatFails(t *testing.T) {
	good, _ := serveTLS(t, newFake().ServeHTTP)
	plain, _ := serve(t, newFake().ServeHTTP)
	other, _ := serveTLS(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<h1>It works!</h1>")) })
	down, _ := serveTLS(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) })
	wall, _ := serveTLS(t, func(w http.ResponseWriter, r *http.Request) {
		routes{r.URL.Path: {status: 403, kind: "text/html", body: gitlabtest.CloudflarePage}}.ServeHTTP(w, r)
	})
	sso, _ := serveTLS(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "https://sso.example.com/", http.StatusFound)
	})
	slowClock, _ := serveTLS(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Date", gitlabtest.Today().Add(3*time.Hour).Format(http.TimeFormat))
		newFake().ServeHTTP(w, r)
	})
	updated, _ := serveTLS(t, func(w http.ResponseWriter, r *http.Request) {
		routes{versionAPI: refused(), wellKnown: deployPage(), signInPage: deployPage(), "/": deployPage()}.ServeHTTP(w, r)
	})
	closed, _ := serve(t, func(http.ResponseWriter, *http.Request) {})
	closed.Close()
	company := gitlabtest.NewAuthority(t, "Test authority")
	strict := serveWith(t, forLoopback(t, company), &company, 0)
	expired := forLoopback(t, company)
	const all = "proxy name connection tls gitlab release clock"
	for _, test := range []struct {
		name, address, stages string
		want                  problem.Code
	}{
		{"all is well", good.URL, all, ""},
		{"all is well without encryption", plain.URL, all, ""},
		{"a name that does not exist", "https://gitlab.invalid", "proxy name", problem.CodeDNSFailure},
		{"a port that nobody listens on", closed.URL, "proxy name connection", problem.CodeConnectionRefused},
		{
			"a server without encryption", strings.Replace(plain.URL, "http", "https", 1), "proxy name connection tls",
			problem.CodeNotHTTPS,
		},
		{"a server that wants a certificate", strict.URL, "proxy name connection tls", problem.CodeTLSUntrusted},
		{"a server that fails", down.URL, "proxy name connection tls gitlab", problem.CodeServerError},
		{"a server that is no GitLab", other.URL, "proxy name connection tls gitlab", problem.CodeNotGitLab},
		{"a wall", wall.URL, "proxy name connection tls gitlab", problem.CodeIPBlocked},
		{"a sign-in elsewhere", sso.URL, "proxy name connection tls gitlab", problem.CodeRedirectRefused},
	} {
		t.Run(test.name, func(t *testing.T) {
			diagnosis := diagnose(t, newClient(t, good, other, down, wall, sso), test.address, transport.Config{})
			if got := stageNames(diagnosis.Stages); got != test.stages {
				t.Errorf("the stages are %q, want %q", got, test.stages)
			}
			if test.want != "" {
				wantProblem(t, diagnosis.Failure(), test.want)
			} else if failure := diagnosis.Failure(); failure != nil {
				t.Errorf("it fails: %v", failure)
			}
		})
	}
	for name, test := range map[string]struct {
		address string
		at      int // the stage with the remark
		want    problem.Code
	}{
		"a wrong clock":             {slowClock.URL, 6, problem.CodeClockSkew},
		"an update that is running": {updated.URL, 4, problem.CodeUpdating},
	} {
		diagnosis := diagnose(t, newClient(t, slowClock, updated), test.address, transport.Config{})
		if stage := diagnosis.Stages[test.at]; len(diagnosis.Stages) != 7 || stage.Problem == nil ||
			stage.Problem.Code != test.want ||
			diagnosis.Failure() != nil {
			t.Errorf("%s: %q, at %s %v", name, stageNames(diagnosis.Stages), stage.Name, stage.Problem)
		}
	}
	access := transport.Config{Authorities: []*x509.Certificate{company.Certificate}}
	diagnosis := diagnose(t, newClient(t), strict.URL, access)
	if diagnosis.Failure() == nil || diagnosis.Failure().Code != problem.CodeClientCertRequired ||
		stageNames(diagnosis.Stages) != "proxy name connection tls" {
		t.Errorf("%q ends with %v", stageNames(diagnosis.Stages), diagnosis.Failure())
	}
	access.Certificate = &expired
	if got := diagnose(t, newClient(t), strict.URL, access).Stages[3].Said; got == "" {
		t.Error("the encryption has no words")
	}
}

func TestADiagnosisTellsWhatWasPassedAndHowLongItTook(t *testing.T) {
	t.Parallel()
	server, _ := serveTLS(t, newFake().ServeHTTP)
	stages := diagnose(t, newClient(t, server), server.URL, transport.Config{}).Stages
	for i, want := range []string{"none", "an address", "127.0.0.1", "trusted", server.URL, "", "agrees"} {
		if !strings.Contains(stages[i].Said, want) {
			t.Errorf("of %s it says %q, want %q", stages[i].Name, stages[i].Said, want)
		}
	}
	if found := stages[5].Instance; found == nil || found.AtLeast != catalog.NewRelease(17, 9) {
		t.Errorf("of the release it tells %+v", found)
	}
	for _, i := range []int{2, 3, 4} {
		if stages[i].Took <= 0 {
			t.Errorf("%s took no time", stages[i].Name)
		}
	}
}

func TestADiagnosisNamesWhatFailsOfTheProxy(t *testing.T) {
	t.Parallel()
	asks, _ := serve(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusProxyAuthRequired) })
	refuses, _ := serve(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) })
	absent, _ := serve(t, func(http.ResponseWriter, *http.Request) {})
	absent.Close()
	cuts, _ := serve(t, func(w http.ResponseWriter, _ *http.Request) { cutConnection(t, w) })
	for _, test := range []struct {
		name, proxy, stages string
		want                problem.Code
	}{
		{"one that wants a password", asks.URL, "proxy", problem.CodeProxyAuthRequired},
		{"one that refuses", refuses.URL, "proxy", problem.CodeProxyFailed},
		{"one that is not there", absent.URL, "proxy", problem.CodeProxyFailed},
		{"one whose name does not exist", "http://proxy.invalid:3128", "proxy", problem.CodeProxyFailed},
		{"one that cuts the connection", cuts.URL, "proxy", problem.CodeConnectionLost},
	} {
		through, err := url.Parse(strings.Replace(test.proxy, "http://", "http://sam:hunter2@", 1))
		if err != nil {
			t.Fatal(err)
		}
		tr := newTransport(t)
		tr.SetProxy(through)
		diagnosis := diagnose(t, gitlab.NewClient(tr, gitlabtest.Today), elsewhere, transport.Config{})
		failure := diagnosis.Failure()
		wantProblem(t, failure, test.want)
		if got := stageNames(diagnosis.Stages); got != test.stages {
			t.Errorf("%s: the stages are %q, want %q", test.name, got, test.stages)
		}
		words := failure.Summary + failure.Cause + strings.Join(failure.Phrases(), " ")
		if !strings.Contains(words, through.Host) || strings.Contains(words, "hunter2") {
			t.Errorf("%s: it says %q, want %s named and no password", test.name, words, through.Host)
		}
	}
}

func TestADiagnosisOfAServerThatIsSilent(t *testing.T) {
	for _, test := range []struct {
		name    string
		dial    func(context.Context, string, string) (net.Conn, error)
		address string
		want    problem.Code
		last    gitlab.StageName
	}{
		{"nobody takes the connection", func(ctx context.Context, network, address string) (net.Conn, error) {
			tellConnect(ctx, network, address)
			<-ctx.Done()
			return nil, ctx.Err()
		}, elsewhere, problem.CodeConnectTimeout, gitlab.StageConnection},
		{"nobody begins the encryption", nil, elsewhere, problem.CodeTLSTimeout, gitlab.StageTLS},
		{"nobody answers", nil, "http://gitlab.example.com", problem.CodeAnswerTimeout, gitlab.StageGitLab},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				tr, stop := overPipes(hear)
				defer stop()
				if test.dial != nil {
					tr.SetDial(test.dial)
				}
				began := time.Now()
				diagnosis := diagnose(t, gitlab.NewClient(tr, gitlabtest.Today), test.address, transport.Config{})
				wantProblem(t, diagnosis.Failure(), test.want)
				last := diagnosis.Stages[len(diagnosis.Stages)-1]
				if last.Name != test.last || time.Since(began) > 10*time.Second || last.Took <= 0 {
					t.Errorf("it ends at %s, which took %v, after %v", last.Name, last.Took, time.Since(began))
				}
			})
		})
	}
}

func TestADiagnosisIsStoppedAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tr, stop := overPipes(hear)
		defer stop()
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, cancel)
		began := time.Now()
		diagnosis := gitlab.NewClient(tr, gitlabtest.Today).
			Diagnose(ctx, gitlabtest.MustAddress(t, elsewhere), transport.Config{}, func(gitlab.Stage) {})
		wantProblem(t, diagnosis.Failure(), problem.CodeInterrupted)
		if took := time.Since(began); took > time.Second {
			t.Errorf("it took %v", took)
		}
	})
}
