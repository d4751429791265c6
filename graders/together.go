package graders

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
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
	if recording.Load == nil {
		if err := c.runRest(ctx, sandbox, job, recording, doubt); err != nil {
			return nil, err
		}
	}
	reports := c.judge(recording)
	for i := range c.doubtful(recording, reports, doubt) {
		again, err := Grade(ctx, sandbox, submissions[i])
		if err != nil {
			return nil, err
		}
		again.markFlaky(reports[i], share(recording, c.jobs[i], i))
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

// company is several submissions that share a sandbox.
type company struct {
	submissions []Submission
	jobs        []Job // what each would be alone
	solutions   int   // how many of them differ
	started     time.Time
}

func (c *company) judge(recording *Recording) []*Report {
	reports := make([]*Report, len(c.jobs))
	for i, job := range c.jobs {
		s := c.submissions[i]
		checks := s.Exercise.ChecksFor(s.Language)
		own := share(recording, job, i)
		verdicts := judgeAll(checks, own, job.Language)
		block(checks, verdicts)
		reports[i] = newReport(s, job, own, verdicts, c.started)
	}
	return reports
}

// shareCPU is the processor time that one submission's scenarios may need at least.
// Up to some dozen of them the limit of a job has room for all, and stays: sandboxes
// that were booted ahead have it.
const shareCPU = time.Second

// join makes one job of all; limits on the job as a whole grow with it.
func (c *company) join() (Job, error) {
	for _, s := range c.submissions {
		job, err := s.job()
		if err != nil {
			return Job{}, err
		}
		c.jobs = append(c.jobs, job)
	}
	joined := c.jobs[0]
	joined.Run = nil
	n := int64(len(c.jobs))
	joined.Limits.Trace *= n
	joined.Limits.Output *= n
	joined.Limits.CPU = max(joined.Limits.CPU, time.Duration(n)*shareCPU)
	for i, job := range c.jobs {
		solution := joined.add(job.Solution)
		for _, stimulus := range job.Run {
			stimulus.Name, stimulus.Solution = numbered(stimulus.Name, i), solution
			joined.Run = append(joined.Run, stimulus)
		}
	}
	c.solutions = 1 + len(joined.Others)
	joined.Limits.Load *= time.Duration(c.solutions)
	return joined, nil
}

// add returns the number of a solution in the job, which may have it already.
func (j *Job) add(solution File) int {
	same := func(f File) bool { return bytes.Equal(f.Content, solution.Content) }
	if same(j.Solution) {
		return 0
	}
	if i := slices.IndexFunc(j.Others, same); i >= 0 {
		return i + 1
	}
	j.Others = append(j.Others, solution)
	return len(j.Others)
}

func numbered(scenario string, i int) string { return fmt.Sprintf("%s#%d", scenario, i) }

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
	for _, stimulus := range c.jobs[i].Run {
		switch recording.Runs[numbered(stimulus.Name, i)].Outcome {
		case Ended, Stuck:
		case NotReached:
			return true
		default:
			return c.jobs[i].Language == Go
		}
	}
	return false
}

// runRest runs what was not reached of what is doubtful, until all of that had its
// turn. Each round takes at least one scenario further.
func (c *company) runRest(ctx context.Context, sandbox Sandbox, job Job, all *Recording, doubt func(int, *Report) bool) error {
	for before := len(job.Run); ; {
		left := job
		left.Run = nil
		for i := range c.doubtful(all, c.judge(all), doubt) {
			for _, stimulus := range c.jobs[i].Run {
				if name := numbered(stimulus.Name, i); all.Runs[name].Outcome == NotReached {
					left.Run = append(left.Run, job.stimulus(name))
				}
			}
		}
		if len(left.Run) == 0 || len(left.Run) == before {
			return nil
		}
		before = len(left.Run)
		more, err := sandbox.Run(ctx, left)
		if err != nil {
			return err
		}
		maps.Copy(all.Runs, more.Runs)
		if more.Load != nil {
			return nil // it loaded before; the runs that are missing tell
		}
	}
}

func (j *Job) stimulus(name string) Stimulus {
	return j.Run[slices.IndexFunc(j.Run, func(s Stimulus) bool { return s.Name == name })]
}

// share takes one submission's runs out of a recording, under their own names.
func share(recording *Recording, job Job, i int) *Recording {
	own := *recording
	own.Runs = make(map[string]*Run, len(job.Run))
	for _, stimulus := range job.Run {
		run := *recording.Runs[numbered(stimulus.Name, i)]
		run.Scenario, _, _ = strings.Cut(run.Scenario, "#")
		own.Runs[stimulus.Name] = &run
	}
	return &own
}
