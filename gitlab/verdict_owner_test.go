package gitlab_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"glpat/gitlab"
	"glpat/gitlab/practice/faultlab"
)

func TestWhoseTheTokenIs(t *testing.T) {
	other, bot := gitlab.CodeOwnerOther, gitlab.CodeTokenOfBot
	for _, test := range []struct {
		name, username, field, owner string
		want                         []gitlab.Code
		says                         string
	}{
		{"nobody in particular was wanted", "sam", "", "", nil, ""},
		{"the right one", "sam", "", "sam", nil, ""},
		{"the right one in other letters, with a sign", "Sam", "", " @sAM ", nil, ""},
		{"another one", "kim", "", "sam", []gitlab.Code{other}, "The token belongs to kim, not to sam"},
		{"a project", "project_12_bot_4f1c9a", "", "", []gitlab.Code{bot}, "belongs to a project, not to a person"},
		{"a project of an older release", "project_12_bot", "", "", []gitlab.Code{bot}, "a project,"},
		{"a second one of an older release", "project_12_bot3", "", "", []gitlab.Code{bot}, "a project,"},
		{"a group", "group_7_bot_00aa", `,"bot":true`, "", []gitlab.Code{bot}, "a group,"},
		{"a service account", "service_account_group_345_0f0f", "", "", []gitlab.Code{bot}, "a service account,"},
		{"a bot with a name of its own", "renovate", `,"bot":true`, "", []gitlab.Code{bot}, "a bot,"},
		{"a bot that was wanted", "renovate", `,"bot":true`, "renovate", nil, ""},
		{"a bot in place of a person", "project_12_bot_4f1c9a", "", "sam", []gitlab.Code{other, bot}, "not to sam"},
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
			if first := report.Problems[0]; !strings.Contains(first.Summary, test.says) || first.Cause == "" || len(first.Remedy) == 0 {
				t.Errorf("it says %+v", *first)
			}
			if report.OK() == slices.Contains(test.want, other) {
				t.Errorf("OK is %v", report.OK())
			}
		})
	}
}

func TestAnOwnerThatCannotBeReadIsNoProblem(t *testing.T) {
	for _, status := range []int{http.StatusForbidden, http.StatusInternalServerError} {
		api := newFake()
		api.api[userAPI] = route{status: status, body: faultlab.LackingScopeBody}
		if report, _ := checkAgainst(t, api.ServeHTTP, gitlab.Want{Owner: "sam"}); len(report.Problems) > 0 {
			t.Errorf("%d: %v", status, report.Problems)
		}
	}
}
