// attack 15, 16, 17: starts processes, kills its parent, writes into its parent's output | exercise: backpressure-copy
// only: data-integrity | passes: none | status: error
package solution

import (
	"context"
	"io"
	"os"
	"os/exec"
	"syscall"
)

func Copy(context.Context, io.WriteCloser, io.ReadCloser) (int64, error) {
	_ = exec.Command("setsid", "sleep", "100").Start()
	if f, err := os.OpenFile("/proc/1/fd/1", os.O_WRONLY, 0); err == nil {
		f.WriteString("forged\n")
	}
	_ = syscall.Kill(os.Getppid(), syscall.SIGKILL)
	return 0, nil
}
