package config

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"glpat/gitlab/input"
)

// Key names a secret: which token of whom on which instance.
type Key struct {
	Instance string // required: the instance's base URL
	Username string // "" when the token may not read it
	TokenID  int64  // 0 when the instance did not tell
}

// maxUsername is twice what GitLab allows (lib/gitlab/path_regex.rb).
const maxUsername = 512

// service is the keyring's service name, "glpat:HOST[:PORT][/sub/path]".
func (k Key) service() (string, error) {
	address, err := input.CanonicalURL(k.Instance)
	if err != nil {
		return "", err
	}
	_, rest, _ := strings.Cut(address, "://")
	return "glpat:" + rest, nil
}

// account is the keyring's account, "USERNAME#TOKENID". The user name comes
// from the instance and ends up in commands of the system's keyring, so
// nothing but plain printed characters passes.
func (k Key) account() (string, error) {
	if len(k.Username) > maxUsername || !utf8.ValidString(k.Username) {
		return "", errors.New("name the secret: the user name is not one that GitLab gives")
	}
	for _, r := range k.Username {
		if !unicode.IsGraphic(r) || unicode.IsSpace(r) {
			return "", errors.New("name the secret: the user name is not one that GitLab gives")
		}
	}
	if k.TokenID < 0 {
		return "", fmt.Errorf("name the secret: token id %d is below zero", k.TokenID)
	}
	return k.Username + "#" + strconv.FormatInt(k.TokenID, 10), nil
}

// fileName is the name of the secret's file: the host, in letters, digits and hyphens
// alone, and a hash that tells apart what is kept of it. What the instance says, such
// as the user name, is in the hash alone.
func (k Key) fileName() (string, error) {
	address, hash, err := k.fileHash()
	if err != nil {
		return "", err
	}
	host, _, _ := strings.Cut(address, "/")
	return slug(host) + "-" + hash, nil
}

// formerFileName is what an older glpat named the file, with the user name in it.
func (k Key) formerFileName() (string, error) {
	address, hash, err := k.fileHash()
	if err != nil {
		return "", err
	}
	account, err := k.account()
	return slug(address+"-"+account) + "-" + hash, err
}

// fileHash is the instance's address without its scheme, and the hash of the key.
func (k Key) fileHash() (address, hash string, err error) {
	whole, err := input.CanonicalURL(k.Instance)
	if err != nil {
		return "", "", err
	}
	account, err := k.account()
	if err != nil {
		return "", "", err
	}
	_, address, _ = strings.Cut(whole, "://")
	sum := sha256.Sum256([]byte(whole + "\n" + account))
	return address, hex.EncodeToString(sum[:8]), nil
}

// slug keeps lower-case letters and digits, and puts one hyphen for anything
// else. Without dots it is no name that Windows reserves once a hyphen and a
// hash follow.
func slug(text string) string {
	const longest = 80
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(text) {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') {
			gap = true
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte('-')
		}
		gap = false
		b.WriteRune(r)
		if b.Len() >= longest {
			break
		}
	}
	return b.String()
}
