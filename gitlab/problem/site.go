package problem

// Site is what is known of the instance that a problem is about. The zero value
// is an instance of which nothing is known.
type Site struct {
	// URL is its base, without a slash at its end.
	URL string
	// GitLabCom tells that it is GitLab.com.
	GitLabCom bool
	// API is the base URL of its API where that lives at another address, "" where
	// it does not.
	API string
	// OwnAuthorities tells that certificate authorities were named for it.
	OwnAuthorities bool
	// TokensURL is its page of access tokens.
	TokensURL string
}
