package streametl

import (
	"fmt"
	"strings"

	"drill/graders"
)

// slack is how late a cancelled call may end, in milliseconds: inserts that were
// under way end first.
const slack = 20

func judgeCancellation(j *graders.Judge) {
	run := j.Run("cancelled")
	for _, c := range []struct{ name, when string }{
		{"fetch blocks", "while a fetch waits for it"}, {"insert blocks", "while an insert waits for it"},
		{"last insert blocks", "while the last insert waits for it"},
		{"inserts go on", "while inserts that do not look at it go on"}, {"inserts lag", "while items wait for an insert that does not look at it"},
		{"full batch", "before the item comes that fills a batch"}, {"last batch", "before the sequence ends"},
		{"batch of a cancelled ctx", "before Batch is called"}, {"pages of a cancelled ctx", "before Pages is called"},
	} {
		expectCancelled(j, run, c.name, c.when)
	}
	var in cancelInput
	j.Input(run, &in)
	expected := fmt.Sprintf("ctx's error after at most %d more items when ctx is cancelled between two pages", pagesAhead)
	end := settled(j, run, "pages go on", expected)
	j.ThatAt(run, end, end.Bool("cancelled"), expected, end.Ending())
	items := len(of(run, "item", "pages go on"))
	j.ThatAt(run, end, items >= in.At, graders.Plural(in.At, "item")+" before the cancellation", graders.Plural(items, "item"))
	j.ThatAt(run, end, items <= in.At+pagesAhead, expected, fmt.Sprintf("%d more", items-in.At))
	expectNothingNew(j, run, "pages go on", "between two pages")
}

func expectCancelled(j *graders.Judge, run *graders.Run, name, when string) {
	aborted := of(run, "cancel", name)
	j.That(len(aborted) == 1, "the work to be under way when ctx is cancelled", "it had ended")
	expected := fmt.Sprintf("ctx's error at %s, when ctx is cancelled %s", graders.Ms(aborted[0].T), when)
	end := settled(j, run, name, expected)
	if name == "inserts lag" && before(run, name, "closed", "cancel") {
		return // it has taken in all, which is another check's matter
	}
	if name == "last insert blocks" && before(run, name, "settled", "cancel") {
		return // it did not wait for the last insert, which is another check's matter
	}
	j.ThatAt(run, end, end.Bool("cancelled"), expected, end.Ending())
	j.ThatAt(run, end, end.T >= aborted[0].T && end.T <= aborted[0].T+slack, expected, "it at "+graders.Ms(end.T))
	switch name {
	case "fetch blocks", "insert blocks", "last insert blocks", "inserts go on", "inserts lag":
		j.That(!strings.HasSuffix(name, "blocks") || len(of(run, "begun", name)) > 0, "fetch and insert to be called", "they were not")
		expectNothingNew(j, run, name, when)
	default:
		begun := len(of(run, "begun", name))
		j.ThatAt(run, end, begun == 0, "no fetch and no insert when ctx is cancelled "+when, graders.Plural(begun, "call"))
	}
}

// expectNothingNew allows what begins in the very moment, where the order is chance.
func expectNothingNew(j *graders.Judge, run *graders.Run, name, when string) {
	cancelled := of(run, "cancel", name)[0]
	for _, begun := range of(run, "begun", name) {
		j.ThatAt(run, begun, begun.T <= cancelled.T, "no new fetch or insert when ctx is cancelled "+when+", at "+graders.Ms(cancelled.T), "one at "+graders.Ms(begun.T))
	}
}
