package config

import "os"

// On Windows the directory for settings is below the person's own, which others
// cannot change; the rights of another are not looked at.

func isOverQuota(error) bool { return false }

func hasOtherNames(os.FileInfo) bool { return false }

func isOwn(os.FileInfo) bool { return true }

func othersMay(os.FileInfo, os.FileMode) bool { return false }
