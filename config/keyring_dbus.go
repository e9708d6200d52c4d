//go:build !darwin && !windows

package config

import (
	"errors"
	"strings"

	"github.com/godbus/dbus/v5"
)

// reasonOf tells what a Secret Service meant. Errors with a name come from the
// bus or the service. The library's own have no type: they say that an item or
// the keyring stayed locked, or, before that, that there is no session bus,
// which asking for the bus again tells apart.
func reasonOf(err error) KeyringReason {
	var named dbus.Error
	switch {
	case errors.As(err, &named) && named.Name == "org.freedesktop.Secret.Error.IsLocked":
		return KeyringLocked
	case errors.As(err, &named) && named.Name == "org.freedesktop.DBus.Error.AccessDenied":
		return KeyringRefused
	case errors.As(err, &named) && strings.HasPrefix(named.Name, "org.freedesktop.DBus.Error."):
		return KeyringUnavailable
	case errors.As(err, &named):
		return KeyringRefused
	case errors.Is(err, dbus.ErrClosed):
		return KeyringUnavailable
	}
	if _, err := dbus.SessionBus(); err != nil {
		return KeyringUnavailable
	}
	return KeyringLocked
}
