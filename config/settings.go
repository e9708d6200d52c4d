package config

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"glpat/gitlab/catalog"
	"glpat/gitlab/input"
)

// Settings is what glpat remembers about how it is used.
type Settings struct {
	// Instances are those used before, the newest use first.
	Instances []KnownInstance
}

// KnownInstance is one GitLab as the person uses it.
type KnownInstance struct {
	// URL is the base URL, with http or https, and a sub-path if there is one.
	URL string // required
	// Pages is the release, major.minor, whose pages the person said look like
	// theirs; "" means that glpat finds out.
	Pages string
	// FineGrainedOnly says that the instance makes fine-grained tokens alone, as
	// the person saw on its page.
	FineGrainedOnly bool
	// MadeToken says that the person made a token there with glpat.
	MadeToken bool
	// AllowHTTP says that the person agreed to plain http.
	AllowHTTP bool
	// Connection is how it is reached, with whole paths: see [Connection.Absolute].
	Connection Connection
	// LastUsed orders the list. [Store.RememberInstance] sets it when it is zero.
	LastUsed time.Time
}

// Settings reads settings.yaml. A missing file is the zero Settings. An entry
// that makes no sense is left out and told in a notice; it stays in the file. Where
// another user could have changed the file, or put it there, none of it is used, and
// a notice says so.
func (s *Store) Settings() (Settings, []Notice, error) {
	doc, notices, err := s.load(settingsFile())
	if why, is := errors.AsType[*FileError](err); is && why.changeable() {
		return Settings{}, append(notices, Notice{
			Summary: "Your settings are not used: " + why.Cause() + ".",
			Remedy:  why.Remedy(),
		}), nil
	}
	if err != nil {
		return Settings{}, notices, explainFile("read the settings", s.path(settingsFile()), err)
	}
	settings, odd := readSettings(doc)
	return settings, append(notices, odd...), nil
}

// RememberInstance adds the instance to the settings, or replaces what they say
// of the one with the same URL, and leaves the others as they are now in the
// file. Comments and keys that glpat does not know stay in settings.yaml. An
// empty part of the connection takes away what the settings said; the API's address
// is saved as a URL.
func (s *Store) RememberInstance(instance KnownInstance) error {
	if instance.LastUsed.IsZero() {
		instance.LastUsed = s.now()
	}
	if err := instance.check(); err != nil {
		return fmt.Errorf("save the settings: %w", err)
	}
	instance.Connection.API = tidyAPI(instance.Connection.API)
	err := s.change(settingsFile(), func(doc document) func(document) {
		want, _ := readSettings(doc)
		want.Instances = slices.DeleteFunc(want.Instances, func(other KnownInstance) bool {
			return sameInstance(other.URL, instance.URL)
		})
		want.Instances = append(want.Instances, instance)
		return func(target document) { writeSettings(target, want) }
	})
	return explainFile("save the settings", s.path(settingsFile()), err)
}

func (i KnownInstance) check() error {
	if _, err := input.CanonicalURL(i.URL); err != nil {
		return err
	}
	if _, err := catalog.ParseRelease(i.Pages); err != nil && i.Pages != "" {
		return err
	}
	return i.Connection.check()
}

func (i KnownInstance) equal(other KnownInstance) bool {
	return i.URL == other.URL && i.Pages == other.Pages && i.FineGrainedOnly == other.FineGrainedOnly &&
		i.MadeToken == other.MadeToken &&
		i.AllowHTTP == other.AllowHTTP && i.Connection.Equal(other.Connection) && i.LastUsed.Equal(other.LastUsed)
}
