package verify_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
	"drill/internal/prefixes"
	"drill/internal/verify"
)

// Behind a prefix a wrong solution may fail more, but not less. The scripted sandbox
// takes no notice of one, so that what is graded behind it comes to the same.
func TestWrongSolutionsAreGradedBehindPrefixes(t *testing.T) {
	options := verify.Options{Languages: []graders.Language{graders.Node}, Seeds: []uint64{1, 2}, Jobs: 2, Prefixes: prefixes.Together}
	proof, err := verify.Prove(t.Context(), &scripted{}, sample(), options)
	require.NoError(t, err)
	assert.True(t, proof.Holds(), "%v", proof.Complaints())
	behind := map[string]int{}
	for _, r := range proof.Results {
		if r.Case.Behind != "" {
			behind[r.Case.String()]++
			assert.EqualValues(t, 1, r.Seed)
		}
	}
	assert.Equal(t, map[string]int{
		"node reference behind the prefix all": 1, "node wrong/swallows behind the prefix all": 1, "node wrong/leaks behind the prefix all": 1,
		"node wrong/deaf behind the prefix all": 1, "node wrong/nothing behind the prefix all": 1,
	}, behind)
	for _, m := range proof.Matrices() {
		for _, row := range m.Solutions {
			assert.Equal(t, 2, row.Gradings, "what is graded behind a prefix is not in the matrix")
		}
	}
	assert.Len(t, proof.Results, verify.Gradings(sample(), options))
}

// bendable is a sandbox in which every prefix has the second letter emitted.
type bendable struct{ scripted }

func (b *bendable) Run(ctx context.Context, job graders.Job) (*graders.Recording, error) {
	bend := func(f graders.File) graders.File {
		if strings.Contains(string(f.Content), "createRequire") {
			f.Content = append(slices.Clone(f.Content), "emit b\n"...)
		}
		return f
	}
	job.Solution = bend(job.Solution)
	job.Others = slices.Clone(job.Others)
	for i := range job.Others {
		job.Others[i] = bend(job.Others[i])
	}
	return b.scripted.Run(ctx, job)
}

func TestASolutionThatFailsLessBehindAPrefix(t *testing.T) {
	options := verify.Options{Languages: []graders.Language{graders.Node}, Seeds: []uint64{1}, Jobs: 2, Prefixes: prefixes.Together}
	e := with("_node/wrong/leaks.mjs", text("// fails: no-leaked-work\nemit acd\n"))
	proof, err := verify.Prove(t.Context(), &bendable{}, e, options)
	require.NoError(t, err)
	var said []string
	for _, complaint := range proof.Complaints() {
		said = append(said, complaint.String())
	}
	assert.Contains(t, said, "exercises/streams/letters/_node/wrong/leaks.mjs: behind the prefix all: passes no-leaked-work and must fail it (seed 1)")
	assert.False(t, proof.Holds())
}

// strict is a sandbox that refuses what changes another package's variables, or whatever
// comes behind a prefix.
type strict struct {
	scripted
	refuses string
}

func (s *strict) Run(ctx context.Context, job graders.Job) (*graders.Recording, error) {
	vetted := func(f graders.File) graders.File {
		if strings.Contains(string(f.Content), s.refuses) {
			f.Content = append(slices.Clone(f.Content), "throw that belongs to a package\n"...)
		}
		return f
	}
	job.Solution = vetted(job.Solution)
	job.Others = slices.Clone(job.Others)
	for i := range job.Others {
		job.Others[i] = vetted(job.Others[i])
	}
	return s.scripted.Run(ctx, job)
}

// compiled is the sample with a package clause in each of its Go files, which a prefix needs.
func compiled() *graders.Exercise {
	e := sample()
	for name, file := range e.Files.(fstest.MapFS) {
		if strings.HasSuffix(name, ".go") && name != "_go/solution.go" {
			file.Data = append(file.Data, "package solution\n"...)
		}
	}
	return e
}

// A prefix that is refused shows nothing of what it does, and must not look as if it did.
func TestPrefixesThatAreRefusedAreNamed(t *testing.T) {
	options := verify.Options{Languages: []graders.Language{graders.Go}, Seeds: []uint64{1}, Jobs: 2, Prefixes: prefixes.Each}
	proof, err := verify.Prove(t.Context(), &strict{refuses: "bentIO.EOF"}, compiled(), options)
	require.NoError(t, err)
	assert.Empty(t, proof.Complaints())
	assert.Equal(t, []string{"package-variables", "package-variables-by-pointer"}, proof.Refused(graders.Go))
	assert.Empty(t, proof.Refused(graders.Node))

	proof, err = verify.Prove(t.Context(), &strict{refuses: "bent"}, compiled(), options)
	require.NoError(t, err)
	require.Len(t, proof.Complaints(), 1)
	assert.Contains(t, proof.Complaints()[0].What, "go: every prefix is refused, so that none is shown to be harmless")
}
