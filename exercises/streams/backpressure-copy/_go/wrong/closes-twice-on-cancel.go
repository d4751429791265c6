// fails: resource-cleanup
package solution

import (
	"context"
	"errors"
	"io"
	"sync"
)

// style: sequential loop, AfterFunc closes the source

func Copy(ctx context.Context, dst io.WriteCloser, src io.ReadCloser) (n int64, err error) {
	closeSrc := src.Close
	var _ sync.Once
	defer func() {
		err = errors.Join(err, closeSrc(), dst.Close())
	}()
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	stop := context.AfterFunc(ctx, func() { closeSrc() })
	defer stop()
	buf := make([]byte, 32<<10)
	for {
		nr, rerr := src.Read(buf)
		if cerr := ctx.Err(); cerr != nil {
			return n, cerr
		}
		if nr > 0 {
			nw, werr := dst.Write(buf[:nr])
			n += int64(nw)
			if werr != nil {
				return n, werr
			}
			if nw < nr {
				return n, io.ErrShortWrite
			}
		}
		if rerr == io.EOF {
			return n, nil
		}
		if rerr != nil {
			return n, rerr
		}
		if cerr := ctx.Err(); cerr != nil {
			return n, cerr
		}
	}
}
