package flow

import "fmt"

// Step is one of GitLab's five documented steps to a token.
type Step int

// The steps, numbered as people count them.
const (
	StepSignIn Step = iota + 1
	StepPreferences
	StepAccessTokens
	StepAddNewToken
	StepChooseScopes
)

// Steps lists the five steps in order.
func Steps() []Step {
	return []Step{StepSignIn, StepPreferences, StepAccessTokens, StepAddNewToken, StepChooseScopes}
}

// String gives the step's documented name.
func (s Step) String() string {
	switch s {
	case StepSignIn:
		return "Sign in"
	case StepPreferences:
		return "Preferences"
	case StepAccessTokens:
		return "Access tokens"
	case StepAddNewToken:
		return "Add new token"
	case StepChooseScopes:
		return "Choose scopes"
	}
	return fmt.Sprintf("step %d", int(s))
}

// Place is where in the flow the person is; a step can have several.
type Place int

// The places in their order.
const (
	PlaceInstance    Place = iota // which GitLab, and is it one
	PlaceAccount                  // have an account or need one
	PlacePreferences              // the avatar and "Preferences"
	PlaceTokens                   // the settings menu's entry
	PlacePurposes                 // what the token is for
	PlaceType                     // the button, and which type of token where there are two
	PlaceScopes                   // all scopes, where they are chosen by hand
	PlaceForm                     // GitLab's form: name, description, end, scopes
	PlacePermissions              // what a fine-grained token has in place of scopes
	PlaceCreate                   // the link, the paste, the check
	PlaceResult                   // the verdict, and where the token goes
	PlaceDone                     // how to use it
)

// Step returns the step a place belongs to; the last two places, which come
// after the five steps, belong to the fifth's end and report false.
func (p Place) Step() (Step, bool) {
	switch p {
	case PlaceInstance, PlaceAccount:
		return StepSignIn, true
	case PlacePreferences:
		return StepPreferences, true
	case PlaceTokens:
		return StepAccessTokens, true
	case PlacePurposes, PlaceType:
		return StepAddNewToken, true
	case PlaceScopes, PlaceForm, PlacePermissions, PlaceCreate:
		return StepChooseScopes, true
	case PlaceResult, PlaceDone:
	}
	return StepChooseScopes, false
}

// Forward returns the next place that the draft has a use for. It is refused,
// with what is missing, while the draft lacks what the place is for.
func Forward(at Place, draft Draft) (Place, []Missing) {
	if missing := draft.Missing(at); len(missing) > 0 {
		return at, missing
	}
	if at == PlaceDone {
		return at, nil
	}
	next := at + 1
	for !draft.passes(next) {
		next++
	}
	return next, nil
}

// Back returns the place before, and false at the first. The last place has no
// way back: the token is made and put away.
func Back(at Place, draft Draft) (Place, bool) {
	if at == PlaceInstance || at == PlaceDone {
		return at, false
	}
	before := at - 1
	for !draft.passes(before) {
		before--
	}
	return before, true
}

// passes reports whether the way leads over a place. What was answered before is
// not asked again, unless the answer does not hold here or the person wants to see
// it; the way straight to the form leaves the menus out.
func (d Draft) passes(at Place) bool {
	if d.HaveToken {
		return at == PlaceInstance || at >= PlaceCreate
	}
	switch at {
	case PlaceAccount:
		return !d.Straight() || d.Account == AccountNeed || d.Way != WayUnchosen
	case PlacePreferences, PlaceTokens:
		return !d.Straight()
	case PlacePurposes:
		return !d.Answered.Purposes || d.PurposesOpened || d.missingPurposes() != nil
	case PlaceType:
		return !d.Straight() || d.TypeOpened || d.missingType() != nil
	case PlaceScopes:
		return !d.FineGrained() &&
			(d.ScopesOpened || len(d.Missing(PlaceScopes)) > 0)
	case PlacePermissions:
		return d.FineGrained()
	case PlaceInstance, PlaceForm, PlaceCreate, PlaceResult, PlaceDone:
	}
	return true
}
