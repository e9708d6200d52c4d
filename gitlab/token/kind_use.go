package token

import "fmt"

// Use says in a sentence or two what a token of that kind is good for and how it is
// given, "" for a personal access token and for what is none of GitLab's
// (doc/security/tokens/_index.md, doc/api/rest/authentication.md,
// doc/ci/jobs/ci_job_token.md, doc/user/project/deploy_tokens/_index.md).
func (k Kind) Use() string {
	switch k {
	case KindOAuth:
		return "Programs get it when somebody signs in through them, and it ends after two hours. It looks like one by its " +
			"64 hexadecimal digits."
	case KindWebToken:
		return "Such tokens are signed and say what they hold; a CI/CD job's ID token is one. They are for other services " +
			"and end soon."
	case KindJob:
		return "It works while its job runs: for Git with the user name gitlab-ci-token, for packages, images and some " +
			"calls of the API in the header JOB-TOKEN, in its own project and in those that let its project in."
	case KindDeploy:
		return "It opens the code, packages and images of one project or group, with a user name of its own; packages take " +
			"it in the header DEPLOY-TOKEN. The API takes none."
	case KindRunner:
		return "A runner shows it to GitLab to get jobs: gitlab-runner register asks for it."
	case KindTrigger:
		return "It starts pipelines of one project, and nothing else."
	case KindOAuthApp:
		return "The application itself uses it to get tokens for the people who sign in through it."
	case KindFeed:
		return "It reads feeds and calendars, by a link."
	case KindMail:
		return "It is a part of the address to which you send mail that becomes an issue."
	case KindAgent:
		return "The agent in a Kubernetes cluster shows it to GitLab."
	case KindSCIM:
		return "A company's directory uses it to tell GitLab who works there."
	case KindFlags:
		return "An application reads feature flags with it."
	case KindWorkspace:
		return "A workspace uses it for itself."
	case KindSession:
		return "It signs a browser in as you: show it to nobody, and sign out to end it."
	case KindUnknown, KindPersonal, KindGitHub, KindWeb:
		return ""
	}
	return fmt.Sprintf("What a token of kind %d is good for is not known.", int(k))
}
