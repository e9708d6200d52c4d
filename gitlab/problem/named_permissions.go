package problem

import (
	"regexp"
	"strings"
	"sync"

	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
)

// missingPermissions is the end of GitLab's refusal of a fine-grained token
// (authorize_granular_scopes_service): the part of GitLab, and what is missing
// there, "project permissions: [Work Item: Create]".
var missingPermissions = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:(project|group|user|instance) )?permissions: \[([^\]]{1,500})\]`)
})

// namedPermissions returns the permissions that a refusal names as missing, each
// with its place in the form where the list has it, and else as GitLab has it. It
// is "" where the text names none.
func namedPermissions(text string) string {
	named := missingPermissions().FindStringSubmatch(text)
	if named == nil {
		return ""
	}
	labels := strings.Split(named[2], ", ")
	for i, label := range labels {
		labels[i] = input.Clean(label, 100)
		for access := catalog.AccessProject; access <= catalog.AccessInstance; access++ {
			if permission, known := catalog.PermissionLabelled(label, access); known && access.String() == named[1] {
				labels[i] = permission.Place()
			}
		}
	}
	return input.Clean(strings.Join(labels, "; "), 400)
}
