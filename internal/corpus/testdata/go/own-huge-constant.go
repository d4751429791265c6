// attack own: constants and arrays that take the compiler's memory | exercise: backpressure-copy | only: data-integrity
// limits: load=3s memory=400 | alone | passes: none | status: timeout, error, memory, no result
package solution

import (
	"context"
	"io"
)

const big = 1 << 500
const bigger = big * big * big * big * big * big * big * big

var table = [1 << 28]int{1<<28 - 1: 1}

var cells = [...]byte{1 << 27: 1}

func Copy(context.Context, io.WriteCloser, io.ReadCloser) (int64, error) {
	return int64(len(table)+len(cells)) + bigger%3, nil
}
