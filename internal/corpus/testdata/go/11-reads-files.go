// attack 11: reads the source of its caller | exercise: backpressure-copy | only: data-integrity | passes: none | status: error
package solution

import (
	"context"
	"fmt"
	"io"
	"os"
	"runtime"
)

func Copy(context.Context, io.WriteCloser, io.ReadCloser) (int64, error) {
	_, file, _, _ := runtime.Caller(1)
	text, err := os.ReadFile(file)
	fmt.Println(string(text), err)
	return 0, nil
}
