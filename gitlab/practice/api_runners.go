package practice

import (
	"net/http"
	"strconv"

	"glpat/gitlab/catalog"
)

// The practice instance has one runner, and keeps none that is made.

type runnerJSON struct {
	ID          int64  `json:"id"`
	Description string `json:"description"`
	RunnerType  string `json:"runner_type"`
	Paused      bool   `json:"paused"`
	Online      bool   `json:"online"`
	Status      string `json:"status"`
}

func theRunner() runnerJSON {
	return runnerJSON{ID: 7, Description: "practice runner", RunnerType: "project_type", Status: "never_contacted"}
}

func (c *call) listRunners() { paginate(c, []runnerJSON{theRunner()}) }

// oneRunner answers what is read, changed or deleted by number; nothing is.
func (c *call) oneRunner() {
	switch {
	case c.id != strconv.FormatInt(theRunner().ID, 10):
		c.message(http.StatusNotFound, "404 Runner Not Found")
	case c.token.within.role != catalog.RoleNone && int(c.token.within.role) < maintainer:
		c.message(http.StatusForbidden, "403 Forbidden - No access granted")
	case c.r.Method == http.MethodDelete:
		c.w.WriteHeader(http.StatusNoContent)
	default:
		reply(c, http.StatusOK, theRunner())
	}
}

// createRunner takes what makes a runner, and makes one that cannot be used
// (lib/api/user_runners.rb; the words on what is missing are unverified).
func (c *call) createRunner() {
	ofGroup := c.token.within.project == 0
	role, least := c.token.within.role, catalog.RoleMaintainer
	if ofGroup {
		least = catalog.RoleOwner
	}
	if role != catalog.RoleNone && role < least {
		c.message(http.StatusForbidden, "403 Forbidden")
		return
	}
	switch c.parameter("runner_type") {
	case "":
		reply(c, http.StatusBadRequest, apiError{Error: "runner_type is missing, runner_type does not have a valid value"})
	case "project_type", "group_type":
		reply(c, http.StatusCreated, createdRunnerJSON{ID: theRunner().ID + 1, Token: "practice-glrt-" + randomHex(10)})
	default:
		c.message(http.StatusForbidden, "403 Forbidden")
	}
}

type createdRunnerJSON struct {
	ID        int64   `json:"id"`
	Token     string  `json:"token"`
	ExpiresAt *string `json:"token_expires_at"`
}
