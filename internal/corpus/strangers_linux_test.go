package corpus

import (
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"
)

// strangers lists the processes that descend from this one, or did before they were
// orphaned, and that the local sandbox has marked as its own: the go command may
// leave others behind.
func strangers(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("/proc/self/task/*/children")
	require.NoError(t, err)
	var found []string
	for _, file := range files {
		list, _ := os.ReadFile(file) // the thread may have ended
		for field := range strings.FieldsSeq(string(list)) {
			pid, err := strconv.Atoi(field)
			require.NoError(t, err)
			var mark unix.Rlimit
			if unix.Prlimit(pid, unix.RLIMIT_RTTIME, nil, &mark) == nil && mark.Max != math.MaxUint64 {
				found = append(found, field)
			}
		}
	}
	return found
}
