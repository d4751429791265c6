// attack 5, 6: declares what the scenarios declare, to empty their table or read it | exercise: backpressure-copy
// only: data-integrity | passes: none
package solution

import (
	"context"
	"io"
)

type Table map[string]func()

var (
	Main      = func(Table) {}
	bytes     = func() {}
	scenarios = Table{"bytes": bytes}
)

func init() { clear(scenarios) }

func main() { Main(nil) }

func Copy(context.Context, io.WriteCloser, io.ReadCloser) (int64, error) {
	return int64(len(scenarios)), nil
}
