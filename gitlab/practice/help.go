package practice

import (
	"net/http"
	"strings"

	"glpat/gitlab/catalog"
)

// serveHelp answers /help and what is below it: on a real instance that is the
// documentation of the very release. A topic with ".md" is given as it was
// written, without it as a page.
func (s *Server) serveHelp(w http.ResponseWriter, r *http.Request, topic string) {
	name, asWritten := strings.CutSuffix(topic, ".md")
	written := s.edition.helpOn(name)
	if written == "" {
		writeStaticPage(
			w,
			http.StatusNotFound,
			"The page you're looking for could not be found (404)",
			"404",
			"The page could not be found or you don't have permission to view it.",
			"The practice GitLab has no help on this in this release.",
		)
		return
	}
	if asWritten {
		w.Header().Set("Content-Type", "text/markdown; charset=utf-8")
		_, _ = w.Write([]byte(written))
		return
	}
	v := &visit{server: s, edition: s.edition, w: w, r: r, nonce: newNonce()}
	v.sendDocument(http.StatusOK, "Help", "help", el("main.help", markdown(written)))
}

// helpOn is the help on a topic, "" where the release has none.
func (e edition) helpOn(topic string) string {
	from := func(major, minor int, text string) string {
		if e.release.Before(catalog.NewRelease(major, minor)) {
			return ""
		}
		return text
	}
	switch topic {
	case "":
		return "# Help\n\nThis is a practice GitLab, version " + e.version() + ".\n\nIt has help on one thing: how to " +
			"create a personal access token, in user/profile/personal_access_tokens.\n"
	case "user/profile/personal_access_tokens":
		return e.helpOnTokens()
	case "auth/passkeys":
		return from(
			18,
			6,
			"# Passkeys\n\nYou can sign in with a passkey instead of a password. The practice GitLab takes any password and "+
				"no passkey.\n",
		)
	case "auth/tokens/fine_grained_access_tokens":
		return from(
			18,
			10,
			"# Fine-grained personal access tokens\n\nA fine-grained token reaches only the groups, projects and resources "+
				"you choose.\n",
		)
	case "user/interface_redesign":
		return from(18, 5, "# Navigation\n\nWhere your avatar stands depends on the navigation you use.\n")
	case "security/tokens/access_token_scopes":
		return from(19, 0, "# Scopes of access tokens\n\nScopes set what a token may do.\n")
	}
	return ""
}

// helpOnTokens describes the way to a token in the release, in the form that
// GitLab's documentation has: a numbered list with labels in bold.
func (e edition) helpOnTokens() string {
	pages := e.pages
	bold := func(label string) string { return "**" + label + "**" }
	var steps []string
	step := func(words string) { steps = append(steps, "1. "+words) }
	switch pages.Avatar {
	case catalog.AvatarTopBar, catalog.AvatarUpperRight:
		step("In the upper-right corner, select your avatar.")
	case catalog.AvatarLeftSidebar:
		step("On the left sidebar, select your avatar.")
	}
	step("Select " + bold("Edit profile") + ".")
	where := bold(pages.MenuEntry)
	if pages.MenuGroup != "" {
		where = bold(pages.MenuGroup) + " > " + where
	}
	step("On the left sidebar, select " + where + ".")
	switch {
	case pages.OpenerChoice != "":
		step("From the " + bold(pages.Opener) + " dropdown list, select " + bold(pages.OpenerChoice) + ".")
	case pages.Opener != "":
		step("Select " + bold(pages.Opener) + ".")
	}
	step("In the " + bold(catalog.LabelTokenName) + " field, enter a name.")
	if pages.DescriptionLabel != "" {
		step("Optional. Enter a description.")
	}
	step("In the " + bold(catalog.LabelExpiration) + " field, enter the day on which the token ends.")
	step("Choose the scopes.")
	submit := pages.Submit
	if pages.Generation == catalog.GenerationE {
		submit = "Create personal access token" // GitLab's documentation kept the old words
	}
	step("Select " + bold(submit) + ".")
	return "# Personal access tokens\n\nThis is the help of a practice GitLab. " + explanation +
		"\n\n## Create a personal access token\n\nTo create a token:\n\n" + strings.Join(steps, "\n") +
		"\n\nCopy the token and keep it in a safe place. You cannot see it again after you leave the page." +
		"\n\n## Fill in the form by a link\n\nA link like this one opens the form filled in: https://gitlab.example.com" +
		pages.Path() + "?name=Example&scopes=api,read_user\n"
}

// markdown draws the little that the help uses: headings, numbered steps,
// paragraphs and bold.
func markdown(written string) part {
	return func(e *element) {
		for block := range strings.SplitSeq(strings.TrimSpace(written), "\n\n") {
			heading, isHeading := strings.CutPrefix(block, "# ")
			section, isSection := strings.CutPrefix(block, "## ")
			switch {
			case isHeading:
				el("h1", inline(heading))(e)
			case isSection:
				el("h2", inline(section))(e)
			case strings.HasPrefix(block, "1. "):
				el("ol", each(strings.Split(block, "\n"), func(line string) part {
					return el("li", inline(strings.TrimPrefix(line, "1. ")))
				}))(e)
			default:
				el("p", inline(block))(e)
			}
		}
	}
}

// inline draws text with bold between pairs of "**".
func inline(written string) part {
	return func(e *element) {
		for i, piece := range strings.Split(written, "**") {
			if i%2 == 1 {
				el("strong", text(piece))(e)
			} else {
				text(piece)(e)
			}
		}
	}
}
