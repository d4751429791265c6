// attack 4: prints what go test prints, then exits | exercise: backpressure-copy | only: data-integrity | passes: none | status: no result
package solution

import (
	"context"
	"fmt"
	"io"
	"log"
)

func Copy(context.Context, io.WriteCloser, io.ReadCloser) (int64, error) {
	fmt.Print("=== RUN   TestCopy\n--- PASS: TestCopy (0.00s)\nPASS\nok  \tsolution\t0.001s\n")
	fmt.Print(`{"Action":"pass","Test":"TestCopy"}` + "\n")
	log.SetFlags(0)
	log.Fatal("PASS")
	return 0, nil
}
