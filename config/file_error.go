package config

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"runtime"
	"strconv"
	"syscall"
)

// FileReason says why a file or directory could not be used.
type FileReason int

// The reasons.
const (
	FileUnusable    FileReason = iota // for what the system said, which no other reason covers
	FileOfOthers                      // another user owns it, so they decide what is in it
	FileOpenToWrite                   // others may write to it
	FileIsLink                        // a link where glpat writes, or where a secret is
	FileIsDirectory                   // a directory in a file's place
	FileNotPlain                      // a pipe or a device in a file's place
	FileNoDirectory                   // something else in a directory's place
	FileNoToken                       // a token's file with something else in it
	FileForbidden                     // the person may not
	FileReadOnly                      // the disk takes no changes
	FileDiskFull                      // there is no room
	FileBusy                          // another glpat keeps it to itself
	FileNoHome                        // nothing says where the person's files are
)

// FileReasons lists all reasons.
func FileReasons() []FileReason {
	var all []FileReason
	for reason := FileUnusable; reason <= FileNoHome; reason++ {
		all = append(all, reason)
	}
	return all
}

// FileError is a failure with a file of glpat's own, or one that its settings
// name. It holds nothing of the file's content.
type FileError struct {
	Op     string // what was being done, for example "keep the token"
	Path   string
	Reason FileReason
	Err    error // what is wrong in the system's words, nil where Reason says all
}

// Error implements error.
func (e *FileError) Error() string {
	if e.Op == "" {
		return e.Cause()
	}
	return e.Op + ": " + e.Cause()
}

// Unwrap returns what is wrong in the system's words.
func (e *FileError) Unwrap() error { return e.Err }

// Cause is what is wrong, as a clause.
func (e *FileError) Cause() string {
	where := strconv.Quote(e.Path)
	switch e.Reason {
	case FileOfOthers:
		return where + " belongs to another user, who decides what is in it"
	case FileOpenToWrite:
		return "other users may change " + where
	case FileIsLink:
		return where + " is a link, and glpat follows none there"
	case FileIsDirectory:
		return where + " is a directory"
	case FileNotPlain:
		return where + " is not a plain file"
	case FileNoDirectory:
		return where + " is not a directory"
	case FileNoToken:
		return fmt.Sprintf("the file %q holds no token: %v", e.Path, e.Err)
	case FileForbidden:
		return "you have no permission to use " + where
	case FileReadOnly:
		return "the disk with " + where + " takes no changes"
	case FileDiskFull:
		return "there is no room left on the disk with " + where
	case FileBusy:
		return "another glpat has been changing " + where + " for a while"
	case FileNoHome:
		return "nothing says where your files are: " + e.Err.Error()
	case FileUnusable:
	}
	return fmt.Sprintf("%q cannot be used: %v", e.Path, e.Err)
}

// changeable reports whether another user could have changed what was to be used.
func (e *FileError) changeable() bool { return e.Reason == FileOfOthers || e.Reason == FileOpenToWrite }

// Remedy returns what a person can do about it.
func (e *FileError) Remedy() string {
	const elsewhere = "set GLPAT_CONFIG_DIR to a directory that is yours alone"
	switch e.Reason {
	case FileOfOthers:
		return "If it should be yours, read it first, then make it yours; or " + elsewhere + "."
	case FileOpenToWrite:
		return "Read what it says, then take their access away" + command("chmod go-w", e.Path) + "; or " + elsewhere + "."
	case FileIsLink:
		return "Replace the link by what it leads to, or make the change there yourself."
	case FileNoDirectory:
		return "Choose another place: " + elsewhere + "."
	case FileIsDirectory, FileNotPlain:
		return "Move it away, and try again."
	case FileNoToken:
		return "If you have the token, write it into the file, alone on one line. " +
			"Else move the file away, and make a new token."
	case FileForbidden, FileUnusable:
		return "Make it something that you can read and write, or " + elsewhere + "."
	case FileReadOnly:
		return "Choose a place that takes changes: " + elsewhere + "."
	case FileDiskFull:
		return "Make room on it and try again, or " + elsewhere + "."
	case FileBusy:
		return "Wait a moment and try again. If no other glpat runs, move that file away."
	case FileNoHome:
		return "Set " + homeVariable() + ", or set GLPAT_CONFIG_DIR to a directory that is yours alone."
	}
	return ""
}

// homeVariable names where the system says what is the person's.
func homeVariable() string {
	if runtime.GOOS == "windows" {
		return "AppData"
	}
	return "HOME"
}

// command is a command for a Unix shell behind a colon, nothing on Windows.
func command(words, path string) string {
	if runtime.GOOS == "windows" {
		return ""
	}
	return ": " + words + " " + shellQuote(path)
}

// explainFile gives a failure of a file its reason. An error that has one already
// keeps it, and its path.
func explainFile(doing, path string, err error) error {
	if err == nil {
		return nil
	}
	if known, ok := errors.AsType[*FileError](err); ok {
		again := *known
		again.Op = doing
		return &again
	}
	if fault, ok := errors.AsType[*fs.PathError](err); ok && filepath.IsAbs(fault.Path) {
		path = fault.Path
	}
	reason := fileReason(err)
	if reason == FileNoDirectory {
		path = filepath.Dir(path) // it is the way there that is none
	}
	return &FileError{Op: doing, Path: path, Reason: reason, Err: innermost(err)}
}

// innermost is what the system said, without the steps that led there.
func innermost(err error) error {
	if fault, ok := errors.AsType[*fs.PathError](err); ok {
		return fault.Err
	}
	return err
}

func fileReason(err error) FileReason {
	switch {
	case errors.Is(err, errBusy):
		return FileBusy
	case errors.Is(err, errIsDirectory), errors.Is(err, syscall.EISDIR):
		return FileIsDirectory
	case errors.Is(err, errNoPlainFile):
		return FileNotPlain
	case errors.Is(err, syscall.ENOTDIR):
		return FileNoDirectory
	case errors.Is(err, syscall.EROFS):
		return FileReadOnly
	case errors.Is(err, syscall.ENOSPC), isOverQuota(err):
		return FileDiskFull
	case errors.Is(err, fs.ErrPermission):
		return FileForbidden
	case errors.Is(err, syscall.ELOOP):
		return FileIsLink
	}
	return FileUnusable
}
