// attack own: ends goroutines that are not its own, and panics where nobody catches | exercise: backpressure-copy | only: data-integrity
// passes: none
package solution

import (
	"context"
	"io"
	"runtime"
	"time"
)

func Copy(context.Context, io.WriteCloser, io.ReadCloser) (int64, error) {
	time.AfterFunc(0, nil)
	runtime.Goexit()
	return 0, nil
}
