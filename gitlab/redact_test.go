package gitlab_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"glpat/gitlab"
)

func TestATokenThatTheServerSendsBackIsInNoText(t *testing.T) {
	encode := base64.StdEncoding.EncodeToString
	for name, echo := range map[string]string{
		"alone":                         hush,
		"in a header":                   "bad token Authorization: Bearer " + hush + " was sent",
		"in quotes":                     `token="` + hush + `"`,
		"twice":                         hush + hush,
		"without its prefix":            strings.TrimPrefix(hush, gitlab.GlpatPrefix),
		"cut at its end":                hush[:len(hush)-4],
		"cut at its beginning":          hush[9:],
		"cut where the words end":       strings.Repeat("x", 285) + " " + hush,
		"broken over two lines":         hush[:14] + "\n" + hush[14:],
		"with an invisible mark inside": hush[:14] + "\u200b" + hush[14:],
		"in base64":                     encode([]byte(hush)),
		"in base64 behind a user":       encode([]byte("sam:" + hush)),
		"in base64 behind another user": encode([]byte("oauth2:" + hush)),
		"in base64 within more":         encode([]byte("oauth:" + hush + "@host")),
	} {
		encoded, err := json.Marshal(echo)
		if err != nil {
			t.Fatal(err)
		}
		text := string(encoded)
		good := newFake()
		good.api[selfAPI] = route{body: strings.NewReplacer(`"backup"`, text, `"read_repository"`, text).Replace(selfBody)}
		good.api[userAPI] = route{body: strings.NewReplacer(`"sam"`, text, `"Sam Example"`, text).Replace(userBody)}
		good.api[metadataAPI] = route{body: strings.Replace(metadataBody, "18.1.1-ee", "18.1.1-"+hush, 1)}
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
				report, _ := checkAgainst(t, api.ServeHTTP, gitlab.Want{Scopes: scopes(t, "read_user")})
				printed, err := json.Marshal(report)
				if err != nil {
					t.Fatal(err)
				}
				words := string(printed) + fmt.Sprint(report.Problems, report.User, report.Token)
				for _, part := range []string{"hush", "HUSH", "12345", encode([]byte("hush_hus")), "aHVzaF9o", "h1c2hfaHV", "odXNoX2h1"} {
					if strings.Contains(words, part) {
						t.Errorf("%q is in %s", part, words)
					}
				}
				if !strings.Contains(words, gitlab.Redacted) && !strings.Contains(words, "xxx") {
					t.Errorf("nothing stands for it in %s", words)
				}
			})
		}
	}
}

func TestWhatOnlyResemblesATokenStays(t *testing.T) {
	api := newFake()
	const name = "glpat-backup, practice-glpat- and company-name-one"
	api.api[selfAPI] = route{body: strings.Replace(selfBody, "backup", name, 1)}
	server, _ := serve(t, api.ServeHTTP)
	for _, secret := range []string{hush, "practice-" + hush, "company-name-abcdefghij0123456789", "read_api", "a", ""} {
		instance := gitlab.Instance{URL: server.URL, TokenPrefix: "company-name-"}
		report := newClient(t).Check(t.Context(), instance, gitlab.NewSecret(secret), gitlab.Want{})
		if report.Token == nil || report.Token.Name != name {
			t.Errorf("with %q the token is %+v", secret, report.Token)
		}
	}
}
