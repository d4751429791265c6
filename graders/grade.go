package graders

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"
)

// Submission is one solution to grade.
type Submission struct {
	Exercise *Exercise
	Language Language
	Solution File
	// Seed draws the inputs; the same seed repeats a grading exactly.
	Seed uint64
	// Jobs bounds how many confirming runs go side by side; below one means one.
	Jobs int
}

// Grade runs a submission in a sandbox and judges what was recorded. Scenarios
// behind a failed check are run again, alone, before their failure counts. An
// error is a fault of drill's, the exercise's ([BrokenCheck]) or the engine's: the
// learner is not to blame.
func Grade(ctx context.Context, sandbox Sandbox, s Submission) (*Report, error) {
	started := time.Now()
	job, err := s.job()
	if err != nil {
		return nil, err
	}
	recording, err := sandbox.Run(ctx, job)
	if err != nil {
		return nil, err
	}
	checks := s.Exercise.ChecksFor(s.Language)
	verdicts, err := newJudging(recording, s.Language, job.Limits.Judge).all(checks)
	if err != nil {
		return nil, err
	}
	if recording.Load == nil {
		verdicts, err = confirm(ctx, sandbox, s, job, recording, verdicts)
		if err != nil {
			return nil, err
		}
	}
	block(checks, verdicts)
	return newReport(s, job, recording, verdicts, started), nil
}

// job draws the inputs and collects the files of a submission.
func (s Submission) job() (Job, error) {
	stimuli, err := s.Exercise.Stimuli(s.Language)
	if err != nil {
		return Job{}, err
	}
	job := Job{
		Language: s.Language, Solution: s.Solution, Scenarios: stimuli,
		Exports: s.Exercise.Exports,
		Imports: slices.Concat(DefaultImports(), s.Exercise.Imports),
		Network: s.Exercise.Network, Threads: s.Exercise.Threads, Limits: s.Exercise.limits(),
	}
	for _, scenario := range s.Exercise.ScenariosFor(s.Language) {
		input, err := scenario.draw(s.Seed)
		if err != nil {
			return Job{}, fmt.Errorf("exercise %s: %w", s.Exercise.Slug, err)
		}
		wall := scenario.Wall
		override(&wall, max(wall, job.Limits.Wall))
		job.Run = append(job.Run, Stimulus{
			Name: scenario.Name, Clock: scenario.Clock, Tolerant: scenario.Tolerant, Input: input, Wall: wall,
		})
	}
	return job, nil
}

// confirm runs the scenarios behind failed checks again, each in a sandbox of its
// own, and judges those checks anew, until none of them consults a run that is in
// doubt: a check that stopped at its first scenario never asked for its second. What
// passed is not touched.
func confirm(ctx context.Context, sandbox Sandbox, s Submission, job Job, recording *Recording, first []Verdict) ([]Verdict, error) {
	checks, verdicts := s.Exercise.ChecksFor(s.Language), slices.Clone(first)
	for {
		doubtful := doubtfulRuns(s.Language, recording, verdicts)
		if len(doubtful) == 0 {
			return verdicts, nil
		}
		alone, err := runAlone(ctx, sandbox, job, doubtful, max(s.Jobs, 1))
		if err != nil {
			return nil, err
		}
		next := *recording
		next.Runs = maps.Clone(recording.Runs)
		maps.Copy(next.Runs, alone)
		anew := newJudging(&next, s.Language, job.Limits.Judge)
		for i, check := range checks {
			if !verdicts[i].Passed() && !verdicts[i].late {
				again, err := anew.one(check)
				if err != nil {
					return nil, err
				}
				again.markFlaky(verdicts[i], recording)
				verdicts[i] = again
			}
		}
		recording.Runs = next.Runs
	}
}

// doubtfulRuns names the scenarios that a failed check consulted and that were not
// run alone yet. In Go each ran in a process of its own already, so only real-clock
// ones are in doubt.
func doubtfulRuns(language Language, recording *Recording, verdicts []Verdict) []string {
	var names []string
	for _, v := range verdicts {
		for _, name := range v.consulted {
			run := recording.Runs[name]
			alone := len(recording.Runs) == 1 || language == Go && run.Outcome != NotReached
			if !v.Passed() && !run.Alone && !slices.Contains(names, name) && (run.Clock == Real || !alone) {
				names = append(names, name)
			}
		}
	}
	return names
}

func runAlone(ctx context.Context, sandbox Sandbox, job Job, names []string, jobs int) (map[string]*Run, error) {
	runs := make([]*Run, len(names))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(jobs)
	for i, name := range names {
		single := job
		single.Run = slices.DeleteFunc(slices.Clone(job.Run), func(s Stimulus) bool { return s.Name != name })
		group.Go(func() error {
			recording, err := sandbox.Run(ctx, single)
			if err != nil {
				return err
			}
			runs[i] = recording.Runs[name]
			runs[i].Alone = true
			if recording.Load != nil { // it loaded once and now it did not: its own doing
				runs[i].Outcome, runs[i].Problem = recording.Load.Outcome, recording.Load
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	byName := make(map[string]*Run, len(names))
	for i, name := range names {
		byName[name] = runs[i]
	}
	return byName, nil
}

// markFlaky notes a real-clock check that failed after a complete first run and
// passed in the second: it counts as passed, and the report shows both.
func (v *Verdict) markFlaky(first Verdict, recording *Recording) {
	complete := func(name string) bool {
		run := recording.Runs[name]
		return run.Clock == Real && run.Outcome == Ended
	}
	if v.Passed() && first.Failure != nil && slices.ContainsFunc(first.consulted, complete) {
		v.Flaky = first.Failure
	}
}
