package skeleton

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
)

// modulePath is the module that exercises are compiled into.
const modulePath = "drill"

// Module returns the root of drill's own source, which is the folder or one above
// it. The error says what was found instead.
func Module(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	for at := dir; ; at = filepath.Dir(at) {
		content, err := os.ReadFile(filepath.Join(at, "go.mod"))
		switch {
		case err == nil:
			return at, isDrill(at, content)
		case !errors.Is(err, os.ErrNotExist):
			return "", fmt.Errorf("read %s: %w", filepath.Join(at, "go.mod"), err)
		case at == filepath.Dir(at):
			return "", refuse("%s is not in drill's source, where exercises are written: go to a clone of it", dir)
		}
	}
}

func isDrill(root string, content []byte) error {
	name := regexp.MustCompile(`(?m)^module\s+(\S+)`).FindSubmatch(content)
	if name == nil || string(name[1]) != modulePath {
		return refuse("%s is another module's: go to a clone of drill's source, where exercises are written", filepath.Join(root, "go.mod"))
	}
	if info, err := os.Stat(filepath.Join(root, "exercises")); err != nil || !info.IsDir() {
		return refuse("%s has no folder exercises: go to a whole clone of drill's source", root)
	}
	return nil
}
