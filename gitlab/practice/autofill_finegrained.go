package practice

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"glpat/gitlab/catalog"
	"glpat/gitlab/token"
)

// FineGrainedRequest is what to fill into the form for a fine-grained token.
type FineGrainedRequest struct {
	Name, Description string
	Expires           string // YYYY-MM-DD, "" leaves what the form has
	Permissions       []catalog.Permission
}

// CreateFineGrainedToken is [Server.CreateToken] for a fine-grained token. What
// it may do in groups and projects it may do in all of them.
func (s *Server) CreateFineGrainedToken(
	ctx context.Context,
	client *http.Client,
	wanted FineGrainedRequest,
) (token.Secret, error) {
	secret, err := s.createFineGrainedToken(ctx, client, wanted)
	if err != nil {
		return token.Secret{}, fmt.Errorf("create a fine-grained token on the practice GitLab: %w", err)
	}
	return secret, nil
}

func (s *Server) createFineGrainedToken(
	ctx context.Context,
	client *http.Client,
	wanted FineGrainedRequest,
) (token.Secret, error) {
	b, page, err := s.signedIn(ctx, client, s.url+s.edition.pages.Path()+"/granular/new")
	if err != nil {
		return token.Secret{}, err
	}
	form, found := findForm(page, "granular-token-form")
	if !found {
		return token.Secret{}, errors.New("the page has no form for a fine-grained token")
	}
	form.values.Set("granular[name]", wanted.Name)
	form.values.Set("granular[description]", wanted.Description)
	if wanted.Expires != "" {
		form.values.Set("granular[expires_at]", wanted.Expires)
	}
	for _, permission := range wanted.Permissions {
		if permission.Where == catalog.BoundaryProject {
			form.values.Set("granular[access]", accessAll)
		}
		for _, name := range permission.APINames() {
			form.values.Add("granular[permissions][]", permissionKey(permission.Where, name))
		}
	}
	return b.send(ctx, form, createdFieldID(s.edition.pages))
}

// send sends a form for a token, and reads the token from the page that follows.
func (b browser) send(ctx context.Context, form pageForm, fieldID string) (token.Secret, error) {
	page, err := b.open(ctx, http.MethodPost, b.base+form.action, form.values)
	if err != nil {
		return token.Secret{}, err
	}
	if secret := createdToken(page, fieldID); !secret.Empty() {
		return secret, nil
	}
	if refused := refusals(page); len(refused) > 0 {
		return token.Secret{}, errors.New(strings.Join(refused, "; "))
	}
	return token.Secret{}, errors.New("the page after the form shows no token")
}
