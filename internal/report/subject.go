package report

import (
	"path"
	"strings"
	"time"

	"drill/graders"
)

// subject is a submission as all writers but json see it: harmless text, points
// scaled, and one of three states.
type subject struct {
	number             int    // in the batch, from 1
	name               string // the student, or what identifies the submission
	path               string // as given, for annotations
	exercise, language string
	title, solution    string
	state              state
	reason             string // of a fault or a refusal
	points, max        int
	seed               uint64
	started            time.Time
	duration           time.Duration
	load               *place
	tests              []test
	printed            []printed
}

// state is what came of a submission.
type state string

const (
	passed  state = "passed"
	failed  state = "failed"
	refused state = "refused"
	fault   state = "fault"
)

// place is an error in the learner's file.
type place struct {
	message string // empty when it must not be told
	file    string
	line    int
}

// printed is what the learner's code wrote in one place.
type printed struct{ where, text string }

func subjectOf(number int, e Entry) subject {
	s := subject{number: number, path: e.Path, exercise: line(e.Exercise), language: line(string(e.Language)), max: max(e.Max, 0)}
	s.title = s.exercise
	switch {
	case e.Report != nil:
		s.read(e.Report)
	case e.Fault != "":
		s.state, s.reason = fault, line(e.Fault)
	default:
		s.state, s.reason = refused, line(e.Refused)
	}
	for _, name := range []string{e.ID, e.Path, s.exercise, "submission"} {
		if s.name = line(name); s.name != "" {
			break
		}
	}
	return s
}

func (s *subject) read(r *graders.Report) {
	s.exercise, s.language, s.solution = line(path.Join(r.Track, r.Exercise)), line(string(r.Language)), line(r.Solution)
	if s.title = line(r.Title); s.title == "" {
		s.title = s.exercise
	}
	s.points, s.max, s.seed = r.Points, r.Max, r.Seed
	s.started, s.duration, s.load = r.Started, r.Duration, placeOf(r.Load)
	for _, v := range r.Verdicts {
		s.tests = append(s.tests, testOf(v, r))
	}
	s.state, s.reason = stateOf(r)
	s.printed = printedBy(r)
}

// stateOf looks at the verdicts. One that drill could not reach makes the whole
// submission a fault, since its points would be the learner's loss.
func stateOf(r *graders.Report) (state, string) {
	if len(r.Verdicts) == 0 {
		return fault, "the report holds no verdict"
	}
	for _, v := range r.Verdicts {
		if v.Status == graders.Fault {
			return fault, line(v.Concept.Title) + " could not be judged"
		}
	}
	if r.Passed() {
		return passed, ""
	}
	return failed, ""
}

func placeOf(p *graders.Problem) *place {
	if p == nil {
		return nil
	}
	return &place{message: strings.TrimSpace(block(p.Message)), file: line(p.File), line: p.Line}
}

// printedBy collects what the learner's code wrote, as far as the report tells.
func printedBy(r *graders.Report) []printed {
	all := []printed{{"outside any scenario", joined(r.Output)}}
	for _, run := range r.Runs {
		all = append(all, printed{"in " + line(run.Scenario), joined(run.Output)})
	}
	var some []printed
	for _, p := range all {
		if p.text != "" {
			some = append(some, p)
		}
	}
	return some
}

func joined(pieces []graders.Output) string {
	var text strings.Builder
	for _, piece := range pieces {
		text.WriteString(piece.Text)
	}
	return strings.TrimRight(block(text.String()), "\n")
}

func (s subject) passedTests() int {
	n := 0
	for _, t := range s.tests {
		if t.passed() {
			n++
		}
	}
	return n
}

// share is the part of the points that was earned, from 0 to 1.
func (s subject) share() float64 {
	if s.max == 0 || s.state == fault {
		return 0
	}
	return float64(s.points) / float64(s.max)
}
