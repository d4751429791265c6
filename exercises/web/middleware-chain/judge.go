package middlewarechain

import (
	"fmt"
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

// values fails unless each of these was taken for an error.
func values(j *graders.Judge, run *graders.Run, how string, values []any) {
	for i, value := range values {
		received := run.Matching("received", "request", fmt.Sprint("value-", i))
		expected := fmt.Sprintf("the error handler after a function that %s %s to get just that", how, shown(value))
		j.That(len(received) == 1, expected, "it is not called")
		j.ThatAt(run, received[0], received[0].Bool("same"), expected, "it gets "+graders.Show(received[0].Data["value"]))
	}
	last := values[len(values)-1]
	done := run.Matching("done", "request", "last-value")
	just := run.Scenario != "error-routing" || len(done) == 1 && done[0].Data["value"] == last // that very value is the matter of one check
	j.That(len(done) == 1 && done[0].Bool("failed") && just,
		fmt.Sprintf("done to get what the only function %s, %s", how, shown(last)), graders.Listed(trail(j, run, "last-value")))
}

func shown(value any) string {
	if value == undefined {
		return "undefined"
	}
	return graders.Show(value)
}

const undefined = undefinedType("undefined")

type undefinedType string

func judgeThrow(j *graders.Judge) {
	run := j.Run("sync-throw")
	var in failuresInput
	j.Input(run, &in)
	if j.Language == graders.Node {
		judgeFailing(j, run, in, "throws")
		return
	}
	passes(j, run, "error", "a", "b", reported(j, in.Errors[0]))
	answered(j, run, "error", 500, in.Errors[0])
	passes(j, run, "middleware", "a", reported(j, in.Errors[0]))
	passes(j, run, "alone", "b", reported(j, in.Errors[0]))
	for request, text := range map[string]string{"text": in.Errors[1], "number": fmt.Sprint(in.Number)} {
		done := run.Matching("done", "request", request)
		j.That(len(done) == 1 && strings.Contains(done[0].Text("error"), text),
			fmt.Sprintf("onError to get, once, an error that contains %s, which was panicked with", text), graders.Listed(trail(j, run, request)))
	}
	passes(j, run, "abort", "a", "b")
	escaped := run.Matching("escaped", "request", "abort")
	j.That(len(escaped) == 1 && escaped[0].Bool("abort"), "http.ErrAbortHandler to go on to the server", "it does not get there")
}

func judgeRejection(j *graders.Judge) {
	run := j.Run("async-rejection")
	var in failuresInput
	j.Input(run, &in)
	if j.Language == graders.Node {
		judgeFailing(j, run, in, "is rejected with")
		for _, request := range []string{"at-once", "thenable"} {
			passes(j, run, request, "a", "handler 1 gets "+in.Errors[0])
			answered(j, run, request, 200, "caught")
		}
		return
	}
	passes(j, run, "fails", "a", reported(j, in.Errors[0]))
	answered(j, run, "fails", 500, in.Errors[0])
	passes(j, run, "prepares", "a", reported(j, in.Errors[0]))
	answered(j, run, "prepares", 500, in.Errors[0])
	passes(j, run, "succeeds", "a")
	answered(j, run, "succeeds", 200, "")
}

// judgeFailing judges functions that fail without calling next.
func judgeFailing(j *graders.Judge, run *graders.Run, in failuresInput, how string) {
	first, second := in.Errors[0], in.Errors[1]
	j.Happened(run, "step", "a request to enter the chain")
	caught(j, run, "escaped", graders.KindUncaught, graders.KindUnhandled)
	passes(j, run, "early", "a", "handler 1 gets "+first)
	answered(j, run, "early", 200, "caught")
	got := trail(j, run, "unhandled") // which error it gets is another check's matter
	j.That(len(got) == 2 && strings.HasPrefix(got[1], "done gets "), `done to get an error in request "unhandled"`, graders.Listed(got))
	values(j, run, how, append([]any{undefined, nil}, in.Values...))
	passes(j, run, "handler-fails", "a", "handler 1 gets "+first, "handler 2 gets "+second)
}

func judgeOnce(j *graders.Judge) {
	if j.Language == graders.Go {
		judgeBegun(j)
		return
	}
	run := j.Run("next-twice")
	j.Happened(run, "step", "a request to enter the chain")
	passes(j, run, "twice", "a", "b", "c", "done")
	passes(j, run, "then-throws", "a", "b", "done")
	passes(j, run, "then-rejects", "a", "b", "done")
	passes(j, run, "then-fails", "a", "b", "done")
	passes(j, run, "at-the-end", "a", "done")
	judgeLate(j, run)
}

// judgeLate looks at what a failure that goes unheeded, or counts twice, leaves behind. That
// failures are heeded at all is the matter of other checks.
func judgeLate(j *graders.Judge, run *graders.Run) {
	for _, request := range []string{"handler-twice", "throws-first", "rejects-first"} {
		var seen []string
		for _, step := range trail(j, run, request) {
			name, _, _ := strings.Cut(step, " gets ")
			j.That(!slices.Contains(seen, name), fmt.Sprintf("request %q to come to %s once", request, name), graders.Listed(trail(j, run, request)))
			seen = append(seen, name)
		}
		j.That(!slices.Contains(seen, "b") || !slices.Contains(seen, "handler 2"), fmt.Sprintf("request %q to go on from handler 1 once", request), graders.Listed(trail(j, run, request)))
	}
	for scenario, ways := range map[string][]string{"sync-throw": {"escaped", graders.KindUncaught}, "async-rejection": {graders.KindUnhandled}} {
		if base := j.Partial(scenario); len(base.Where(func(e graders.Event) bool { return slices.Contains(ways, e.Kind) })) == 0 {
			caught(j, run, ways...)
		}
	}
}

// judgeBegun looks at handlers that fail after their response has begun.
func judgeBegun(j *graders.Judge) {
	run := j.Run("response-begun")
	var in lateInput
	j.Input(run, &in)
	flushed := j.Happened(run, "flushed", "the handler to run")
	j.EqualAt(run, flushed, "an error from Flush, through http.NewResponseController,", nil, flushed.Data["error"])
	wrote := map[string]string{"wrote": in.Answers[0], "status": fmt.Sprint("status ", in.Status), "flushed": "flush", "nothing": ""}
	for _, request := range []string{"wrote", "status", "flushed", "nothing"} {
		var written []string
		for _, e := range of(run, request) {
			if e.Kind == "written" && !(e.Text("what") == "status 200" && len(written) == 0) {
				written = append(written, e.Text("what"))
			}
		}
		j.Equal(fmt.Sprintf("to a response that has begun with %q, nothing more:", wrote[request]), []string{wrote[request]}, written)
	}
	answered(j, run, "wrote", 200, in.Answers[0])
	answered(j, run, "status", in.Status, "")
	answered(j, run, "flushed", 200, "")
	answered(j, run, "nothing", 200, "")
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

// caught fails for an error that left the chain in one of these ways.
func caught(j *graders.Judge, run *graders.Run, ways ...string) {
	for _, e := range run.Events {
		if !slices.Contains(ways, e.Kind) {
			continue
		}
		seen := "nobody caught " + e.Text("message")
		if e.Kind == "escaped" {
			seen = "handle threw " + e.Text("error")
		}
		j.FailAt(run, e, "every error to stay in the chain", seen)
	}
}

// passes fails unless a request went through exactly these steps.
func passes(j *graders.Judge, run *graders.Run, request string, steps ...string) {
	got := trail(j, run, request)
	j.That(slices.Equal(steps, got), fmt.Sprintf("request %q to pass through: %s", request, graders.Listed(steps)), graders.Listed(got))
}

// answered fails unless the client got this status, and a body that holds the text.
func answered(j *graders.Judge, run *graders.Run, request string, status int, text string) {
	expected := strings.TrimSpace(fmt.Sprintf("request %q to be answered with %d %s", request, status, text))
	for _, e := range of(run, request) {
		if e.Kind == "response" {
			seen := strings.TrimSpace(fmt.Sprintf("%v %s", e.Number("status"), e.Text("body")))
			j.ThatAt(run, e, e.Number("status") == float64(status) && strings.Contains(e.Text("body"), text), expected, seen)
			return
		}
	}
	j.Fail(expected, "no answer")
}

// trail is what a request went through, in order and in words.
func trail(j *graders.Judge, run *graders.Run, request string) []string {
	var steps []string
	for _, e := range of(run, request) {
		switch e.Kind {
		case "step":
			steps = append(steps, e.Text("name"))
		case "handler":
			steps = append(steps, e.Text("name")+" gets "+raised(run, e))
		case "done":
			if e.Bool("failed") {
				steps = append(steps, reported(j, raised(run, e)))
			} else {
				steps = append(steps, "done")
			}
		}
	}
	return steps
}

// raised names an error that a scenario raised, and tells others from it.
func raised(run *graders.Run, e graders.Event) string {
	known := run.Of("raised")
	i := slices.IndexFunc(known, func(r graders.Event) bool { return r.Number("ref") == e.Number("ref") })
	if i < 0 {
		return "another error: " + e.Text("error")
	}
	return known[i].Text("error")
}

func of(run *graders.Run, request string) []graders.Event {
	return run.Where(func(e graders.Event) bool { return e.Text("request") == request })
}

// ended is the trail of a request that went well: Node's caller is told so.
func ended(j *graders.Judge, steps ...string) []string {
	if j.Language == graders.Go {
		return steps
	}
	return append(slices.Clone(steps), "done")
}

// reported is the step in which the caller learns of an error.
func reported(j *graders.Judge, text string) string {
	if j.Language == graders.Go {
		return "onError gets " + text
	}
	return "done gets " + text
}
