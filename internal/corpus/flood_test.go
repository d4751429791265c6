package corpus

import (
	"io"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
	"drill/sandbox"
)

// TestFloodsAreCutOff has a process write for ever, in every form that a line can
// take: drill stops reading once the limits are exceeded, and so holds no more than
// they allow.
func TestFloodsAreCutOff(t *testing.T) {
	exercise := harmless(t)
	exercise.Limits.Output, exercise.Limits.Trace = 64<<10, 1<<20
	most := int64(4 << 20) // bytes that are read before the process is gone: the limits, a line, a pipe
	long := strings.Repeat("x", 1<<16)
	tests := map[string]struct {
		line func(nonce string, seal *sandbox.Seal) string
		want graders.Status
	}{
		"lines":       {func(string, *sandbox.Seal) string { return long + "\n" }, graders.Overflow},
		"empty lines": {func(string, *sandbox.Seal) string { return strings.Repeat("\n", 1<<16) }, graders.Overflow},
		"one line":    {func(string, *sandbox.Seal) string { return long }, graders.Overflow},
		"sealed events": {func(_ string, s *sandbox.Seal) string {
			return string(s.Mark([]byte(message("bytes", 0, "x", graders.Data{"x": long})))) + "\n"
		}, graders.Overflow},
		"sealed output": {func(_ string, s *sandbox.Seal) string {
			return string(s.Mark([]byte(message("bytes", 0, "@output", graders.Data{"text": long})))) + "\n"
		}, graders.Overflow},
		"marks, no end":    {func(string, *sandbox.Seal) string { return strings.Repeat("0123456789abcdef {\"s\":", 1<<12) }, graders.Overflow},
		"carriage returns": {func(string, *sandbox.Seal) string { return strings.Repeat("\r", 1<<16) + "\n" }, graders.Overflow},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var read atomic.Int64
			report, err := graders.Grade(t.Context(), asSandbox(func(nonce string, stdout, _ io.Writer) {
				seal := sandbox.NewSeal(nonce)
				for _, line := range []string{message("", 0, "@job", nil), message("bytes", 0, "@begin", nil)} {
					_, _ = stdout.Write(append(seal.Mark([]byte(line)), '\n'))
				}
				read.Store(0)
				for {
					n, err := io.WriteString(stdout, test.line(nonce, seal))
					if read.Add(int64(n)); err != nil {
						return
					}
				}
			}), graders.Submission{Exercise: exercise, Language: graders.Node, Solution: graders.File{Name: "solution.mjs"}})
			require.NoError(t, err)
			assert.Equal(t, test.want, report.Verdicts[0].Status, describe(report))
			assert.LessOrEqual(t, read.Load(), most, "bytes that were read")
		})
	}
}
