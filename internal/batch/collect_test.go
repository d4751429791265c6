package batch

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
	"drill/graders/concepts"
)

func TestCollect(t *testing.T) {
	for _, test := range []struct {
		name  string
		files string // that exist
		paths string
		want  string // ID=PATH of each item
	}{
		{"a folder that is a submission", "ada/solution.mjs", "ada", "ada=ada"},
		{"a marked folder without its solution", "ada/.drill.json ada/x/solution.go ada/y/solution.go", "ada", "ada=ada"},
		{"a folder with one solution below", "ada/src/solution.go ada/docs/text", "ada", "ada=ada"},
		{"a folder of submissions", "all/ada/solution.mjs all/bob/solution.go all/eve/nothing all/notes.txt all/.git/config", "all", "ada=all/ada bob=all/bob eve=all/eve"},
		{"a folder of archives and files", "all/ada.zip all/bob.tar.gz all/eve.mjs", "all", "ada=all/ada.zip bob=all/bob.tar.gz eve=all/eve.mjs"},
		{"an empty folder", "all/.keep", "all", "all=all"},
		{"several paths are one submission each", "ada/x/solution.mjs ada/y/solution.mjs bob/solution.go", "ada bob", "ada=ada bob=bob"},
		{"two of one name", "one/ada/solution.mjs two/ada/solution.mjs", "one/ada two/ada", "one/ada=one/ada two/ada=two/ada"},
		{"solutions are called like their folders", "ada/solution.mjs bob/solution.go", "ada/solution.mjs bob/solution.go", "ada=ada/solution.mjs bob=bob/solution.go"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			for _, file := range strings.Fields(test.files) {
				require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
				require.NoError(t, os.WriteFile(file, nil, 0o644))
			}
			items, err := Collect(strings.Fields(test.paths))
			require.NoError(t, err)
			var got []string
			for _, item := range items {
				got = append(got, item.ID+"="+filepath.ToSlash(item.Path))
			}
			assert.Equal(t, strings.Fields(test.want), got)
		})
	}
	_, err := Collect([]string{"nowhere"})
	assert.ErrorContains(t, err, "no such file or folder: nowhere")
}

func TestRoster(t *testing.T) {
	for _, test := range []struct{ name, text, want, wrong string }{
		{"with a heading", "id,path\nada,work/ada\n", "ada=DIR/work/ada", ""},
		{"without, and with more columns", "ada,a.zip,8b\nbob, b.zip ,8b\n", "ada=DIR/a.zip bob=DIR/b.zip", ""},
		{"as a spreadsheet saves it", "\ufeffID,Path\r\n\"ada\",\"work/ada\"\r\n", "ada=DIR/work/ada", ""},
		{"an absolute path", "ada,/work/ada\n", "ada=/work/ada", ""},
		{"one column", "id,path\nada\n", "", "roster.csv:2: only one column"},
		{"no id", "ada,a\n,b\n", "", "roster.csv:2: the id is empty"},
		{"no path", "ada,\n", "", "roster.csv:1: ada has no path"},
		{"an id twice", "ada,a\n\nbob,b\nada,c\n", "", "roster.csv:4: the id ada is taken by line 1"},
		{"no rows", "id,path\n", "", "names nobody"},
		{"broken quotes", "ada,\"a\n", "", "on line 1"},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			file := filepath.Join(dir, "roster.csv")
			require.NoError(t, os.WriteFile(file, []byte(test.text), 0o644))
			items, err := ReadRoster(file)
			if test.wrong != "" {
				var refusal *Refusal
				require.ErrorAs(t, err, &refusal)
				assert.Contains(t, err.Error(), test.wrong)
				return
			}
			require.NoError(t, err)
			var got []string
			for _, item := range items {
				got = append(got, item.ID+"="+item.Path)
			}
			assert.Equal(t, strings.Fields(strings.ReplaceAll(test.want, "DIR", dir)), got)
		})
	}
	_, err := ReadRoster("nowhere.csv")
	assert.ErrorContains(t, err, "cannot read the roster nowhere.csv")
}

func TestFileNames(t *testing.T) {
	ids := []string{
		"ada", "s-01.b", "../../etc/passwd", "..", "a/b", "a-b", "", "journal", "Gradebook", "con.x",
		"eve", "EVE", ".hidden", "ends.", "new\nline", "Zoë", strings.Repeat("x", 500), "a b", "a~b",
	}
	names := FileNames(ids)
	seen := map[string]bool{}
	for i, name := range names {
		assert.Regexp(t, `^[A-Za-z0-9~][A-Za-z0-9._~-]*$`, name, ids[i])
		assert.Less(t, len(name), 128)
		assert.False(t, seen[strings.ToLower(name)], "%q is taken", name)
		seen[strings.ToLower(name)] = true
		assert.NotContains(t, []string{"journal", "gradebook"}, strings.ToLower(name))
	}
	assert.Equal(t, []string{"ada", "s-01.b"}, names[:2])
	assert.Equal(t, "a-b", names[5])
	assert.Equal(t, names[4], FileNames([]string{"other", "a/b"})[1], "the name depends on the id alone")
}

func TestCompare(t *testing.T) {
	report := func(change func(r *graders.Report)) *graders.Report {
		r := &graders.Report{
			Exercise: "x", Seed: 1, Environment: graders.Environment{Sandbox: "docker", Digest: "sha256:a", Container: "c1"}, Limits: graders.DefaultLimits(),
			Verdicts: []graders.Verdict{{Concept: concepts.Backpressure, Status: graders.Pass}, {Concept: concepts.Cancellation, Status: graders.Fail}},
		}
		change(r)
		return r
	}
	same := func(*graders.Report) {}
	for _, test := range []struct {
		name                  string
		change                func(r *graders.Report)
		verdicts, environment int
	}{
		{"the same", same, 0, 0},
		{"another container", func(r *graders.Report) { r.Environment.Container, r.Environment.Spare = "c2", true }, 0, 0},
		{"another verdict", func(r *graders.Report) { r.Verdicts[1].Status = graders.Pass }, 1, 0},
		{"a verdict is missing", func(r *graders.Report) { r.Verdicts = r.Verdicts[:1] }, 1, 0},
		{"a verdict is new", func(r *graders.Report) {
			r.Verdicts = append(r.Verdicts, graders.Verdict{Concept: concepts.Deadline, Status: graders.Pass})
		}, 1, 0},
		{"another place", func(r *graders.Report) { r.Environment = graders.Environment{Sandbox: "local"} }, 0, 2},
		{"other limits", func(r *graders.Report) { r.Limits.Memory = 1 }, 0, 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			verdicts, environment := Compare(report(same), report(test.change))
			assert.Len(t, verdicts, test.verdicts)
			assert.Len(t, environment, test.environment)
		})
	}
}
