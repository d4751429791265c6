package graders

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// GradeSeeds grades a submission under several seeds, in as few sandboxes as that
// takes: every seed's scenarios are part of one job. Failures are not confirmed
// one by one as in [Grade]; a seed whose report is in doubt is graded anew, alone.
func GradeSeeds(ctx context.Context, sandbox Sandbox, s Submission, seeds []uint64, doubt func(*Report) bool) ([]*Report, error) {
	started := time.Now()
	jobs := make([]Job, len(seeds))
	for i, seed := range seeds {
		s.Seed = seed
		var err error
		if jobs[i], err = s.job(); err != nil {
			return nil, err
		}
	}
	recording, err := runAll(ctx, sandbox, join(jobs))
	if err != nil {
		return nil, err
	}
	checks := s.Exercise.ChecksFor(s.Language)
	reports := make([]*Report, len(seeds))
	for i, seed := range seeds {
		s.Seed = seed
		own := share(recording, jobs[i], i)
		verdicts := judgeAll(checks, own, s.Language)
		block(checks, verdicts)
		reports[i] = newReport(s, jobs[i], own, verdicts, started)
		if doubt(reports[i]) {
			if reports[i], err = Grade(ctx, sandbox, s); err != nil {
				return nil, err
			}
		}
	}
	return reports, nil
}

// join makes one job of many; limits on the job as a whole grow with it.
func join(jobs []Job) Job {
	joined := jobs[0]
	joined.Run = nil
	n := int64(len(jobs))
	joined.Limits.Trace *= n
	joined.Limits.Output *= n
	for i, job := range jobs {
		for _, stimulus := range job.Run {
			stimulus.Name = numbered(stimulus.Name, i)
			joined.Run = append(joined.Run, stimulus)
		}
	}
	return joined
}

func numbered(scenario string, i int) string { return fmt.Sprintf("%s#%d", scenario, i) }

// runAll runs a job, and again what was not reached, until every scenario had its
// turn. Each round takes at least one scenario further.
func runAll(ctx context.Context, sandbox Sandbox, job Job) (*Recording, error) {
	all, err := sandbox.Run(ctx, job)
	if err != nil || all.Load != nil {
		return all, err
	}
	for {
		left := job
		left.Run = nil
		for _, stimulus := range job.Run {
			if all.Runs[stimulus.Name].Outcome == NotReached {
				left.Run = append(left.Run, stimulus)
			}
		}
		if len(left.Run) == 0 || len(left.Run) == len(job.Run) {
			return all, nil
		}
		more, err := sandbox.Run(ctx, left)
		if err != nil {
			return nil, err
		}
		for name, run := range more.Runs {
			all.Runs[name] = run
		}
		if more.Load != nil {
			return all, nil // it loaded before; the runs that are missing tell
		}
		job = left
	}
}

// share takes one seed's runs out of a recording, under their own names.
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
