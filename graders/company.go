package graders

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"time"
)

// company is several submissions that share a sandbox.
type company struct {
	submissions []Submission
	jobs        []Job // what each would be alone
	solutions   int   // how many of them differ
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

func (j *Job) stimulus(name string) Stimulus {
	return j.Run[slices.IndexFunc(j.Run, func(s Stimulus) bool { return s.Name == name })]
}
