package submission_test

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/internal/submission"
)

// overlapping is a .zip that lists one compressed MiB under many names.
func overlapping(t *testing.T, names int) []byte {
	t.Helper()
	raw := bytes.Repeat([]byte(" "), 1<<20)
	var data bytes.Buffer
	packer, err := flate.NewWriter(&data, flate.BestCompression)
	require.NoError(t, err)
	_, err = packer.Write(raw)
	require.NoError(t, err)
	require.NoError(t, packer.Close())
	var archive, list bytes.Buffer
	put := func(to *bytes.Buffer, fields ...any) {
		for _, f := range fields {
			require.NoError(t, binary.Write(to, binary.LittleEndian, f))
		}
	}
	sum, packed, size := crc32.ChecksumIEEE(raw), uint32(data.Len()), uint32(len(raw))
	const local, central, end = uint32(0x04034b50), uint32(0x02014b50), uint32(0x06054b50)
	const deflate, day = uint16(8), uint16(0x21)
	put(&archive, local, uint16(20), uint16(0), deflate, uint16(0), day, sum, packed, size, uint16(len("solution.mjs")), uint16(0))
	archive.WriteString("solution.mjs")
	archive.Write(data.Bytes())
	at := uint32(archive.Len())
	for i := range names {
		name := fmt.Sprintf("%x/solution.mjs", i)
		put(&list, central, uint16(20), uint16(20), uint16(0), deflate, uint16(0), day, sum, packed, size,
			uint16(len(name)), uint16(0), uint16(0), uint16(0), uint16(0), uint32(0), uint32(0))
		list.WriteString(name)
	}
	count := uint16(names) // of more than 65535, what is left of the number
	put(&list, end, uint16(0), uint16(0), count, count, uint32(list.Len()), at, uint16(0))
	return append(archive.Bytes(), list.Bytes()...)
}

// TestOneSubmissionTakesLittleMemory hands in what would be gigabytes if all of it were
// read.
func TestOneSubmissionTakesLittleMemory(t *testing.T) {
	large := strings.Repeat(" ", 1<<20)
	many := func(n int, content string) (entries []entry) {
		for i := range n {
			entries = append(entries, entry{name: fmt.Sprintf("%d/solution.mjs", i), content: content})
		}
		return entries
	}
	for name, test := range map[string]struct {
		make    func(dir string) string
		refusal string
	}{
		"a zip of overlapping files":      {func(dir string) string { return write(t, dir, "a.zip", overlapping(t, 20_000)) }, "holds files that lie upon each other"},
		"a zip of two overlapping files":  {func(dir string) string { return write(t, dir, "a.zip", overlapping(t, 2)) }, "holds files that lie upon each other"},
		"a zip that lists too many":       {func(dir string) string { return write(t, dir, "a.zip", overlapping(t, 20_001)) }, "holds more than 20000 files"},
		"a zip that hides its count":      {func(dir string) string { return write(t, dir, "a.zip", overlapping(t, 1<<17+1)) }, "holds more than 20000 files"},
		"a zip of large solutions":        {func(dir string) string { return asZip(t, dir, many(50, large)) }, "holds more than 8 MiB of solutions"},
		"a tar.gz of large solutions":     {func(dir string) string { return asTar(t, dir, many(50, large)) }, "holds more than 8 MiB of solutions"},
		"a folder of large solutions":     {func(dir string) string { return asFolder(t, dir, many(9, large)) }, "holds more than 8 MiB of solutions"},
		"a zip of many solutions":         {func(dir string) string { return asZip(t, dir, many(101, "a")) }, "holds more than 100 solutions"},
		"a tar.gz of many solutions":      {func(dir string) string { return asTar(t, dir, many(101, "a")) }, "holds more than 100 solutions"},
		"a folder of many solutions":      {func(dir string) string { return asFolder(t, dir, many(101, "a")) }, "holds more than 100 solutions"},
		"a hundred are counted and named": {func(dir string) string { return asZip(t, dir, many(100, "a")) }, "holds 100 solutions, 0/solution.mjs, 1/solution.mjs, 10/solution.mjs, 11/solution.mjs and 96 more"},
	} {
		t.Run(name, func(t *testing.T) {
			path := test.make(t.TempDir())
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := submission.Read(path, "")
			runtime.ReadMemStats(&after)
			var refusal *submission.Refusal
			require.ErrorAs(t, err, &refusal)
			assert.ErrorContains(t, err, path+" "+test.refusal)
			assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(128<<20), "bytes that were asked for")
		})
	}
}
