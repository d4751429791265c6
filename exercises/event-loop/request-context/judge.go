package requestcontext

import (
	"cmp"
	"fmt"
	"slices"

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
		if j.Language == graders.Node {
			j.ThatAt(run, reads[i], reads[i].Bool("same"), "get to return, after "+step+", the very object that run was given", "another one with the same id")
		}
	}
	if j.Language == graders.Node {
		inner := j.Happened(run, "inner", "an inner part to come past an await")
		j.EqualAt(run, inner, "the field that with added, after an await inside of it:", in.User, inner.Data["user"])
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
		judgeCrowd(j, run)
		judgeKey(j, run)
		return
	}
	j.Happened(run, "other", "a second context")
	for _, other := range run.Of("other") {
		j.ThatAt(run, other, other.Data["id"] == nil, "nothing in a second context that was created for something else", shown(other.Data["id"]))
	}
}

// judgeCrowd wants requests of one moment to keep what they have, and no two the same.
func judgeCrowd(j *graders.Judge, run *graders.Run) {
	seen := map[any]graders.Event{}
	crowd := run.Of("crowd")
	slices.SortFunc(crowd, func(a, b graders.Event) int { return cmp.Compare(a.Number("request"), b.Number("request")) })
	for _, e := range crowd {
		j.ThatAt(run, e, e.Data["id"] == e.Data["first"], "a request to keep its id, "+graders.Show(e.Data["first"])+", while others are served", shown(e.Data["id"]))
		if other, taken := seen[e.Data["id"]]; taken && e.Data["id"] != nil {
			j.FailAt(run, e, "an id of its own for each of a dozen requests at once", fmt.Sprintf("requests %s and %s have %s", other.Text("request"), e.Text("request"), shown(e.Data["id"])))
		}
		seen[e.Data["id"]] = e
	}
}

// judgeKey asks for a key that no other package can have: one of a type of the
// solution's own, or the address of something.
func judgeKey(j *graders.Judge, run *graders.Run) {
	j.Happened(run, "key", "FieldsFrom to ask the context for a value")
	for _, e := range run.Of("key") {
		// Pointers to what has no size may all be the same.
		own := e.Text("package") != "" || e.Text("kind") == "ptr" && e.Number("size") > 0 || e.Text("kind") == "chan"
		j.ThatAt(run, e, own, "a key of a type that is your package's own", fmt.Sprintf("a key of type %s, %s, which any library may use as well", e.Text("type"), e.Text("key")))
	}
}

// shown describes the id that a context held.
func shown(id any) string {
	if id == nil {
		return "no id"
	}
	return "the id " + graders.Show(id)
}
