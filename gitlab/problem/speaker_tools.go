package problem

// tools are the programs that are known by their lines, the more special before
// the more general: what writes in another's words stands after it. How each is
// given a token is told in its own documents.
func tools() []tool {
	const registryLogin = "Sign out of the registry and in again, with your user name and the token as password; a " +
		"deploy token has a user name of its own"
	images := []string{"pull-images", "push-images"}
	packages := []string{"install-packages", "publish-packages"}
	code := []string{"clone", "push"}
	return []tool{
		{
			"gitlab-runner",
			SpeakerRunner,
			[]string{
				"registering runner",
				"verifying runner",
				"checking for jobs",
				"gitlab-runner register",
				"register the runner",
				"verify the runner",
			},
			[]string{"create-runners"},
			"Give gitlab-runner the token that begins with glrt-, from the page on which the runner was created",
		},
		{
			"semantic-release", SpeakerAPI,
			[]string{"semantic-release", "eglnopu", "einvalidgltoken", "enogltoken", "egitnopermission"},
			[]string{"semantic-release"},
			"Put the token into GITLAB_TOKEN or GL_TOKEN; in a CI/CD job a protected variable is empty on other branches",
		},
		{
			"Renovate", SpeakerAPI,
			[]string{"renovate", "init: authentication failure"},
			[]string{"renovate"},
			"Put the token into RENOVATE_TOKEN, and the GitLab's address with /api/v4/ into RENOVATE_ENDPOINT",
		},
		{
			"Argo CD", SpeakerDelivery,
			[]string{"argocd", "argo cd", "rpc error: code ="},
			[]string{"argocd"},
			"Give the repository's secret any user name, the token as password, and an address that ends in .git",
		},
		{
			"Flux", SpeakerDelivery,
			[]string{"flux", "gitrepository", "source-controller", "failed to checkout and determine revision"},
			[]string{"clone"},
			"Give the source's secret any user name and the token as password",
		},
		{
			"Terraform's provider", SpeakerAPI,
			[]string{"  with gitlab_", "gitlabhq/gitlab", "no gitlab token configured"},
			[]string{"terraform-provider"},
			"Put the token into GITLAB_TOKEN where Terraform runs, or into the provider's argument token",
		},
		{
			"Terraform",
			SpeakerTerraform,
			[]string{
				"terraform",
				"opentofu",
				"tofu ",
				"http remote state",
				"acquiring the state lock",
				"loading state",
				"module versions",
				"module registry",
				"provider packages",
			},
			[]string{"terraform-modules", "terraform-state"},
			"Put your user name into TF_HTTP_USERNAME and the token into TF_HTTP_PASSWORD for a state; for modules put it " +
				"into the variable TF_TOKEN_ and the host",
		},
		{
			"docker", SpeakerDependencyProxy,
			[]string{"dependency_proxy", "dependency proxy"},
			[]string{"pull-proxy"},
			registryLogin,
		},
		{
			"go", SpeakerGo,
			[]string{"go-get=1", "go: ", "unrecognized import path", "sum.golang.org", "proxy.golang.org"},
			[]string{"go-modules"},
			"Put the token into .netrc as the password for the host, with any login name, and the host into GOPRIVATE",
		},
		{
			"npm", SpeakerPackages,
			[]string{"npm err!", "npm error", "npm warn", ".npmrc", "eneedauth"},
			packages,
			"Put the token behind _authToken= in .npmrc, on a line that begins with // and the registry's address",
		},
		{
			"pnpm", SpeakerPackages,
			[]string{"err_pnpm"},
			packages,
			"Put the token behind _authToken= in .npmrc, on a line that begins with // and the registry's address",
		},
		{
			"yarn", SpeakerPackages,
			[]string{"yarn", "yn0033", "yn0035", "yn0041"},
			packages,
			"Put the token behind npmAuthToken in .yarnrc.yml, under the registry's address",
		},
		{
			"pip", SpeakerPackages,
			[]string{"pip ", "twine", "looking in indexes", "credentials not correct for", "uploading distributions"},
			packages,
			"Give any user name and the token as password: in .netrc for pip, in .pypirc for twine",
		},
		{
			"Poetry", SpeakerPackages,
			[]string{"poetry", "unauthorized | b'", "forbidden | b'"},
			packages,
			"Put your user name into POETRY_HTTP_BASIC_ and the repository's name and _USERNAME, the token into the same " +
				"with _PASSWORD",
		},
		{
			"Conan", SpeakerPackages,
			[]string{"conan", "[remote: "},
			packages,
			"Sign in to the remote again with conan remote login, with your user name and the token as password",
		},
		{
			"Maven", SpeakerPackages,
			[]string{
				"[error] failed to execute goal", "transfer artifact", "could not find artifact", "deploy artifacts",
				"authorization failed for http", "reason phrase:",
			},
			packages,
			"Put the token into settings.xml as the header Private-Token of the server whose id the POM names; a job's " +
				"goes into Job-Token, a deploy token into Deploy-Token",
		},
		{
			"Gradle", SpeakerPackages,
			[]string{"gradle", "from server: ", "> could not get", "> could not put"},
			packages,
			"Give the repository the header Private-Token with the token; a job's goes into Job-Token, a deploy token into " +
				"Deploy-Token",
		},
		{
			"NuGet", SpeakerPackages,
			[]string{"nuget", "nu1301", "response status code does not indicate success"},
			packages,
			"Give the source the user name of the token's owner, which GitLab checks here, and the token as password",
		},
		{
			"Composer", SpeakerPackages,
			[]string{"composer", "could not authenticate against"},
			packages,
			"Put the token into auth.json under gitlab-token, and name the host under gitlab-domains",
		},
		{
			"Helm", SpeakerRegistry,
			[]string{"helm push", "helm pull", "helm registry", "oci://"},
			images,
			"Sign in to the registry again with helm registry login, with your user name and the token as password",
		},
		{
			"Helm", SpeakerPackages,
			[]string{"helm", "is not a valid chart repository"},
			packages,
			"Add the repository again, with your user name and the token as password",
		},
		{
			"", SpeakerPackages,
			[]string{"/packages/"},
			packages,
			"Give it the token where its settings keep the password for this address; GitLab's page of the package shows how",
		},
		{
			"docker",
			SpeakerRegistry,
			[]string{
				"error response from daemon",
				"docker",
				"unauthorized: http basic",
				"unauthorized: authentication",
				"denied: requested access",
				"denied: access forbidden",
				"errimagepull",
				"imagepullbackoff",
				"failed to pull image",
				"failed to solve",
				"/jwt/auth",
				"podman",
				"initializing source docker://",
				"pull access denied",
				"push access denied",
				`"code":"denied"`,
				`"code":"unauthorized"`,
				"kaniko",
				"skopeo",
				"containerd",
				"manifest unknown",
				"name unknown",
				"buildah",
				"initiating layer upload",
				"at destination: ",
				"unexpected status from ",
				"pinging container registry",
				"/v2/",
			},
			images,
			registryLogin,
		},
		{
			"glab", SpeakerAPI,
			[]string{"glab", "gitlab cli", "of the configured gitlab instances", "api call failed: ", "no token found (checked"},
			[]string{"glab"},
			"Run glab auth login again; a GITLAB_TOKEN that is set beats what glab keeps",
		},
		{
			"python-gitlab", SpeakerAPI,
			[]string{"gitlab.exceptions", "gitlabauthenticationerror", "gitlabhttperror", "gitlabgeterror"},
			[]string{"read-api", "api"},
			"Give the token as private_token; a job's as job_token, one of an application as oauth_token",
		},
		{
			"Cargo", SpeakerGit,
			[]string{
				"cargo", "updating git repository", "failed to load source for dependency", "when downloading repository",
				"no authentication methods succeeded",
			},
			[]string{"clone"},
			"Let Cargo use Git's own password, with git-fetch-with-cli = true under [net] in .cargo/config.toml, and give Git " +
				"the token as password",
		},
		{
			jobsGit, SpeakerGit,
			[]string{"gitlab-ci-token:"},
			code,
			"Use the job's own token while the job runs: it is in CI_JOB_TOKEN, with the user name gitlab-ci-token",
		},
		{
			"git",
			SpeakerGit,
			[]string{
				"fatal: unable to access",
				"fatal: authentication failed",
				"fatal: repository",
				"fatal: could not read",
				"remote: ",
				"failed to push some refs",
				"[remote rejected]",
				"rpc failed; http",
				"git clone",
				"git push",
				"git pull",
				"git fetch",
				"fatal: remote error",
				"git-upload-pack",
				"git-receive-pack",
			},
			code,
			"Delete the password that Git remembers, and give it the token as password; any user name will do",
		},
		{
			"", SpeakerDelivery, nil,
			[]string{"clone"},
			"Give the tool any user name, the token as password, and an address that ends in .git",
		},
		{
			"", SpeakerAPI, nil,
			[]string{"read-api", "api"},
			"Send it in the right header: PRIVATE-TOKEN or Authorization: Bearer for a personal, project or group token; " +
				"JOB-TOKEN for a job's; DEPLOY-TOKEN for a deploy token, which opens packages only",
		},
	}
}
