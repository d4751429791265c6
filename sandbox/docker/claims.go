package docker

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Claims is a folder with an empty file for each spare that was ever taken.
type Claims string

// usualClaims is where all processes of a person's look.
func usualClaims() Claims {
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = os.TempDir()
	}
	return Claims(filepath.Join(cache, "drill", "claims"))
}

// take reports whether nobody has taken the spare before. Where the folder cannot
// be written nobody gets a spare, which only costs time.
func (c Claims) take(id string) bool {
	if err := os.MkdirAll(string(c), 0o700); err != nil {
		return false
	}
	file, err := os.OpenFile(filepath.Join(string(c), id), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return false
	}
	return file.Close() == nil
}

// forget removes the claims of spares that have ended long ago.
func (c Claims) forget(before time.Time) {
	entries, err := os.ReadDir(string(c))
	if err != nil {
		return
	}
	for _, entry := range entries {
		info, err := entry.Info()
		if errors.Is(err, fs.ErrNotExist) || err == nil && info.ModTime().After(before) {
			continue
		}
		_ = os.Remove(filepath.Join(string(c), entry.Name()))
	}
}
