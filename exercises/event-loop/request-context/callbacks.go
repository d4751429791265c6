package requestcontext

import (
	"fmt"
	"strings"

	"drill/graders"
)

func judgeBind(j *graders.Judge) {
	run := j.Run("stored-callback")
	var in idsInput
	j.Input(run, &in)
	j.Happened(run, "stored", "a callback to store")
	j.Happened(run, "called", "calls of the stored callback")
	for _, e := range run.Of("called") {
		where, want := e.Text("where"), any(in.A)
		if strings.HasSuffix(where, "though stored outside of any") {
			want = nil
		}
		reads := run.Matching("read", "where", where)
		j.That(len(reads) == 1, "one call of the stored callback "+where, graders.Plural(len(reads), "call"))
		read := reads[0]
		j.ThatAt(run, read, read.Data["id"] == want, fmt.Sprintf("the stored callback, called %s, to see %s", where, shown(want)), shown(read.Data["id"]))
		if j.Language == graders.Go {
			goesOn(j, run, read, in)
			j.ThatAt(run, e, !e.Bool("ended"), "the context of the stored callback, called "+where+", to go on when the callback has returned", "one that has ended with it")
		} else {
			j.EqualAt(run, read, "the arguments, called "+where+",", arguments(where), read.Data["args"])
			j.EqualAt(run, e, "the callback's result,", in.Word, e.Data["result"])
		}
	}
	j.That(run.Count("called") == run.Count("read"), "the stored callback to be called when somebody calls it", "it was called before")
	if j.Language == graders.Node {
		comesBack(j, run, in)
	} else {
		twoAtOnce(j, run)
	}
}

// twoAtOnce wants nobody who calls a stored callback to wait for another.
func twoAtOnce(j *graders.Judge, run *graders.Run) {
	begun := run.Of("together")
	expected := "the stored callback to run twice, called by two goroutines at once"
	j.That(len(begun) == 2, expected, graders.Plural(len(begun), "call"))
	j.ThatAt(run, begun[1], begun[1].T == begun[0].T, expected, "the second call began "+graders.Ms(begun[1].T-begun[0].T)+" later")
}

// goesOn wants the context of a callback to have all values and no end.
func goesOn(j *graders.Judge, run *graders.Run, read graders.Event, in idsInput) {
	where := read.Text("where")
	j.ThatAt(run, read, !read.Bool("ended"), "the stored callback, called "+where+", to have a context that goes on", "one that has ended with the request")
	j.ThatAt(run, read, !read.Bool("limited"), "the stored callback, called "+where+", to have a context without a deadline", "one with the request's deadline")
	j.EqualAt(run, read, "the stored callback, called "+where+", to have the other values of its request's context:", in.Word, read.Data["other"])
}

// arguments are what the scenario calls a callback with.
func arguments(where string) []any {
	switch where {
	case "during another request":
		return []any{"one", 0, map[string]string{"$": "undefined"}}
	case "outside of any request, once more":
		return []any{nil}
	case "during a request, though stored outside of any":
		return []any{"one", "two"}
	}
	return []any{}
}

// comesBack wants whoever calls a bound function to be where it was afterwards.
func comesBack(j *graders.Judge, run *graders.Run, in idsInput) {
	for _, e := range run.Of("after") {
		j.ThatAt(run, e, e.Data["id"] == e.Data["before"], "after the stored callback was called "+e.Text("where")+": "+shown(e.Data["before"])+" again", shown(e.Data["id"]))
	}
	passesOn(j, run)
	later := j.Happened(run, "later", "the stored callback to go on after an await")
	j.ThatAt(run, later, later.Data["id"] == in.A, "the stored callback, after an await in it, to see "+shown(in.A), shown(later.Data["id"]))
}
