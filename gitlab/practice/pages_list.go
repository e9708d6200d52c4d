package practice

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// tokenState is a token's standing as the lists show it.
type tokenState string

const (
	stateActive   tokenState = "active"
	stateExpiring tokenState = "expiring" // active, and ends within two weeks
	stateRevoked  tokenState = "revoked"
	stateExpired  tokenState = "expired"
)

func (t issuedToken) state(now time.Time) tokenState {
	switch {
	case t.revoked:
		return stateRevoked
	case t.expired(now):
		return stateExpired
	case !t.expires.IsZero() && t.expires.Before(today(now).AddDate(0, 0, 15)):
		return stateExpiring
	}
	return stateActive
}

func (v *visit) badge(t issuedToken) part {
	words := map[tokenState]string{
		stateActive:   "Active",
		stateExpiring: "Expiring",
		stateRevoked:  "Revoked",
		stateExpired:  "Expired",
	}
	state := t.state(v.server.now())
	return el("span", attr("class", "badge "+string(state)), text(words[state]))
}

// statistics are the four cards above the list, from 18.1 on.
func (v *visit) statistics() part {
	count := map[tokenState]int{}
	for _, t := range v.server.store.tokensOf(v.user.id) {
		count[t.state(v.server.now())]++
	}
	count[stateActive] += count[stateExpiring]
	card := func(title string, state tokenState) part {
		return el("div.stat", el("span", text(title)), el("b", text(strconv.Itoa(count[state]))),
			el("a", href(linkWith(v.edition.pages.Path(), "state", string(state))), text("Filter list")))
	}
	return el("div.stats", card("Active tokens", stateActive), card("Tokens expiring in 2 weeks", stateExpiring),
		card("Revoked tokens", stateRevoked), card("Expired tokens", stateExpired))
}

// sortOrders are the ways to sort the list, the first by default.
func sortOrders() []string {
	return []string{"Expiration date", "Created date", "Last used date", "Name"}
}

// searchBox is the row to filter and sort by.
func (v *visit) searchBox() part {
	query := v.r.URL.Query()
	return el("form.filter", attr("method", "get"), attr("action", v.edition.pages.Path()),
		el("input", attr("type", "hidden"), attr("name", "state"), attr("value", query.Get("state"))),
		el("input", attr("type", "search"), attr("name", "search"), attr("value", query.Get("search")),
			attr("placeholder", "Search or filter access tokens…"), attr("aria-label", "Search or filter access tokens…")),
		el("select", attr("name", "sort"), attr("aria-label", "Sort by"), each(sortOrders(), func(order string) part {
			return el("option", attr("value", order), flag("selected", order == query.Get("sort")), text(order))
		})),
		el("button.button", attr("type", "submit"), text("Search")))
}

// chosenTokens are the tokens of the list: active ones unless a card's "Filter
// list" asked for others.
func (v *visit) chosenTokens() []issuedToken {
	query := v.r.URL.Query()
	wanted := tokenState(or(query.Get("state"), string(stateActive)))
	search := strings.ToLower(query.Get("search"))
	now := v.server.now()
	tokens := slices.DeleteFunc(v.server.store.tokensOf(v.user.id), func(t issuedToken) bool {
		state := t.state(now)
		if wanted == stateActive && state == stateExpiring {
			state = stateActive
		}
		return state != wanted || !strings.Contains(strings.ToLower(t.name), search)
	})
	slices.SortStableFunc(tokens, func(a, b issuedToken) int {
		switch query.Get("sort") {
		case "Created date":
			return a.created.Compare(b.created)
		case "Last used date":
			return a.lastUsed.Compare(b.lastUsed)
		case "Name":
			return cmp.Compare(strings.ToLower(a.name), strings.ToLower(b.name))
		}
		return byExpiry(a, b)
	})
	return tokens
}

// byExpiry puts what ends first first, and what never ends last.
func byExpiry(a, b issuedToken) int {
	switch {
	case a.expires.IsZero() && b.expires.IsZero():
		return 0
	case a.expires.IsZero():
		return 1
	case b.expires.IsZero():
		return -1
	}
	return a.expires.Compare(b.expires)
}
