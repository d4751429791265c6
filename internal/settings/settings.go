// Package settings is what drill remembers of a person's choices, and where drill
// keeps its files.
package settings

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"drill/graders"
	"drill/internal/atomicfile"
)

// Version is the version of the file's form.
const Version = 1

// Settings are remembered from one command to the next.
type Settings struct {
	Version  int              `json:"version"`
	Language graders.Language `json:"language,omitempty"`
	// Last is the folder of the exercise that was started last.
	Last string `json:"last,omitempty"`
}

// Load reads the settings. A missing or unreadable file means no settings yet:
// they are a convenience and never stand in the way.
func (f Folders) Load() Settings {
	content, err := os.ReadFile(f.settings())
	var s Settings
	if err != nil || json.Unmarshal(content, &s) != nil || s.Version > Version {
		return Settings{}
	}
	if _, err := graders.ParseLanguage(string(s.Language)); err != nil {
		s.Language = ""
	}
	return s
}

// Save writes the settings.
func (f Folders) Save(s Settings) error {
	s.Version = Version
	if f.Load() == s {
		return nil
	}
	content, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(f.Config, 0o755); err != nil {
		return fmt.Errorf("settings are not kept: %w", err)
	}
	if err := atomicfile.Write(f.settings(), append(content, '\n'), 0o644); err != nil {
		return fmt.Errorf("settings are not kept: %w", err)
	}
	return nil
}

func (f Folders) settings() string { return filepath.Join(f.Config, "settings.json") }

// Folders are where drill keeps its own files.
type Folders struct {
	Config string // settings and progress: worth a backup
	Cache  string // last reports and compiled archives: can be made again
}

// Locate returns the folders: DRILL_HOME when set, read through getenv, else the
// user's configuration and cache folders.
func Locate(getenv func(string) string) (Folders, error) {
	if home := getenv("DRILL_HOME"); home != "" {
		home, err := filepath.Abs(home)
		return Folders{Config: home, Cache: filepath.Join(home, "cache")}, err
	}
	config, err := os.UserConfigDir()
	cache, cacheErr := os.UserCacheDir()
	if err := errors.Join(err, cacheErr); err != nil {
		return Folders{}, fmt.Errorf("no home folder is known: set DRILL_HOME to a folder for drill's own files: %w", err)
	}
	return Folders{Config: filepath.Join(config, "drill"), Cache: filepath.Join(cache, "drill")}, nil
}

// Writable reports why nothing can be written to a folder, nil when it can.
func Writable(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, ".writable-*")
	if err != nil {
		return err
	}
	err = errors.Join(f.Close(), os.Remove(f.Name()))
	if errors.Is(err, fs.ErrNotExist) {
		return nil // somebody tidied up
	}
	return err
}
