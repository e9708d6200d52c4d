package token

// OwnPrefix is the prefix with which an instance begins its personal access tokens.
// Administrators choose it, so that a prefix that glpat does not know is wrong only
// where the instance told another; the zero value is one that was not told.
type OwnPrefix struct {
	text string
	told bool
}

// ToldPrefix returns the prefix as the instance told it, which may be empty.
func ToldPrefix(text string) OwnPrefix { return OwnPrefix{text: text, told: true} }

// Told reports whether the instance told its prefix.
func (p OwnPrefix) Told() bool { return p.told }

// String returns the prefix, "" where it is empty or was not told.
func (p OwnPrefix) String() string { return p.text }
