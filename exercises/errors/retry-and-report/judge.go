package retryandreport

import (
	"fmt"
	"slices"

	"drill/graders"
)

func judgeClassification(j *graders.Judge) {
	for _, r := range retries(j, "permanent-error") {
		expected := r.says(graders.Plural(r.At, "call") + ", the last of which fails for good")
		j.That(len(r.calls) >= r.At, expected, graders.Plural(len(r.calls), "call"))
		failing := r.calls[r.At-1]
		j.ThatAt(r.run, failing, len(r.calls) == r.At, expected, graders.Plural(len(r.calls), "call"))
		expected = r.says(fmt.Sprintf("the error of that call itself, %s, or one around it that is no RetryError", failing.Text("error")))
		settled := r.end(j, expected)
		itself := settled.Bool("last") || settled.Bool("cause") || refers(settled, failing)
		j.ThatAt(r.run, settled, settled.Text("status") == "rejected" && itself && !settled.Bool("retryError"), expected, settled.Ending())
		j.ThatAt(r.run, settled, settled.T == failing.T, r.says("that error at once"), "it "+graders.Ms(settled.T-failing.T)+" later")
	}
}

// refers reports whether an error that a call failed with is among those that a
// retry ended with.
func refers(settled, failing graders.Event) bool {
	return failing.Number("ref") > 0 && slices.Contains(settled.List("refs"), failing.Data["ref"])
}

func judgeBudget(j *graders.Judge) {
	for _, r := range retries(j, "all-fail") {
		last := r.last(j)
		calls := r.says(graders.Plural(r.Attempts, "call"))
		j.ThatAt(r.run, last, len(r.calls) == r.Attempts, calls, fmt.Sprint(len(r.calls)))
		settled := r.end(j, "an end after the last attempt")
		if r.During {
			failed := settled.Bool("retryError") || settled.Bool("cause") || settled.Bool("last")
			j.ThatAt(r.run, settled, failed, r.says("a RetryError all the same"), settled.Ending())
		}
		j.ThatAt(r.run, settled, settled.T == last.T, r.says("an end right after the last attempt"), "one "+graders.Ms(settled.T-last.T)+" later")
	}
	for _, r := range retries(j, "no-attempts") {
		expected := "a RangeError"
		if j.Language == graders.Go {
			expected = "an error"
		}
		settled := r.end(j, expected)
		j.ThatAt(r.run, settled, settled.Text("status") == "rejected" && settled.Bool("refused"), r.says(expected), settled.Ending())
		j.That(len(r.calls) == 0, r.says("no call"), graders.Plural(len(r.calls), "call"))
	}
	for _, r := range retries(j, "success-later") {
		succeeds(j, r)
	}
}

func succeeds(j *graders.Judge, r retried) {
	last, calls := r.last(j), r.says(graders.Plural(r.At, "call")+", the last of which succeeds")
	j.ThatAt(r.run, last, len(r.calls) == r.At, calls, graders.Plural(len(r.calls), "call"))
	settled := r.end(j, "success")
	j.ThatAt(r.run, settled, settled.Text("status") == "fulfilled", r.says("success"), settled.Ending())
	if j.Language == graders.Node {
		j.ThatAt(r.run, settled, settled.Bool("same"), r.says("the value of the call that succeeded"), settled.Ending())
	}
	j.ThatAt(r.run, settled, settled.T == last.T, r.says("an end right after the call that succeeds"), "one "+graders.Ms(settled.T-last.T)+" later")
}

func judgeCancellation(j *graders.Judge) {
	all := retries(j, "abort")
	for _, r := range all {
		aborts := r.run.Matching("abort", "retry", r.Name)
		waiting := r.says("to be waiting when the caller gives up")
		j.That(len(aborts) > 0, waiting, "it was over before")
		abort := aborts[0]
		j.That(len(r.calls) > 0 && r.calls[0].T <= abort.T, waiting, "no call before that")
		expected := r.says(reason(j) + " " + r.since(abort))
		settled := r.end(j, expected)
		j.ThatAt(r.run, settled, settled.T == abort.T, expected, settled.Ending()+", "+r.since(settled))
		j.ThatAt(r.run, settled, settled.Text("status") == "rejected" && settled.Bool("callers"), expected, settled.Ending())
		last := r.last(j)
		j.ThatAt(r.run, last, last.T <= abort.T, r.says("no call when the caller has given up "+r.since(abort)), "one "+r.since(last))
		leavesNothing(j, r)
		goesOn(j, r, all)
		if j.Language == graders.Go {
			handsOnContext(j, r)
		}
	}
	if j.Language == graders.Node {
		return
	}
	for _, scenario := range []string{"all-fail", "permanent-error", "success-later"} {
		for _, r := range retries(j, scenario) {
			leavesNothing(j, r)
		}
	}
}

func reason(j *graders.Judge) string {
	if j.Language == graders.Go {
		return "ctx's error"
	}
	return "the reason of the signal, itself,"
}

// goesOn wants a call when the caller of another retry at the same time has given up.
func goesOn(j *graders.Judge, r retried, all []retried) {
	for _, other := range all {
		if other.begin.T != r.begin.T || other.AbortMs >= r.AbortMs {
			continue
		}
		last, gaveUp := r.last(j), float64(other.AbortMs)
		expected := r.says("calls to go on when the caller of another retry has given up after " + graders.Ms(gaveUp))
		j.ThatAt(r.run, last, last.T > r.begin.T+gaveUp, expected, "the last one "+r.since(last))
	}
}

// leavesNothing counts what is still there when the retry is over: timers in Node,
// goroutines in Go.
func leavesNothing(j *graders.Judge, r retried) {
	what := "timer"
	if j.Language == graders.Go {
		what = "goroutine"
	}
	for _, left := range r.run.Matching("left", "retry", r.Name) {
		n := int(left.Number("count"))
		j.ThatAt(r.run, left, n <= 0, r.says("no "+what+" left behind"), graders.Plural(n, what))
	}
	j.That(r.run.Leaked == 0, "no goroutine left behind", graders.Plural(r.run.Leaked, "goroutine"))
}

// handsOnContext wants every call to have been given the caller's context, or one
// that was derived from it.
func handsOnContext(j *graders.Judge, r retried) {
	for _, call := range r.calls {
		j.ThatAt(r.run, call, call.Text("context") == r.Name, r.says("op to be called with ctx, or one derived from it"), "another context")
	}
	for _, told := range r.run.Matching("told", "retry", r.Name) {
		j.ThatAt(r.run, told, told.Bool("told"), r.says("op's context to end with ctx"), "it went on")
	}
}

func judgeCause(j *graders.Judge) {
	for _, r := range retries(j, "all-fail") {
		if r.During {
			continue // whether that is a RetryError at all is the budget's matter
		}
		failed := r.last(j)
		settled := r.end(j, "a RetryError")
		j.ThatAt(r.run, settled, settled.Bool("retryError"), r.says("a RetryError"), settled.Ending())
		j.EqualAt(r.run, settled, r.says("a RetryError with attempts:"), len(r.calls), settled.Data["attempts"])
		expected, seen := "the last error itself, %s, as its cause", "no such cause"
		if j.Language == graders.Go {
			expected, seen = "errors.Is and errors.As to reach the last error itself, %s", "one of them does not"
		}
		j.ThatAt(r.run, settled, settled.Bool("cause"), r.says(fmt.Sprintf(expected, failed.Text("error"))), seen)
	}
}
