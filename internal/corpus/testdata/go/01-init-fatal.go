// attack 1: an init that ends the process by the way that is open, log.Fatal | exercise: backpressure-copy | only: data-integrity
// passes: none | status: no result
package solution

import (
	"context"
	"io"
	"log"
)

func init() { log.Fatal("PASS") }

func Copy(context.Context, io.WriteCloser, io.ReadCloser) (int64, error) { return 0, nil }
