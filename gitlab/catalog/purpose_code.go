package catalog

// purposesOfCode are those that need Git alone (lib/gitlab/git_access.rb).
func purposesOfCode() []Purpose {
	return []Purpose{
		{
			Name: "clone", Title: "clone and pull code", Group: PurposeCode, Days: 365,
			Does: []Operation{OpGitDownload}, Probe: ProbeClone,
			FineGrained: whole(inProjects("Repository > Code: Download")),
			Sets:        one(ScopeReason{ScopeReadRepository, "lets Git download code over HTTPS, and nothing else"}),
			Role:        "Reporter in a private project; Guest will do in others",
			Reads:       "Git's credential helper, or the file .netrc",
			Username:    UsernameAny,
			Line:        "git ls-remote {url}/{project}.git HEAD",
			Alternatives: []Alternative{
				{AlternativeDeployToken, "for a server or a script that reads one project or group"},
				{AlternativeJobToken, "in a CI/CD job, with the user name gitlab-ci-token"},
				{AlternativeSSHKey, "for your own computer"},
			},
		},
		{
			Name: "push", Title: "push code", Group: PurposeCode, Days: 90,
			Does: []Operation{OpGitDownload, OpGitUpload}, Probe: ProbePush,
			FineGrained: whole(inProjects("Repository > Code: Download, Push")),
			Sets:        one(ScopeReason{ScopeWriteRepository, "lets Git download and upload code over HTTPS"}),
			Role:        "Developer in the project",
			Reads:       "Git's credential helper, or the file .netrc",
			Username:    UsernameAny,
			Line:        "git push --dry-run origin HEAD:refs/heads/glpat-probe",
			Alternatives: []Alternative{
				{AlternativeDeployKey, "for a server or a script that writes to one project"},
				{AlternativeProjectToken, "for a program that should not be you"},
				{AlternativeSSHKey, "for your own computer"},
			},
			Note: "It does not open merge requests: that needs api.",
		},
		{
			Name:        "push-mirror",
			Title:       "mirror a project to this GitLab",
			Group:       PurposeCode,
			Days:        365,
			Does:        []Operation{OpGitUpload},
			Probe:       ProbePush,
			FineGrained: whole(inProjects("Repository > Code: Download, Push")),
			Sets: one(
				ScopeReason{ScopeWriteRepository, "lets the other GitLab push here; the token is made where the copy is"},
			),
			Role:     "Maintainer in the project that is the copy",
			Reads:    "the other project's settings, Repository, Mirroring repositories, as the password",
			Username: UsernameAny,
			Alternatives: []Alternative{
				{AlternativeDeployKey, "where the mirror goes over SSH"},
				{AlternativeProjectToken, "so that the mirror is not you"},
			},
		},
		{
			Name:        "pull-mirror",
			Title:       "let another GitLab copy a project from here",
			Group:       PurposeCode,
			Days:        365,
			Does:        []Operation{OpGitDownload},
			Probe:       ProbeClone,
			FineGrained: whole(inProjects("Repository > Code: Download")),
			Sets: one(
				ScopeReason{ScopeReadRepository, "lets the other GitLab download; the token is made where the original is"},
			),
			Role:         "Reporter in the project that is copied",
			Reads:        "the other project's settings, Repository, Mirroring repositories, as the password",
			Username:     UsernameAny,
			Alternatives: []Alternative{{AlternativeDeployToken, "it does the same for one project"}},
		},
	}
}
