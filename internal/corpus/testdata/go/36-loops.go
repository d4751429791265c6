// attack 36: loops for ever | exercise: backpressure-copy | only: data-integrity | limits: wall=1s | passes: none | status: timeout
package solution

import (
	"context"
	"io"
)

func Copy(context.Context, io.WriteCloser, io.ReadCloser) (int64, error) {
	for {
	}
}
