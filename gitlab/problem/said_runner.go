package problem

import "net/http"

// runnerAPISays is what the API says to runners (lib/api/ci/runner.rb,
// app/services/ci/runners/register_runner_service.rb).
func runnerAPISays() speech {
	return speech{SpeakerRunner, []phrase{
		{http.StatusForbidden, "invalid token supplied", CodeTokenWrongKind, notForRegistration},
		{http.StatusGone, "runner registration disallowed", CodeFeatureOff, registrationGone},
	}}
}

// runnerSays is what gitlab-runner itself prints (commands/register.go,
// network/gitlab.go of gitlab-runner).
func runnerSays() speech {
	return speech{
		SpeakerRunner,
		[]phrase{
			{0, "forbidden (check registration token)", CodeTokenWrongKind, notForRegistration},
			{0, "status=410 gone", CodeFeatureOff, registrationGone},
			{
				0,
				"cannot be specified when registering with a runner authentication token",
				CodeBadRequest,
				say(
					"The runner's options are set in GitLab, not here",
					"A token that begins with glrt- belongs to a runner that was created in GitLab, with its tags and its other "+
						"options.",
					"Leave out the options for tags, locking, untagged jobs and the like, and set them where the runner was created",
				),
			},
			{0, "verifying runner... is not valid", CodeTokenUnknown, nil},
			{0, "verifying runner... is removed", CodeTokenUnknown, nil},
			{0, "checking for jobs... runner is not registered", CodeTokenUnknown, nil},
			{0, "checking for jobs... forbidden", CodeTokenUnknown, nil},
			{0, "to coordinator... 401", CodeTokenUnknown, jobIsOver},
			{0, "to coordinator... 403", CodeTokenUnknown, jobIsOver},
			{0, "to coordinator... forbidden", CodeTokenUnknown, jobIsOver},
			{0, "from coordinator... 401", CodeTokenUnknown, jobIsOver},
			{0, "from coordinator... forbidden", CodeTokenUnknown, jobIsOver},
		},
	}
}

// vagueLines are lines with which a tool ends that say that something failed and
// not what: they count where nothing else in a text tells.
func vagueLines() []speech {
	return []speech{{SpeakerRunner, []phrase{
		{0, "failed to verify the runner", CodeTokenUnknown, runnerRefused},
		{0, "failed to register the runner", CodeTokenUnknown, runnerRefused},
	}}}
}

// runnerRefused: the line above it says whether GitLab refused or was not reached.
func runnerRefused(d Context) text {
	refused := unknownRunner(d)
	refused.summary = "gitlab-runner got no yes to its token"
	refused.reason = "That line alone does not say why: the one above it does. Most often the token is not that of a " +
		"runner, or the runner was deleted in GitLab."
	refused.remedy = append(NewSteps("Give glpat the line above it to explain"), refused.remedy...)
	return refused
}

// unknownRunner says where the token of a runner is made, which is none of a
// person's (doc/ci/runners/runners_scope.md).
func unknownRunner(d Context) text {
	return text{
		summary: "GitLab does not know the token that gitlab-runner sent",
		reason:  "The runner was deleted in GitLab, or the token was mistyped or belongs to another GitLab or to a person.",
		remedy: NewSteps(
			d.tool().gives,
			"See whether the runner is still there: in a project under Settings, CI/CD, Runners; in a group under Build, "+
				"Runners; for the whole GitLab under Admin, CI/CD, Runners",
			"If it is gone, create a new one there, and register it with the token that the page shows",
		),
	}
}

// jobIsOver: a job's token ends with the job (doc/ci/jobs/ci_job_token.md).
func jobIsOver(Context) text {
	return text{
		summary: "GitLab takes nothing more from this job",
		reason:  "It was the job's own token that was refused, not one of yours: it ends with the job.",
		remedy: NewSteps(
			"See in GitLab whether the job was cancelled or ran out of time, and run it again",
			"If it comes again, look whether the job is allowed more time, under Settings, CI/CD, General pipelines",
		),
	}
}

// notForRegistration: doc/tutorials/automate_runner_creation,
// doc/ci/runners/new_creation_workflow.md.
func notForRegistration(d Context) text {
	return text{
		summary: "A runner cannot be registered with this token",
		reason: "The old way to register takes a registration token, and was given another: a personal access token gets " +
			"this answer whatever its scopes, and so does a registration token that was reset.",
		remedy: []Remedy{
			NewStep("Create the runner in GitLab, or by the API with a token that has create_runner, and give gitlab-runner " +
				"register the token that begins with glrt-"),
			NewStep("Or use a registration token, where the group or the administrator still allows them"),
			d.run("See what a token needs to create runners", CommandPurposes),
		},
	}
}

func registrationGone(Context) text {
	return text{
		summary: "Registration tokens are switched off here",
		reason:  "A runner is created in GitLab first, from GitLab 16.0 on, and then registered with its own token.",
		remedy: NewSteps(
			"Create the runner in GitLab, or by the API with a token that has create_runner",
			"Give gitlab-runner register the token that begins with glrt- which that shows",
		),
	}
}
