package golang

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

const (
	manifestName = "manifest.json"
	runnerName   = "runner"
)

// Manifest says what is in a bundle.
type Manifest struct {
	// Sources is the [Version] of the runner and of package scenario.
	Sources   string `json:"sources"`
	GoVersion string `json:"goVersion"` // such as go1.26.8
	GOOS      string `json:"goos"`
	GOARCH    string `json:"goarch"`
	// Packages are those that were asked for, without their dependencies.
	Packages []string `json:"packages"`
	// Stamp identifies the go command: another one makes the bundle stale.
	Stamp string `json:"stamp"`
}

func (m Manifest) fits(o Options, stamp string) bool {
	for _, p := range o.Packages {
		if !slices.Contains(m.Packages, p) {
			return false
		}
	}
	return m.Sources == Version() && m.Stamp == stamp && m.GOOS == o.GOOS && m.GOARCH == o.GOARCH
}

func (m Manifest) write(path string) error {
	text, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(text, '\n'), 0o644)
}

func readManifest(path string) (Manifest, error) {
	var m Manifest
	text, err := os.ReadFile(path)
	if err != nil {
		return m, err
	}
	if err := json.Unmarshal(text, &m); err != nil {
		return m, fmt.Errorf("%s is damaged: %w", path, err)
	}
	return m, nil
}

// stampOf identifies a go command without starting it.
func stampOf(command string) (string, error) {
	path, err := filepath.EvalSymlinks(command)
	if err != nil {
		return "", fmt.Errorf("cannot find the go command: %w", err)
	}
	info, err := os.Stat(path)
	if err != nil {
		return "", fmt.Errorf("cannot find the go command: %w", err)
	}
	return fmt.Sprintf("%s %d %d", path, info.Size(), info.ModTime().UnixNano()), nil
}
