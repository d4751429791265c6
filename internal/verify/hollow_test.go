package verify_test

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
	"drill/internal/verify"
)

const fullStub = `package solution

import (
	"context"
	"errors"
	renamed "io"
	"time"
)

var ErrClosed = errors.New("closed")

type Pool[T any] struct{}

// New makes a pool.
func New[T any](size int) (*Pool[T], error) {
	return nil, renamed.EOF // not written yet
}

func (p *Pool[T]) Submit(ctx context.Context, task T) (result T, err error) { panic("not written yet") }

func (p *Pool[T]) Close() { time.Sleep(0) }
`

func TestHollowSolutionsInGoAreTheStubWithOtherBodies(t *testing.T) {
	e := with("_go/solution.go", text(fullStub))
	cases, problems := verify.Cases(e, graders.Go)
	require.Empty(t, problems)
	sources := map[string]string{}
	for _, c := range cases {
		if c.Kind == verify.Hollow {
			sources[c.Name] = string(c.Solution.Content)
			assert.Len(t, c.MustFail(), 4)
		}
	}
	require.Len(t, sources, 3)
	assert.Equal(t, `package solution

import (
	"context"
	"errors"
	_ "io"
	_ "time"
)

var ErrClosed = errors.New("closed")

type Pool[T any] struct{}

func New[T any](size int) (_ *Pool[T], _ error) { return }

func (p *Pool[T]) Submit(ctx context.Context, task T) (result T, err error) { return }

func (p *Pool[T]) Close() { return }
`, sources["returns-nothing"])
	assert.Equal(t, 3, strings.Count(sources["never-returns"], "\tselect {}\n"))
	assert.Equal(t, 3, strings.Count(sources["panics"], "\tpanic(\"not today\")\n"))
}

// A made-up solution that does not compile fails every check and proves nothing.
func TestHollowSolutionsMustLoad(t *testing.T) {
	e := with("_go/solution.go", text("package solution\n\nfunc f() {}\n"))
	proof, err := verify.Prove(t.Context(), refusing{}, e, options())
	require.NoError(t, err)
	assert.Contains(t, said(proof.Complaints()),
		"exercises/streams/letters/exercise.go: go hollow/panics could not be loaded: no (solution.go:1) (seed 1)")
}

// refusing is a sandbox in which nothing loads.
type refusing struct{}

func (refusing) Run(_ context.Context, job graders.Job) (*graders.Recording, error) {
	recording := &graders.Recording{Runs: map[string]*graders.Run{}}
	for _, stimulus := range job.Run {
		recording.Runs[stimulus.Name] = &graders.Run{Scenario: stimulus.Name, Clock: stimulus.Clock, Outcome: graders.NotReached}
	}
	recording.Load = &graders.Problem{Outcome: graders.Crashed, Message: "no", File: "solution.go", Line: 1}
	return recording, nil
}
