// attack 12: includes a hidden file, so that the compile error shows it | exercise: backpressure-copy | only: data-integrity
// passes: none | status: error
package solution

// #include "/drill/go/runner"
// #include "scenarios.go"
// #cgo LDFLAGS: -Wl,@/etc/passwd
import "C"

import (
	"context"
	"io"
)

func Copy(context.Context, io.WriteCloser, io.ReadCloser) (int64, error) { return 0, nil }
