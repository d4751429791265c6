package batch

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/sandbox"
)

var errAway = errors.New("the container engine stopped answering")

// These tests run on a virtual clock: minutes of waiting take no time.

func TestAnEngineThatDiesAndReturnsInTheMidstCostsNobodyAnything(t *testing.T) {
	items := class(t, many(200)...)
	synctest.Test(t, func(t *testing.T) {
		var back atomic.Int64 // when the engine answers again, in virtual nanoseconds
		away := func() bool { return time.Now().UnixNano() < back.Load() }
		f := &fake{before: func(_ context.Context, call int, _ string) error {
			if call == 60 || call == 150 {
				back.Store(time.Now().Add(time.Minute).UnixNano())
			}
			if away() {
				return errAway
			}
			return nil
		}}
		var l ledger
		o := l.options(Options{Jobs: 4, Ready: func(context.Context) error {
			if away() {
				return errAway
			}
			return nil
		}})
		began := time.Now()
		outcomes, err := Run(context.Background(), f, items, o)
		require.NoError(t, err)
		assert.Equal(t, map[string]int{"passed": 200}, tally(outcomes))
		for id, n := range l.kept {
			assert.Equal(t, 1, n, id)
		}
		for solution, n := range f.ran {
			assert.Equal(t, 1, n, solution)
		}
		assert.Less(t, f.calls, 200+2*4+2, "nobody asks in vain while the engine is away")
		assert.Greater(t, time.Since(began), 2*time.Minute)
	})
}

func TestAnEngineThatStaysAwayIsWaitedForOnceAndBlamesNobody(t *testing.T) {
	items := class(t, many(50)...)
	synctest.Test(t, func(t *testing.T) {
		f := &fake{before: func(context.Context, int, string) error { return errAway }}
		began := time.Now()
		outcomes, err := Run(context.Background(), f, items, Options{Jobs: 2, Patience: time.Minute, Ready: func(context.Context) error { return errAway }})
		require.NoError(t, err)
		assert.Equal(t, map[string]int{"fault": 50}, tally(outcomes))
		assert.Equal(t, time.Minute, time.Since(began), "the whole batch waits once")
		assert.Equal(t, 50, f.calls)
	})
}

func TestASubmissionThatAlwaysFaultsDoesNotHoldUpTheOthers(t *testing.T) {
	solutions := many(20)
	solutions[5] += "poison\n"
	items := class(t, solutions...)
	for _, test := range []struct {
		name  string
		err   error
		tries int
	}{
		{"a fault that may pass", errors.New("a sandbox was killed from outside"), tries},
		{"a fault that is certain to come again", fmt.Errorf("%w: no such function", sandbox.ErrBroken), 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var poisoned atomic.Int64
				f := &fake{before: func(_ context.Context, _ int, solution string) error {
					if strings.Contains(solution, "poison") {
						poisoned.Add(1)
						return test.err
					}
					return nil
				}}
				outcomes, err := Run(context.Background(), f, items, Options{Jobs: 2})
				require.NoError(t, err)
				assert.Equal(t, map[string]int{"passed": 19, "fault": 1}, tally(outcomes))
				assert.Equal(t, test.err.Error(), outcomes[5].Fault)
				assert.EqualValues(t, test.tries, poisoned.Load())
			})
		})
	}
}

func TestFaultsThatComeAndGoAreTriedAgain(t *testing.T) {
	items := class(t, many(60)...)
	synctest.Test(t, func(t *testing.T) {
		f := &fake{before: func(_ context.Context, call int, _ string) error {
			if call%3 == 0 {
				return errAway
			}
			return nil
		}}
		outcomes, err := Run(context.Background(), f, items, Options{Jobs: 1})
		require.NoError(t, err)
		assert.Equal(t, map[string]int{"passed": 60}, tally(outcomes))
	})
}

func TestAnEngineThatHangsIsAFault(t *testing.T) {
	items := class(t, many(3)...)
	synctest.Test(t, func(t *testing.T) {
		f := &fake{before: func(ctx context.Context, _ int, solution string) error {
			if solution == many(2)[1] {
				<-ctx.Done()
				return ctx.Err()
			}
			return nil
		}}
		outcomes, err := Run(context.Background(), f, items, Options{Jobs: 1})
		require.NoError(t, err)
		assert.Equal(t, map[string]int{"passed": 2, "fault": 1}, tally(outcomes))
		assert.Contains(t, outcomes[1].Fault, "did not answer within 10m0s")
	})
}

func TestACancelledBatchTellsWhatIsDone(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	f := &fake{before: func(ctx context.Context, call int, _ string) error {
		if call == 8 {
			cancel()
		}
		return ctx.Err()
	}}
	outcomes, err := Run(ctx, f, class(t, many(20)...), Options{Jobs: 1})
	require.ErrorIs(t, err, context.Canceled)
	assert.Equal(t, map[string]int{"passed": 7, "none": 13}, tally(outcomes))
}
