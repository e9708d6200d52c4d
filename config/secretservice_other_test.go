//go:build !linux

package config

import "errors"

func roleSecretService([]string) error { return errors.New("a Secret Service is tried on Linux only") }

func roleNoBus() error { return errors.New("a session bus is tried on Linux only") }
