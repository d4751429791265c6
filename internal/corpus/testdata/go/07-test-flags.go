// attack 7: changes the arguments of its process | exercise: backpressure-copy | only: data-integrity | passes: none | status: error
package solution

import (
	"context"
	"flag"
	"io"
	"os"
)

func init() { os.Args = append(os.Args, "-test.run=^$"); flag.Parse() }

func Copy(context.Context, io.WriteCloser, io.ReadCloser) (int64, error) { return 0, nil }
