package solution

import (
	"context"
	"errors"
	"io"
)

// Copy copies everything from src to dst and closes both, whatever happens. It
// returns how many bytes the sink took. Success means that the sink has flushed.
func Copy(ctx context.Context, dst io.WriteCloser, src io.ReadCloser) (int64, error) {
	return 0, errors.New("Copy is not written yet")
}
