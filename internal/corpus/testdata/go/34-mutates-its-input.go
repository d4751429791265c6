// attack 34: changes what it is given, and gives back what the sink already has | exercise: backpressure-copy | only: data-integrity
// passes: none | status: fail
package solution

import (
	"context"
	"io"
)

func Copy(_ context.Context, dst io.WriteCloser, src io.ReadCloser) (int64, error) {
	block := make([]byte, 64)
	var total int64
	for {
		n, err := src.Read(block)
		clear(block[:n])
		w, _ := dst.Write(block[:n])
		clear(block)
		total += int64(w)
		if err != nil {
			return total, dst.Close()
		}
	}
}
