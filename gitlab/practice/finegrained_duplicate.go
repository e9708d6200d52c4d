package practice

import (
	"slices"
	"strconv"
	"time"

	"glpat/gitlab/catalog"
)

// sourceTokenID is the one field that the form for a fine-grained token reads from
// its address: the token that it is to be filled in like.
const sourceTokenID = "source_token_id"

// duplicatePath is where "Duplicate" in a token's menu leads, "" where the release
// or the token has none.
func (v *visit) duplicatePath(t issuedToken) string {
	if !t.fineGrained || !v.edition.fineGrainedLook().CanDuplicate() {
		return ""
	}
	return linkWith(v.edition.pages.Path()+"/granular/new", sourceTokenID, strconv.FormatInt(t.id, 10))
}

// newFineGrainedForm is the form as it opens: empty, or filled in like the token
// that its address names.
func (v *visit) newFineGrainedForm() fineGrainedForm {
	now := v.server.now()
	id, err := strconv.ParseInt(v.r.URL.Query().Get(sourceTokenID), 10, 64)
	if err != nil {
		return emptyFineGrainedForm(now)
	}
	t, own := v.server.store.tokenOf(v.user.id, id)
	if !own || v.duplicatePath(t) == "" {
		return emptyFineGrainedForm(now)
	}
	return formLike(t, now)
}

// formLike is the form with all of a token's values but its end, and with
// "(copy)" behind its name. That the end is the usual one is unverified.
func formLike(t issuedToken, now time.Time) fineGrainedForm {
	f := emptyFineGrainedForm(now)
	f.name, f.description = t.name+" (copy)", t.description
	for _, grant := range t.granted {
		where := catalog.BoundaryProject
		switch grant.Access {
		case accessOf(catalog.BoundaryUser):
			where = catalog.BoundaryUser
		case accessOf(catalog.BoundaryGlobal):
			where = catalog.BoundaryGlobal
		default:
			f.access = grant.Access
		}
		if at := slices.IndexFunc(places(), grant.isFor); at >= 0 {
			f.places = append(f.places, places()[at].key)
		}
		for _, name := range grant.Permissions {
			if key := permissionKey(where, name); !slices.Contains(f.permissions, key) {
				f.permissions = append(f.permissions, key)
			}
		}
	}
	return f
}

// isFor reports whether the grant is limited to the group or project.
func (g fineGrainedGrant) isFor(p place) bool {
	same := func(a, b *int64) bool { return a != nil && b != nil && *a == *b }
	return same(g.ProjectID, p.grant.ProjectID) || same(g.GroupID, p.grant.GroupID)
}
