package graders

import "time"

// ReportVersion is the version of the JSON form of a [Report].
const ReportVersion = 1

// Report is all that is known about one grading.
type Report struct {
	Version     int           `json:"version"`
	Exercise    string        `json:"exercise"`
	Title       string        `json:"title"`
	Track       string        `json:"track"`
	Language    Language      `json:"language"`
	Solution    string        `json:"solution"` // base name of the learner's file
	Seed        uint64        `json:"seed,string"`
	Started     time.Time     `json:"started"`
	Duration    time.Duration `json:"duration"` // nanoseconds
	Environment Environment   `json:"environment"`
	Limits      Limits        `json:"limits"`
	Points      int           `json:"points"`
	Max         int           `json:"max"`
	Verdicts    []Verdict     `json:"verdicts"`
	// Load is set when nothing could run; every verdict then repeats it.
	Load *Problem `json:"load,omitempty"`
	// Runs are in the exercise's order.
	Runs []*Run `json:"runs"`
	// Output is what the learner printed outside any scenario.
	Output []Output `json:"output,omitempty"`
}

func newReport(s Submission, job Job, recording *Recording, verdicts []Verdict, started time.Time) *Report {
	report := &Report{
		Version: ReportVersion, Exercise: s.Exercise.Slug, Title: s.Exercise.Title, Track: s.Exercise.Track,
		Language: s.Language, Solution: s.Solution.Name, Seed: s.Seed,
		Started: started.UTC(), Duration: time.Since(started),
		Environment: recording.Environment, Limits: job.Limits,
		Verdicts: verdicts, Load: recording.Load, Output: recording.Output,
	}
	for _, v := range verdicts {
		report.Points += v.Points
		report.Max += v.Max
	}
	for _, stimulus := range job.Run {
		if run := recording.Runs[stimulus.Name]; run != nil {
			report.Runs = append(report.Runs, run)
		}
	}
	return report
}

// Passed reports whether every check passed.
func (r *Report) Passed() bool {
	for _, v := range r.Verdicts {
		if !v.Passed() {
			return false
		}
	}
	return len(r.Verdicts) > 0
}

// Failed returns the verdicts that did not pass, in order.
func (r *Report) Failed() []Verdict {
	var failed []Verdict
	for _, v := range r.Verdicts {
		if !v.Passed() {
			failed = append(failed, v)
		}
	}
	return failed
}
