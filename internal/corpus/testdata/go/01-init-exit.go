// attack 1: an init that exits with 0 | exercise: backpressure-copy | only: data-integrity | passes: none | status: error
package solution

import (
	"context"
	"io"
	"os"
)

func init() { os.Exit(0) }

func Copy(context.Context, io.WriteCloser, io.ReadCloser) (int64, error) { return 0, nil }
