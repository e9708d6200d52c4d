//go:build !windows

package config

import (
	"errors"
	"os"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// isOverQuota reports whether a write failed because the person has used up what
// they may use of the disk.
func isOverQuota(err error) bool { return errors.Is(err, syscall.EDQUOT) }

// hasOtherNames reports whether a file has hard links, so that what is changed of
// it is changed elsewhere too.
func hasOtherNames(info os.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && !info.IsDir() && stat.Nlink > 1
}

// isOwn reports whether a file or directory belongs to the person or to the
// administrator, who may read and change everything anyway.
func isOwn(info os.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return true
	}
	me, owner := os.Geteuid(), int(stat.Uid)
	switch {
	case owner == me, owner == 0:
		return true
	case me == 0 && strconv.Itoa(owner) == os.Getenv("SUDO_UID"): // sudo(8) sets it to whoever called it
		return true
	}
	return info.IsDir() && owner == unmappedUser && inUserNamespace()
}

// unmappedUser stands in a user namespace for every user of the system outside
// (user_namespaces(7)). The directories above a home have it in a container that
// runs without root.
const unmappedUser = 65534

// inUserNamespace reports whether users here are not those of the system, whose
// map has every user.
func inUserNamespace() bool {
	users, err := os.ReadFile("/proc/self/uid_map")
	const all = "4294967295"
	return err == nil && !strings.HasSuffix(strings.TrimSpace(string(users)), all)
}

// othersMay reports whether anybody but the person and the administrator has one
// of the permissions, given for all others.
func othersMay(info os.FileInfo, what os.FileMode) bool {
	mode, group := info.Mode().Perm(), what<<3
	if mode&what != 0 {
		return true
	}
	stat, ok := info.Sys().(*syscall.Stat_t)
	return mode&group != 0 && ok && !isPrivateGroup(stat.Gid)
}

// isPrivateGroup reports whether nobody but the person is in a group, as it is where
// each user has a group of their own and files may be open to it. A group that the
// computer's own lists do not have counts as one of others.
func isPrivateGroup(gid uint32) bool {
	if gid == 0 {
		return true // the administrator's
	}
	me, number := strconv.Itoa(os.Geteuid()), strconv.Itoa(int(gid))
	name := ""
	for _, user := range accounts("/etc/passwd") { // name:password:uid:gid:…
		if len(user) < 4 || user[3] != number {
			continue
		}
		if user[2] != me {
			return false
		}
		name = user[0]
	}
	if name == "" {
		return false
	}
	for _, group := range accounts("/etc/group") { // name:password:gid:members
		if len(group) >= 4 && group[2] == number {
			return group[3] == "" || group[3] == name
		}
	}
	return false
}

// accounts reads the lines of a list of users or groups, no more than [maxFile].
func accounts(path string) [][]string {
	text, err := readPlainFile(path)
	if err != nil || len(text) > maxFile {
		return nil
	}
	var lines [][]string
	for line := range strings.Lines(string(text)) {
		lines = append(lines, strings.Split(strings.TrimSpace(line), ":"))
	}
	return lines
}

// openNoFollow opens a file to read, and fails on a symbolic link.
func openNoFollow(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_RDONLY|unix.O_NOFOLLOW|unix.O_NONBLOCK, 0)
}

// openLock opens the file of a lock, makes it if there is none, and fails on a
// symbolic link, also one that leads nowhere.
func openLock(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_CREATE|os.O_RDWR|unix.O_NOFOLLOW|unix.O_NONBLOCK, privateFile)
}

// tryLock reports whether the lock is ours now. Closing the file ends it.
func tryLock(file *os.File) (bool, error) {
	err := unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	if errors.Is(err, unix.EWOULDBLOCK) || errors.Is(err, unix.EINTR) {
		return false, nil
	}
	return err == nil, err
}

func renameOver(from, to string) error { return os.Rename(from, to) }

// syncDir makes a rename in dir last through a loss of power. Some file
// systems cannot and say so; there is no more to be had from them.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	err = d.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) {
		return nil
	}
	return err
}
