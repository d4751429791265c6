// attack 36: starts goroutines for ever | exercise: backpressure-copy | only: data-integrity | limits: memory=400 wall=3s | alone
// passes: none
package solution

import (
	"context"
	"io"
)

func Copy(context.Context, io.WriteCloser, io.ReadCloser) (int64, error) {
	for {
		go func() { select {} }()
	}
}
