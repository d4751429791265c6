package corpus

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/internal/submission"
)

// smuggle is a submission that brings more than its solution.
type smuggle struct {
	name  string
	rows  []int
	files map[string]string
	// only names the kinds of submission that can hold it; all when empty.
	only []string
	// refused is a part of the refusal; when empty the solution is taken, alone.
	refused string
}

const solution = "export const copy = async () => {};\n"

func smuggled() []smuggle {
	with := func(files ...string) map[string]string {
		all := map[string]string{"solution.mjs": solution}
		for i := 0; i < len(files); i += 2 {
			all[files[i]] = files[i+1]
		}
		return all
	}
	archives := []string{"zip", "tar.gz"}
	return []smuggle{
		{name: "a test file with a TestMain", rows: []int{8}, files: with("zz_test.go", "package solution\nfunc TestMain(m *testing.M) { os.Exit(0) }")},
		{name: "a go.mod that replaces libraries", rows: []int{13, 14}, files: with("go.mod", "replace drill => ./x", "go.work", "use .", ".config/go/env", "GOFLAGS=-run=^$", "vendor/modules.txt", "")},
		{name: "a loader configuration", rows: []int{26}, files: with(".babelrc", "{}", "babel.config.js", "", "node_modules/x/index.js", "", "loader.mjs", "", ".noderc", "")},
		{name: "a test configuration", rows: []int{27}, files: with("package.json", `{"type":"module","imports":{"#x":"./y"},"jest":{"testMatch":[]}}`, ".npmrc", "", "tsconfig.json", "{}")},
		{name: "its own scenarios and checks", rows: []int{42}, files: with("scenarios.mjs", "export const scenarios = {}", "exercise.go", "", "reference.mjs", "", ".github/workflows/grade.yml", "on: push", "action.yml", "", "Makefile", "")},
		{name: "its own report", rows: []int{25}, files: with("report.json", `{"points":100}`, "gradebook.csv", "id,points\nme,100\n", "results/me.json", "{}")},
		{name: "the harness's files", files: with("main.cjs", "", "harness/main.cjs", "", "drill-scenario", "")},
		{name: "a path upwards", rows: []int{41}, only: archives, files: with("../../escaped.mjs", "x"), refused: "leads out of it"},
		{name: "a path upwards in the middle", rows: []int{41}, only: archives, files: with("a/../../escaped.mjs", "x"), refused: "leads out of it"},
		{name: "an absolute path", rows: []int{41}, only: archives, files: with("/tmp/escaped.mjs", "x"), refused: "leads out of it"},
		{name: "a path of another system", only: archives, files: with(`..\..\escaped.mjs`, "x"), refused: "leads out of it"},
		{name: "a drive", only: archives, files: with(`C:\escaped.mjs`, "x"), refused: "leads out of it"},
		{name: "another case", only: archives, files: with("Solution.mjs", "other", "SOLUTION.MJS", "other")},
		{name: "look-alikes", files: with("solution.mjs ", "other", "solution.mjs.", "other", "ѕolution.mjs", "other")},
		{name: "a solution beside the solution", files: with("a/solution.mjs", "other"), refused: "holds 2 solutions"},
		{name: "a control character in a name", only: archives, files: with("\x1b[2Ja.txt", "x")},
	}
}

func TestSmuggledFilesStayBehind(t *testing.T) {
	makers := map[string]func(testing.TB, string, map[string]string) string{"folder": asFolder, "zip": asZip, "tar.gz": asTar}
	for _, s := range smuggled() {
		for kind, pack := range makers {
			if len(s.only) > 0 && !slices.Contains(s.only, kind) {
				continue
			}
			t.Run(s.name+" as "+kind, func(t *testing.T) {
				home := t.TempDir()
				file := pack(t, home, s.files)
				before := listing(t, home)
				work, err := submission.Read(file, "")
				assert.Equal(t, before, listing(t, home), "nothing is unpacked")
				if s.refused != "" {
					var refusal *submission.Refusal
					require.ErrorAs(t, err, &refusal)
					assert.Contains(t, err.Error(), s.refused)
					return
				}
				require.NoError(t, err)
				assert.Equal(t, "solution.mjs", work.Solution.Name)
				assert.Equal(t, solution, string(work.Solution.Content))
			})
		}
	}
}

func TestWaysToOtherPeoplesFiles(t *testing.T) {
	home := t.TempDir()
	secret := filepath.Join(home, "roster.mjs")
	require.NoError(t, os.WriteFile(secret, []byte("export const grades = {};"), 0o600))
	for name, plant := range map[string]func(file string) error{
		"a symbolic link":           func(file string) error { return os.Symlink(secret, file) },
		"a link to a link":          func(file string) error { return os.Symlink(file+"2", file) },
		"a hard link":               func(file string) error { return os.Link(secret, file) },
		"a folder":                  func(file string) error { return os.MkdirAll(file, 0o755) },
		"a link out of the machine": func(file string) error { return os.Symlink("/proc/self/environ", file) },
		"a sparse file of 10 GB": func(file string) error {
			return os.WriteFile(file, nil, 0o600)
		},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			file := filepath.Join(folder, "solution.mjs")
			require.NoError(t, plant(file))
			if strings.HasPrefix(name, "a sparse") {
				require.NoError(t, os.Truncate(file, 10<<30))
			}
			work, err := submission.Read(folder, "")
			var refusal *submission.Refusal
			require.ErrorAs(t, err, &refusal)
			assert.Empty(t, work.Solution.Content)
		})
	}
	t.Run("a folder that is a link", func(t *testing.T) {
		link := filepath.Join(t.TempDir(), "link")
		require.NoError(t, os.Symlink(home, link))
		_, err := submission.Read(link, "")
		var refusal *submission.Refusal
		require.ErrorAs(t, err, &refusal)
	})
}

// TestBombs reads archives that unpack to far more than they are, or hold the same
// name again and again.
func TestBombs(t *testing.T) {
	zeros := strings.Repeat("\x00", 4<<20)
	tests := map[string][]map[string]string{
		"a solution of zeros": {{"solution.mjs": zeros}},
		"beside the solution": {{"solution.mjs": solution}, {"zeros": zeros}},
		"the same name twice": {{"solution.mjs": solution}, {"solution.mjs": "other"}},
	}
	for name, parts := range tests {
		for kind, file := range map[string]string{"zip": zipped(t, t.TempDir(), parts...), "tar.gz": tarred(t, t.TempDir(), parts...)} {
			t.Run(name+" as "+kind, func(t *testing.T) {
				work, err := submission.Read(file, "")
				if name == "beside the solution" {
					require.NoError(t, err)
					assert.Equal(t, solution, string(work.Solution.Content))
					return
				}
				var refusal *submission.Refusal
				require.ErrorAs(t, err, &refusal)
			})
		}
	}
}

func asFolder(t testing.TB, home string, files map[string]string) string {
	t.Helper()
	root := filepath.Join(home, "work")
	for name, content := range files {
		file := filepath.Join(root, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
		require.NoError(t, os.WriteFile(file, []byte(content), 0o644))
	}
	return root
}

func asZip(t testing.TB, home string, files map[string]string) string { return zipped(t, home, files) }

func asTar(t testing.TB, home string, files map[string]string) string { return tarred(t, home, files) }

func zipped(t testing.TB, home string, parts ...map[string]string) string {
	t.Helper()
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for _, files := range parts {
		for _, name := range slices.Sorted(maps.Keys(files)) {
			w, err := archive.Create(name)
			require.NoError(t, err)
			_, err = w.Write([]byte(files[name]))
			require.NoError(t, err)
		}
	}
	require.NoError(t, archive.Close())
	file := filepath.Join(home, "work.zip")
	require.NoError(t, os.WriteFile(file, out.Bytes(), 0o644))
	return file
}

func tarred(t testing.TB, home string, parts ...map[string]string) string {
	t.Helper()
	var out bytes.Buffer
	packed := gzip.NewWriter(&out)
	archive := tar.NewWriter(packed)
	for _, files := range parts {
		for _, name := range slices.Sorted(maps.Keys(files)) {
			require.NoError(t, archive.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: int64(len(files[name])), Typeflag: tar.TypeReg}))
			_, err := archive.Write([]byte(files[name]))
			require.NoError(t, err)
		}
	}
	require.NoError(t, archive.Close())
	require.NoError(t, packed.Close())
	file := filepath.Join(home, "work.tar.gz")
	require.NoError(t, os.WriteFile(file, out.Bytes(), 0o644))
	return file
}
