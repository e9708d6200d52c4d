package flow

import (
	"glpat/gitlab"
	"glpat/gitlab/input"
)

// Missing is something a place needs and the draft does not have yet. Err is a
// [*input.Error].
type Missing struct {
	Field Field
	Err   error
}

// Field names an input, so that a screen can say beside it what is missing.
type Field int

// The fields.
const (
	FieldAddress Field = iota
	FieldName
	FieldDescription
	FieldExpires
	FieldPurposes
	FieldType
	FieldScopes
	FieldSecondLook
	FieldToken
)

// Missing lists what the draft lacks to leave a place.
func (d Draft) Missing(at Place) []Missing {
	var missing []Missing
	need := func(field Field, err error) {
		if err != nil {
			missing = append(missing, Missing{field, err})
		}
	}
	switch at {
	case PlaceInstance:
		if d.Instance == nil {
			need(FieldAddress, &input.Error{What: "No GitLab is chosen yet", Do: "Choose one or type its address"})
		}
	case PlaceForm:
		need(FieldName, input.CheckName(d.Name, d.OwnPrefix()))
		if d.Layout().DescriptionLabel != "" {
			need(FieldDescription, input.CheckDescription(d.Description, d.OwnPrefix()))
		}
		if !d.NeverEnds {
			need(FieldExpires, input.CheckExpiry(d.Expires, d.Today))
		}
		if !d.FineGrained() {
			need(FieldScopes, gitlab.CheckScopes(d.Scopes))
		}
	case PlacePurposes:
		need(FieldPurposes, d.missingPurposes())
	case PlaceType:
		need(FieldType, d.missingType())
	case PlaceScopes:
		need(FieldScopes, gitlab.CheckScopes(d.Scopes))
		need(FieldSecondLook, d.missingSecondLook())
	case PlaceCreate:
		if d.Report == nil || !d.Report.Works() {
			need(FieldToken, &input.Error{What: "There is no checked token yet", Do: "Paste the token"})
		}
	case PlaceAccount, PlacePreferences, PlaceTokens, PlacePermissions, PlaceResult, PlaceDone:
	}
	return missing
}

// missingPurposes says of the first chosen purpose that cannot be met here that
// it cannot.
func (d Draft) missingPurposes() error {
	for _, purpose := range d.Chosen() {
		if why := d.Unmet(purpose); why != "" {
			return &input.Error{
				What: "Not possible here: " + purpose.Title + ", for " + why,
				Do:   "Untick it, or choose something else",
			}
		}
	}
	return nil
}

// missingSecondLook names the first ticked scope that needs a second look and had
// none.
func (d Draft) missingSecondLook() error {
	if unsure := d.SecondLook(); len(unsure) > 0 {
		return &input.Error{What: string(unsure[0]) + " needs a second look", Do: "Say yes to it, or untick it"}
	}
	return nil
}

// missingType says that the type does not do what the token is for.
func (d Draft) missingType() error {
	barrier := d.FineGrainedBarrier()
	switch {
	case barrier == "" || !d.FineGrained():
		return nil
	case d.LegacyGone && len(d.Purposes) == 0:
		return &input.Error{What: barrier, Do: "Go back and choose what the token is for"}
	case d.LegacyGone:
		return &input.Error{
			What: barrier,
			Do:   "Go back and choose something else, or use something other than a personal access token",
		}
	}
	return &input.Error{What: barrier, Do: "Take the legacy type"}
}
