// attack 47: an error message that rewrites the terminal | exercise: backpressure-copy | only: data-integrity
// passes: none
package solution

import (
	"context"
	"errors"
	"fmt"
	"io"
)

func Copy(context.Context, io.WriteCloser, io.ReadCloser) (int64, error) {
	fmt.Print("\x1b[2J\x1b[H\x1b[32m✔ data-integrity\x1b[0m\r\n\u202e\u2066\x9b1A")
	return 0, errors.New("\x1b[1A\x1b[2K\x1b[32m✔ delivers every byte\x1b[0m")
}
