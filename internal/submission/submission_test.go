package submission_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
	"drill/internal/submission"
)

// entry is a file of a submission that is made for a test.
type entry struct {
	name, content string
	mode          fs.FileMode // of a link, device or folder
	to            string      // of a link
	hard          bool
}

const marker = `{"version": 1, "exercise": "backpressure-copy", "language": "node"}`

func asZip(t testing.TB, dir string, entries []entry) string {
	var archive bytes.Buffer
	w := zip.NewWriter(&archive)
	for _, e := range entries {
		header := &zip.FileHeader{Name: e.name, Method: zip.Deflate}
		header.SetMode(e.mode | 0o644)
		f, err := w.CreateHeader(header)
		require.NoError(t, err)
		_, err = io.WriteString(f, e.content+e.to)
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return write(t, dir, "work.zip", archive.Bytes())
}

func asTar(t testing.TB, dir string, entries []entry) string {
	var archive bytes.Buffer
	z := gzip.NewWriter(&archive)
	w := tar.NewWriter(z)
	for _, e := range entries {
		header := &tar.Header{Name: e.name, Mode: 0o644, Size: int64(len(e.content)), Typeflag: tar.TypeReg, Linkname: e.to}
		switch {
		case e.hard:
			header.Typeflag = tar.TypeLink
		case e.mode&fs.ModeSymlink != 0:
			header.Typeflag = tar.TypeSymlink
		case e.mode&fs.ModeDevice != 0:
			header.Typeflag = tar.TypeChar
		}
		require.NoError(t, w.WriteHeader(header))
		_, err := io.WriteString(w, e.content)
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	require.NoError(t, z.Close())
	return write(t, dir, "work.tar.gz", archive.Bytes())
}

func asFolder(t testing.TB, dir string, entries []entry) string {
	root := filepath.Join(dir, "work")
	require.NoError(t, os.MkdirAll(root, 0o755))
	for _, e := range entries {
		file := filepath.Join(root, e.name)
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
		switch {
		case e.hard:
			require.NoError(t, os.Link(e.to, file))
		case e.mode&fs.ModeSymlink != 0:
			require.NoError(t, os.Symlink(e.to, file))
		default:
			require.NoError(t, os.WriteFile(file, []byte(e.content), 0o644))
		}
	}
	return root
}

func write(t testing.TB, dir, name string, content []byte) string {
	file := filepath.Join(dir, name)
	require.NoError(t, os.WriteFile(file, content, 0o644))
	return file
}

func TestRead(t *testing.T) {
	secret := write(t, t.TempDir(), "secret.mjs", []byte("export const secret = 1"))
	every := []string{"folder", "zip", "tar.gz"}
	for _, test := range []struct {
		name     string
		entries  []entry
		kinds    []string
		want     graders.Language
		solution string // the content; empty for a refusal
		exercise string
		refusal  string
	}{
		{name: "a solution", entries: []entry{{name: "solution.mjs", content: "a"}}, kinds: every, solution: "a"},
		{name: "with its marker", entries: []entry{{name: "solution.mjs", content: "a"}, {name: ".drill.json", content: marker}}, kinds: every, solution: "a", exercise: "backpressure-copy"},
		{name: "a marker of the other language", entries: []entry{{name: "solution.go", content: "a"}, {name: ".drill.json", content: marker}}, kinds: every, solution: "a"},
		{name: "in a folder", entries: []entry{{name: "ada/solution.go", content: "a"}}, kinds: every, solution: "a"},
		{name: "too deep", entries: []entry{{name: "a/b/solution.go", content: "a"}}, kinds: every, refusal: "holds no solution"},
		{name: "none", entries: []entry{{name: "readme.txt", content: "a"}}, kinds: every, refusal: "it must be named solution.mjs, solution.js, solution.cjs, solution.go"},
		{name: "two", entries: []entry{{name: "solution.mjs", content: "a"}, {name: "solution.go", content: "b"}}, kinds: every, refusal: "holds 2 solutions, solution.go and solution.mjs"},
		{name: "one of two by language", entries: []entry{{name: "solution.mjs", content: "a"}, {name: "solution.go", content: "b"}}, kinds: every, want: graders.Go, solution: "b"},
		{name: "empty", entries: []entry{{name: "solution.mjs", content: " \n"}}, kinds: every, refusal: "is empty"},
		{name: "not UTF-8", entries: []entry{{name: "solution.mjs", content: "a\n\xff"}}, kinds: every, refusal: "is not UTF-8 text (line 2)"},
		{name: "too large", entries: []entry{{name: "solution.mjs", content: strings.Repeat("a", 1<<20+1)}}, kinds: every, refusal: "is larger than 1 MiB"},
		{name: "a symbolic link", entries: []entry{{name: "solution.mjs", mode: fs.ModeSymlink, to: secret}}, kinds: every, refusal: "is a symbolic link"},
		{name: "a hard link", entries: []entry{{name: "solution.mjs", hard: true, to: secret}}, kinds: []string{"folder", "tar.gz"}, refusal: "is a hard link"},
		{name: "a device", entries: []entry{{name: "solution.mjs", mode: fs.ModeDevice | fs.ModeCharDevice}}, kinds: []string{"zip", "tar.gz"}, refusal: "is no plain file"},
		{name: "other links are not looked at", entries: []entry{{name: "solution.mjs", content: "a"}, {name: "node_modules", mode: fs.ModeSymlink, to: "/etc"}}, kinds: every, solution: "a"},
		{name: "a path upwards", entries: []entry{{name: "solution.mjs", content: "a"}, {name: "../x", content: "b"}}, kinds: []string{"zip", "tar.gz"}, refusal: "leads out of it"},
		{name: "an absolute path", entries: []entry{{name: "/tmp/solution.mjs", content: "a"}}, kinds: []string{"zip", "tar.gz"}, refusal: "leads out of it"},
		{name: "a backslash", entries: []entry{{name: `..\x`, content: "a"}}, kinds: []string{"zip", "tar.gz"}, refusal: "leads out of it"},
		{name: "the same name twice", entries: []entry{{name: "solution.mjs", content: "a"}, {name: "solution.mjs", content: "b"}}, kinds: []string{"zip", "tar.gz"}, refusal: "holds solution.mjs twice"},
		{name: "a marker that is none", entries: []entry{{name: "solution.mjs", content: "a"}, {name: ".drill.json", content: "{"}}, kinds: []string{"zip", "tar.gz"}, refusal: "cannot be read as a marker"},
		{name: "another system's extras", entries: []entry{{name: "solution.mjs", content: "a"}, {name: "__MACOSX/solution.mjs", content: "b"}}, kinds: every, solution: "a"},
	} {
		makers := map[string]func(testing.TB, string, []entry) string{"folder": asFolder, "zip": asZip, "tar.gz": asTar}
		for _, kind := range test.kinds {
			t.Run(test.name+" as "+kind, func(t *testing.T) {
				path := makers[kind](t, t.TempDir(), test.entries)
				work, err := submission.Read(path, test.want)
				if test.refusal != "" {
					require.ErrorContains(t, err, test.refusal)
					assert.ErrorContains(t, err, path)
					var refusal *submission.Refusal
					assert.ErrorAs(t, err, &refusal)
					return
				}
				require.NoError(t, err)
				assert.Equal(t, test.solution, string(work.Solution.Content))
				assert.Equal(t, test.exercise, work.Exercise)
			})
		}
	}
}

func TestReadRefusesWhatIsNoWork(t *testing.T) {
	dir := t.TempDir()
	link := filepath.Join(dir, "link")
	require.NoError(t, os.Symlink(write(t, dir, "solution.mjs", []byte("a")), link))
	for path, refusal := range map[string]string{
		filepath.Join(dir, "none"): "no such file or folder",
		link:                       "is a symbolic link",
		write(t, dir, "broken.zip", []byte("PK\x03")):     "is no archive that can be read",
		write(t, dir, "broken.tar.gz", []byte("\x1f")):    "is no archive that can be read",
		write(t, dir, "notes.txt", []byte("not code")):    "holds no solution",
		write(t, dir, "solution.cjs", []byte("\xfe\xff")): "is not UTF-8",
	} {
		_, err := submission.Read(path, "")
		require.ErrorContains(t, err, refusal, path)
	}
}

func TestAFileMayHaveAnyName(t *testing.T) {
	work, err := submission.Read(write(t, t.TempDir(), "ada.go", []byte("package solution")), "")
	require.NoError(t, err)
	assert.Equal(t, graders.Go, work.Language)
	assert.Equal(t, "solution.go", work.Solution.Name)
}

// TestBombsAreCutOff packs far more than a submission may unpack to, and counts
// how much of it was made by then.
func TestBombsAreCutOff(t *testing.T) {
	reader, writer := io.Pipe()
	made := make(chan int, 1)
	go func() {
		z := gzip.NewWriter(writer)
		w := tar.NewWriter(z)
		_ = w.WriteHeader(&tar.Header{Name: "zeros", Mode: 0o644, Size: 1 << 30, Typeflag: tar.TypeReg})
		count := 0
		for zeros := make([]byte, 1<<20); count < 1<<10; count++ {
			if _, err := w.Write(zeros); err != nil {
				break
			}
		}
		made <- count
	}()
	_, err := submission.ReadTar("bomb.tar.gz", reader, 4<<20)
	reader.Close()
	assert.ErrorContains(t, err, "unpacks to more than 4 MiB")
	assert.Less(t, <-made, 128, "MiB made before the reader gave up")
}
