package gitlab

import (
	"glpat/gitlab/catalog"
	"glpat/gitlab/token"
	"glpat/gitlab/transport"
)

// redact takes the secret, and what a gateway is told, out of every text that a
// server could have put it into.
func (r *Report) redact(secret token.Secret, ownPrefix string, config transport.Config) {
	texts := []*string{&r.Version}
	if r.User != nil {
		texts = append(texts, &r.User.Username, &r.User.Name)
	}
	var scopes []string
	if r.Token != nil {
		texts = append(texts, &r.Token.Name)
		for _, scope := range r.Token.Scopes {
			scopes = append(scopes, string(scope))
		}
		for i := range scopes {
			texts = append(texts, &scopes[i])
		}
		for i := range r.Token.Grants {
			texts = append(texts, r.Token.Grants[i].texts()...)
		}
	}
	for _, problem := range r.Problems {
		texts = append(texts, problem.Texts()...)
	}
	token.NewRedactor(secret, ownPrefix).RedactAll(texts)
	config.Redact(texts)
	for i, scope := range scopes {
		r.Token.Scopes[i] = catalog.Scope(scope)
	}
}
