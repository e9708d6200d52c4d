package catalog

// purposesOfPackages are those of the package registry: reading takes read_api,
// writing api, whatever the format (lib/api/api.rb); scopes for packages alone
// exist on deploy tokens only.
func purposesOfPackages() []Purpose {
	const inJob = "in a CI/CD job; another project has to let the job's project in"
	deploy := byDeployToken("it is held to the packages of one project or group", ScopeReadPackageRegistry)
	job := byJobToken(RoleReporter, inJob)
	return []Purpose{
		{
			Name: "install-packages", Title: "install packages: npm, PyPI, Maven and others", Group: PurposePackages, Days: 365,
			Does: []Operation{OpReadPackage}, Probe: ProbePackages,
			FineGrained: partly(
				"npm cannot install from a group or from the whole instance with it; from one project it can.",
				inProjects("Packages and Registry > Package: Read"),
			),
			Sets:         one(ScopeReason{ScopeReadAPI, "is the smallest that may download packages"}),
			OverAsked:    OverAsked{[]Scope{ScopeAPI}, "only publishing needs api"},
			Role:         "Reporter in a private project; Guest will do in others",
			Reads:        "the settings of npm, pip, Maven and so on",
			Username:     UsernameOwner,
			Line:         `curl -H "PRIVATE-TOKEN: $GITLAB_TOKEN" "{url}/api/v4/projects/{project}/packages?per_page=1"`,
			Alternatives: []Alternative{job, deploy},
			Note:         "NuGet, Debian and Terraform check the user name; give your own.",
		},
		{
			Name: "publish-packages", Title: "publish packages", Group: PurposePackages, Days: 90,
			Does: []Operation{OpReadPackage, OpPublishPackage}, Probe: ProbePackages,
			FineGrained: whole(inProjects("Packages and Registry > Package: Create, Read")),
			Sets:        one(ScopeReason{ScopeAPI, "no smaller scope may upload packages"}),
			Role:        "Developer in the project",
			Reads:       "the settings of npm, twine, Maven and so on",
			Username:    UsernameOwner,
			Alternatives: []Alternative{
				byJobToken(RoleDeveloper, inJob),
				byDeployToken(
					"it is held to the packages of one project or group",
					ScopeReadPackageRegistry,
					ScopeWritePackageRegistry,
				),
			},
		},
		{
			Name:  "go-modules",
			Title: "download Go modules",
			Group: PurposePackages,
			Days:  365,
			Does:  []Operation{OpFindGoModule, OpGitDownload},
			Probe: ProbeClone,
			FineGrained: untested(
				"Whether the go command finds modules with it is not known.",
				inProjects("Repository > Code: Download", "Projects > Project: Read"),
			),
			Sets: one(
				ScopeReason{ScopeReadAPI, "answers where a module lives, which read_repository does not in subgroups"},
			),
			Reads:    "the file .netrc, with GOPRIVATE set",
			Username: UsernameAny,
			Role:     "Reporter in a private project",
			Line:     "GOPRIVATE={bare} go list -m -versions {bare}/{project}",
			Alternatives: []Alternative{
				byJobToken(RoleReporter, "in a CI/CD job, for modules whose project lets the job's project in"),
				byProjectToken(RoleReporter, "where the modules are one project's", ScopeReadAPI),
				byGroupToken(RoleReporter, "where the modules are one group's", ScopeReadAPI),
			},
			Note: "A deploy token does not do: go first asks where the module lives, and no scope of it answers that. " +
				"For a module whose path has .git behind the project go asks Git alone, and clone is enough.",
		},
		{
			Name: "terraform-modules", Title: "download Terraform modules", Group: PurposePackages, Days: 365,
			Does: []Operation{OpReadPackage}, Probe: ProbePackages,
			FineGrained:  whole(inProjects("Packages and Registry > Package: Read")),
			Sets:         one(ScopeReason{ScopeReadAPI, "is the smallest that may download modules"}),
			Reads:        "the variable TF_TOKEN_ and the host, or .terraformrc",
			Username:     UsernameNone,
			Role:         "Reporter in a private project",
			Alternatives: []Alternative{job, deploy},
		},
		{
			Name:        "virtual-registry",
			Title:       "install Maven packages through the virtual registry",
			Group:       PurposePackages,
			Days:        365,
			Does:        []Operation{OpReadVirtualRegistry},
			FineGrained: whole(inProjects("Packages and Registry > Package: Read")),
			Sets: []ScopeSet{
				{
					Since:  NewRelease(18, 2),
					Scopes: []ScopeReason{{ScopeReadVirtualRegistry, "reads what the virtual registry collects"}},
				},
			},
			Role:  "Guest in the top-level group, which needs Premium or Ultimate",
			Reads: "settings.xml, as a header",
			Alternatives: []Alternative{
				byDeployToken("made for the top-level group, as the header Deploy-Token", ScopeReadVirtualRegistry),
			},
		},
	}
}
