// attack 36: allocates for ever | exercise: backpressure-copy | only: data-integrity | limits: memory=400 wall=20s | alone
// passes: none | status: memory, no result
package solution

import (
	"context"
	"io"
)

var all [][]byte

func Copy(context.Context, io.WriteCloser, io.ReadCloser) (int64, error) {
	for {
		block := make([]byte, 1<<20)
		for i := range block {
			block[i] = 1
		}
		all = append(all, block)
	}
}
