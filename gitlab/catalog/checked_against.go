package catalog

// CheckedAgainst names the newest release of GitLab, and the month, against which
// the tables of this room were last held as a whole. SOURCES.md says what that
// means table by table, and what was found to differ.
const CheckedAgainst = "GitLab 19.5, November 2026"
