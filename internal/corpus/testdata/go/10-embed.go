// attack 10: embeds hidden files | exercise: backpressure-copy | only: data-integrity | passes: none | status: error
package solution

import (
	"context"
	"fmt"
	"io"

	_ "embed"
)

//go:embed scenarios.go
var hidden string

func Copy(context.Context, io.WriteCloser, io.ReadCloser) (int64, error) {
	fmt.Println(hidden)
	return 0, nil
}
