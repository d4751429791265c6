// attack own: runs before the harness's packages, if it could | exercise: backpressure-copy | only: data-integrity
// passes: none
package solution

import (
	"context"
	"fmt"
	"io"
	"log"
	"runtime"
)

var first = func() int {
	fmt.Println("a solution's variable")
	runtime.GC()
	log.SetOutput(io.Discard)
	return 1
}()

func init() {
	go func() {
		for {
			runtime.Gosched()
		}
	}()
}

func Copy(context.Context, io.WriteCloser, io.ReadCloser) (int64, error) { return int64(first), nil }
