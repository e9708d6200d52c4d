package gitlab_test

import (
	"bytes"
	"encoding/json"
	"testing"
	"time"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
	"glpat/gitlab/problem"
)

// compact is JSON without its white space.
func compact(t *testing.T, text []byte) string {
	t.Helper()
	var short bytes.Buffer
	if err := json.Compact(&short, text); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	return short.String()
}

func TestAReportHasTheShapeThatIsDocumented(t *testing.T) {
	created := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	ends, err := input.ParseDate("2026-12-22")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name   string
		report gitlab.Report
		want   string
	}{
		{
			"all known",
			gitlab.Report{
				InstanceURL: "https://gitlab.example.com", Offering: catalog.OfferingSelfManaged, Version: "18.1.1-ee", Release: catalog.NewRelease(18, 1),
				AtLeast: catalog.NewRelease(17, 9), Edition: "enterprise", Offered: []catalog.Scope{"api", "read_user"},
				User: &gitlab.User{ID: 77, Username: "sam", Name: "Sam"},
				Token: &gitlab.Token{
					ID: 812, Name: "backup", Scopes: []catalog.Scope{"api"}, Active: true, CreatedAt: &created, LastUsed: &created, Expires: ends, DaysLeft: 30,
				},
				RateLimit: &gitlab.RateLimit{Limit: 2000, Remaining: 1997, Reset: created},
				Problems: []*problem.Problem{{
					Code: problem.CodeScopeMissing, Severity: problem.SeverityError, Summary: "s", Cause: "c", Remedy: problem.NewSteps("r"),
					RetryAfter: 1500 * time.Millisecond, ServerSaid: "said", HTTPStatus: 403,
				}},
			},
			`{"ok":false,"verdict":"works_partly","instance":{
				"url":"https://gitlab.example.com", "release":"18.1", "version":"18.1.1-ee", "edition":"enterprise",
				"offering":"self-managed", "scopes_offered":["api","read_user"]
			},
			"user":{"id":77,"username":"sam","name":"Sam"},
			"token":{
				"id":812, "name":"backup", "scopes":["api"], "active":true, "granular":false, "created_at":"2026-11-22T10:00:00Z",
				"last_used_at":"2026-11-22T10:00:00Z", "expires_at":"2026-12-22", "days_left":30
			},
			"rate_limit":{"limit":2000,"remaining":1997,"reset_at":"2026-11-22T10:00:00Z"},"reach":null,
			"problems":[{"code":"scope_missing","severity":"error","http_status":403,"summary":"s","cause":"c","remedy":["r"],"retry_after_seconds":2,"server_said":"said"}],"notes":[]}`,
		},
		{
			"nothing known",
			gitlab.Report{InstanceURL: "https://gitlab.example.com"},
			`{"ok":true,"verdict":"unknown","instance":{
				"url":"https://gitlab.example.com", "release":null, "version":null, "edition":null, "offering":null,
				"scopes_offered":null
			},
			"user":null,"token":null,"rate_limit":null,"reach":null,"problems":[],"notes":[]}`,
		},
		{
			"only a lower bound, and a token without end",
			gitlab.Report{
				InstanceURL: "https://gitlab.example.com", AtLeast: catalog.NewRelease(17, 9), Token: &gitlab.Token{
					ID: 1, Name: "x", Scopes: []catalog.Scope{}, Active: true,
				},
				RateLimit: &gitlab.RateLimit{Limit: 10}, Problems: []*problem.Problem{{Code: problem.CodeExpiresNever, Severity: problem.SeverityWarning}},
				Notes: []string{"A remark."},
			},
			`{"ok":true,"verdict":"works","instance":{
				"url":"https://gitlab.example.com", "release":null, "at_least":"17.9", "version":null, "edition":null,
				"offering":null, "scopes_offered":null
			},
			"user":null,"token":{
				"id":1, "name":"x", "scopes":[], "active":true, "granular":false, "created_at":null, "last_used_at":null,
				"expires_at":null, "days_left":null
			},
			"rate_limit":{"limit":10,"remaining":0,"reset_at":null},"reach":null,
			"problems":[{"code":"expires_never","severity":"warning","http_status":0,"summary":"","cause":"","remedy":[],"retry_after_seconds":0,"server_said":""}],"notes":["A remark."]}`,
		},
		{
			"a bot's fine-grained token, where it reaches and what was tried",
			gitlab.Report{
				InstanceURL: "https://gitlab.example.com", User: &gitlab.User{
					ID: 7, Username: "project_1_bot", Name: "b", Bot: true,
				},
				Token: &gitlab.Token{ID: 1, Name: "x", Scopes: []catalog.Scope{"granular"}, Active: true, FineGrained: true, Grants: []gitlab.Grant{
					{Access: "user", Permissions: []string{"read_user"}}, {Access: "selected_memberships", ProjectID: 5},
				}},
				Memberships: &gitlab.Memberships{
					Groups: []gitlab.Membership{{Path: "team", Role: catalog.RoleGuest}}, Projects: []gitlab.Membership{{Path: "team/x", Role: catalog.RoleSecurity}},
					GroupCount: 1, ProjectCount: 9, Highest: catalog.RoleSecurity, Done: true,
				},
				Probes: []gitlab.ProbeResult{{Kind: catalog.ProbeClone, Outcome: gitlab.ProbeFails, Asked: "GET /x", Status: 403, Means: "No."}},
			},
			`{"ok":true,"verdict":"works","instance":{
				"url":"https://gitlab.example.com", "release":null, "version":null, "edition":null, "offering":null,
				"scopes_offered":null
			},
			"user":{"id":7,"username":"project_1_bot","name":"b","bot":true},
			"token":{"id":1,"name":"x","scopes":["granular"],"active":true,"granular":true,"granular_scopes":[
				{"access":"user","permissions":["read_user"],"project_id":null,"group_id":null},{"access":"selected_memberships","permissions":[],"project_id":5,"group_id":null}],
				"created_at":null,"last_used_at":null,"expires_at":null,"days_left":null},
			"rate_limit":null,"reach":{
				"groups":1, "projects":9, "highest_role":"security_manager", "complete":true, "paths":["team","team/x"]
			},
			"proofs":[{"kind":"clone","outcome":"fails","asked":"GET /x","http_status":403,"means":"No."}],"problems":[],"notes":[]}`,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := json.Marshal(test.report)
			if err != nil {
				t.Fatal(err)
			}
			if compact(t, got) != compact(t, []byte(test.want)) {
				t.Errorf("the report is\n%s\nwant\n%s", got, compact(t, []byte(test.want)))
			}
		})
	}
}

func TestATokenWithoutScopesHasAnEmptyList(t *testing.T) {
	t.Parallel()
	api := newFake()
	api.api[selfAPI] = route{body: `{"id":1,"active":true,"scopes":null,"expires_at":"2026-12-22"}`}
	report, _ := checkAgainst(t, api.ServeHTTP, gitlab.Want{})
	got, err := json.Marshal(report)
	if err != nil || !bytes.Contains(got, []byte(`"scopes":[]`)) {
		t.Errorf("the report is %s, %v", got, err)
	}
}
