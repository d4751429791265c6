package batch

import (
	"strings"
	"unicode/utf8"

	"drill/graders"
)

// keptText is how many bytes of each text about a verdict are kept in memory: a
// learner's error message can have any length.
const keptText = 1 << 10

// slim is the outcome without traces and output, and with short texts. What is
// left takes a few kilobytes, whatever the submission did.
func (o Outcome) slim() Outcome {
	o.Fault, o.Refused = short(o.Fault), short(o.Refused)
	if o.Report == nil {
		return o
	}
	r := *o.Report
	r.Runs, r.Output = nil, nil
	r.Load = slimProblem(r.Load)
	r.Verdicts = make([]graders.Verdict, len(o.Report.Verdicts))
	for i, v := range o.Report.Verdicts {
		v.Failure, v.Flaky, v.Problem = slimFailure(v.Failure), slimFailure(v.Flaky), slimProblem(v.Problem)
		r.Verdicts[i] = v
	}
	o.Report = &r
	return o
}

func slimFailure(f *graders.Failure) *graders.Failure {
	if f == nil {
		return nil
	}
	s := *f
	s.Expected, s.Seen = short(f.Expected), short(f.Seen)
	return &s
}

func slimProblem(p *graders.Problem) *graders.Problem {
	if p == nil {
		return nil
	}
	s := *p
	s.Message, s.File, s.Stack = short(p.Message), short(p.File), ""
	return &s
}

// short cuts a text between characters. The copy lets go of what it was cut from.
func short(text string) string {
	if len(text) <= keptText {
		return strings.Clone(text)
	}
	end := keptText
	for end > 0 && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end] + "…"
}
