package catalog

// purposesOfAPI are those that call the API, from programs or editors
// (lib/api/api.rb: read_api for GET and HEAD, api for the rest).
func purposesOfAPI() []Purpose {
	const overAsked = "api contains it already"
	return []Purpose{
		{
			Name: "read-api", Title: "read through the API: dashboards, exports", Group: PurposeAPI, Days: 90,
			Does: []Operation{OpReadAPI}, Probe: ProbeReadAPI,
			FineGrained: partly(
				"It reads what you list; some of GraphQL stays closed to it.",
				inUser("Projects > Project: Read", "Groups > Group: Read"),
				inProjects(
					"Projects > Project: Read",
					"Groups > Group: Read",
					"Project Planning > Work Item: Read",
					"Project Planning > Label: Read",
					"System Access > Member: Read",
					"Repository > Merge Request: Read",
				),
			),
			Sets:      one(ScopeReason{ScopeReadAPI, "lets a program read all that you can read, and change nothing"}),
			Role:      "Reporter in what is to be read; Guests see no code and no private issues",
			Line:      `curl -H "PRIVATE-TOKEN: $GITLAB_TOKEN" "{url}/api/v4/projects?membership=true&per_page=1"`,
			OverAsked: OverAsked{[]Scope{ScopeReadUser, ScopeReadRepository}, "read_api contains both"},
			Alternatives: []Alternative{
				byGroupToken(RoleReporter, "where all that is read is in one group", ScopeReadAPI),
				byServiceAccount(RoleReporter, "for a program that should not be you", ScopeReadAPI),
			},
			Note: "It clones code and pulls images too.",
		},
		{
			Name: "api", Title: "read and change through the API", Group: PurposeAPI, Days: 30,
			Does: []Operation{OpReadAPI, OpWriteAPI}, Probe: ProbeReadAPI,
			FineGrained: partly(
				"It does what you list; some of GraphQL stays closed to it.",
				inUser("Projects > Project: Read", "Groups > Group: Read"),
				inProjects(
					"Projects > Project: Read",
					"Groups > Group: Read",
					"Project Planning > Work Item: Create, Read, Update",
					"Repository > Merge Request: Create, Read, Update",
					"Repository > Repository: Read",
				),
			),
			Sets: one(ScopeReason{ScopeAPI, "is the only scope that may change issues, merge requests and settings"}),
			Role: "the role that you need for the same by hand",
			Line: `curl -H "PRIVATE-TOKEN: $GITLAB_TOKEN" "{url}/api/v4/user"`,
			Alternatives: []Alternative{
				byProjectToken(RoleMaintainer, "where it is all in one project; a smaller role will often do", ScopeAPI),
				byServiceAccount(RoleMaintainer, "for a program that should not be you; a smaller role will often do", ScopeAPI),
			},
			Note: "It can do whatever you can do. Take something smaller where you can.",
		},
		{
			Name:  "read-tickets",
			Title: "let a ticketing tool read issues",
			Group: PurposeAPI,
			Days:  90,
			Does:  []Operation{OpReadAPI},
			Probe: ProbeReadAPI,
			FineGrained: whole(
				inUser("Projects > Project: Read"),
				inProjects(
					"Projects > Project: Read",
					"Groups > Group: Read",
					"Project Planning > Work Item: Read",
					"Project Planning > Label: Read",
					"System Access > Member: Read",
					"Repository > Merge Request: Read",
				),
			),
			Sets:      one(ScopeReason{ScopeReadAPI, "reads issues, merge requests and their comments, and changes nothing"}),
			Role:      "Reporter, so that confidential issues are seen too",
			OverAsked: OverAsked{[]Scope{ScopeAPI}, "a tool that only reads needs no right to change"},
			Alternatives: []Alternative{
				byGroupToken(RoleReporter, "where the issues are in one group", ScopeReadAPI),
				byServiceAccount(RoleReporter, "for a tool that should not be you", ScopeReadAPI),
			},
		},
		{
			Name:  "write-tickets",
			Title: "let a ticketing tool write issues and comments",
			Group: PurposeAPI,
			Days:  90,
			Does:  []Operation{OpReadAPI, OpWriteAPI},
			Probe: ProbeReadAPI,
			FineGrained: whole(
				inUser("Projects > Project: Read"),
				inProjects(
					"Projects > Project: Read",
					"Groups > Group: Read",
					"Project Planning > Work Item: Create, Read, Update",
					"Project Planning > Label: Read",
					"System Access > Member: Read",
					"Repository > Merge Request: Read",
				),
			),
			Sets: one(ScopeReason{ScopeAPI, "no smaller scope may write issues or comments"}),
			Role: "Reporter",
			Alternatives: []Alternative{
				byProjectToken(RoleReporter, "so that it can do no more than a Reporter can", ScopeAPI),
				byServiceAccount(RoleReporter, "for a tool that should not be you", ScopeAPI),
			},
		},
		{
			Name: "whoami", Title: "let a program see who you are", Group: PurposeAPI, Days: 90,
			Does:        []Operation{OpReadUser},
			FineGrained: whole(inUser("System Access > User: Read")),
			Sets:        one(ScopeReason{ScopeReadUser, "reads your profile, your events and the list of users"}),
			Line:        `curl -H "PRIVATE-TOKEN: $GITLAB_TOKEN" "{url}/api/v4/user"`,
		},
		{
			Name: "glab", Title: "use glab, GitLab's command line tool", Group: PurposeAPI, Days: 90,
			Does: []Operation{OpReadAPI, OpWriteAPI, OpGitUpload}, Probe: ProbeReadAPI,
			FineGrained: partly(
				"The commands of glab that use GraphQL may fail.",
				inUser("Projects > Project: Read"),
				inProjects(
					"Projects > Project: Read",
					"Project Planning > Work Item: Create, Read, Update",
					"Repository > Merge Request: Create, Read, Update",
					"Repository > Code: Download, Push",
				),
			),
			Sets:         one(ScopeReason{ScopeAPI, "lets glab read and change what you work on, and push"}),
			OverAsked:    OverAsked{[]Scope{ScopeWriteRepository}, overAsked},
			Reads:        "glab auth login, or the variable GITLAB_TOKEN",
			Line:         "glab auth status --hostname {host}",
			Alternatives: []Alternative{byOAuth(RoleDeveloper, "glab auth login offers it")},
		},
		{
			Name: "vscode", Title: "use GitLab in VS Code", Group: PurposeAPI, Days: 90,
			Does: []Operation{OpReadAPI, OpWriteAPI}, Probe: ProbeReadAPI,
			FineGrained: untested(
				"What its calls need is not published; these are the likely ones.",
				inUser("Projects > Project: Read"),
				inProjects(
					"Projects > Project: Read",
					"Project Planning > Work Item: Create, Read, Update",
					"Repository > Merge Request: Create, Read, Update",
				),
			),
			Sets:         one(ScopeReason{ScopeAPI, "is what the GitLab extension asks for"}),
			Reads:        `the command "GitLab: Authenticate"`,
			Alternatives: []Alternative{byOAuth(RoleDeveloper, "on GitLab.com")},
		},
		{
			Name: "jetbrains", Title: "use GitLab in a JetBrains editor", Group: PurposeAPI, Days: 90,
			Does: []Operation{OpReadAPI, OpWriteAPI}, Probe: ProbeReadAPI,
			FineGrained: untested(
				"What its calls need is not published; these are the likely ones.",
				inUser("Projects > Project: Read"),
				inProjects(
					"Projects > Project: Read",
					"Project Planning > Work Item: Read",
					"Repository > Merge Request: Create, Read, Update",
				),
			),
			Sets:      one(ScopeReason{ScopeAPI, "is what the editor asks for"}),
			OverAsked: OverAsked{[]Scope{ScopeReadUser}, overAsked},
			Reads:     "Settings, Version Control, GitLab; for GitLab Duo: Settings, Tools, GitLab Duo",
		},
		{
			Name: "code-suggestions", Title: "use GitLab Duo in an editor that asks for no more", Group: PurposeAPI, Days: 90,
			Does: []Operation{OpSuggestCode},
			FineGrained: untested(
				"What an editor needs is not published; these are the likely ones.",
				inUser(
					"Duo > Code Suggestion Completion: Create",
					"Duo > Code Suggestion Connection Detail: Read",
					"Duo > Code Suggestion Direct Access: Create",
					"Duo > Chat Completion: Create",
				),
				inProjects("Duo > Code Suggestion Enabled Status: Read"),
			),
			Sets: one(ScopeReason{ScopeAIFeatures, "opens GitLab Duo's suggestions and chat, and nothing else"}),
			Note: "GitLab's own editor extensions ask for api: see vscode and jetbrains.",
		},
		{
			Name: "renew-itself", Title: "let a token renew itself", Group: PurposeAPI, Days: 30,
			Does:        []Operation{OpRotateItself},
			FineGrained: whole(inUser("System Access > Personal Access Token: Rotate")),
			Sets:        one(ScopeReason{ScopeSelfRotate, "may replace this token by a new one"}),
			Note:        "Add the purpose that the token is really for. Renewing ends the old token at once.",
		},
	}
}
