package gitlab_test

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"glpat/gitlab"
	"glpat/gitlab/gitlabtest"
	"glpat/gitlab/token"
)

func TestATokenThatTheServerSendsBackIsInNoText(t *testing.T) {
	encode := base64.StdEncoding.EncodeToString
	for name, echo := range map[string]string{
		"alone":                         gitlabtest.Hush,
		"in a header":                   "bad token Authorization: Bearer " + gitlabtest.Hush + " was sent",
		"in quotes":                     `token="` + gitlabtest.Hush + `"`,
		"twice":                         gitlabtest.Hush + gitlabtest.Hush,
		"without its prefix":            strings.TrimPrefix(gitlabtest.Hush, token.GlpatPrefix),
		"cut at its end":                gitlabtest.Hush[:len(gitlabtest.Hush)-4],
		"cut at its beginning":          gitlabtest.Hush[9:],
		"cut where the words end":       strings.Repeat("x", 285) + " " + gitlabtest.Hush,
		"broken over two lines":         gitlabtest.Hush[:14] + "\n" + gitlabtest.Hush[14:],
		"with an invisible mark inside": gitlabtest.Hush[:14] + "\u200b" + gitlabtest.Hush[14:],
		"in base64":                     encode([]byte(gitlabtest.Hush)),
		"in base64 behind a user":       encode([]byte("sam:" + gitlabtest.Hush)),
		"in base64 behind another user": encode([]byte("oauth2:" + gitlabtest.Hush)),
		"in base64 within more":         encode([]byte("oauth:" + gitlabtest.Hush + "@host")),
	} {
		encoded, err := json.Marshal(echo)
		if err != nil {
			t.Fatal(err)
		}
		text := string(encoded)
		good := newFake()
		good.api[selfAPI] = route{body: strings.NewReplacer(`"backup"`, text, `"read_repository"`, text).Replace(selfBody)}
		good.api[userAPI] = route{body: strings.NewReplacer(`"sam"`, text, `"Sam Example"`, text).Replace(userBody)}
		good.api[metadataAPI] = route{body: strings.Replace(metadataBody, "18.1.1-ee", "18.1.1-"+gitlabtest.Hush, 1)}
		servers := []*fake{good}
		for _, answer := range []route{
			{status: http.StatusUnauthorized, body: `{"message":` + text + `}`},
			{status: http.StatusForbidden, body: `{"error":"insufficient_scope","scope":` + text + `}`},
			{status: http.StatusBadGateway, kind: "text/plain", body: echo},
			{kind: "text/html", body: "<html>" + echo},
		} {
			bad := newFake()
			for path := range bad.api {
				bad.api[path] = answer
			}
			servers = append(servers, bad)
		}
		for _, api := range servers {
			t.Run(name, func(t *testing.T) {
				report, _ := checkAgainst(t, api.ServeHTTP, gitlab.Want{Scopes: gitlabtest.MustScopes(t, "read_user")})
				printed, err := json.Marshal(report)
				if err != nil {
					t.Fatal(err)
				}
				words := redacted(string(printed), report.Problems, report.User, report.Token)
				for _, part := range []string{"hush", "HUSH", "12345", encode([]byte("hush_hus")), "aHVzaF9o", "h1c2hfaHV", "odXNoX2h1"} {
					if strings.Contains(words, part) {
						t.Errorf("%q is in %s", part, words)
					}
				}
				if !strings.Contains(words, token.Redacted) && !strings.Contains(words, "xxx") {
					t.Errorf("nothing stands for it in %s", words)
				}
			})
		}
	}
}
