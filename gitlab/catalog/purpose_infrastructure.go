package catalog

// purposesOfInfrastructure are those of Terraform, runners and clusters.
func purposesOfInfrastructure() []Purpose {
	return []Purpose{
		{
			Name: "terraform-state", Title: "keep Terraform state in GitLab", Group: PurposeInfrastructure, Days: 90,
			Does: []Operation{OpReadAPI, OpWriteAPI}, Probe: ProbeState,
			FineGrained:  whole(inProjects("CI/CD > Terraform State: Create, Read, Lock")),
			Sets:         one(ScopeReason{ScopeAPI, "locking and writing the state needs it"}),
			Role:         "Maintainer in the project, to lock and write; Developer to read",
			Reads:        "the variables TF_HTTP_USERNAME and TF_HTTP_PASSWORD",
			Username:     UsernameAny,
			Line:         "terraform plan -lock=false",
			Alternatives: []Alternative{{AlternativeJobToken, "in a CI/CD job, with the user name gitlab-ci-token"}, {AlternativeProjectToken, "so that it reaches one project alone"}},
		},
		{
			Name: "create-runners", Title: "create runners", Group: PurposeInfrastructure, Days: 7,
			Does:         []Operation{OpCreateRunner},
			FineGrained:  whole(inUser("CI/CD > Runner: Create")),
			Sets:         one(ScopeReason{ScopeCreateRunner, "may create runners, and nothing else"}),
			Role:         "Maintainer for a project's runner, Owner for a group's, administrator for everybody's",
			Alternatives: []Alternative{{AlternativeProjectToken, "or a group's, where it belongs to no person"}},
			Note:         "The runner gets a token of its own; this one is not needed after.",
		},
		{
			Name: "manage-runners", Title: "change and delete runners", Group: PurposeInfrastructure, Days: 90,
			Does: []Operation{OpListRunners, OpChangeRunner}, Probe: ProbeRunners,
			FineGrained: whole(inUser("CI/CD > Runner: Read"), inProjects("CI/CD > Runner: Read, Update, Delete, Assign")),
			Sets: one(
				ScopeReason{ScopeManageRunner, "may change runners whose number is known"},
				ScopeReason{ScopeReadAPI, "lets you list the runners"},
			),
			Role:         "Maintainer of the project or Owner of the group",
			Alternatives: []Alternative{{AlternativeProjectToken, "or a group's, where it belongs to no person"}},
			Note:         "Where GitLab's address has a path, as in example.com/gitlab, manage_runner seems to do nothing: there it takes api.",
		},
		{
			Name: "kubernetes", Title: "reach Kubernetes through GitLab's agent", Group: PurposeInfrastructure, Days: 7,
			Does:        []Operation{OpReachCluster},
			FineGrained: never("The cluster's door takes no fine-grained token."),
			Sets:        one(ScopeReason{ScopeK8sProxy, "is the only scope that the cluster's door accepts"}),
			Role:        "Developer in a project or group that the agent lets in",
			Reads:       "kubectl's settings, as pat:AGENT:TOKEN",
			Line:        "kubectl get --raw /version",
			Note:        "glab cluster agent update-kubeconfig makes short-lived tokens by itself.",
		},
		{
			Name: "terraform-provider", Title: "manage GitLab itself with Terraform", Group: PurposeInfrastructure, Days: 90,
			Does: []Operation{OpReadAPI, OpWriteAPI}, Probe: ProbeReadAPI,
			FineGrained: untested(
				"It needs what it manages, so the list is yours to make.",
				inUser("Projects > Project: Read"),
				inProjects("Projects > Project: Read", "Groups > Group: Read"),
			),
			Sets:         one(ScopeReason{ScopeAPI, "creates and changes projects, groups and members"}),
			Role:         "Maintainer or Owner of what it manages",
			Reads:        "the variables GITLAB_TOKEN and GITLAB_BASE_URL, which ends in a slash",
			Alternatives: []Alternative{{AlternativeGroupToken, "where it manages one group"}, {AlternativeServiceAccount, "so that it is not you"}},
		},
		{
			Name: "ansible", Title: "manage GitLab itself with Ansible", Group: PurposeInfrastructure, Days: 90,
			Does: []Operation{OpReadAPI, OpWriteAPI}, Probe: ProbeReadAPI,
			FineGrained: untested(
				"It needs what it manages, so the list is yours to make.",
				inUser("Projects > Project: Read"),
				inProjects("Projects > Project: Read", "Groups > Group: Read"),
			),
			Sets:         one(ScopeReason{ScopeAPI, "creates and changes projects, groups and members"}),
			Role:         "Maintainer or Owner of what it manages",
			Reads:        "the modules' argument api_token",
			Alternatives: []Alternative{{AlternativeGroupToken, "where it manages one group"}, {AlternativeServiceAccount, "so that it is not you"}},
		},
		{
			Name: "move-groups", Title: "let another GitLab take over groups from here", Group: PurposeInfrastructure, Days: 7,
			Does: []Operation{OpReadAPI, OpWriteAPI}, Probe: ProbeReadAPI,
			FineGrained: untested("The importer uses GraphQL, and what it needs is not published."),
			Sets:        one(ScopeReason{ScopeAPI, "the importer asks this GitLab to export, which changes something here"}),
			Role:        "Owner of the group",
			Reads:       "the page \"Import groups by direct transfer\" of the other GitLab",
			Note:        "Revoke it when the groups have arrived.",
		},
		{
			Name: "service-ping", Title: "download the instance's usage report", Group: PurposeInfrastructure, Days: 30,
			Does: []Operation{OpReadServicePing}, Probe: ProbeUsageData,
			FineGrained: whole(inGlobal("Project Planning > Service Ping: Read")),
			Sets:        one(ScopeReason{ScopeReadServicePing, "downloads that report, and nothing else"}),
			Role:        "to be an administrator",
			Line:        `curl -H "PRIVATE-TOKEN: $GITLAB_TOKEN" "{url}/api/v4/usage_data/service_ping"`,
		},
	}
}
