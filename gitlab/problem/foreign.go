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
	// do says where to look instead, without a full stop; a line for each step.
	do string
	// named tells that they are theirs even where the text names a GitLab: it is the
	// host that was called, and did not speak.
	named bool
}

// has reports whether a text, in small letters, has the words in it.
func (f foreign) has(text string) bool {
	return slices.ContainsFunc(f.marks, func(mark string) bool { return hasWords(text, mark) })
}

func foreigners() []foreign {
	const documents = "Look into its documents. If your GitLab answered as well, give that answer alone"
	others := []foreign{
		{
			"GitHub",
			[]string{"github.com", "github_token", "password authentication is not supported for git"},
			documents,
			false,
		},
		{"Bitbucket", []string{"bitbucket.org", "app passwords"}, documents, false},
		{"Azure", []string{"dev.azure.com", "vstfs", "aadsts", "tf401019", "azurecr.io"}, documents, false},
		{"Docker Hub", []string{"docker.io", "docker.com", "pull rate limit"}, documents, false},
		{"npmjs.org", []string{"registry.npmjs.org", "registry.yarnpkg.com"}, documents, false},
		{"PyPI", []string{"pypi.org", "pythonhosted.org"}, documents, false},
		{"Maven Central", []string{"repo.maven.apache.org", "repo1.maven.org", "oss.sonatype.org"}, documents, false},
		{
			"Amazon",
			[]string{"amazonaws.com", "accessdeniedexception", "expiredtokenexception", "an error occurred (", "<requestid>"},
			documents, false,
		},
		{"Google Cloud", []string{"googleapis.com", "gcr.io", "pkg.dev"}, documents, false},
		{
			"Kubernetes",
			[]string{
				"error from server (",
				`"apiversion":"v1"`,
				"system:serviceaccount:",
				"error: you must be logged in to the server",
			},
			documents, false,
		},
		{
			"HashiCorp Vault",
			[]string{"vault kv", "vault login", "error making api request.\n\nurl:", "* permission denied"},
			documents, false,
		},
		{
			"a database",
			[]string{"password authentication failed for user", "access denied for user '", "sqlstate"},
			documents, false,
		},
		{"a mail server", []string{"smtp", "530 5.7.", "534 5.7.", "535 5.7.", "550 5.7."}, documents, false},
		{"the operating system", []string{"eacces", "permission denied, open", "sudo: "}, documents, false},
	}
	return append(sshRefusals(), others...)
}

// sshRefusals are what ssh says before GitLab is asked anything (sshconnect.c,
// sshconnect2.c and sshkey.c of OpenSSH). The file of a key that cannot be read
// leads to the refusal of all keys, and stands before it. Where GitLab shows its
// host keys: doc/user/ssh.md, doc/user/gitlab_com.
func sshRefusals() []foreign {
	const whose, instead = "SSH", "\nOr use the project's address with https, and a token"
	const hostKeys = "SSH compares the server's key before it sends yours, and no token has a part in it: compare the " +
		"fingerprint with the one that your GitLab shows under Help, Instance configuration, or for GitLab.com its " +
		"documents\n"
	return []foreign{
		{
			whose,
			[]string{"load key \"", "error in libcrypto", "unprotected private key file"},
			"ssh cannot read the file of your own key, which GitLab never saw: see that it is the private key, whole, with a " +
				"line break at its end, and that nobody else may read it\nOr make a new pair of keys with ssh-keygen, and " +
				"add the public one in GitLab, under your picture, Preferences, SSH keys" + instead, true,
		},
		{
			whose,
			[]string{"remote host identification has changed", "has changed and you have requested strict checking"},
			hostKeys + "If it is that one, delete the host's old line in the file .ssh/known_hosts in your home directory, " +
				"and connect again\nIf it is another, do not go on: somebody may stand in between" + instead, true,
		},
		{
			whose,
			[]string{"host key verification failed", "the authenticity of host"},
			hostKeys + "If it is that one, answer yes, which writes it into the file .ssh/known_hosts in your home directory; " +
				"in a job put that line there beforehand\nIf it is another, do not go on: somebody may stand in between" + instead,
			true,
		},
		{
			whose,
			[]string{"permission denied (publickey"},
			"No token has a part in it: " +
				"add your public key in GitLab, under your picture, Preferences, SSH keys, or use the address with https", true,
		},
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
	for _, row := range foreigners() {
		if (row.named || !ofGitLab) && row.has(text) {
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
