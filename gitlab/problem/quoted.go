package problem

import (
	"net/url"
	"slices"
	"strings"

	"glpat/gitlab/input"
)

// quoted returns the context of words that somebody else's program printed, which
// the settings of glpat do not help.
func quoted() Context { return Context{quoted: true} }

// ownWay is how a program is told of a certificate authority.
type ownWay struct {
	// tools are the names of the rows of [tools] that it is of; marks tell it of a
	// text, in small letters, where no tool is known.
	tools, marks []string
	// how says what to do with the file, and line is what to type or write for it.
	how, line string
}

// ownWays: git-config(1), curl(1), "Verify repository client with certificates" of
// Docker's documents, npm's and pip's settings, NODE_EXTRA_CA_CERTS of Node.js,
// REQUESTS_CA_BUNDLE of Python's requests, keytool(1), crypto/x509 of Go, Composer's
// cafile, "argocd cert add-tls", docs/configuration/tls-self-signed.md of gitlab-runner.
func ownWays() []ownWay {
	return []ownWay{
		{[]string{"git", jobsGit}, nil, "name it in Git's settings", "git config --global http.sslCAInfo FILE"},
		{[]string{"docker"}, nil, "put it where docker looks, HOST being the registry's", "/etc/docker/certs.d/HOST/ca.crt"},
		{[]string{"npm", "pnpm"}, nil, "name it in npm's settings", "npm config set cafile FILE"},
		{[]string{"pip"}, nil, "name it in this variable, for twine in TWINE_CERT", "PIP_CERT=FILE"},
		{[]string{"Composer"}, nil, "name it in Composer's settings", "composer config --global cafile FILE"},
		{[]string{"Cargo"}, nil, "name it in this variable", "CARGO_HTTP_CAINFO=FILE"},
		{[]string{"Helm"}, nil, "add to the command of helm", "--ca-file FILE"},
		{[]string{"Argo CD"}, nil, "give it to Argo CD, HOST being GitLab's", "argocd cert add-tls HOST --from FILE"},
		{
			[]string{"gitlab-runner"},
			nil,
			"name it in the runner's config.toml under [[runners]], for register with the flag --tls-ca-file",
			`tls-ca-file = "FILE"`,
		},
		{nil, []string{"curl: ("}, "add to the command of curl", "--cacert FILE"},
		{
			[]string{"Maven", "Gradle"},
			[]string{"pkix path", "valid certification path", "sslhandshakeexception"},
			"give it to Java", "keytool -importcert -cacerts -alias gitlab -file FILE",
		},
		{
			[]string{"Renovate", "semantic-release", "yarn"},
			[]string{"self_signed_cert", "unable_to_verify_leaf", "unable_to_get_issuer", "unable to verify the first"},
			"name it in the variable that Node.js reads", "NODE_EXTRA_CA_CERTS=FILE",
		},
		{
			[]string{"python-gitlab", "Poetry"},
			[]string{"requests.exceptions", "httpsconnectionpool", "certificate_verify_failed"},
			"name it in the variable that Python's requests reads", "REQUESTS_CA_BUNDLE=FILE",
		},
		{
			[]string{"glab", "go", "Terraform", "Terraform's provider"},
			[]string{"x509: "},
			"name it in the variable that programs written in Go read", "SSL_CERT_FILE=FILE",
		},
	}
}

// wayOf returns how the program that wrote a text is told of an authority; it has no
// line where that is not known.
func wayOf(wrote tool, text string) ownWay {
	text = strings.ToLower(text)
	for _, row := range ownWays() {
		switch {
		case wrote.name != "" && slices.Contains(row.tools, wrote.name):
			return row
		case wrote.name == "" && slices.ContainsFunc(row.marks, func(mark string) bool { return hasWords(text, mark) }):
			return row
		}
	}
	return ownWay{}
}

// tellTool returns the remedy of something that is given to the tool that spoke.
func (d Context) tellTool(step string, setting Setting) Remedy {
	switch setting {
	case SettingCAFile, SettingNewCAFile:
		if way := wayOf(d.wrote, d.text); way.line != "" {
			return ForTool(step+", and "+way.how, way.line)
		}
		return NewStep(step + ", and give it to " + d.toolName())
	case SettingClientCertificate:
		return NewStep(step + ", with its key, and give both to " + d.toolName())
	case SettingHeader:
		return NewStep(step + ", and let " + d.toolName() + " send it")
	case SettingAllowHTTP:
	}
	return NewStep(step)
}

// at returns remedies whose commands of glpat are for the instance, unless they name
// another.
func at(instance string, remedies []Remedy) []Remedy {
	located := slices.Clone(remedies)
	for i, remedy := range located {
		if remedy.Kind == RemedyRun && remedy.Instance == "" {
			located[i].Instance = instance
		}
	}
	return located
}

// instanceIn returns the base URL of the one GitLab whose address stands in a text,
// "" where there is none, or more than one. The address of a registry, of another
// service or of a page of GitLab's documents is none.
func instanceIn(text string) string {
	var found string
	for _, address := range webAddress().FindAllString(text, -1) {
		base, is := instanceAt(strings.TrimRight(address, ".,;:)]}"))
		switch {
		case !is:
		case found != "" && input.HostOf(found) != input.HostOf(base):
			return ""
		case len(base) > len(found):
			found = base // with the path under which GitLab lives, which Git's address does not tell
		}
	}
	return found
}

// instanceAt returns the base URL of the GitLab that an address is of; is tells
// whether it surely is one of a GitLab.
func instanceAt(address string) (base string, is bool) {
	parsed, err := url.Parse(address)
	if err != nil {
		return "", false
	}
	host := strings.ToLower(parsed.Host)
	ofOther := slices.ContainsFunc(foreigners(), func(row foreign) bool { return row.has(host) })
	beside := []string{"docs.gitlab.com", "about.gitlab.com", "status.gitlab.com", "packages.gitlab.com"}
	if ofOther || strings.HasPrefix(host, "registry.") || strings.HasPrefix(parsed.Path, "/v2/") ||
		strings.HasSuffix(host, ".gitlab.io") || slices.Contains(beside, host) {
		return "", false
	}
	path, _, ofAPI := strings.Cut(parsed.Path, "/api/v4")
	if !ofAPI {
		path = ""
		ofGit := strings.HasSuffix(parsed.Path, ".git") || strings.Contains(parsed.Path, ".git/")
		ofPages := strings.Contains(parsed.Path, "/-/") || parsed.Path == "/jwt/auth"
		if !ofGit && !ofPages && !strings.Contains(host, "gitlab") {
			return "", false
		}
	}
	// The address is written into a command that is to be copied.
	at, err := input.ParseAddress(parsed.Scheme + "://" + parsed.Host + path)
	if err != nil || strings.ContainsFunc(at.String(), func(r rune) bool { return !isAddressRune(r) }) {
		return "", false
	}
	return at.String(), true
}

// isAddressRune reports whether a rune of an address is a part of a word in every
// shell.
func isAddressRune(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || strings.ContainsRune(".-_:/", r)
}
