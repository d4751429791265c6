package golang

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// unused is how long a bundle is kept that nobody asked for.
const unused = 30 * 24 * time.Hour

// Shelf returns the folder under parent for a bundle of these sources and
// packages. Two versions of drill have two folders, so that neither takes the
// other's bundle away while it is in use. Bundles that were not asked for in a
// month are removed.
func Shelf(parent string, packages []string) string {
	sum := sha256.New()
	sum.Write([]byte(Version()))
	for _, p := range slices.Sorted(slices.Values(packages)) {
		sum.Write([]byte("\x00" + p))
	}
	dir := filepath.Join(parent, hex.EncodeToString(sum.Sum(nil))[:12])
	now := time.Now()
	_ = os.Chtimes(dir, now, now) // absent at first; a wrong age only costs a build
	discard(parent, dir, now.Add(-unused))
	return dir
}

// discard removes bundles last used before a moment. What cannot be removed stays.
func discard(parent, keep string, before time.Time) {
	entries, _ := os.ReadDir(parent)
	for _, entry := range entries {
		info, err := entry.Info()
		path := filepath.Join(parent, entry.Name())
		if err != nil || !entry.IsDir() || path == keep || !info.ModTime().Before(before) {
			continue
		}
		_ = os.RemoveAll(path)
	}
}
