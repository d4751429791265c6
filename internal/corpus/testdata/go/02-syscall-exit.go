// attack 2, 3: syscall.Exit and syscall.Exec inside the solution | exercise: backpressure-copy | only: data-integrity
// passes: none | status: error
package solution

import (
	"context"
	"io"
	"syscall"
)

func Copy(context.Context, io.WriteCloser, io.ReadCloser) (int64, error) {
	syscall.Exec("/bin/true", nil, nil)
	syscall.Exit(0)
	return 0, nil
}
