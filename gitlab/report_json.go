package gitlab

import (
	"encoding/json"
	"time"

	"glpat/gitlab/catalog"
	"glpat/gitlab/problem"
)

// MarshalJSON writes the shape that `glpat check --json` prints. What is not
// known is null or absent.
func (r Report) MarshalJSON() ([]byte, error) {
	problems := r.Problems
	if problems == nil {
		problems = []*problem.Problem{}
	}
	return json.Marshal(reportJSON{
		OK:        r.OK(),
		Verdict:   r.Verdict(),
		Instance:  r.instanceJSON(),
		User:      r.userJSON(),
		Token:     r.tokenJSON(),
		RateLimit: r.rateLimitJSON(),
		Reach:     r.reachJSON(),
		Proofs:    r.Probes,
		Problems:  problems,
		Notes:     append([]string{}, r.Notes...),
	})
}

type reportJSON struct {
	OK        bool               `json:"ok"`
	Verdict   Verdict            `json:"verdict"`
	Instance  instanceJSON       `json:"instance"`
	User      *userJSON          `json:"user"`
	Token     *tokenJSON         `json:"token"`
	RateLimit *rateLimitJSON     `json:"rate_limit"`
	Reach     *reachJSON         `json:"reach"`
	Proofs    []ProbeResult      `json:"proofs,omitempty"`
	Problems  []*problem.Problem `json:"problems"`
	Notes     []string           `json:"notes"`
}

type instanceJSON struct {
	URL           string          `json:"url"`
	Release       *string         `json:"release"`
	AtLeast       *string         `json:"at_least,omitempty"`
	Version       *string         `json:"version"`
	Edition       *string         `json:"edition"`
	Offering      *string         `json:"offering"`
	ScopesOffered []catalog.Scope `json:"scopes_offered"`
}

type userJSON struct {
	ID       int64  `json:"id"`
	Username string `json:"username"`
	Name     string `json:"name"`
	Bot      bool   `json:"bot,omitempty"`
}

type tokenJSON struct {
	ID         int64           `json:"id"`
	Name       string          `json:"name"`
	Scopes     []catalog.Scope `json:"scopes"`
	Active     bool            `json:"active"`
	Granular   bool            `json:"granular"`
	Grants     []grantJSON     `json:"granular_scopes,omitempty"`
	CreatedAt  *time.Time      `json:"created_at"`
	LastUsedAt *time.Time      `json:"last_used_at"`
	ExpiresAt  *string         `json:"expires_at"`
	DaysLeft   *int            `json:"days_left"`
}

type grantJSON struct {
	Access      string   `json:"access"`
	Permissions []string `json:"permissions"`
	ProjectID   *int64   `json:"project_id"`
	GroupID     *int64   `json:"group_id"`
}

type reachJSON struct {
	Groups   int      `json:"groups"`
	Projects int      `json:"projects"`
	Highest  *string  `json:"highest_role"`
	Complete bool     `json:"complete"`
	Paths    []string `json:"paths"`
}

type rateLimitJSON struct {
	Limit     int        `json:"limit"`
	Remaining int        `json:"remaining"`
	ResetAt   *time.Time `json:"reset_at"`
}

func (r Report) instanceJSON() instanceJSON {
	instance := instanceJSON{
		URL: r.InstanceURL, Release: orNull(r.Release.String()), Version: orNull(r.Version),
		Edition: orNull(r.Edition), Offering: orNull(string(r.Offering)), ScopesOffered: r.Offered,
	}
	if instance.Release == nil {
		instance.AtLeast = orNull(r.AtLeast.String())
	}
	return instance
}

func (r Report) userJSON() *userJSON {
	if r.User == nil {
		return nil
	}
	return &userJSON{ID: r.User.ID, Username: r.User.Username, Name: r.User.Name, Bot: r.User.Bot}
}

func (r Report) tokenJSON() *tokenJSON {
	if r.Token == nil {
		return nil
	}
	token := &tokenJSON{
		ID: r.Token.ID, Name: r.Token.Name, Scopes: r.Token.Scopes, Active: r.Token.Active, Granular: r.Token.FineGrained,
		CreatedAt: r.Token.CreatedAt, LastUsedAt: r.Token.LastUsed, ExpiresAt: orNull(r.Token.Expires.String()),
	}
	for _, grant := range r.Token.Grants {
		token.Grants = append(token.Grants, grantJSON{
			grant.Access, append([]string{}, grant.Permissions...), orNullNumber(grant.ProjectID), orNullNumber(grant.GroupID),
		})
	}
	if token.ExpiresAt != nil {
		token.DaysLeft = &r.Token.DaysLeft
	}
	return token
}

func (r Report) rateLimitJSON() *rateLimitJSON {
	if r.RateLimit == nil {
		return nil
	}
	limit := &rateLimitJSON{Limit: r.RateLimit.Limit, Remaining: r.RateLimit.Remaining}
	if !r.RateLimit.Reset.IsZero() {
		limit.ResetAt = &r.RateLimit.Reset
	}
	return limit
}

func (r Report) reachJSON() *reachJSON {
	if r.Memberships == nil {
		return nil
	}
	return &reachJSON{
		Groups:   r.Memberships.GroupCount,
		Projects: r.Memberships.ProjectCount,
		Highest:  orNull(r.Memberships.Highest.String()),
		Complete: r.Memberships.Complete(),
		Paths:    r.Memberships.paths(),
	}
}

func orNullNumber(number int64) *int64 {
	if number == 0 {
		return nil
	}
	return &number
}

func orNull(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
