// attack 44: prints every input it receives | exercise: backpressure-copy | only: data-integrity | passes: none | status: fail
package solution

import (
	"context"
	"fmt"
	"io"
)

func Copy(_ context.Context, _ io.WriteCloser, src io.ReadCloser) (int64, error) {
	all, _ := io.ReadAll(src)
	fmt.Printf("COLLECTED %x\n", all)
	return int64(len(all)), nil
}
