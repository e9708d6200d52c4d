package catalog

// Offering is how GitLab is run.
type Offering string

// The offerings. GitLab Dedicated cannot be told from Self-Managed from
// outside.
const (
	OfferingUnknown     Offering = ""
	OfferingGitLabCom   Offering = "gitlab.com"
	OfferingSelfManaged Offering = "self-managed"
	OfferingPractice    Offering = "practice"
)
