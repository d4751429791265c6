package verify_test

import (
	"context"
	"runtime"
	"sync"
	"testing"
	"weak"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
	"drill/internal/verify"
)

// remembering is a sandbox that knows which runs it recorded, and keeps none.
type remembering struct {
	scripted
	mu   sync.Mutex
	runs []weak.Pointer[graders.Run]
}

func (r *remembering) Run(ctx context.Context, job graders.Job) (*graders.Recording, error) {
	recording, err := r.scripted.Run(ctx, job)
	if err != nil {
		return nil, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, run := range recording.Runs {
		r.runs = append(r.runs, weak.Make(run))
	}
	return recording, nil
}

// Fifty gradings of each solution hold gigabytes otherwise.
func TestAProofKeepsNoRecordings(t *testing.T) {
	o := options()
	o.Repeat = 3
	sandbox := &remembering{}
	proof, err := verify.Prove(t.Context(), sandbox, sample(), o)
	require.NoError(t, err)
	require.NotEmpty(t, sandbox.runs)
	runtime.GC()
	held := 0
	for _, run := range sandbox.runs {
		if run.Value() != nil {
			held++
		}
	}
	assert.Zero(t, held, "of %d runs", len(sandbox.runs))
	assert.NotEmpty(t, proof.Results[0].Outcomes)
}
