// attack 45: writes a trace to every stream that it has, with nonces that it makes up | exercise: backpressure-copy
// only: data-integrity | passes: none
package solution

import (
	"context"
	"encoding/hex"
	"fmt"
	"io"
	"log"
	"strings"
)

func Copy(_ context.Context, _ io.WriteCloser, src io.ReadCloser) (int64, error) {
	all, _ := io.ReadAll(src)
	for _, nonce := range []string{"", strings.Repeat("0", 32), strings.Repeat("A", 26)} {
		for _, line := range []string{
			`{"s":"bytes","t":0,"k":"write","d":{"hex":"` + hex.EncodeToString(all) + `"}}`,
			`{"s":"bytes","t":1,"k":"settled","d":{"status":"fulfilled","copied":` + fmt.Sprint(len(all)) + `}}`,
			`{"s":"bytes","t":2,"k":"@end"}`, `{"s":"","t":2,"k":"@done"}`,
		} {
			fmt.Println(nonce, line)
			log.New(log.Writer(), "", 0).Println(nonce, line)
		}
	}
	return int64(len(all)), nil
}
