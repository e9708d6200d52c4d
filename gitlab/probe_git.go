package gitlab

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"glpat/gitlab/problem"
	"glpat/gitlab/transport"
)

// Git's two questions before it moves code, which change nothing by themselves.
const (
	beforeDownload = "git-upload-pack"
	beforeUpload   = "git-receive-pack"
)

// clone asks what Git asks before a download. GitLab looks at the scope before it
// looks for the project, so a project that cannot exist shows the scope as well
// as one that does (lib/gitlab/git_access.rb).
func (p *probe) clone(ctx context.Context) {
	project, named := p.target.Project, p.target.Project != ""
	if !named {
		project = "glpat-probe-" + randomWord() + "/x"
	}
	r, ok := p.askGit(ctx, project, beforeDownload)
	switch {
	case !ok:
	case r.advertises(beforeDownload):
		p.works("Git may download this project with the token.")
	case r.meaning() == problem.CodeNotFound && !named:
		p.works(
			"The token's scopes let Git download. The project asked for does not exist, which GitLab looks at only after the " +
				"scopes.",
		)
	default:
		p.gitRefused(r)
	}
}

// push asks what Git asks before an upload, of a project that answered the
// question before a download: of one that is not there, GitLab would make one
// (lib/gitlab/git_access_project.rb, ensure_project_on_push!).
func (p *probe) push(ctx context.Context) {
	r, ok := p.askGit(ctx, p.target.Project, beforeDownload)
	switch {
	case !ok:
		return
	case !r.advertises(beforeDownload):
		p.gitRefused(r)
		return
	case r.URL.EscapedPath() != p.pathOfGit():
		p.unclear("The project has moved, so whether the token may push was not asked. Give its new path.", nil)
		return
	}
	// Sent once and to this address alone: another could be of a project that is
	// not there.
	if r, ok = p.askGit(transport.WithoutRetry(ctx), p.target.Project, beforeUpload); !ok {
		return
	}
	if !r.advertises(beforeUpload) {
		p.gitRefused(r)
		return
	}
	p.works(
		"Git may upload to this project with the token. Nothing was uploaded; branches that are protected have rules of " +
			"their own.",
	)
}

// pathOfGit is the path that the question about the project goes to.
func (p *probe) pathOfGit() string {
	base := ""
	if at, err := url.Parse(p.instance.URL); err == nil {
		base = at.EscapedPath()
	}
	return base + "/" + p.target.Project + ".git/info/refs"
}

func (p *probe) askGit(ctx context.Context, project, service string) (reply, bool) {
	return p.askPages(ctx, problem.SpeakerGit, project+".git/info/refs?service="+service)
}

// advertises reports whether the answer is what Git goes on from.
func (r reply) advertises(service string) bool {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return r.Status == http.StatusOK && kind == "application/x-"+service+"-advertisement"
}

// gitRefused explains why Git may not go on.
func (p *probe) gitRefused(r reply) {
	prob := p.explain(r)
	fromGitLab := r.meaning() != "" || r.Header.Get("X-Gitlab-Meta") != ""
	switch {
	case prob.Code == problem.CodeScopeInsufficient && strings.HasSuffix(p.result.Asked, beforeUpload):
		p.fails("The token works and may download, but its scopes do not let Git upload code.", prob)
	case prob.Code == problem.CodeScopeInsufficient:
		p.fails("The token works, but its scopes do not let Git download code.", prob)
	case prob.Code == problem.CodeNotFound && r.meaning() != "":
		p.fails("The token's scopes are right, but this project is not there, or you may not see it.", prob)
	case r.Status == http.StatusForbidden && r.text != "" && fromGitLab:
		p.failsAs(prob)
	default:
		p.odd(r)
	}
}

// randomWord is 16 digits that nobody has in a name.
func randomWord() string {
	word := make([]byte, 8)
	_, _ = rand.Read(word) // it never fails
	return hex.EncodeToString(word)
}
