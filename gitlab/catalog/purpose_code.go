package catalog

// purposesOfCode are those that need Git alone (lib/gitlab/git_access.rb).
func purposesOfCode() []Purpose {
	const otherProject = "another project has to let the job's project in"
	return []Purpose{
		{
			Name:        "clone",
			Title:       "clone and pull code",
			Group:       PurposeCode,
			Days:        365,
			Does:        []Operation{OpGitDownload},
			Probe:       ProbeClone,
			FineGrained: whole(inProjects("Repository > Code: Download")),
			Sets: one(
				ScopeReason{
					ScopeReadRepository,
					"lets Git download code over HTTPS, and a script read single files through the API",
				},
			),
			Role:     "Reporter in a private project; Guest will do in others",
			Reads:    "Git's credential helper, or the file .netrc",
			Username: UsernameAny,
			Line:     "git ls-remote {url}/{project}.git HEAD",
			Alternatives: []Alternative{
				byJobToken(RoleReporter, "in a CI/CD job, with the user name gitlab-ci-token; "+otherProject),
				byDeployToken("for a server or a script that reads one project or group", ScopeReadRepository),
				bySSHKey(RoleReporter, "for your own computer"),
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
				byDeployKey("for a server or a script that writes to one project; give it write access"),
				bySSHKey(RoleDeveloper, "for your own computer"),
				byProjectToken(RoleDeveloper, "for a program that should not be you", ScopeWriteRepository),
			},
			Note: "It does not open merge requests: that needs api.",
		},
		{
			Name: "read-file", Title: "fetch single files in a script", Group: PurposeCode, Days: 365,
			Does: []Operation{OpReadFile}, Probe: ProbeFile,
			FineGrained: whole(inProjects("Repository > Repository: Read")),
			Sets:        one(ScopeReason{ScopeReadRepository, "reads single files through the API, and clones"}),
			OverAsked:   OverAsked{[]Scope{ScopeReadAPI, ScopeAPI}, "files are all that the script reads"},
			Role:        "Reporter in a private project; Guest will do in others",
			Reads:       "the header PRIVATE-TOKEN of the request",
			Line: `curl -H "PRIVATE-TOKEN: $GITLAB_TOKEN" ` +
				`"{url}/api/v4/projects/{project}/repository/files/README.md/raw?ref=HEAD"`,
			Alternatives: []Alternative{
				byJobToken(RoleReporter, "in a CI/CD job on a recent GitLab; it reads the file's raw address alone"),
				byProjectToken(RoleReporter, "so that it reaches one project alone", ScopeReadRepository),
			},
			Note: "An archive of the whole, a folder's list and all else of the API need read_api.",
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
				byDeployKey("where the mirror goes over SSH; give it write access"),
				byProjectToken(RoleMaintainer, "so that the mirror is not you", ScopeWriteRepository),
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
			Alternatives: []Alternative{byDeployToken("it does the same for one project", ScopeReadRepository)},
		},
	}
}
