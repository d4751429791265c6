package middlewarechain

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"drill/graders"
)

func judgeOrder(j *graders.Judge) {
	run := j.Run("order")
	var in chainInput
	j.Input(run, &in)
	j.Happened(run, "step", in.Names[0]+" to run first")
	opened := j.Happened(run, "opened", in.Names[in.At]+" to be reached")
	early := slices.Index(run.Order("step", "opened"), "opened") // so many steps came before
	j.EqualAt(run, opened, "while "+in.Names[in.At]+" waits, to have run", in.Names[:in.At+1], run.Texts("step", "name")[:early])
	passes(j, run, "order", ended(j, in.Names...)...)
	if j.Language == graders.Node {
		passes(j, run, "empty", "done")
		return
	}
	last := len(in.Names) - 1
	passes(j, run, "empty", in.Names[last])
	texts := map[string]string{"order": "reached", "first": "the first", "second": "the second", "other": "the third"}
	for _, request := range []string{"order", "first", "second", "other"} {
		passes(j, run, request, in.Names...)
		back := slices.Clone(in.Names[:last])
		slices.Reverse(back)
		var seen []string
		for _, e := range run.Matching("back", "request", request) {
			seen = append(seen, e.Text("name"))
		}
		j.Equal(fmt.Sprintf("request %q to go back through", request), back, seen)
		answered(j, run, request, 200, texts[request])
	}
}

func judgeShortCircuit(j *graders.Judge) {
	run := j.Run("short-circuit")
	var in answersInput
	j.Input(run, &in)
	j.Happened(run, "step", "a request to enter the chain")
	if j.Language == graders.Node {
		passes(j, run, "answers", "a", "stop")
		passes(j, run, "waits", "a", "stop")
		answered(j, run, "waits", 200, in.Answers[1])
		for _, declared := range []string{"none", "one", "two"} {
			passes(j, run, "declares-"+declared, "a", "stop")
		}
		for _, request := range []string{"handler-answers", "handler-waits"} {
			got := trail(j, run, request) // that the handler is reached is another check's matter
			j.That(len(got) < 2 || !strings.HasPrefix(got[1], "handler 1") || len(got) == 2,
				fmt.Sprintf("request %q to end with handler 1, which does not call next", request), graders.Listed(got))
		}
	} else {
		passes(j, run, "answers", "a", "stop")
		passes(j, run, "refuses", "a", "stop", reported(j, in.Answers[1]))
	}
	answered(j, run, "answers", 200, in.Answers[0])
}

func judgeRouting(j *graders.Judge) {
	run := j.Run("error-routing")
	var in failuresInput
	j.Input(run, &in)
	first, second := in.Errors[0], in.Errors[1]
	passes(j, run, "handled", ended(j, "a", "handler 1 gets "+first, "after")...)
	passes(j, run, "unhandled", "a", reported(j, first))
	passes(j, run, "replaced", "a", "handler 1 gets "+first, "handler 2 gets "+second, reported(j, second))
	if j.Language == graders.Go {
		answered(j, run, "handled", 200, "settled")
		answered(j, run, "unhandled", 500, first)
		passes(j, run, "abort", "a", reported(j, http.ErrAbortHandler.Error()))
		return
	}
	passes(j, run, "again", "a", "handler 1 gets "+first, "b", "handler 2 gets "+second, "after", "done")
	passes(j, run, "parameters", "a", "b", "c", "d", "done")
	passes(j, run, "parameters-skipped", "a", "handler 1 gets "+first, "after", "done")
	for _, e := range run.Where(func(e graders.Event) bool { return e.Kind == "step" || e.Kind == "handler" }) {
		what := "(req, res, next)"
		if e.Kind == "handler" {
			what = "(error, req, res, next)"
		}
		j.ThatAt(run, e, e.Bool("fits"), e.Text("name")+" to be called with "+what+" of its request and nothing else", "it is not")
	}
	values(j, run, "calls next with", in.Values)
}

func judgeIsolation(j *graders.Judge) {
	run := j.Run("two-requests")
	var in overlapInput
	j.Input(run, &in)
	passes(j, run, "one", ended(j, "a", "b", "c")...)
	want := []string{"a", "b", "c", reported(j, "an error")}
	two := trail(j, run, "two")
	for i, step := range two { // which error it gets is another check's matter
		if before, _, failed := strings.Cut(step, " gets "); failed {
			two[i] = before + " gets an error"
		}
	}
	j.That(slices.Equal(want, two), `request "two" to pass through: `+graders.Listed(want), graders.Listed(two))
	answered(j, run, "one", 404, "")
	answered(j, run, "two", 500, "")
}
