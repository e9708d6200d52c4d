package catalog_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"glpat/gitlab/catalog"
)

func TestEveryLimitSaysWhatItCountsAndWhoSaysSo(t *testing.T) {
	all := append(catalog.LimitsOfGitLabCom(), catalog.LimitsOfDedicated()...)
	for _, limit := range catalog.LimitsOfSelfManaged() {
		all = append(all, limit.Limit)
		if limit.Setting == "" {
			t.Errorf("%q has no setting to change it by", limit.Counts)
		}
	}
	for _, plan := range catalog.AnnouncedLimits() {
		all = append(all, plan.Hour, plan.Minute)
	}
	for _, limit := range all {
		if limit.Counts == "" || strings.Contains(limit.Counts, "throttle") || limit.Calls <= 0 || limit.In < time.Second {
			t.Errorf("%+v says too little", limit)
		}
		if limit.Per != catalog.PerUser && limit.Per != catalog.PerAddress {
			t.Errorf("%q counts by %q", limit.Counts, limit.Per)
		}
		if !strings.HasPrefix(limit.Source, "doc/") && !strings.HasPrefix(limit.Source, "app/") {
			t.Errorf("%q is stated by %q", limit.Counts, limit.Source)
		}
	}
}

func TestTheGeneralLimitsOfSelfManagedAreOffUntilSwitchedOn(t *testing.T) {
	general, on := 0, false
	for _, limit := range catalog.LimitsOfSelfManaged() {
		if limit.Setting == "User and IP rate limits" {
			general++
			if limit.OnByDefault || limit.In != time.Hour {
				t.Errorf("%+v", limit)
			}
		}
		if on && !limit.OnByDefault {
			t.Errorf("%q, which is off, stands behind those that are on", limit.Counts)
		}
		on = limit.OnByDefault
	}
	if general != 4 || !on {
		t.Errorf("%d general limits; want 4, and others that are on", general)
	}
}

func TestARateReadsAsPeopleSayIt(t *testing.T) {
	for want, limit := range map[string]catalog.Limit{
		"2,000 a minute":      {Calls: 2000, In: time.Minute},
		"7,200 an hour":       {Calls: 7200, In: time.Hour},
		"300 in 10 minutes":   {Calls: 300, In: 10 * time.Minute},
		"1,000 in 15 seconds": {Calls: 1000, In: 15 * time.Second},
		"1,234,567 a minute":  {Calls: 1234567, In: time.Minute},
	} {
		if got := limit.Rate(); got != want {
			t.Errorf("Rate() = %q, want %q", got, want)
		}
	}
}

func TestTheLimitOfAPICallsIsKnownOnlyWhereItIsTheSameForAll(t *testing.T) {
	limit, known := catalog.APILimit(catalog.OfferingGitLabCom)
	if !known || limit.Calls != 2000 || limit.In != time.Minute || limit.Per != catalog.PerUser {
		t.Errorf("GitLab.com: %+v, %t", limit, known)
	}
	for _, offering := range []catalog.Offering{catalog.OfferingSelfManaged, catalog.OfferingUnknown, catalog.OfferingPractice} {
		if limit, known := catalog.APILimit(offering); known {
			t.Errorf("%q: %+v", offering, limit)
		}
	}
}

func TestFailedSignInsShutOutLongerThanTheyAreCounted(t *testing.T) {
	for _, ban := range catalog.SignInBans() {
		if ban.Failures <= 0 || ban.Within <= 0 || ban.Lasts <= ban.Within || ban.Source == "" {
			t.Errorf("%+v", ban)
		}
		if ban.OnByDefault != (ban.Offering == catalog.OfferingGitLabCom) {
			t.Errorf("%s: on by default is %t", ban.Offering, ban.OnByDefault)
		}
	}
}

func TestTheListsCannotBeChangedFromOutside(t *testing.T) {
	catalog.LimitsOfGitLabCom()[0].Calls = 1
	catalog.LimitsOfSelfManaged()[0].Calls = 1
	if catalog.LimitsOfGitLabCom()[0].Calls == 1 || catalog.LimitsOfSelfManaged()[0].Calls == 1 {
		t.Error("a caller has changed a limit")
	}
}

// The values of doc/user/gitlab_com/rate_limits.md of 19.5, read apart.
func TestGitLabComsLimitsAreThoseOfItsDocument(t *testing.T) {
	t.Parallel()
	want := []string{
		"user 2,000 a minute", "IP address 500 a minute", "user 1,000 a minute", "user 10,000 a minute",
		"IP address 15,000 a minute", "user 600 a minute", "IP address 2,000 a minute", "IP address 1,000 a minute",
		"IP address 10 a minute", "IP address 10 in 5 minutes", "user 100 a minute", "user 2,000 in 10 minutes",
		"user 400 a minute", "user 50 a minute", "user 400 a minute", "user 300 in 10 minutes",
	}
	var got []string
	for _, limit := range catalog.LimitsOfGitLabCom() {
		got = append(got, string(limit.Per)+" "+limit.Rate())
	}
	if !slices.Equal(got, want) {
		t.Errorf("the limits are\n%q, want\n%q", got, want)
	}
}
