package graders

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// GradeSeeds grades a submission under several seeds, in as few sandboxes as that
// takes: every seed's scenarios are part of one job. Only what is in doubt costs
// more: first the scenarios that a crash kept from running are run, and a seed
// whose report is in doubt even then is graded anew as [Grade] does it.
func GradeSeeds(ctx context.Context, sandbox Sandbox, s Submission, seeds []uint64, doubt func(*Report) bool) ([]*Report, error) {
	many := &seeded{submission: s, seeds: seeds, checks: s.Exercise.ChecksFor(s.Language), started: time.Now()}
	if err := many.draw(); err != nil {
		return nil, err
	}
	job := join(many.jobs)
	recording, err := sandbox.Run(ctx, job)
	if err != nil {
		return nil, err
	}
	reports := many.judge(recording)
	if slices.ContainsFunc(reports, doubt) && recording.Load == nil {
		if err := runRest(ctx, sandbox, job, recording); err != nil {
			return nil, err
		}
		reports = many.judge(recording)
	}
	for i, report := range reports {
		if doubt(report) {
			again, err := Grade(ctx, sandbox, many.of(i))
			if err != nil {
				return nil, err
			}
			again.markFlaky(report, share(recording, many.jobs[i], i))
			reports[i] = again
		}
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

// seeded is one submission under several seeds.
type seeded struct {
	submission Submission
	seeds      []uint64
	jobs       []Job
	checks     []Check
	started    time.Time
}

// of is the submission under one of the seeds.
func (m *seeded) of(i int) Submission {
	s := m.submission
	s.Seed = m.seeds[i]
	return s
}

func (m *seeded) draw() error {
	for i := range m.seeds {
		job, err := m.of(i).job()
		if err != nil {
			return err
		}
		m.jobs = append(m.jobs, job)
	}
	return nil
}

func (m *seeded) judge(recording *Recording) []*Report {
	reports := make([]*Report, len(m.seeds))
	for i, job := range m.jobs {
		own := share(recording, job, i)
		verdicts := judgeAll(m.checks, own, job.Language)
		block(m.checks, verdicts)
		reports[i] = newReport(m.of(i), job, own, verdicts, m.started)
	}
	return reports
}

// seedCPU is the processor time that one seed's scenarios may need at least. Up to
// some dozen seeds the limit of a job has room for all of them, and stays: sandboxes
// that were booted ahead have it.
const seedCPU = time.Second

// join makes one job of many; limits on the job as a whole grow with it.
func join(jobs []Job) Job {
	joined := jobs[0]
	joined.Run = nil
	n := int64(len(jobs))
	joined.Limits.Trace *= n
	joined.Limits.Output *= n
	joined.Limits.CPU = max(joined.Limits.CPU, time.Duration(n)*seedCPU)
	for i, job := range jobs {
		for _, stimulus := range job.Run {
			stimulus.Name = numbered(stimulus.Name, i)
			joined.Run = append(joined.Run, stimulus)
		}
	}
	return joined
}

func numbered(scenario string, i int) string { return fmt.Sprintf("%s#%d", scenario, i) }

// runRest runs what was not reached, until every scenario had its turn. Each round
// takes at least one scenario further.
func runRest(ctx context.Context, sandbox Sandbox, job Job, all *Recording) error {
	for {
		left := job
		left.Run = nil
		for _, stimulus := range job.Run {
			if all.Runs[stimulus.Name].Outcome == NotReached {
				left.Run = append(left.Run, stimulus)
			}
		}
		if len(left.Run) == 0 || len(left.Run) == len(job.Run) {
			return nil
		}
		more, err := sandbox.Run(ctx, left)
		if err != nil {
			return err
		}
		maps.Copy(all.Runs, more.Runs)
		if more.Load != nil {
			return nil // it loaded before; the runs that are missing tell
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
