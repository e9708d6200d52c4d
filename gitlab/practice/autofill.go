package practice

import (
	"context"
	"errors"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"

	"glpat/gitlab"
	"glpat/gitlab/catalog"
	"glpat/gitlab/token"
)

// maxRedirects is how many redirects a browser's place may follow for one page.
const maxRedirects = 10

// CreateToken makes a token through the pages, as a person with a browser
// would: it opens the prefilled link, signs in, sets the date (YYYY-MM-DD; ""
// leaves what the form has), presses the release's button and reads the token
// from the page that follows. All requests go through client, of which a copy
// with its own cookies is used. A form that is refused is an error with the
// page's own words; a page that fails is a [*problem.Problem]; a link to
// anywhere but this instance is never opened.
func (s *Server) CreateToken(ctx context.Context, client *http.Client, link, expires string) (token.Secret, error) {
	secret, err := s.createToken(ctx, client, link, expires)
	if err != nil {
		return token.Secret{}, fmt.Errorf("create a token on the practice GitLab: %w", err)
	}
	return secret, nil
}

func (s *Server) createToken(ctx context.Context, client *http.Client, link, expires string) (token.Secret, error) {
	b, page, err := s.signedIn(ctx, client, link)
	if err != nil {
		return token.Secret{}, err
	}
	tokenForm, found := findForm(page, "token-create-form")
	if !found {
		tokenForm, found = findForm(page, "js-new-access-token-form")
	}
	switch {
	case !found:
		return token.Secret{}, errors.New("the page has no form for a token")
	case tokenForm.submit != s.edition.pages.Submit:
		return token.Secret{}, fmt.Errorf("the page has no button %q", s.edition.pages.Submit)
	}
	if expires != "" {
		tokenForm.values.Set("personal_access_token[expires_at]", expires)
	}
	return b.send(ctx, tokenForm, createdFieldID(s.edition.pages))
}

// signedIn opens a page, by way of the sign-in page where that comes first. All
// requests of the browser go through a copy of client with its own cookies.
func (s *Server) signedIn(ctx context.Context, client *http.Client, link string) (browser, string, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return browser{}, "", err
	}
	own := *client
	own.Jar = jar
	// Redirects are followed below, because the one after a form is part of the
	// way here while it may be refused to an API client.
	own.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	b := browser{base: s.url, client: &own}

	page, err := b.open(ctx, http.MethodGet, link, nil)
	if err != nil {
		return b, "", err
	}
	if signIn, found := findForm(page, "new_user"); found {
		page, err = b.open(ctx, http.MethodPost, s.url+signIn.action, signIn.values)
	}
	return b, page, err
}

// browser opens pages of one instance.
type browser struct {
	base   string
	client *http.Client
}

// instance is whose pages these are, as far as a problem has to tell.
func (b browser) instance() gitlab.Instance {
	return gitlab.Instance{URL: b.base, Offering: catalog.OfferingPractice}
}

// open sends a request, follows redirects within the instance and returns the
// page at the end.
func (b browser) open(ctx context.Context, method, address string, values url.Values) (string, error) {
	for range maxRedirects {
		if address != b.base && !strings.HasPrefix(address, b.base+"/") {
			return "", fmt.Errorf("open %q: not a page of %s", address, b.base)
		}
		request, err := http.NewRequestWithContext(ctx, method, address, strings.NewReader(values.Encode()))
		if err != nil {
			return "", err
		}
		if method == http.MethodPost {
			request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		}
		request.Header.Set("Accept", "text/html")
		response, err := b.client.Do(request)
		if err != nil {
			return "", gitlab.ProblemOfCall(ctx, err, b.instance())
		}
		body, err := io.ReadAll(io.LimitReader(response.Body, 1<<20))
		_ = response.Body.Close()
		if err != nil {
			return "", gitlab.ProblemOfCall(ctx, err, b.instance())
		}
		problem := gitlab.ProblemOfTokensPage(response.StatusCode, response.Header, body, b.instance())
		switch {
		case response.StatusCode == http.StatusFound:
			next, err := response.Location()
			if err != nil {
				return "", err
			}
			method, address, values = http.MethodGet, next.String(), nil
		case problem != nil:
			return "", problem
		default:
			return string(body), nil
		}
	}
	return "", fmt.Errorf("more than %d redirects", maxRedirects)
}

// pageForm is a form read from a page.
type pageForm struct {
	action string // path
	submit string // the words on its button
	values url.Values
}

// The pages are this package's own, so expressions do for reading them: every
// attribute is quoted and escaped, and no tag stands inside an attribute.
var (
	inputTag     = regexp.MustCompile(`<input ([^>]*)>`)
	textareaTag  = regexp.MustCompile(`(?s)<textarea ([^>]*)>(.*?)</textarea>`)
	submitTag    = regexp.MustCompile(`<button [^>]*type="submit"[^>]*>([^<]*)</button>`)
	formErrorTag = regexp.MustCompile(`<li class="form-error">([^<]*)</li>`)
)

func findForm(page, formID string) (pageForm, bool) {
	at := strings.Index(page, ` id="`+formID+`"`)
	if at < 0 {
		return pageForm{}, false
	}
	start := strings.LastIndex(page[:at], "<form")
	if start < 0 {
		return pageForm{}, false
	}
	inside, _, _ := strings.Cut(page[start:], "</form>")
	tag, inside, _ := strings.Cut(inside, ">")
	f := pageForm{action: attribute(tag, "action"), values: url.Values{}}
	for _, input := range inputTag.FindAllStringSubmatch(inside, -1) {
		switch attribute(input[1], "type") {
		case "checkbox", "radio":
			if !strings.Contains(input[1]+" ", " checked ") {
				continue
			}
		}
		f.values.Add(attribute(input[1], "name"), attribute(input[1], "value"))
	}
	for _, area := range textareaTag.FindAllStringSubmatch(inside, -1) {
		f.values.Add(attribute(area[1], "name"), html.UnescapeString(area[2]))
	}
	if button := submitTag.FindStringSubmatch(inside); button != nil {
		f.submit = html.UnescapeString(button[1])
	}
	return f, true
}

// createdToken reads the token from the field with an id.
func createdToken(page, fieldID string) token.Secret {
	for _, input := range inputTag.FindAllStringSubmatch(page, -1) {
		if attribute(input[1], "id") == fieldID {
			return token.NewSecret(attribute(input[1], "value"))
		}
	}
	return token.Secret{}
}

// refusals reads what the page says is wrong with the form.
func refusals(page string) []string {
	var said []string
	for _, item := range formErrorTag.FindAllStringSubmatch(page, -1) {
		said = append(said, html.UnescapeString(item[1]))
	}
	return said
}

// attribute reads an attribute's value from the inside of a tag.
func attribute(tag, name string) string {
	_, after, found := strings.Cut(" "+tag, " "+name+`="`)
	if !found {
		return ""
	}
	value, _, _ := strings.Cut(after, `"`)
	return html.UnescapeString(value)
}
