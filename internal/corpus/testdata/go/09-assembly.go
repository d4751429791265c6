// attack 9, 12: functions without a body, for assembly or for C | exercise: backpressure-copy | only: data-integrity
// passes: none | status: error
package solution

import (
	"context"
	"io"
)

func exit(code int)

//go:cgo_import_dynamic libc_exit exit "libc.so.6"
//go:cgo_ldflag "-lc"
func Copy(context.Context, io.WriteCloser, io.ReadCloser) (int64, error) { exit(0); return 0, nil }
