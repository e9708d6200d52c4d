package config

import (
	"errors"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"glpat/gitlab"
)

// Settings is what glpat remembers about how it is used.
type Settings struct {
	// Instances are those used before, the newest use first.
	Instances []Instance
}

// Instance is one GitLab as the person uses it.
type Instance struct {
	// URL is the base URL, with http or https, and a sub-path if there is one.
	URL string // required
	// Pages is the release, major.minor, whose pages the person said look like
	// theirs; "" means that glpat finds out.
	Pages string
	// CAFile names a file of certificates to trust for this instance, or "".
	CAFile string
	// AllowHTTP says that the person agreed to plain http.
	AllowHTTP bool
	// LastUsed orders the list. [Store.RememberInstance] sets it when it is zero.
	LastUsed time.Time
}

// Settings reads settings.yaml. A missing file is the zero Settings. An entry
// that makes no sense is left out and told in a notice; it stays in the file.
func (s *Store) Settings() (Settings, []Notice, error) {
	doc, notices, err := s.load(settingsFile())
	if err != nil {
		return Settings{}, notices, err
	}
	settings, odd := readSettings(doc)
	return settings, append(notices, odd...), nil
}

// SaveSettings replaces the settings. Comments and keys that glpat does not
// know stay in settings.yaml; the instances that are not in settings go.
func (s *Store) SaveSettings(settings Settings) error {
	return s.changeSettings(settings.Instances, func(Settings) Settings { return settings })
}

// RememberInstance adds the instance to the settings, or replaces what they say
// of the one with the same URL, and leaves the others as they are now in the
// file.
func (s *Store) RememberInstance(instance Instance) error {
	if instance.LastUsed.IsZero() {
		instance.LastUsed = s.now()
	}
	return s.changeSettings([]Instance{instance}, func(now Settings) Settings {
		now.Instances = slices.DeleteFunc(now.Instances, func(other Instance) bool {
			return sameInstance(other.URL, instance.URL)
		})
		now.Instances = append(now.Instances, instance)
		return now
	})
}

// changeSettings edits the settings; instances are those that the edit brings
// in, checked before anything is touched.
func (s *Store) changeSettings(instances []Instance, edit func(Settings) Settings) error {
	for _, instance := range instances {
		if err := instance.check(); err != nil {
			return fmt.Errorf("save the settings: %w", err)
		}
	}
	err := s.change(settingsFile(), func(doc document) func(document) {
		now, _ := readSettings(doc)
		want := edit(now)
		return func(target document) { writeSettings(target, want) }
	})
	if err != nil {
		return fmt.Errorf("save the settings: %w", err)
	}
	return nil
}

func (i Instance) check() error {
	if _, err := canonicalURL(i.URL); err != nil {
		return err
	}
	if _, err := gitlab.ParseRelease(i.Pages); err != nil && i.Pages != "" {
		return err
	}
	if !utf8.ValidString(i.CAFile) {
		return errors.New("the name of the certificate file is not UTF-8")
	}
	return nil
}
