package catalog

// FineGrainedForm is one of the designs of the form for fine-grained tokens, of
// which there were four so far (create_granular_personal_access_token_form.vue
// and its parts, of three commits; that of 19.2 as a whole is unverified).
type FineGrainedForm int

// The designs, oldest first.
const (
	FineGrainedNone      FineGrainedForm = iota // no such form
	FineGrainedTabs                             // a beta: access and resources under two tabs
	FineGrainedThreeTabs                        // a beta: access first, then resources under three tabs
	FineGrainedSegments                         // no beta any more: three segments in place of the tabs
	FineGrainedByAccess                         // the same, with labels that name access in place of membership
)

// The labels of the form that are the same in every design. Each takes no empty
// name and no empty description (token_creation_spec.rb of 19.1; of 19.2 on it is
// likely: the document names both in one step, and neither as optional).
const (
	LabelFineGrainedHeading     = "Generate fine-grained token"
	LabelFineGrainedName        = "Name"
	LabelFineGrainedDescription = "Description"
	LabelFineGrainedAccess      = "Group and project access"
)

// LabelDuplicate is the entry of a fine-grained token's menu, in the list of
// tokens, that opens the form filled in like that token; see
// [FineGrainedForm.CanDuplicate].
const LabelDuplicate = "Duplicate"

// LabelAddWithDuo is the button of the Permissions Assistant, a beta, where the plan
// is Ultimate and GitLab Duo's foundational agents are on
// (doc/auth/tokens/permissions_assistant.md). Since which release is not known.
const LabelAddWithDuo = "Add permissions with Duo"

// Beta reports whether the form calls fine-grained tokens a beta.
func (f FineGrainedForm) Beta() bool { return f == FineGrainedTabs || f == FineGrainedThreeTabs }

// Segmented reports whether the parts of GitLab are segments that count their
// resources, and not tabs (resource_panel.vue of 19.2).
func (f FineGrainedForm) Segmented() bool {
	return f == FineGrainedSegments || f == FineGrainedByAccess
}

// CanDuplicate reports whether the list of tokens opens the form filled in like
// a fine-grained token that is there. It is the only way to fill the form in: of
// its address it reads the id of that token and nothing else.
func (f FineGrainedForm) CanDuplicate() bool { return f >= FineGrainedThreeTabs }

// AccessFirst reports whether the access stands above the resources, and not
// among them under their first tab.
func (f FineGrainedForm) AccessFirst() bool {
	return f >= FineGrainedThreeTabs
}

// AccessPersonal returns the label of the least access.
func (f FineGrainedForm) AccessPersonal() string {
	if f == FineGrainedTabs {
		return "Only personal projects"
	}
	return "Only my personal projects"
}

// AccessAll returns the label of the widest access.
func (f FineGrainedForm) AccessAll() string { return "All groups and projects " + f.AccessEnding() }

// AccessSpecific returns the label of the access to those that one chooses.
func (f FineGrainedForm) AccessSpecific() string {
	return "Only specific groups or projects " + f.AccessEnding()
}

// AccessEnding returns how the labels of the two widest accesses end (merge
// request 256456, on GitLab.com since October 2026; that it came with 19.5 is
// inferred from its number).
func (f FineGrainedForm) AccessEnding() string {
	if f == FineGrainedByAccess {
		return "I have access to"
	}
	return "that I'm a member of"
}

// OtherAccess returns the design whose labels of access may be there in place of
// f's own where the release is not known for sure, FineGrainedNone where a
// release with f surely has f's.
func (f FineGrainedForm) OtherAccess() FineGrainedForm {
	switch f {
	case FineGrainedSegments:
		return FineGrainedByAccess
	case FineGrainedByAccess:
		return FineGrainedSegments
	case FineGrainedNone, FineGrainedTabs, FineGrainedThreeTabs:
	}
	return FineGrainedNone
}

// BasicsHeading returns the heading above name, description and end, "" where
// there is none.
func (f FineGrainedForm) BasicsHeading() string {
	if f.AccessFirst() {
		return "Basic Information"
	}
	return ""
}

// ResourcesHeading returns the heading above the resources.
func (f FineGrainedForm) ResourcesHeading() string {
	if f == FineGrainedTabs {
		return "Define scope"
	}
	return "Add resource permissions"
}

// TabsLabel returns the label of the choice between the parts of GitLab, ""
// where they are tabs.
func (f FineGrainedForm) TabsLabel() string {
	if f.Segmented() {
		return "Resource access"
	}
	return ""
}

// Tabs returns the parts of GitLab that the form offers resources of.
func (f FineGrainedForm) Tabs() []Boundary {
	if f == FineGrainedTabs {
		return []Boundary{BoundaryProject, BoundaryUser}
	}
	return []Boundary{BoundaryProject, BoundaryUser, BoundaryGlobal}
}

// FirstFineGrained returns the first release whose form makes fine-grained
// tokens.
func FirstFineGrained() Release { return FineGrainedTabs.Since() }

// Since returns the first release with this design, an unknown one where there is
// no form.
func (f FineGrainedForm) Since() Release {
	for _, layout := range layouts {
		if f != FineGrainedNone && layout.FineGrainedForm == f {
			return layout.Since
		}
	}
	return Release{}
}
