package fingerprint

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
)

func TestOf(t *testing.T) {
	of := func(files ...string) string {
		sources := fstest.MapFS{}
		for i := 0; i < len(files); i += 2 {
			sources[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
		}
		return Of(sources, "a")
	}
	base := of("a/b.go", "one", "a/c.go", "two")
	assert.Len(t, base, 16)
	assert.Equal(t, base, of("a/b.go", "one", "a/c.go", "two", "a/b_test.go", "x", "a/d.md", "x", "a/e/f.go", "x", "g.go", "x"))
	for _, other := range []string{of("a/b.go", "one", "a/c.go", "three"), of("a/b.go", "one"), of("a/b.go", "one", "a/d.go", "two"), of("a/b.go", "onea/c.go", "a/c.go", "two")} {
		assert.NotEqual(t, base, other)
	}
	assert.Empty(t, of("b/b.go", "one"))
}
