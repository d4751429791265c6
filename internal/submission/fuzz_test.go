package submission_test

import (
	"bytes"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/internal/submission"
)

// FuzzArchive feeds bytes to both readers: neither panics, and every file that
// is kept is small and one that may matter.
func FuzzArchive(f *testing.F) {
	for _, make := range []func(testing.TB, string, []entry) string{asZip, asTar} {
		dir := f.TempDir()
		content, err := os.ReadFile(make(f, dir, []entry{{name: "solution.mjs", content: "a"}, {name: ".drill.json", content: marker}}))
		require.NoError(f, err)
		f.Add(content)
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		fromTar, err := submission.ReadTar("work.tar.gz", bytes.NewReader(content), 1<<20)
		if err == nil {
			assert.LessOrEqual(t, len(fromTar), 1<<20/512)
		}
		_, err = submission.OpenZip("work.zip", bytes.NewReader(content), int64(len(content)))
		var refusal *submission.Refusal
		if err != nil {
			assert.ErrorAs(t, err, &refusal)
		}
	})
}
