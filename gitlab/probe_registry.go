package gitlab

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"glpat/gitlab/problem"
)

// registryGrant is what the registry's token service gives: a token of a few
// minutes, of which only what it allows is read, and nothing kept
// (app/controllers/jwt_controller.rb).
type registryGrant struct {
	Access []struct {
		Name    string   `json:"name"`
		Actions []string `json:"actions"`
	} `json:"access"`
}

// readRegistryGrant decodes what an answer allows; ok is false where it gives nothing
// that can be read.
func readRegistryGrant(body []byte) (given registryGrant, ok bool) {
	var answer struct {
		Token string `json:"token"`
	}
	if json.Unmarshal(body, &answer) != nil {
		return registryGrant{}, false
	}
	parts := strings.Split(answer.Token, ".")
	if len(parts) != 3 {
		return registryGrant{}, false
	}
	payload, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(parts[1], "="))
	if err != nil || json.Unmarshal(payload, &given) != nil {
		return registryGrant{}, false
	}
	return given, true
}

// allows reports whether the grant names the image path with that action.
func (g registryGrant) allows(name, action string) bool {
	for _, access := range g.Access {
		if access.Name == name && slices.Contains(access.Actions, action) {
			return true
		}
	}
	return false
}

// images does what docker login does, and with a project asks for leave to pull
// from it. It never asks for leave to push: for an image that is not there,
// GitLab would make a place
// (app/services/auth/container_registry_authentication_service.rb).
func (p *probe) images(ctx context.Context) {
	const pushing = " Whether it may push is told by its scopes: api allows it, and so does write_registry beside " +
		"read_registry; asking could change something."
	path := "jwt/auth?service=container_registry"
	name := strings.ToLower(p.target.Project) // as image paths are written
	if name != "" {
		path += "&scope=repository:" + name + ":pull"
	}
	r, ok := p.askPages(ctx, problem.SpeakerRegistry, path)
	if !ok {
		return
	}
	given, readable := readRegistryGrant(r.Body)
	switch {
	case r.Status == http.StatusOK && !readable:
		p.odd(r)
	case r.Status == http.StatusOK && name == "":
		p.works(
			"The registry lets the token in, as docker login would. Which images it may pull is told by its scopes and " +
				"your role." + pushing,
		)
	case r.Status == http.StatusOK && given.allows(name, "pull"):
		p.works("The registry gives leave to pull this project's images." + pushing)
	case r.Status == http.StatusOK:
		p.said(
			r,
			problem.CodeAccessDenied,
			"The registry lets the token in, but gives no leave to pull this project's images",
			"The token lacks read_registry, or your role in the project is too small, or the project has no registry.",
			"Look at the token's scopes, and at the project's page in a browser",
		)
		p.result.Problem.ServerSaid = "" // a leave is no words
	case r.meaning() != "":
		p.failsAs(p.explain(r))
	default:
		p.odd(r)
	}
}

// proxy signs in to the dependency proxy
// (app/services/auth/container_proxy_authentication_service.rb).
func (p *probe) proxy(ctx context.Context) {
	r, ok := p.askPages(ctx, problem.SpeakerDependencyProxy, "jwt/auth?service=dependency_proxy")
	if !ok {
		return
	}
	_, readable := readRegistryGrant(r.Body)
	switch {
	case r.Status == http.StatusOK && readable:
		p.works("The dependency proxy lets the token in. It pulls in every group of which you are a member.")
	case r.meaning() != "":
		p.failsAs(p.explain(r))
	default:
		p.odd(r)
	}
}
