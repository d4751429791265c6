package streametl

import (
	"fmt"

	"drill/graders"
)

// slack is how late a cancelled call may end, in milliseconds: inserts that were
// under way end first.
const slack = 20

func judgeCancellation(j *graders.Judge) {
	run := j.Run("cancelled")
	for _, name := range []string{"fetch blocks", "insert blocks", "inserts go on"} {
		aborted := of(run, "cancel", name)
		j.That(len(aborted) == 1, "the work to be under way when ctx is cancelled", "it had ended")
		expected := fmt.Sprintf("ctx's error at %s, when ctx is cancelled while %s", graders.Ms(aborted[0].T), gerund(name))
		end := settled(j, run, name, expected)
		j.ThatAt(run, end, end.Bool("cancelled"), expected, said(end))
		j.ThatAt(run, end, end.T >= aborted[0].T && end.T <= aborted[0].T+slack, expected, "it at "+graders.Ms(end.T))
		j.That(name == "inserts go on" || len(of(run, "begun", name)) > 0, "fetch and insert to be called", "they were not")
	}
	var in cancelInput
	j.Input(run, &in)
	expected := fmt.Sprintf("ctx's error after at most %d more items when ctx is cancelled between two pages", pagesAhead)
	end := settled(j, run, "pages go on", expected)
	j.ThatAt(run, end, end.Bool("cancelled"), expected, said(end))
	items := len(of(run, "item", "pages go on"))
	j.ThatAt(run, end, items >= in.At, graders.Plural(in.At, "item")+" before the cancellation", graders.Plural(items, "item"))
	j.ThatAt(run, end, items <= in.At+pagesAhead, expected, fmt.Sprintf("%d more", items-in.At))
}

func gerund(name string) string {
	return map[string]string{
		"fetch blocks": "a fetch waits for it", "insert blocks": "an insert waits for it",
		"inserts go on": "inserts that do not look at it go on",
	}[name]
}

func said(end graders.Event) string {
	if end.Text("status") == "fulfilled" {
		return "success at " + graders.Ms(end.T)
	}
	return "the error " + end.Text("messages")
}
