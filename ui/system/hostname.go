package system

import "os"

// Hostname is what this computer calls itself, "" where it does not tell.
func Hostname() string {
	name, err := os.Hostname()
	if err != nil {
		return ""
	}
	return name
}
