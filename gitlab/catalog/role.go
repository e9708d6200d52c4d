package catalog

import (
	"fmt"
	"strings"
)

// Role is what a person may do in a group or project, as the number that GitLab
// gives it (lib/gitlab/access.rb).
type Role int

// The roles.
const (
	RoleNone       Role = 0
	RoleMinimal    Role = 5
	RoleGuest      Role = 10
	RolePlanner    Role = 15
	RoleReporter   Role = 20
	RoleSecurity   Role = 25
	RoleDeveloper  Role = 30
	RoleMaintainer Role = 40
	RoleOwner      Role = 50
)

// Label returns GitLab's name for the role.
func (r Role) Label() string {
	switch r {
	case RoleNone:
		return "no role"
	case RoleMinimal:
		return "Minimal access"
	case RoleGuest:
		return "Guest"
	case RolePlanner:
		return "Planner"
	case RoleReporter:
		return "Reporter"
	case RoleSecurity:
		return "Security manager"
	case RoleDeveloper:
		return "Developer"
	case RoleMaintainer:
		return "Maintainer"
	case RoleOwner:
		return "Owner"
	}
	return fmt.Sprintf("role %d", int(r))
}

// String returns the role's word for JSON: "maintainer", "minimal_access".
func (r Role) String() string {
	if r == RoleNone {
		return ""
	}
	return strings.ReplaceAll(strings.ToLower(r.Label()), " ", "_")
}

// RoleOf returns the role of an access level in GitLab's answers, [RoleNone]
// for a level that is no role.
func RoleOf(level int) Role {
	switch role := Role(level); role {
	case RoleMinimal, RoleGuest, RolePlanner, RoleReporter, RoleSecurity, RoleDeveloper, RoleMaintainer, RoleOwner:
		return role
	case RoleNone:
	}
	return RoleNone
}

// MembersMenu returns the two entries of the left menu of a project or group that
// lead to the list of its members, each with their role, one's own among them
// (doc/user/project/members/index.md, 15.11 and 16.0). An unknown release has those of
// the newest.
func MembersMenu(at Release) (section, entry string) {
	if at.Known() && at.Before(NewRelease(16, 0)) {
		return "Project information", "Members"
	}
	return "Manage", "Members"
}
