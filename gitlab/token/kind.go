package token

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
)

// Kind is what a text looks like, told without a call by its prefix and shape
// (doc/security/tokens/_index.md).
type Kind int

// The kinds of token that can be told apart.
const (
	KindUnknown   Kind = iota // no known prefix; old or custom tokens look like this
	KindPersonal              // a personal, group, project or service account token
	KindOAuth                 // an OAuth access token
	KindWebToken              // a JSON web token, such as a job's ID token
	KindOAuthApp              // an OAuth application's secret
	KindDeploy                // a deploy token
	KindRunner                // a runner's token
	KindJob                   // a CI/CD job token
	KindTrigger               // a pipeline trigger token
	KindFeed                  // a feed token
	KindMail                  // an incoming mail token
	KindAgent                 // a Kubernetes agent's token
	KindSCIM                  // a SCIM token
	KindFlags                 // a feature flags client token
	KindSession               // a browser's session cookie
	KindWorkspace             // a workspace's token
	KindGitHub                // another service's token
	KindWeb                   // an address, not a token
)

// Phrase returns the kind's name in a sentence: "deploy token".
func (k Kind) Phrase() string {
	switch k {
	case KindUnknown:
		return "token without a known prefix"
	case KindPersonal:
		return "personal access token"
	case KindOAuth:
		return "OAuth access token"
	case KindWebToken:
		return "JSON web token"
	case KindOAuthApp:
		return "OAuth application secret"
	case KindDeploy:
		return "deploy token"
	case KindRunner:
		return "runner token"
	case KindJob:
		return "CI/CD job token"
	case KindTrigger:
		return "pipeline trigger token"
	case KindFeed:
		return "feed token"
	case KindMail:
		return "incoming mail token"
	case KindAgent:
		return "Kubernetes agent token"
	case KindSCIM:
		return "SCIM token"
	case KindFlags:
		return "feature flags token"
	case KindSession:
		return "browser session cookie"
	case KindWorkspace:
		return "workspace token"
	case KindGitHub:
		return "GitHub token"
	case KindWeb:
		return "web address"
	}
	return fmt.Sprintf("kind %d", int(k))
}

// GlpatPrefix begins personal access tokens unless the instance's
// administrator chose another prefix.
const GlpatPrefix = "glpat-"

// PracticePrefix begins every token of a practice instance, so that none is ever
// taken for a real one.
const PracticePrefix = "practice-" + GlpatPrefix

// KindOf returns a token's kind, told by its prefix, and that prefix. The
// longest prefix counts, so that a short one of the instance's own hides none
// of the others.
func KindOf(text string, prefixes []string) (kind Kind, prefix string) {
	known := append([]tokenPrefix{{GlpatPrefix, KindPersonal}}, foreignPrefixes()...)
	for _, own := range prefixes {
		known = append(known, tokenPrefix{own, KindPersonal})
	}
	for _, row := range known {
		if len(row.prefix) > len(prefix) && strings.HasPrefix(text, row.prefix) {
			kind, prefix = row.kind, row.prefix
		}
	}
	if prefix != "" {
		return kind, prefix
	}
	lower := strings.ToLower(text[:min(len(text), len("https://"))])
	if strings.HasPrefix(lower, "http://") || lower == "https://" {
		return KindWeb, lower
	}
	// An instance-wide prefix stands before the usual one: "acme-glpat-…".
	for _, row := range known {
		at := strings.Index(text, "-"+row.prefix)
		if strings.HasPrefix(row.prefix, "gl") && at >= 0 && at < maxInstancePrefix &&
			strings.Trim(text[:at], Alphabet+".") == "" {
			return row.kind, text[:at+1+len(row.prefix)]
		}
	}
	switch {
	case len(text) == oauthLength && strings.Trim(text, "0123456789abcdef") == "":
		return KindOAuth, ""
	case isWebToken(text):
		return KindWebToken, ""
	}
	return KindUnknown, ""
}

// oauthLength is how many hexadecimal digits GitLab's OAuth access tokens have
// (doorkeeper's default, lib/doorkeeper/oauth/helpers/unique_token.rb).
const oauthLength = 64

// isWebToken reports whether a text has the three parts of a signed JSON web token,
// the first of which is a JSON object that names how it is signed (RFC 7519).
func isWebToken(text string) bool {
	parts := strings.Split(text, ".")
	if len(parts) != 3 || parts[1] == "" || parts[2] == "" {
		return false
	}
	header, err := base64.RawURLEncoding.DecodeString(parts[0])
	var fields struct {
		Algorithm string `json:"alg"`
	}
	return err == nil && json.Unmarshal(header, &fields) == nil && fields.Algorithm != ""
}

type tokenPrefix struct {
	prefix string
	kind   Kind
}

func foreignPrefixes() []tokenPrefix {
	return []tokenPrefix{
		{"gloas-", KindOAuthApp},
		{"gldt-", KindDeploy},
		{"glrt-", KindRunner},
		{"glrtr-", KindRunner},
		{"GR1348941", KindRunner},
		{"glcbt-", KindJob},
		{"glptt-", KindTrigger},
		{"glft-", KindFeed},
		{"glimt-", KindMail},
		{"glagent-", KindAgent},
		{"glsoat-", KindSCIM},
		{"glffct-", KindFlags},
		{"glwt-", KindWorkspace},
		{"_gitlab_session=", KindSession},
		{"ghp_", KindGitHub},
		{"gho_", KindGitHub},
		{"github_pat_", KindGitHub},
	}
}

// maxInstancePrefix bounds how far into a token its kind's prefix may stand, in
// bytes. GitLab takes up to 20 characters for either prefix.
const maxInstancePrefix = 40
