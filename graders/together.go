package graders

import (
	"context"
	"iter"
	"maps"
	"time"
)

// GradeTogether grades submissions to one exercise in one language in as few
// sandboxes as that takes: the scenarios of all are part of one job. They differ in
// their seeds, or in solutions of the same name that are trusted not to work against
// each other. Only what is in doubt costs more: first the scenarios that a crash kept
// from running are run, and what is in doubt even then is graded anew, alone, as
// [Grade] does it.
func GradeTogether(ctx context.Context, sandbox Sandbox, submissions []Submission, doubt func(i int, r *Report) bool) ([]*Report, error) {
	c := &company{submissions: submissions, started: time.Now()}
	job, err := c.join()
	if err != nil {
		return nil, err
	}
	recording, err := sandbox.Run(ctx, job)
	if err != nil {
		return nil, err
	}
	reports, err := c.runRest(ctx, sandbox, job, recording, doubt)
	if err != nil {
		return nil, err
	}
	for i := range c.doubtful(recording, reports, doubt) {
		again, err := Grade(ctx, sandbox, submissions[i])
		if err != nil {
			return nil, err
		}
		again.markFlaky(reports[i], c.share(recording, i))
		reports[i] = again
	}
	return reports, nil
}

// markFlaky notes what failed in an earlier report and passes in this one.
func (r *Report) markFlaky(earlier *Report, recording *Recording) {
	for i := range r.Verdicts {
		if recording.Load == nil && r.Verdicts[i].Flaky == nil {
			r.Verdicts[i].markFlaky(earlier.Verdicts[i], recording)
		}
	}
}

// doubtful yields the submissions whose reports do not count yet: the caller doubts
// them, or others had a hand in them.
func (c *company) doubtful(recording *Recording, reports []*Report, doubt func(int, *Report) bool) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i, report := range reports {
			if (doubt(i, report) || c.disturbed(recording, i)) && !yield(i) {
				return
			}
		}
	}
}

// disturbed reports whether others may be why some of a submission's scenarios did not
// run: their solution did not load, or it ended the process. A Node solution that did
// so itself in an earlier scenario has only itself to blame.
func (c *company) disturbed(recording *Recording, i int) bool {
	if recording.Load != nil {
		return c.solutions > 1
	}
	for _, stimulus := range c.stimuli[i] {
		switch recording.Runs[stimulus.Name].Outcome {
		case Ended, Stuck:
		case NotReached:
			return true
		default:
			if c.jobs[i].Language == Node {
				return false
			}
		}
	}
	return false
}

// runRest runs what was not reached of what is doubtful, until all of that had its
// turn, and returns the reports on what there is then. Each round takes at least one
// scenario further.
func (c *company) runRest(ctx context.Context, sandbox Sandbox, job Job, all *Recording, doubt func(int, *Report) bool) ([]*Report, error) {
	before := len(job.Run)
	for {
		reports, err := c.judge(all)
		if err != nil {
			return nil, err
		}
		job.Run = nil
		for i := range c.doubtful(all, reports, doubt) {
			for _, stimulus := range c.stimuli[i] {
				if all.Runs[stimulus.Name].Outcome == NotReached {
					job.Run = append(job.Run, stimulus)
				}
			}
		}
		if all.Load != nil || len(job.Run) == 0 || len(job.Run) == before {
			return reports, nil
		}
		before = len(job.Run)
		more, err := sandbox.Run(ctx, job)
		if err != nil {
			return nil, err
		}
		maps.Copy(all.Runs, more.Runs)
		if more.Load != nil {
			return c.judge(all) // it loaded before; the runs that are missing tell
		}
	}
}
