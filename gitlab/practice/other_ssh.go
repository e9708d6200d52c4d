package practice

import "glpat/gitlab/catalog"

// AllowsOverSSH answers what GitLab's SSH server asks before Git may go on with a
// key: whether the key may download from a project, or upload to it, and what Git
// is told otherwise (lib/api/internal/base.rb and lib/gitlab/git_access.rb).
func (s *Server) AllowsOverSSH(key Credential, namespace, name string, uploads bool) (allowed bool, said string) {
	const hidden = "The project you were looking for could not be found or you don't have permission to view it."
	found, ok := s.store.findOther(key.Secret, catalog.AlternativeDeployKey, catalog.AlternativeSSHKey)
	if !ok {
		return false, "Permission denied (publickey)."
	}
	p, ok := s.store.projectAt(namespace, name)
	if ok {
		p, ok = found.within.in(p)
	}
	switch {
	case !ok:
		return false, hidden
	case uploads && found.readOnly:
		return false, "This deploy key does not have write access to this project."
	case uploads && p.access < developer:
		return false, "You are not allowed to push code to this project."
	case p.access < reporter:
		return false, "You are not allowed to download code from this project."
	}
	return true, ""
}
