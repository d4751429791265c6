package eventloopsimulator

import (
	"fmt"
	"strings"

	"drill/graders"
)

func judgePhases(j *graders.Judge)     { inOrder(j, "phases") }
func judgeTicks(j *graders.Judge)      { inOrder(j, "ticks") }
func judgeNeighbours(j *graders.Judge) { inOrder(j, "neighbours") }
func judgeImmediates(j *graders.Judge) { inOrder(j, "nested-immediates") }

func judgeTimers(j *graders.Judge) {
	inOrder(j, "timers")
	if j.Language == graders.Node {
		inOrder(j, "odd-delays")
	}
}

// inOrder compares the order of the callbacks, and leaves times to liveness.
func inOrder(j *graders.Judge, scenario string) {
	compare(j, scenario, func(c call) string { return c.Label })
}

func judgeAlive(j *graders.Judge) {
	compare(j, "alive", func(c call) string { return fmt.Sprintf("%s at %d ms", c.Label, c.At) })
}

// compare holds every loop of a scenario to the model, callback by callback, and
// names the first that differs.
func compare(j *graders.Judge, scenario string, show func(call) string) {
	run := j.Run(scenario)
	var in input
	j.Input(run, &in)
	j.Happened(run, "call", "a callback to run")
	loops := run.Rounds("loop")
	for i, program := range in.Programs {
		want := expected(program)
		j.That(i < len(loops) && loops[i].Count("call") > 0, "the callbacks "+listed(want, show), "none of them")
		calls := loops[i].Of("call") // the end of a loop is one of them
		got := make([]call, len(calls))
		for k, e := range calls {
			got[k] = call{e.Text("label"), int64(e.Number("at"))}
		}
		for k := range max(len(want), len(got)) {
			if k < len(want) && k < len(got) && show(want[k]) == show(got[k]) {
				continue
			}
			j.FailAt(loops[i], calls[min(k, len(got)-1)], "this order: "+listed(want, show), listed(got, show))
		}
	}
}

func listed(calls []call, show func(call) string) string {
	words := make([]string, 0, len(calls))
	for _, c := range calls {
		words = append(words, show(c))
	}
	const most = 16
	if len(words) > most {
		words = append(words[:most], "…")
	}
	return graders.Clean(strings.Join(words, ", "))
}
