package middlewarechain

import (
	"fmt"
	"strings"

	"drill/graders"
)

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
	for request, text := range map[string]string{"text": in.Errors[1], "wraps": in.Errors[1], "number": fmt.Sprint(in.Number)} {
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
