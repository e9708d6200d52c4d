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
	PlaceDetails                  // name, description, end
	PlacePurposes                 // what the token is for
	PlaceType                     // which type of token, where there are two
	PlaceScopes                   // the scopes it needs
	PlacePermissions              // what a fine-grained token has in their place
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
	case PlaceDetails:
		return StepAddNewToken, true
	case PlacePurposes, PlaceType, PlaceScopes, PlacePermissions, PlaceCreate:
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

// passes reports whether the way leads over a place: only one of the two kinds
// of rights is asked for, and no type where the instance has one alone.
func (d Draft) passes(at Place) bool {
	switch at {
	case PlaceType:
		return d.Layout().FineGrained != ""
	case PlaceScopes:
		return !d.FineGrained()
	case PlacePermissions:
		return d.FineGrained()
	case PlaceInstance, PlaceAccount, PlacePreferences, PlaceTokens, PlaceDetails, PlacePurposes,
		PlaceCreate, PlaceResult, PlaceDone:
	}
	return true
}
