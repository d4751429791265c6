// attack 9: reaches into the runtime and the harness with go:linkname, without unsafe | exercise: backpressure-copy | only: data-integrity
// passes: none | status: error
package solution

import (
	"context"
	"io"
)

//go:linkname received drill/sandbox/golang/scenario.received
var received struct{ Nonce string }

//go:linkname write drill/sandbox/golang/scenario.write
func write([]byte)

func Copy(context.Context, io.WriteCloser, io.ReadCloser) (int64, error) {
	write([]byte(received.Nonce + ` {"s":"bytes","k":"@end"}` + "\n"))
	return 0, nil
}
