//go:build !windows && !linux

package system

func forbidDump() {}
