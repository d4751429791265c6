// attack 36: prints for ever | exercise: backpressure-copy | only: data-integrity | limits: wall=20s | passes: none | status: output
package solution

import (
	"context"
	"fmt"
	"io"
	"strings"
)

func Copy(context.Context, io.WriteCloser, io.ReadCloser) (int64, error) {
	for {
		fmt.Println(strings.Repeat("x", 4000))
	}
}
