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
	if j.Language == graders.Go {
		back := slices.Clone(in.Names[:len(in.Names)-1])
		slices.Reverse(back)
		j.Equal("the way back through", back, run.Texts("back", "name"))
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
}

func judgeThrow(j *graders.Judge) {
	run := j.Run("sync-throw")
	var in failuresInput
	j.Input(run, &in)
	if j.Language == graders.Node {
		judgeFailing(j, run, in, "throws")
		caught(j, j.Run("next-twice"), "escaped", graders.KindUncaught)
		return
	}
	passes(j, run, "error", "a", "b", reported(j, in.Errors[0]))
	answered(j, run, "error", 500, in.Errors[0])
	text := run.Matching("done", "request", "text")
	j.That(len(text) == 1 && strings.Contains(text[0].Text("error"), in.Errors[1]),
		fmt.Sprintf("onError to get an error that contains %q, which was panicked with", in.Errors[1]), graders.Listed(trail(j, run, "text")))
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
		caught(j, j.Run("next-twice"), graders.KindUnhandled)
		return
	}
	passes(j, run, "fails", "a", reported(j, in.Errors[0]))
	answered(j, run, "fails", 500, in.Errors[0])
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
	undefined := run.Matching("handler", "request", "undefined")
	j.That(len(undefined) == 1 && undefined[0].Text("name") == "handler 1",
		fmt.Sprintf("handler 1 to run after a function that %s undefined", how), graders.Listed(trail(j, run, "undefined")))
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
}

// judgeBegun looks at handlers that fail after their response has begun.
func judgeBegun(j *graders.Judge) {
	run := j.Run("response-begun")
	var in lateInput
	j.Input(run, &in)
	flushed := j.Happened(run, "flushed", "the handler to run")
	j.EqualAt(run, flushed, "an error from Flush, through http.NewResponseController,", nil, flushed.Data["error"])
	wrote := map[string]string{"wrote": in.Answers[0], "status": fmt.Sprint("status ", in.Status), "flushed": "flush"}
	for _, request := range []string{"wrote", "status", "flushed"} {
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
