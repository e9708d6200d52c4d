package gitlabtest

import "strings"

const (
	// LackingScopeBody is what the API says to a token whose scopes do not do.
	LackingScopeBody = `{"error":"insufficient_scope","error_description":"The request requires higher privileges than ` +
		`provided by the access token.","scope":"api read_api read_user"}`
	// RefusedBody is what the API says to a token that it does not know.
	RefusedBody = `{"message":"401 Unauthorized"}`
)

// Bodies with which GitLab's API refuses a token.
const (
	ExpiredBody = `{"error":"invalid_token","error_description":"Token is expired. You can either do re-authorization ` +
		`or token refresh."}`
	RevokedBody = `{"error":"invalid_token","error_description":"Token was revoked. You have to re-authorize from the ` +
		`user."}`
)

// DeployPage is the page that a GitLab shows while it is updated.
var DeployPage = StaticPage("Deploy in progress", "Please try again in a few minutes.")

// NginxPage is a page of nginx's own whose title and heading are the same.
func NginxPage(title string) string { return nginxPage(title, title, "") }

// nginxPage is a page of nginx's own. It has a line between heading and foot where
// the title alone says what is wrong.
func nginxPage(title, heading, line string) string {
	if line != "" {
		line = "<center>" + line + "</center>\r\n"
	}
	return "<html>\r\n<head><title>" + title + "</title></head>\r\n<body>\r\n" +
		"<center><h1>" + heading + "</h1></center>\r\n" + line + "<hr><center>nginx/1.24.0</center>\r\n</body>\r\n</html>\r\n"
}

// CloudflarePage is the page with which Cloudflare keeps somebody out.
const CloudflarePage = `<!DOCTYPE html><html><head><title>Attention Required! | Cloudflare</title></head><body>
	<h1>Sorry, you have been blocked</h1>
	<h2>You are unable to access gitlab.example.com</h2><p>Cloudflare Ray ID: 8a404f500e</p>
	<a href="/tos">Terms of Service</a></body></html>`

// StaticPage is a page in the manner of GitLab's public/*.html.
func StaticPage(title, heading string) string {
	return `<!DOCTYPE html><html><head><title>` + title + `</title><style>body { color: #404; font-size: 502px ` +
		`}</style></head><body><h1><img src="data:image/svg+xml;base64,` +
		strings.Repeat(
			"QUJD403",
			300,
		) + `" alt="GitLab logo"></h1><h3>` + heading + `</h3><p>Please contact your GitLab administrator.</p></body></html>`
}
