package golang

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const knownTable = "const (\n\twaitReasonSyncMutexLock // \"sync.Mutex.Lock\"\n\twaitReasonSyncRWMutexRLock // a\n\twaitReasonSyncRWMutexLock // b\n)\n\n" +
	idleTable + "\twaitReasonSleep: true,\n}\n"

func TestLocksAreAddedToTheTable(t *testing.T) {
	patched, err := withLockWaits(knownTable)
	require.NoError(t, err)
	for _, wait := range lockWaits() {
		assert.Contains(t, patched, "\t"+wait+": true,\n")
	}
	assert.Contains(t, patched, "\twaitReasonSleep: true,\n}")
}

// TestAnotherTableIsRefused has what later versions of Go may look like.
func TestAnotherTableIsRefused(t *testing.T) {
	patched, err := withLockWaits(knownTable)
	require.NoError(t, err)
	for name, source := range map[string]string{
		"empty": "", "renamed": strings.ReplaceAll(knownTable, "isIdleInSynctest", "idle"), "twice": knownTable + knownTable,
		"no such wait": strings.Replace(knownTable, "\twaitReasonSyncRWMutexLock //", "\t//", 1), "there already": patched,
	} {
		_, err := withLockWaits(source)
		assert.ErrorContains(t, err, "is not as drill knows it: use a version of Go", name)
	}
}
