// attack 36: loops for ever before main | exercise: backpressure-copy | only: data-integrity | limits: wall=1s
// passes: none | status: timeout, fail
package solution

import (
	"context"
	"io"
)

func init() { select {} }

func Copy(context.Context, io.WriteCloser, io.ReadCloser) (int64, error) { return 0, nil }
