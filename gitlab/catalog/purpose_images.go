package catalog

// purposesOfImages are those of the container registry and the dependency proxy
// (app/services/auth/container_registry_authentication_service.rb and its
// neighbour for the proxy).
func purposesOfImages() []Purpose {
	const bothHalves = "from 18.0 on the proxy asks for both of its scopes, even to pull"
	const before18 = "before 18.0 the proxy asks for both registry scopes"
	return []Purpose{
		{
			Name:        "pull-images",
			Title:       "pull container images",
			Group:       PurposeImages,
			Days:        365,
			Does:        []Operation{OpPullImage},
			Probe:       ProbeImages,
			FineGrained: whole(inProjects("Packages and Registry > Container Repository: Read")),
			Sets:        one(ScopeReason{ScopeReadRegistry, "lets docker or podman download images"}),
			Role:        "Reporter in a private project; Guest will do in others",
			Reads:       "docker login, which asks for user name and password",
			Username:    UsernameAny,
			Line:        `printf %s "$GITLAB_TOKEN" | docker login {registry} -u {user} --password-stdin`,
			Alternatives: []Alternative{
				byJobToken(RoleReporter, "in a CI/CD job, where $CI_REGISTRY_PASSWORD holds it"),
				byDeployToken("for a server or a cluster; it has a user name of its own", ScopeReadRegistry),
			},
			Note: "A tool that also lists the images, such as Portainer, needs read_api besides: see browse-images.",
		},
		{
			Name: "browse-images", Title: "let a tool such as Portainer list and pull images", Group: PurposeImages,
			Days: 90, Does: []Operation{OpListImages, OpPullImage}, Probe: ProbeReadAPI,
			FineGrained: whole(
				inUser("Projects > Project: Read"),
				inProjects("Projects > Project: Read", "Packages and Registry > Container Repository: Read"),
			),
			Sets:      one(ScopeReason{ScopeReadAPI, "lists the images, which read_registry does not, and pulls them"}),
			OverAsked: OverAsked{[]Scope{ScopeReadRegistry, ScopeAPI}, "read_api pulls too, and nothing is changed"},
			Role:      "Reporter in a private project; Guest will do in others",
			Reads:     "the tool's settings for a registry, beside your user name",
			Username:  UsernameAny,
			Alternatives: []Alternative{
				byProjectToken(RoleReporter, "where the images are one project's", ScopeReadAPI),
				byGroupToken(RoleReporter, "where the images are one group's", ScopeReadAPI),
			},
			Note: "Where you type the image's name yourself, pull-images is enough, and reads far less.",
		},
		{
			Name:        "push-images",
			Title:       "push container images",
			Group:       PurposeImages,
			Days:        90,
			Does:        []Operation{OpPullImage, OpPushImage},
			Probe:       ProbeImages,
			FineGrained: never("Fine-grained tokens cannot push container images."),
			Sets: one(
				ScopeReason{ScopeReadRegistry, "a push first reads what is there"},
				ScopeReason{ScopeWriteRegistry, "lets docker or podman upload images"},
			),
			OverAsked: OverAsked{[]Scope{ScopeAPI}, "these two are enough"},
			Role:      "Developer in the project",
			Reads:     "docker login, which asks for user name and password",
			Username:  UsernameAny,
			Line:      `printf %s "$GITLAB_TOKEN" | docker login {registry} -u {user} --password-stdin`,
			Alternatives: []Alternative{
				byJobToken(RoleDeveloper, "in a CI/CD job of the same project, where $CI_REGISTRY_PASSWORD holds it"),
				byDeployToken("for a server outside; it has a user name of its own", ScopeReadRegistry, ScopeWriteRegistry),
			},
		},
		{
			Name: "delete-images", Title: "delete container images", Group: PurposeImages, Days: 30,
			Does: []Operation{OpDeleteImage}, Probe: ProbeReadAPI,
			FineGrained: whole(inProjects("Packages and Registry > Container Repository: Read, Delete")),
			Sets:        one(ScopeReason{ScopeAPI, "no smaller scope may delete images"}),
			Role:        "Maintainer in the project",
			Alternatives: []Alternative{
				byJobToken(RoleMaintainer, "in a CI/CD job of the same project"),
				byProjectToken(RoleMaintainer, "so that it reaches one project alone", ScopeAPI),
			},
			Note: "A cleanup policy in the project's settings may do it without any token.",
		},
		{
			Name:        "pull-proxy",
			Title:       "pull images through the dependency proxy",
			Group:       PurposeImages,
			Days:        365,
			Does:        []Operation{OpPullProxy},
			Probe:       ProbeProxy,
			FineGrained: whole(inProjects("Packages and Registry > Dependency Proxy: Read")),
			Sets: []ScopeSet{
				{Scopes: []ScopeReason{{ScopeReadRegistry, before18}, {ScopeWriteRegistry, before18}}},
				{
					Since:  NewRelease(18, 0),
					Scopes: []ScopeReason{{ScopeReadVirtualRegistry, bothHalves}, {ScopeWriteVirtualRegistry, bothHalves}},
				},
			},
			Role:     "Guest in the group",
			Reads:    "docker login, to the GitLab's own name without a port",
			Username: UsernameAny,
			Line:     `printf %s "$GITLAB_TOKEN" | docker login {name} -u {user} --password-stdin`,
			Alternatives: []Alternative{
				byJobToken(RoleGuest, "in a CI/CD job, where $CI_DEPENDENCY_PROXY_PASSWORD holds it"),
				byDeployToken("made for the group, not for a project", ScopeReadRegistry, ScopeWriteRegistry),
			},
		},
	}
}
