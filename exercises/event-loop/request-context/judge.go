package requestcontext

import (
	"fmt"
	"strings"

	"drill/graders"
)

// Every read of a context is an event "read" with the request's id as "id", null
// where there was none.

func judgePropagation(j *graders.Judge) {
	run := j.Run("steps")
	var in stepsInput
	j.Input(run, &in)
	reads := run.Of("read")
	for i, step := range in.Steps {
		expected := fmt.Sprintf("the id %q after %s", in.ID, step)
		j.That(i < len(reads), expected, "it never came so far")
		j.ThatAt(run, reads[i], reads[i].Data["id"] == in.ID, expected, shown(reads[i].Data["id"]))
	}
	if j.Language == graders.Node {
		return
	}
	other := j.Happened(run, "other", "a context for the handler")
	j.EqualAt(run, other, "the values that the context had before:", in.Other, other.Data["value"])
	j.ThatAt(run, other, other.Bool("cancelled"), "the context to end with the one it was derived from", "it went on")
}

func judgeIsolation(j *graders.Judge) {
	run := j.Run("interleaved")
	var in interleavedInput
	j.Input(run, &in)
	reads := run.Of("read")
	want := len(in.IDs) + len(in.Order)
	j.That(len(reads) >= want, graders.Plural(want, "read")+" by three requests", fmt.Sprint(len(reads)))
	for _, e := range reads {
		own := in.IDs[int(e.Number("request"))]
		expected := fmt.Sprintf("request %s to see its own id, %q", e.Text("request"), own)
		lost := e.Data["id"] == nil && !e.Bool("first") // which is propagation's matter
		j.ThatAt(run, e, lost || e.Data["id"] == own, expected, shown(e.Data["id"]))
	}
	if j.Language == graders.Go {
		judgeKey(j, run)
		return
	}
	other := j.Happened(run, "other", "a second context")
	j.ThatAt(run, other, other.Data["id"] == nil, "nothing in a second context that was created for something else", shown(other.Data["id"]))
}

// judgeKey asks for a key that no other package can have: one of a type of the
// solution's own, or the address of something.
func judgeKey(j *graders.Judge, run *graders.Run) {
	j.Happened(run, "key", "FieldsFrom to ask the context for a value")
	for _, e := range run.Of("key") {
		own := e.Text("package") != "" || e.Text("kind") == "ptr" || e.Text("kind") == "chan"
		j.ThatAt(run, e, own, "a key of a type that is your package's own", fmt.Sprintf("a key of type %s, %s, which any library may use as well", e.Text("type"), e.Text("key")))
	}
}

func judgeNoLeak(j *graders.Judge) {
	run := j.Run("return-and-throw")
	var in idsInput
	j.Input(run, &in)
	j.Happened(run, "read", "a context inside")
	for _, e := range run.Of("read") {
		var want any
		switch e.Text("want") {
		case "a":
			want = in.A
		case "b":
			want = in.B
		}
		j.ThatAt(run, e, e.Data["id"] == want, e.Text("where")+": "+shown(want), shown(e.Data["id"]))
	}
	j.Happened(run, "passed", "it to run to its end")
	for _, e := range run.Of("passed") {
		j.EqualAt(run, e, e.Text("what")+" to be passed on:", e.Data["want"], e.Data["got"])
	}
}

func judgeBind(j *graders.Judge) {
	run := j.Run("stored-callback")
	var in idsInput
	j.Input(run, &in)
	j.Happened(run, "stored", "a callback to store")
	calls := map[string]graders.Event{}
	for _, e := range run.Of("read") {
		calls[e.Text("where")] = e
	}
	for _, e := range run.Of("called") {
		where, want := e.Text("where"), any(in.A)
		if e.Bool("outside") {
			want = nil
		}
		read, called := calls[where]
		j.That(called, "the stored callback to be called "+where, "it was not")
		j.ThatAt(run, read, read.Data["id"] == want, fmt.Sprintf("the stored callback, called %s, to see %s", where, shown(want)), shown(read.Data["id"]))
		if j.Language == graders.Go {
			j.ThatAt(run, read, !read.Bool("ended"), "the stored callback, called "+where+", to have a context that goes on", "one that ends with the request")
			continue
		}
		j.EqualAt(run, read, "the argument", in.Word, read.Data["argument"])
		j.EqualAt(run, e, "the callback's result", strings.ToUpper(in.Word), e.Data["result"])
	}
	j.Happened(run, "called", "calls of the stored callback")
}

func judgeNesting(j *graders.Judge) {
	run := j.Run("nested")
	var in idsInput
	j.Input(run, &in)
	inner := j.Happened(run, "inner", "an inner part with a field more")
	j.EqualAt(run, inner, "fields inside", map[string]string{"requestId": in.A, "userId": in.User}, inner.Data["fields"])
	over := j.Happened(run, "override", "an inner part with another value")
	j.EqualAt(run, over, "fields inside", map[string]string{"requestId": in.B, "userId": in.User}, over.Data["fields"])
	j.Happened(run, "parent", "the outer part to go on")
	for _, e := range run.Of("parent") {
		j.EqualAt(run, e, "fields "+e.Text("where"), map[string]string{"requestId": in.A}, e.Data["fields"])
	}
	if alone, ok := run.Last("alone"); ok {
		j.EqualAt(run, alone, "fields of an inner part without an outer one", map[string]string{"userId": in.User}, alone.Data["fields"])
	}
}

func judgeHeaders(j *graders.Judge) {
	run := j.Run("headers")
	var in headersInput
	j.Input(run, &in)
	j.Happened(run, "handled", "the next handler to be called")
	for i, h := range in.Headers {
		handled := run.Where(func(e graders.Event) bool { return e.Kind == "handled" && int(e.Number("index")) == i })
		j.That(len(handled) == 1, "one call of the next handler for a request with "+h.What, graders.Plural(len(handled), "call"))
		e := handled[0]
		if h.Good {
			j.ThatAt(run, e, e.Data["id"] == h.Value, "for "+h.What+" that very id, "+graders.Show(h.Value), shown(e.Data["id"]))
			continue
		}
		j.ThatAt(run, e, strings.HasPrefix(e.Text("id"), in.Prefix), "for "+h.What+" a generated id", shown(e.Data["id"]))
	}
}

// shown describes the id that a context held.
func shown(id any) string {
	if id == nil {
		return "no id"
	}
	return "the id " + graders.Show(id)
}
