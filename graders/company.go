package graders

import (
	"bytes"
	"fmt"
	"slices"
	"time"
)

// company is several submissions that share a sandbox.
type company struct {
	submissions []Submission
	jobs        []Job        // what each would be alone
	stimuli     [][]Stimulus // those of each, as they are in the joined job
	solutions   int          // how many of them differ
	started     time.Time
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
	joined.Run, joined.Shared = nil, !c.repeats()
	n := int64(len(c.jobs))
	joined.Limits.Trace *= n
	joined.Limits.Output *= n
	joined.Limits.CPU = max(joined.Limits.CPU, time.Duration(n)*shareCPU)
	for i, job := range c.jobs {
		solution := joined.add(job.Solution)
		own := slices.Clone(job.Run)
		for k := range own {
			own[k].Name, own[k].Solution = fmt.Sprintf("%s#%d", own[k].Name, i), solution
		}
		c.stimuli = append(c.stimuli, own)
		joined.Run = append(joined.Run, own...)
	}
	c.solutions = 1 + len(joined.Others)
	joined.Limits.Load *= time.Duration(c.solutions)
	return joined, nil
}

// repeats reports whether all are one submission under one seed, which is graded
// several times: none of them may meet what another has left in its process.
func (c *company) repeats() bool {
	first := c.submissions[0]
	return len(c.submissions) > 1 && !slices.ContainsFunc(c.submissions, func(s Submission) bool {
		return s.Seed != first.Seed || !bytes.Equal(s.Solution.Content, first.Solution.Content)
	})
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

func (c *company) judge(recording *Recording) ([]*Report, error) {
	reports := make([]*Report, len(c.jobs))
	for i, job := range c.jobs {
		s := c.submissions[i]
		checks := s.Exercise.ChecksFor(s.Language)
		own := c.share(recording, i)
		verdicts, err := newJudging(own, job.Language, job.Limits.Judge).all(checks)
		if err != nil {
			return nil, err
		}
		block(checks, verdicts)
		reports[i] = newReport(s, job, own, verdicts, c.started)
	}
	return reports, nil
}

// share takes one submission's runs out of a recording, under their own names.
func (c *company) share(recording *Recording, i int) *Recording {
	own := *recording
	own.Runs = make(map[string]*Run, len(c.stimuli[i]))
	for k, stimulus := range c.stimuli[i] {
		run := *recording.Runs[stimulus.Name]
		run.Scenario = c.jobs[i].Run[k].Name
		own.Runs[run.Scenario] = &run
	}
	return &own
}
