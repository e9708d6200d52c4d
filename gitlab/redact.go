package gitlab

// redact takes the secret, and what a gateway is told, out of every text that a
// server could have put it into.
func (r *Report) redact(secret Secret, ownPrefix string, access Config) {
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
	NewRedactor(secret, ownPrefix).RedactAll(texts)
	access.Redact(texts)
	for i, scope := range scopes {
		r.Token.Scopes[i] = Scope(scope)
	}
}
