// attack 14: writes settings of the go command for the next run | exercise: backpressure-copy | only: data-integrity
// passes: none | status: error
package solution

import (
	"context"
	"io"
	"os"
	"path/filepath"
)

func init() {
	home, _ := os.UserConfigDir()
	_ = os.MkdirAll(filepath.Join(home, "go"), 0o755)
	_ = os.WriteFile(filepath.Join(home, "go", "env"), []byte("GOFLAGS=-toolexec=/bin/true\n"), 0o644)
	_ = os.Setenv("GOFLAGS", "-run=^$")
}

func Copy(context.Context, io.WriteCloser, io.ReadCloser) (int64, error) { return 0, nil }
