package problem

import (
	"slices"
	"strings"

	"glpat/gitlab/input"
)

// foreign is somebody else whose words look much like GitLab's: an answer about
// GitLab would be false.
type foreign struct {
	whose string
	// marks are parts of the words, in small letters.
	marks []string
	// do says where to look instead, without a full stop.
	do string
}

func foreigners() []foreign {
	const documents = "Look into its documents. If your GitLab answered as well, give that answer alone"
	return []foreign{
		{
			"SSH",
			[]string{"permission denied (publickey", "host key verification failed", "load key \""},
			"No token has a part in it: " +
				"add your public key in GitLab, under your picture, Preferences, SSH keys, or use the address with https",
		},
		{"GitHub", []string{"github.com", "github_token", "password authentication is not supported for git"}, documents},
		{"Bitbucket", []string{"bitbucket.org", "app passwords"}, documents},
		{"Azure", []string{"dev.azure.com", "vstfs", "aadsts", "tf401019", "azurecr.io"}, documents},
		{"Docker Hub", []string{"docker.io", "docker.com", "pull rate limit"}, documents},
		{"npmjs.org", []string{"registry.npmjs.org", "registry.yarnpkg.com"}, documents},
		{"PyPI", []string{"pypi.org", "pythonhosted.org"}, documents},
		{"Maven Central", []string{"repo.maven.apache.org", "repo1.maven.org", "oss.sonatype.org"}, documents},
		{
			"Amazon",
			[]string{"amazonaws.com", "accessdeniedexception", "expiredtokenexception", "an error occurred (", "<requestid>"},
			documents,
		},
		{"Google Cloud", []string{"googleapis.com", "gcr.io", "pkg.dev"}, documents},
		{
			"Kubernetes",
			[]string{
				"error from server (",
				`"apiversion":"v1"`,
				"system:serviceaccount:",
				"error: you must be logged in to the server",
			},
			documents,
		},
		{
			"HashiCorp Vault",
			[]string{"vault kv", "vault login", "error making api request.\n\nurl:", "* permission denied"},
			documents,
		},
		{
			"a database",
			[]string{"password authentication failed for user", "access denied for user '", "sqlstate"},
			documents,
		},
		{"a mail server", []string{"smtp", "530 5.7.", "534 5.7.", "535 5.7.", "550 5.7."}, documents},
		{"the operating system", []string{"eacces", "permission denied, open", "sudo: "}, documents},
	}
}

// foreignIn returns who else says such a text, unless it speaks of GitLab, or has
// words in it that GitLab alone says to Git: what else it names is beside the point.
func foreignIn(text string) (who foreign, found bool) {
	text = strings.ToLower(text)
	names := []string{"gitlab", "/api/v4/", "registration token", "glpat"}
	ofGitLab := slices.ContainsFunc(names, func(name string) bool { return strings.Contains(text, name) })
	if !ofGitLab {
		_, ofGitLab = hear([]speech{gitServerSays()}, text, 0)
	}
	if ofGitLab && !strings.Contains(text, "(publickey") {
		return foreign{}, false
	}
	for _, row := range foreigners() {
		if slices.ContainsFunc(row.marks, func(mark string) bool { return hasWords(text, mark) }) {
			return row, true
		}
	}
	return foreign{}, false
}

// refusal says whose words these are.
func (f foreign) refusal() error {
	return &input.Error{What: "These are not GitLab's words: they look like those of " + f.whose, Do: f.do}
}

// isOfNetwork reports whether a code says that a connection failed, which means
// the same with any server.
func isOfNetwork(code Code) bool {
	is := func(one entry) bool { return one.code == code }
	return slices.ContainsFunc(networkEntries(), is) || slices.ContainsFunc(certificateEntries(), is)
}
