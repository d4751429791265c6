package batch

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"drill/graders"
	"drill/sandbox"
)

const (
	// tries is how often a submission is graded while faults come although the
	// engine answers.
	tries = 3
	// firstWait doubles with each fault, up to longestWait.
	firstWait   = 500 * time.Millisecond
	longestWait = 15 * time.Second
	// longestAttempt is far more than the limits of any exercise add up to. Only an
	// engine that hangs takes as long.
	longestAttempt = 10 * time.Minute
)

// grade grades a submission and waits faults out. The error is the last fault, or
// the context's.
func (r *run) grade(ctx context.Context, s graders.Submission) (*graders.Report, error) {
	for try := 1; ; try++ {
		report, err := r.attempt(ctx, s)
		if err == nil {
			r.outage.over()
			return report, nil
		}
		left := r.outage.left()
		if ctx.Err() != nil || lasting(err) || try == tries || left <= 0 {
			return nil, err
		}
		if !r.wait(ctx, try) {
			return nil, err
		}
	}
}

// wait lets some time pass, and then as much as it takes until the engine answers.
// It returns false when that does not happen in time.
func (r *run) wait(ctx context.Context, try int) bool {
	for pause := firstWait << (try - 1); ; pause = min(2*pause, longestWait) {
		left := r.outage.left()
		if left <= 0 || !sleep(ctx, min(pause, left)) {
			return false
		}
		if r.Ready == nil || r.Ready(ctx) == nil {
			return true
		}
	}
}

func sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// attempt grades once. Whatever breaks in drill while it does is this submission's
// fault to report, and no other's.
func (r *run) attempt(ctx context.Context, s graders.Submission) (report *graders.Report, err error) {
	limited, cancel := context.WithTimeout(ctx, longestAttempt)
	defer cancel()
	defer func() {
		if broken := recover(); broken != nil {
			report, err = nil, &crash{fmt.Sprintf("drill broke while it judged: %.300v", broken)}
		}
	}()
	report, err = graders.Grade(limited, r.sandbox, s)
	if err != nil && limited.Err() != nil && ctx.Err() == nil {
		err = fmt.Errorf("the sandbox did not answer within %v: see what drill doctor says, then try again", longestAttempt)
	}
	return report, err
}

// crash is a defect of drill's own.
type crash struct{ text string }

func (c *crash) Error() string { return c.text }

// lasting reports whether a fault is certain to come again.
func lasting(err error) bool {
	var broken *crash
	var check *graders.BrokenCheck
	return errors.Is(err, sandbox.ErrBroken) || errors.As(err, &check) || errors.As(err, &broken)
}

// outage is a time of faults without a success in between. It is the batch's, not
// an item's: two hundred submissions must not each wait for an engine that is gone.
type outage struct {
	patience time.Duration

	mu    sync.Mutex
	since time.Time // zero while there is none
}

// left is how much longer faults are waited out. It begins an outage.
func (o *outage) left() time.Duration {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.since.IsZero() {
		o.since = time.Now()
	}
	return o.patience - time.Since(o.since)
}

func (o *outage) over() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.since = time.Time{}
}
