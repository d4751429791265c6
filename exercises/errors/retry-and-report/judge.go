package retryandreport

import (
	"fmt"
	"slices"
	"strings"

	"drill/graders"
)

func judgeClassification(j *graders.Judge) {
	run := j.Run("permanent-error")
	var in permanentInput
	j.Input(run, &in)
	calls := run.Of("call")
	expected := graders.Plural(in.At, "call") + ", the last of which fails for good"
	j.That(len(calls) >= in.At, expected, graders.Plural(len(calls), "call"))
	j.ThatAt(run, calls[len(calls)-1], len(calls) == in.At, expected, graders.Plural(len(calls), "call"))
	planted := j.Happened(run, "planted", expected)
	settled := j.Happened(run, "settled", "the error of that call")
	j.ThatAt(run, settled, settled.Text("status") == "rejected" && has(settled.List("refs"), planted.Number("ref")),
		fmt.Sprintf("the error %q itself", in.Error), ending(settled))
	j.ThatAt(run, settled, settled.T == calls[len(calls)-1].T, "the error at "+graders.Ms(calls[len(calls)-1].T)+", without a wait", "it at "+graders.Ms(settled.T))
}

func judgeBackoff(j *graders.Judge) {
	run := j.Run("all-fail")
	var in policy
	j.Input(run, &in)
	j.Happened(run, "call", "a call")
	want := make([]float64, in.Attempts-1)
	for i := range want {
		want[i] = in.wait(i + 1)
	}
	got := run.Gaps("call")
	if len(got) > len(want) {
		got = got[:len(want)] // one call too many is the budget's matter
	}
	expected := fmt.Sprintf("waits of %s ms (base %d, cap %d)", graders.Show(want), in.BaseMs, in.MaxMs)
	j.That(len(got) == len(want), expected, graders.Show(got)+" ms")
	for i := range want {
		j.ThatAt(run, run.Of("call")[i+1], near(got[i], want[i]), expected, graders.Show(got)+" ms")
	}
}

func judgeJitter(j *graders.Judge) {
	run := j.Run("jitter")
	var in policy
	j.Input(run, &in)
	j.Happened(run, "call", "a call")
	got := run.Gaps("call")
	for i, random := range in.Random {
		want := random * in.wait(i+1)
		expected := fmt.Sprintf("wait %d to be %s: %v, as drawn, of %s", i+1, graders.Ms(want), random, graders.Ms(in.wait(i+1)))
		j.That(i < len(got), expected, "no such wait")
		j.ThatAt(run, run.Of("call")[i+1], near(got[i], want), expected, graders.Ms(got[i]))
	}
}

// near allows a millisecond: timers may be rounded to whole ones.
func near(got, want float64) bool { return got-want <= 1 && want-got <= 1 }

func judgeBudget(j *graders.Judge) {
	run := j.Run("all-fail")
	var in policy
	j.Input(run, &in)
	last, called := run.Last("call")
	j.That(called, graders.Plural(in.Attempts, "call"), "none")
	j.ThatAt(run, last, run.Count("call") == in.Attempts, graders.Plural(in.Attempts, "call"), fmt.Sprint(run.Count("call")))
	settled := j.Happened(run, "settled", "an end after the last attempt")
	j.ThatAt(run, settled, settled.T == last.T, "an end right after the last attempt, at "+graders.Ms(last.T), "the end at "+graders.Ms(settled.T))

	none := j.Run("no-attempts")
	j.Happened(none, "settled", "an answer to a retry with no attempts at all")
	for _, e := range none.Of("settled") {
		expected := "a RangeError for attempts: " + e.Text("attempts")
		if j.Language == graders.Go {
			expected = "an error for Attempts: " + e.Text("attempts")
		}
		j.ThatAt(none, e, e.Text("status") == "rejected" && e.Bool("refused"), expected, ending(e))
	}
	j.That(none.Count("call") == 0, "no call", graders.Plural(none.Count("call"), "call"))
	judgeSuccess(j)
}

func judgeSuccess(j *graders.Judge) {
	run := j.Run("success-later")
	var in laterInput
	j.Input(run, &in)
	j.Equal("calls, the last of which succeeds:", in.At, run.Count("call"))
	settled := j.Happened(run, "settled", "success")
	j.ThatAt(run, settled, settled.Text("status") == "fulfilled", "success", ending(settled))
	j.EqualAt(run, settled, "the value of the call that succeeded,", in.Value, settled.Data["value"])
}

func judgeCancellation(j *graders.Judge) {
	run := j.Run("abort")
	abort := j.Happened(run, "abort", "to be waiting when the caller gives up")
	before := run.Where(func(e graders.Event) bool { return e.Kind == "call" && e.T <= abort.T })
	j.That(len(before) > 0, "to be waiting when the caller gives up", "no call before that")
	expected := fmt.Sprintf("the caller's reason at %s", graders.Ms(abort.T))
	settled := j.Happened(run, "settled", expected)
	j.ThatAt(run, settled, settled.T == abort.T, expected, ending(settled)+" at "+graders.Ms(settled.T))
	j.ThatAt(run, settled, settled.Text("status") == "rejected" && has(settled.List("refs"), abort.Number("ref")), expected, ending(settled))
	last, _ := run.Last("call")
	j.ThatAt(run, last, last.T <= abort.T, "no call after "+graders.Ms(abort.T), "one at "+graders.Ms(last.T))
	if timers, ok := run.Last("timers"); ok {
		j.ThatAt(run, timers, timers.Number("pending") == 0, "no timer left behind", graders.Plural(int(timers.Number("pending")), "timer"))
	}
	j.That(run.Leaked == 0, "no goroutine left behind", graders.Plural(run.Leaked, "goroutine"))
}

func judgeCause(j *graders.Judge) {
	run := j.Run("all-fail")
	failed, called := run.Last("call")
	j.That(called, "calls that all fail", "none")
	settled := j.Happened(run, "settled", "a RetryError")
	j.ThatAt(run, settled, settled.Bool("retryError"), "a RetryError", ending(settled))
	j.EqualAt(run, settled, "a RetryError with attempts:", run.Count("call"), settled.Data["attempts"])
	refs := settled.List("refs")
	j.ThatAt(run, settled, len(refs) > 1 && has(refs[1:], failed.Number("ref")),
		fmt.Sprintf("the last error, %q, as its cause", failed.Text("error")), "no such cause")
}

func judgeExposure(j *graders.Judge) {
	run := j.Run("answers")
	var in answersInput
	j.Input(run, &in)
	j.Happened(run, "answer", "an answer for each error")
	for _, e := range run.Of("answer") {
		what := e.Text("for")
		if e.Bool("public") {
			j.EqualAt(run, e, "for "+what+" the status", in.Status, e.Data["status"])
			j.ThatAt(run, e, strings.Contains(e.Text("body"), in.Message), fmt.Sprintf("for %s the message %q", what, in.Message), e.Text("body"))
		} else {
			j.EqualAt(run, e, "for "+what+" the status", 500, e.Data["status"])
		}
		j.ThatAt(run, e, !strings.Contains(e.Text("body"), in.Secret), "for "+what+" no internals in the answer", e.Text("body"))
	}
	j.Happened(run, "answered", "an answer for every error")
}

func has(refs []any, ref float64) bool { return slices.Contains(refs, any(ref)) }

// ending describes how a retry settled.
func ending(settled graders.Event) string {
	if settled.Text("status") == "fulfilled" {
		return "success"
	}
	return "the error " + settled.Text("message")
}
