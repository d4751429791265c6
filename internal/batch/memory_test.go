package batch

import (
	"context"
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestMemoryDoesNotGrowWithWhatSubmissionsDo grades a thousand submissions that
// print a megabyte each: a gigabyte, of which hardly anything may stay.
func TestMemoryDoesNotGrowWithWhatSubmissionsDo(t *testing.T) {
	const (
		n         = 1000
		mostEach  = 8 << 10   // bytes that stay of a submission
		mostAlive = 100 << 20 // bytes in use at any moment that is looked at
	)
	solutions := many(n)
	for i := range solutions {
		solutions[i] += "print 1048576\n"
	}
	items := class(t, solutions...)
	j := open(t, t.TempDir(), settings(), false)
	before := alive()
	done, most := 0, uint64(0)
	outcomes, err := Run(context.Background(), &fake{}, items, Options{Jobs: 2, Journal: j, Each: func(Outcome) {
		if done++; done%50 == 0 {
			most = max(most, alive())
		}
	}})
	require.NoError(t, err)
	assert.Equal(t, map[string]int{"passed": n}, tally(outcomes))
	assert.Less(t, most, uint64(mostAlive))
	after := alive()
	assert.Less(t, (int64(after)-int64(before))/n, int64(mostEach))
	runtime.KeepAlive(outcomes)
}

// alive is the memory that is still in use after a collection.
func alive() uint64 {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}
