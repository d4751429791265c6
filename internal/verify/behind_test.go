package verify_test

import (
	"context"
	"slices"
	"strings"
	"testing"

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
