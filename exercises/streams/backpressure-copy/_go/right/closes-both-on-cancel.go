package solution

import (
	"context"
	"errors"
	"io"
	"sync"
)

// Copy closes both ends when ctx is cancelled, the sink even while a Write runs.
func Copy(ctx context.Context, dst io.WriteCloser, src io.ReadCloser) (n int64, err error) {
	closeSrc := sync.OnceValue(src.Close)
	closeDst := sync.OnceValue(dst.Close)
	defer func() {
		err = errors.Join(err, closeSrc(), closeDst())
	}()
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	stop := context.AfterFunc(ctx, func() { closeSrc(); closeDst() })
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
