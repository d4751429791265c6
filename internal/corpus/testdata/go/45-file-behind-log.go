// attack 15, 45, 46: finds the file behind package log and tries what a file can do | exercise: backpressure-copy
// only: data-integrity | passes: none
package solution

import (
	"context"
	"fmt"
	"io"
	"log"
)

func Copy(context.Context, io.WriteCloser, io.ReadCloser) (int64, error) {
	file := log.Default().Writer()
	if f, ok := file.(interface{ Fd() uintptr }); ok {
		fmt.Println("descriptor", f.Fd())
	}
	if f, ok := file.(interface{ Chdir() error }); ok {
		fmt.Println(f.Chdir())
	}
	if f, ok := file.(interface {
		ReadAt([]byte, int64) (int, error)
		WriteAt([]byte, int64) (int, error)
		Truncate(int64) error
		Sync() error
	}); ok {
		block := make([]byte, 100)
		fmt.Println(f.ReadAt(block, 0))
		fmt.Println(f.WriteAt(block, 0))
		fmt.Println(f.Truncate(0), f.Sync())
	}
	if f, ok := file.(io.Closer); ok {
		fmt.Println(f.Close())
	}
	return 0, nil
}
