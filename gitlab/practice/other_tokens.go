package practice

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"

	"glpat/gitlab/catalog"
	"glpat/gitlab/token"
)

// OtherToken says which credential that is no personal access token is to be made.
type OtherToken struct {
	Kind catalog.AlternativeKind
	// Scopes are those of its own kind, and Role is the role of the account that acts
	// by it, where the kind has such.
	Scopes []catalog.Scope
	Role   catalog.Role
	// OfGroup makes it for the practice's group; without it is for its first project.
	OfGroup bool
	// ReadOnly makes a deploy key that may not push.
	ReadOnly bool
	// LetIn are the numbers of the other projects that let a job of the first in.
	LetIn []int64
}

// Credential is what was made: the text, and the user name that goes with it, ""
// where none does.
type Credential struct {
	Kind     catalog.AlternativeKind
	Username string
	Secret   token.Secret
}

// MakeOther makes a credential of another kind than a personal access token, as
// GitLab's settings and its CI/CD do. Those of projects, groups, service accounts
// and programs that sign in are access tokens of an account; the others are known
// where GitLab takes them alone.
func (s *Server) MakeOther(wanted OtherToken) (Credential, error) {
	within := reach{role: wanted.Role, letIn: wanted.LetIn}
	if !wanted.OfGroup {
		within.project = practiceProjects()[0].id
	}
	made := otherToken{kind: wanted.Kind, scopes: wanted.Scopes, within: within, readOnly: wanted.ReadOnly}
	text := randomHex(20)
	switch wanted.Kind {
	case catalog.AlternativeProjectToken:
		return s.makeBot(wanted, within, "project_101_bot_"+randomHex(8))
	case catalog.AlternativeGroupToken:
		within.project = 0
		return s.makeBot(wanted, within, "group_11_bot_"+randomHex(8))
	case catalog.AlternativeServiceAccount:
		within.project = 0
		return s.makeBot(wanted, within, "service_account_"+randomHex(8))
	case catalog.AlternativeOAuth:
		return s.makeBot(wanted, reach{role: wanted.Role}, "pat")
	case catalog.AlternativeJobToken:
		made.username, text = jobUsername, "practice-glcbt-"+text
	case catalog.AlternativeDeployToken:
		made.username, text = "gitlab+deploy-token-"+randomHex(2), "practice-gldt-"+text
	case catalog.AlternativeTriggerToken:
		text = "practice-glptt-" + text
	case catalog.AlternativeRegistrationToken:
		text = "practice-GR1348941" + text
	case catalog.AlternativeDeployKey, catalog.AlternativeSSHKey:
	}
	return Credential{wanted.Kind, made.username, token.NewSecret(text)}, s.store.keepOther(text, made)
}

// jobUsername is the user name that goes with a job's token
// (doc/ci/jobs/ci_job_token.md).
const jobUsername = "gitlab-ci-token"

// makeBot makes an access token of an account that is held to a reach.
func (s *Server) makeBot(wanted OtherToken, within reach, username string) (Credential, error) {
	owner, err := s.store.userNamed(username)
	if err != nil {
		return Credential{}, err
	}
	secret, err := s.store.create(owner.id, draft{
		name: "practice", scopes: wanted.Scopes, expires: today(s.now()).AddDate(0, 1, 0), within: within,
	})
	return Credential{Kind: wanted.Kind, Username: username, Secret: secret}, err
}

// reach is where a credential acts, and with which role.
type reach struct {
	project int64   // the one project, 0 for all
	letIn   []int64 // others that let in whoever comes from it
	role    catalog.Role
}

// in returns the project as the credential meets it, false where it does not reach
// it. Without a role it has that of the account in the project.
func (r reach) in(p project) (project, bool) {
	if r.project != 0 && r.project != p.id && !slices.Contains(r.letIn, p.id) {
		return project{}, false
	}
	if r.role != catalog.RoleNone {
		p.access = int(r.role)
	}
	return p, true
}

// otherToken is a credential that is no access token of an account.
type otherToken struct {
	kind     catalog.AlternativeKind
	username string
	scopes   []catalog.Scope
	within   reach
	readOnly bool
}

// issued shows the credential where GitLab asks for abilities: to Git and to the
// registry.
func (o otherToken) issued() issuedToken {
	return issuedToken{kind: o.kind, other: true, scopes: o.scopes, within: o.within}
}

// maxOthers bounds how many such credentials are remembered.
const maxOthers = 1000

var errTooManyOthers = errors.New("the practice GitLab has too many of these, restart it for more")

func (s *store) keepOther(text string, made otherToken) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.others) >= maxOthers {
		return fmt.Errorf("make %s: %w", made.kind.Phrase(), errTooManyOthers)
	}
	s.others[sha256.Sum256([]byte(text))] = made
	return nil
}

// findOther finds a credential of one of the kinds by its text.
func (s *store) findOther(secret token.Secret, kinds ...catalog.AlternativeKind) (otherToken, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	found, ok := s.others[sha256.Sum256([]byte(secret.Reveal()))]
	return found, ok && slices.Contains(kinds, found.kind)
}

// findByPassword finds a deploy token or a job's token by user name and password. A
// deploy token's own user name has to be given, and a job's token takes one name
// (lib/gitlab/auth.rb, deploy_token_check and build_access_token_check).
func (s *store) findByPassword(username string, secret token.Secret) (otherToken, bool) {
	found, ok := s.findOther(secret, catalog.AlternativeDeployToken, catalog.AlternativeJobToken)
	return found, ok && found.username == username
}
