package gitlab_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"glpat/gitlab"
	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/problem"
)

func TestWhoseTheTokenIs(t *testing.T) {
	other, bot := problem.CodeOwnerOther, problem.CodeTokenOfBot
	for _, test := range []struct {
		name, username, field, owner string
		want                         []problem.Code
		says                         string
	}{
		{"nobody in particular was wanted", "sam", "", "", nil, ""},
		{"the right one", "sam", "", "sam", nil, ""},
		{"the right one in other letters, with a sign", "Sam", "", " @sAM ", nil, ""},
		{"another one", "kim", "", "sam", []problem.Code{other}, "The token belongs to kim, not to sam"},
		{"a project", "project_12_bot_4f1c9a", "", "", []problem.Code{bot}, "belongs to a project, not to a person"},
		{"a project of an older release", "project_12_bot", "", "", []problem.Code{bot}, "a project,"},
		{"a second one of an older release", "project_12_bot3", "", "", []problem.Code{bot}, "a project,"},
		{"a group", "group_7_bot_00aa", `,"bot":true`, "", []problem.Code{bot}, "a group,"},
		{"a service account", "service_account_group_345_0f0f", "", "", []problem.Code{bot}, "a service account,"},
		{"a bot with a name of its own", "renovate", `,"bot":true`, "", []problem.Code{bot}, "a bot,"},
		{"a bot that was wanted", "renovate", `,"bot":true`, "renovate", nil, ""},
		{"a bot in place of a person", "project_12_bot_4f1c9a", "", "sam", []problem.Code{other, bot}, "not to sam"},
		{"a person whose name begins like a bot's", "project_bot", "", "", nil, ""},
		{"a person whose name ends like a bot's", "my_project_12_bot", "", "", nil, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			api := newFake()
			api.api[userAPI] = route{body: `{"id":77,"username":"` + test.username + `","name":"X"` + test.field + `}`}
			report, requests := checkAgainst(t, api.ServeHTTP, gitlab.Want{Owner: test.owner})
			if got := problemCodes(report); !slices.Equal(got, test.want) || len(requests) != 3 {
				t.Fatalf("the problems are %q after %d requests, want %q", got, len(requests), test.want)
			}
			if len(test.want) == 0 {
				return
			}
			if first := report.Problems[0]; !strings.Contains(first.Summary, test.says) || first.Cause == "" ||
				len(first.Remedy) == 0 {
				t.Errorf("it says %+v", *first)
			}
			if report.OK() == slices.Contains(test.want, other) {
				t.Errorf("OK is %v", report.OK())
			}
		})
	}
}

func TestAnOwnerThatCannotBeReadIsNoProblem(t *testing.T) {
	t.Parallel()
	for _, status := range []int{http.StatusForbidden, http.StatusInternalServerError} {
		api := newFake()
		api.api[userAPI] = route{status: status, body: gitlabtest.LackingScopeBody}
		if report, _ := checkAgainst(t, api.ServeHTTP, gitlab.Want{Owner: "sam"}); len(report.Problems) > 0 {
			t.Errorf("%d: %v", status, report.Problems)
		}
	}
}
