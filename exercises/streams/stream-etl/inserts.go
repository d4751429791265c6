package streametl

import (
	"fmt"

	"drill/graders"
)

func judgeBackpressure(j *graders.Judge) {
	run := j.Run("slow-insert")
	var in slowInput
	j.Input(run, &in)
	for _, c := range in.Cases {
		expectBounded(j, run, c)
	}
	for _, scenario := range []string{"ends", "whole"} {
		run := j.Run(scenario)
		for _, name := range names(run) {
			expectOneAtATime(j, run, name)
		}
	}
}

func expectBounded(j *graders.Judge, run *graders.Run, c slowCase) {
	inserted := 0
	for _, e := range of(run, "inserted", c.Name) {
		inserted += int(e.Number("count"))
	}
	j.That(inserted >= c.Items/2, fmt.Sprintf("at least %d items inserted", c.Items/2), graders.Plural(inserted, "item"))
	expectOneAtATime(j, run, c.Name)
	bound := 2*c.Size + spare
	for _, pull := range of(run, "pull", c.Name) {
		j.ThatAt(run, pull, pull.Number("waiting") <= float64(bound),
			fmt.Sprintf("at most %d items taken in and not yet inserted, with batches of %d", bound, c.Size), graders.Show(pull.Data["waiting"])+" items")
	}
}

func expectOneAtATime(j *graders.Judge, run *graders.Run, name string) {
	open := 0
	for _, e := range run.Where(func(e graders.Event) bool { return e.Text("case") == name }) {
		switch e.Kind {
		case "insert":
			open++
			j.ThatAt(run, e, open <= 1, "one insert at a time", fmt.Sprintf("%d at once", open))
		case "inserted":
			open--
		}
	}
}

// judgeCompletion holds every run that is to succeed to it.
func judgeCompletion(j *graders.Judge) {
	for _, scenario := range []string{"whole", "slow-insert", "ends"} {
		run := j.Run(scenario)
		j.Happened(run, "insert", "an insert")
		for _, name := range names(run) {
			if len(of(run, "insert", name)) > 0 {
				expectCompletion(j, run, name)
			}
		}
	}
}

func expectCompletion(j *graders.Judge, run *graders.Run, name string) {
	end := settled(j, run, name, "success after the last insert")
	j.ThatAt(run, end, end.Text("status") == "fulfilled", "success", end.Ending())
	begun, done := len(of(run, "insert", name)), of(run, "inserted", name)
	j.That(begun == len(done), "every insert to come to its end", fmt.Sprintf("%d of %d", len(done), begun))
	last := run.Where(func(e graders.Event) bool {
		return e.Text("case") == name && (e.Kind == "inserted" || e.Kind == "settled")
	})
	j.ThatAt(run, end, last[len(last)-1].Kind == "settled",
		"success after the last insert, at "+graders.Ms(done[len(done)-1].T), "success at "+graders.Ms(end.T))
}
