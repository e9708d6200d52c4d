package catalog

// FineGrainedForm is one of the designs of the form for fine-grained tokens, of
// which there were three so far (create_granular_personal_access_token_form.vue
// and its parts, of three commits; that of 19.2 as a whole is unverified).
type FineGrainedForm int

// The designs, oldest first.
const (
	FineGrainedNone      FineGrainedForm = iota // no such form
	FineGrainedTabs                             // a beta: access and resources under two tabs
	FineGrainedThreeTabs                        // a beta: access first, then resources under three tabs
	FineGrainedSegments                         // no beta any more: three segments in place of the tabs
)

// The labels of the form, and of how far a token reaches among groups and
// projects, that are the same in every design.
const (
	LabelFineGrainedHeading     = "Generate fine-grained token"
	LabelFineGrainedName        = "Name"
	LabelFineGrainedDescription = "Description"
	LabelFineGrainedAccess      = "Group and project access"
	LabelAccessAll              = "All groups and projects that I'm a member of"
	LabelAccessSpecific         = "Only specific groups or projects that I'm a member of"
)

// NeedsDescription reports whether the form takes no empty description.
func (f FineGrainedForm) NeedsDescription() bool {
	return f == FineGrainedTabs || f == FineGrainedThreeTabs
}

// AccessFirst reports whether the access stands above the resources, and not
// among them under their first tab.
func (f FineGrainedForm) AccessFirst() bool {
	return f == FineGrainedThreeTabs || f == FineGrainedSegments
}

// AccessPersonal returns the label of the least access.
func (f FineGrainedForm) AccessPersonal() string {
	if f == FineGrainedTabs {
		return "Only personal projects"
	}
	return "Only my personal projects"
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
	if f == FineGrainedSegments {
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
func FirstFineGrained() Release {
	for _, layout := range AllLayouts() {
		if layout.FineGrained != "" {
			return layout.Since
		}
	}
	return Release{}
}
