package gitlab

import (
	"encoding/json"
	"time"
)

// MarshalJSON writes the shape that `glpat check --json` documents. What is
// not known is null or absent.
func (r Report) MarshalJSON() ([]byte, error) {
	problems := r.Problems
	if problems == nil {
		problems = []*Problem{}
	}
	return json.Marshal(reportJSON{
		OK:        r.OK(),
		Instance:  r.instanceJSON(),
		User:      r.userJSON(),
		Token:     r.tokenJSON(),
		RateLimit: r.rateLimitJSON(),
		Problems:  problems,
	})
}

type reportJSON struct {
	OK        bool           `json:"ok"`
	Instance  instanceJSON   `json:"instance"`
	User      *userJSON      `json:"user"`
	Token     *tokenJSON     `json:"token"`
	RateLimit *rateLimitJSON `json:"rate_limit"`
	Problems  []*Problem     `json:"problems"`
}

type instanceJSON struct {
	URL           string  `json:"url"`
	Release       *string `json:"release"`
	AtLeast       *string `json:"at_least,omitempty"`
	Version       *string `json:"version"`
	Edition       *string `json:"edition"`
	Offering      *string `json:"offering"`
	ScopesOffered []Scope `json:"scopes_offered"`
}

type userJSON struct {
	ID       int64  `json:"id"`
	Username string `json:"username"`
	Name     string `json:"name"`
}

type tokenJSON struct {
	ID         int64      `json:"id"`
	Name       string     `json:"name"`
	Scopes     []Scope    `json:"scopes"`
	Active     bool       `json:"active"`
	Granular   bool       `json:"granular"`
	CreatedAt  *time.Time `json:"created_at"`
	LastUsedAt *time.Time `json:"last_used_at"`
	ExpiresAt  *string    `json:"expires_at"`
	DaysLeft   *int       `json:"days_left"`
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
	return &userJSON{ID: r.User.ID, Username: r.User.Username, Name: r.User.Name}
}

func (r Report) tokenJSON() *tokenJSON {
	if r.Token == nil {
		return nil
	}
	token := &tokenJSON{
		ID: r.Token.ID, Name: r.Token.Name, Scopes: r.Token.Scopes, Active: r.Token.Active, Granular: r.Token.Granular,
		CreatedAt: r.Token.CreatedAt, LastUsedAt: r.Token.LastUsed, ExpiresAt: orNull(r.Token.Expires.String()),
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

func orNull(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
