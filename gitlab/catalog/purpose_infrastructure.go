package catalog

// purposesOfInfrastructure are those of Terraform, runners and clusters.
func purposesOfInfrastructure() []Purpose {
	const createsRunners = "Maintainer for a project's runner, Owner for a group's, administrator for everybody's"
	runnerBots := func(scopes ...Scope) []Alternative {
		return []Alternative{
			byProjectToken(RoleMaintainer, "for a project's runners", scopes...),
			byGroupToken(RoleOwner, "for a group's runners", scopes...),
		}
	}
	managing := []Alternative{
		byGroupToken(RoleOwner, "where it manages one group", ScopeAPI),
		byServiceAccount(RoleOwner, "so that it is not you", ScopeAPI),
	}
	return []Purpose{
		{
			Name:        "terraform-state",
			Title:       "keep Terraform state in GitLab",
			Group:       PurposeInfrastructure,
			Days:        90,
			Does:        []Operation{OpKeepState},
			Probe:       ProbeState,
			FineGrained: whole(inProjects("CI/CD > Terraform State: Create, Read, Lock")),
			Sets:        one(ScopeReason{ScopeAPI, "locking and writing the state needs it"}),
			Role:        "Maintainer in the project, to lock and write; Developer to read",
			Reads:       "the variables TF_HTTP_USERNAME and TF_HTTP_PASSWORD",
			Username:    UsernameAny,
			Line:        "terraform plan -lock=false",
			Alternatives: []Alternative{
				byJobToken(RoleMaintainer, "in a CI/CD job, with the user name gitlab-ci-token"),
				byProjectToken(RoleMaintainer, "so that it reaches one project alone", ScopeAPI),
			},
		},
		{
			Name: "create-runners", Title: "create runners", Group: PurposeInfrastructure, Days: 7,
			Does:        []Operation{OpCreateRunner},
			FineGrained: whole(inUser("CI/CD > Runner: Create")),
			Sets:        one(ScopeReason{ScopeCreateRunner, "may create runners, and nothing else"}),
			Role:        createsRunners,
			Alternatives: []Alternative{
				byProjectToken(RoleMaintainer, "for a project's runners, where they belong to no person", ScopeCreateRunner),
				byGroupToken(RoleOwner, "for a group's runners, where they belong to no person", ScopeCreateRunner),
				byRegistrationToken("for runners that register themselves the old way; who has it can add runners for ever"),
			},
			Note: "The runner gets a token of its own; this one is not needed after.",
		},
		{
			Name:        "manage-runners",
			Title:       "change and delete runners",
			Group:       PurposeInfrastructure,
			Days:        90,
			Does:        []Operation{OpListRunners, OpChangeRunner},
			Probe:       ProbeRunners,
			FineGrained: whole(inUser("CI/CD > Runner: Read"), inProjects("CI/CD > Runner: Read, Update, Delete, Assign")),
			Sets: one(
				ScopeReason{ScopeManageRunner, "may change runners whose number is known"},
				ScopeReason{ScopeReadAPI, "lets you list the runners"},
			),
			Role:         "Maintainer of the project or Owner of the group",
			Alternatives: runnerBots(ScopeManageRunner, ScopeReadAPI),
			Note: "Where GitLab's address has a path, as in example.com/gitlab, manage_runner seems to do nothing: " +
				"there it takes api.",
		},
		{
			Name:        "ansible-runners",
			Title:       "create runners with Ansible",
			Group:       PurposeInfrastructure,
			Days:        90,
			Does:        []Operation{OpListRunners, OpCreateRunner},
			Probe:       ProbeRunners,
			FineGrained: whole(inUser("CI/CD > Runner: Create, Read"), inProjects("CI/CD > Runner: Read")),
			Sets: one(
				ScopeReason{ScopeCreateRunner, "creates the runner"},
				ScopeReason{ScopeReadAPI, "lets the module look first whether the runner is there"},
			),
			OverAsked:    OverAsked{[]Scope{ScopeAPI}, "these two create and find runners"},
			Role:         createsRunners,
			Reads:        "the module's argument api_token",
			Alternatives: runnerBots(ScopeCreateRunner, ScopeReadAPI),
			Note:         "A playbook that also changes or deletes runners needs manage_runner besides: add manage-runners.",
		},
		{
			Name:        "terraform-runners",
			Title:       "keep runners with Terraform",
			Group:       PurposeInfrastructure,
			Days:        90,
			Does:        []Operation{OpCreateRunner, OpChangeRunner},
			FineGrained: whole(inUser("CI/CD > Runner: Create"), inProjects("CI/CD > Runner: Read, Update, Delete")),
			Sets: one(
				ScopeReason{ScopeCreateRunner, "creates the runner"},
				ScopeReason{ScopeManageRunner, "reads, changes and deletes the runner that it created"},
			),
			OverAsked:    OverAsked{[]Scope{ScopeAPI}, "these two do what gitlab_user_runner does"},
			Role:         createsRunners,
			Reads:        "the variables GITLAB_TOKEN and GITLAB_BASE_URL, which ends in a slash",
			Alternatives: runnerBots(ScopeCreateRunner, ScopeManageRunner),
			Note: "The provider first asks who it is: set early_auth_check = false, or add read_user. " +
				"Before GitLab 17.1 it takes api.",
		},
		{
			Name: "start-pipelines", Title: "start pipelines from outside", Group: PurposeInfrastructure, Days: 90,
			Does:        []Operation{OpStartPipeline},
			FineGrained: whole(inProjects("CI/CD > Pipeline: Create")),
			Sets:        one(ScopeReason{ScopeAPI, "no smaller scope may start a pipeline"}),
			Role:        "Developer in the project; Maintainer where its branch is protected",
			Alternatives: []Alternative{
				byJobToken(RoleDeveloper, "from another pipeline, sent as a trigger token is; "+
					"another project has to let the job's project in"),
				byTriggerToken("from everywhere else; it starts pipelines of one project, and can do nothing else"),
				byProjectToken(RoleDeveloper, "where the tool knows no trigger tokens", ScopeAPI),
			},
			Note: "A trigger token is the smaller way: it goes as the field token of a POST to " +
				"/projects/ID/trigger/pipeline, beside the field ref.",
		},
		{
			Name: "kubernetes", Title: "reach Kubernetes through GitLab's agent", Group: PurposeInfrastructure, Days: 7,
			Does:        []Operation{OpReachCluster},
			FineGrained: never("The cluster takes no fine-grained token."),
			Sets:        one(ScopeReason{ScopeK8sProxy, "is the only scope that the cluster accepts"}),
			Role:        "Developer in a project or group that the agent lets in",
			Reads:       "kubectl's settings, as pat:AGENT:TOKEN",
			Line:        "kubectl get --raw /version",
			Note:        "glab cluster agent update-kubeconfig makes short-lived tokens by itself.",
		},
		{
			Name:  "terraform-provider",
			Title: "manage GitLab itself with Terraform",
			Group: PurposeInfrastructure,
			Days:  90,
			Does:  []Operation{OpReadAPI, OpWriteAPI},
			Probe: ProbeReadAPI,
			FineGrained: untested(
				"It needs what it manages, so the list is yours to make.",
				inUser("Projects > Project: Read"),
				inProjects("Projects > Project: Read", "Groups > Group: Read"),
			),
			Sets:         one(ScopeReason{ScopeAPI, "creates and changes projects, groups and members"}),
			Role:         "Maintainer or Owner of what it manages",
			Reads:        "the variables GITLAB_TOKEN and GITLAB_BASE_URL, which ends in a slash",
			Alternatives: managing,
		},
		{
			Name:  "ansible",
			Title: "manage GitLab itself with Ansible",
			Group: PurposeInfrastructure,
			Days:  90,
			Does:  []Operation{OpReadAPI, OpWriteAPI},
			Probe: ProbeReadAPI,
			FineGrained: untested(
				"It needs what it manages, so the list is yours to make.",
				inUser("Projects > Project: Read"),
				inProjects("Projects > Project: Read", "Groups > Group: Read"),
			),
			Sets:         one(ScopeReason{ScopeAPI, "creates and changes projects, groups and members"}),
			Role:         "Maintainer or Owner of what it manages",
			Reads:        "the modules' argument api_token",
			Alternatives: managing,
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
