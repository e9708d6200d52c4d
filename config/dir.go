package config

import (
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
)

// DefaultDir is the one directory for everything glpat keeps: $GLPAT_CONFIG_DIR
// if that is set, else the system's directory for settings with /glpat below
// it. That is $XDG_CONFIG_HOME or ~/.config on Linux and other Unix,
// ~/Library/Application Support on macOS and %AppData% on Windows, the last two
// as in [os.UserConfigDir]. The error says which variable is missing.
func DefaultDir(getenv func(string) string) (string, error) {
	return defaultDir(runtime.GOOS, getenv)
}

func defaultDir(goos string, getenv func(string) string) (string, error) {
	if dir := getenv("GLPAT_CONFIG_DIR"); dir != "" {
		absolute, err := filepath.Abs(dir)
		if err != nil {
			return "", fmt.Errorf("find the directory in GLPAT_CONFIG_DIR: %w", err)
		}
		return absolute, nil
	}
	switch goos {
	case "windows":
		if dir := getenv("AppData"); dir != "" {
			return filepath.Join(dir, "glpat"), nil
		}
		return "", noHome("neither GLPAT_CONFIG_DIR nor AppData is set")
	case "darwin":
		if home := getenv("HOME"); home != "" {
			return filepath.Join(home, "Library", "Application Support", "glpat"), nil
		}
	default:
		// The XDG base directory specification says to ignore a relative path.
		if dir := getenv("XDG_CONFIG_HOME"); filepath.IsAbs(dir) {
			return filepath.Join(dir, "glpat"), nil
		}
		if home := getenv("HOME"); home != "" {
			return filepath.Join(home, ".config", "glpat"), nil
		}
	}
	return "", noHome("neither GLPAT_CONFIG_DIR nor HOME is set")
}

func noHome(missing string) error {
	return &FileError{Op: "find the settings directory", Reason: FileNoHome, Err: errors.New(missing)}
}
