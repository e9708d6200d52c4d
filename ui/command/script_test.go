package command_test

import (
	"context"
	"encoding/json"
	"encoding/pem"
	"errors"
	"io"
	"log"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"glpat/config"
	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
	"glpat/gitlab/practice"
	"glpat/gitlab/token"
	"glpat/ui/command"
)

// TestScripts runs the program as a shell would: with exec as a program of its
// own, where its environment or its directory counts; else in this process, which
// costs no start. Beside testscript's own commands the scripts have these:
//
//	glpat ARGUMENT…        runs glpat in this process and wants the exit status 0
//	status N COMMAND…      runs "glpat …" or "exec COMMAND…" and wants the exit status N
//	input FILE             is the stdin of the next glpat in this process
//	practice [RELEASE [FAULT]]
//	                       starts a practice instance, its address in $PRACTICE
//	mint FILE SCOPES DAYS  creates a token there, valid for DAYS days or "never"
//	revoke FILE            revokes it
//	keep NAME TEXT DAYS [N]
//	                       keeps a token of https://gitlab.example.com in the file
//	                       store, created and ending DAYS days from now and
//	                       put there N years from now; without N it does not tell
//	token-variable FILE    puts the file's text into $GITLAB_TOKEN
//	web tls|plain          starts a server that is not a usable GitLab, in $WEB,
//	                       its certificate in the file $WEB_CA
//	json-keys WANT         compares every key in the JSON on stdout
func TestScripts(t *testing.T) {
	t.Parallel()
	programs := filepath.Dir(builtProgram(t))
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("testdata", "script"),
		Setup: func(env *testscript.Env) error {
			for _, dir := range []string{"home", "config"} {
				if err := os.Mkdir(filepath.Join(env.WorkDir, dir), 0o700); err != nil {
					return err
				}
			}
			env.Setenv("HOME", filepath.Join(env.WorkDir, "home"))
			env.Setenv("XDG_CONFIG_HOME", filepath.Join(env.WorkDir, "config"))
			env.Setenv("PATH", programs+string(filepath.ListSeparator)+env.Getenv("PATH"))
			env.Setenv("IN30", input.DateOf(time.Now()).AddDays(30).String())
			env.Values[scriptKey{}] = &script{}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"glpat":          scriptGlpat,
			"input":          scriptInput,
			"status":         scriptStatus,
			"practice":       scriptPractice,
			"mint":           scriptMint,
			"revoke":         scriptRevoke,
			"keep":           scriptKeep,
			"token-variable": scriptTokenVariable,
			"web":            scriptWeb,
			"json-keys":      scriptJSONKeys,
		},
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
	})
}

func scriptGlpat(ts *testscript.TestScript, _ bool, args []string) {
	wantStatus(ts, command.StatusOK, runInScript(ts, args))
}

// scriptInput is a file as stdin; a second word is a text around what it holds.
func scriptInput(ts *testscript.TestScript, _ bool, args []string) {
	of(ts).input = ts.ReadFile(args[0])
	if len(args) > 1 {
		around := strings.ReplaceAll(args[1], `\n`, "\n")
		of(ts).input = strings.ReplaceAll(around, "%s", strings.TrimSpace(of(ts).input))
	}
}

func scriptStatus(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	var got command.Status
	switch program, rest := args[1], args[2:]; program {
	case "glpat":
		got = runInScript(ts, rest)
	case "exec":
		err := ts.Exec(rest[0], rest[1:]...)
		if exit, ok := errors.AsType[*exec.ExitError](err); ok {
			got = command.Status(exit.ExitCode())
		} else {
			ts.Check(err)
		}
	default:
		ts.Fatalf("status runs glpat or exec, not %q", program)
	}
	wantStatus(ts, command.Status(want), got)
}

// runInScript runs glpat in this process, with the script's environment, and
// returns its exit status.
func runInScript(ts *testscript.TestScript, args []string) command.Status {
	here := of(ts)
	machine := systemHere(strings.NewReader(here.input), ts.Stdout(), ts.Stderr(), ts.Getenv)
	machine.Token = token.NewSecret(ts.Getenv("GITLAB_TOKEN"))
	here.input = ""
	return command.Status(command.Main(machine, args))
}

func wantStatus(ts *testscript.TestScript, want, got command.Status) {
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}

func scriptPractice(ts *testscript.TestScript, _ bool, args []string) {
	var options practice.Options
	var err error
	if len(args) > 0 {
		options.Release, err = catalog.ParseRelease(args[0])
		ts.Check(err)
	}
	if len(args) > 1 && args[1] != "" {
		options.Fault, err = practice.ParseFault(args[1])
		ts.Check(err)
	}
	if len(args) > 2 {
		options.Without, err = practice.ParseParts(args[2])
		ts.Check(err)
	}
	server, err := practice.Start(options)
	ts.Check(err)
	ts.Defer(func() { _ = server.Close() })
	of(ts).server = server
	ts.Setenv("PRACTICE", server.URL())
}

// script is what a script holds: its practice instance, and what the next glpat
// in this process reads from stdin.
type script struct {
	server *practice.Server
	input  string
}

type scriptKey struct{}

func of(ts *testscript.TestScript) *script {
	held, ok := ts.Value(scriptKey{}).(*script)
	if !ok {
		ts.Fatalf("the script holds nothing")
	}
	return held
}

func practiceOf(ts *testscript.TestScript) *practice.Server {
	server := of(ts).server
	if server == nil {
		ts.Fatalf("there is no practice instance; start one first")
	}
	return server
}

func scriptMint(ts *testscript.TestScript, _ bool, args []string) {
	expires := ""
	if days, err := strconv.Atoi(args[2]); err == nil {
		expires = input.DateOf(time.Now()).AddDays(days).String()
	}
	secret, err := mint(practiceOf(ts), "backup script", args[1], expires)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(secret+"\n"), 0o600))
}

func scriptRevoke(ts *testscript.TestScript, _ bool, args []string) {
	request, err := http.NewRequestWithContext(
		context.Background(),
		http.MethodDelete,
		practiceOf(ts).URL()+"/api/v4/personal_access_tokens/self",
		http.NoBody,
	)
	ts.Check(err)
	request.Header.Set("Private-Token", strings.TrimSpace(ts.ReadFile(args[0])))
	response, err := http.DefaultClient.Do(request)
	ts.Check(err)
	_ = response.Body.Close()
	if response.StatusCode != http.StatusNoContent {
		ts.Fatalf("revoke: %s", response.Status)
	}
}

func scriptKeep(ts *testscript.TestScript, _ bool, args []string) {
	days, err := strconv.Atoi(args[2])
	ts.Check(err)
	at := time.Now().AddDate(0, 0, days)
	store := config.Open(filepath.Join(ts.Getenv("XDG_CONFIG_HOME"), "glpat"), time.Now)
	record := config.Record{
		Instance: "https://gitlab.example.com", TokenID: int64(1000 + days), Name: args[0], Username: "alice",
		CreatedAt: at, ExpiresAt: input.DateOf(at).String(), Kept: config.StorageFile,
	}
	if len(args) > 3 {
		years, err := strconv.Atoi(args[3])
		ts.Check(err)
		record.KeptAt = time.Now().AddDate(years, 0, 0)
	}
	key := config.Key{Instance: record.Instance, Username: record.Username, TokenID: record.TokenID}
	record.Account, err = config.SecretStore{
		Store: store,
	}.Save(
		context.Background(),
		record.Kept,
		key,
		token.NewSecret(args[1]),
	)
	ts.Check(err)
	ts.Check(store.AddRecord(record))
}

func scriptTokenVariable(ts *testscript.TestScript, _ bool, args []string) {
	ts.Setenv("GITLAB_TOKEN", strings.TrimSpace(ts.ReadFile(args[0])))
}

func scriptWeb(ts *testscript.TestScript, _ bool, args []string) {
	page := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte("<html><title>Welcome</title></html>"))
	})
	server := httptest.NewUnstartedServer(page)
	server.Config.ErrorLog = log.New(io.Discard, "", 0) // refused certificates are expected
	switch args[0] {
	case "tls":
		server.StartTLS()
	case "plain":
		server.Start()
	default:
		ts.Fatalf("there is no server %q", args[0])
	}
	ts.Defer(server.Close)
	ts.Setenv("WEB", server.URL)
	if certificate := server.Certificate(); certificate != nil {
		file := ts.MkAbs("web-ca.pem")
		ts.Check(os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate.Raw}), 0o600))
		ts.Setenv("WEB_CA", file)
	}
}

func scriptJSONKeys(ts *testscript.TestScript, _ bool, args []string) {
	var value any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile("stdout")), &value))
	keys := map[string]bool{}
	collectKeys("", value, keys)
	got := strings.Join(slices.Sorted(maps.Keys(keys)), "\n") + "\n"
	if want := ts.ReadFile(args[0]); got != want {
		ts.Fatalf("keys:\n%s\nwant:\n%s", got, want)
	}
}

// collectKeys notes each key as a path, with [] for the members of a list.
func collectKeys(path string, value any, keys map[string]bool) {
	switch value := value.(type) {
	case map[string]any:
		for key, member := range value {
			keys[path+"."+key] = true
			collectKeys(path+"."+key, member, keys)
		}
	case []any:
		for _, member := range value {
			collectKeys(path+"[]", member, keys)
		}
	}
}
