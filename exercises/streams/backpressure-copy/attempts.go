package backpressurecopy

import (
	"slices"

	"drill/graders"
)

// attempt is one copy of a scenario. Every rule of the prompt is held against all
// attempts whose events can show it.
type attempt struct {
	run    *graders.Run
	name   string
	size   int // bytes in a chunk whose place in the source shows; 0 where it does not
	chunks int
}

// copies are the attempts that are to succeed.
func copies(j *graders.Judge) []attempt {
	var slow slowInput
	var flush flushInput
	run := j.Run("slow-sink")
	j.Input(run, &slow)
	found := []attempt{{run, "slow sink", slow.Size, slow.Chunks}}
	run = j.Run("slow-flush")
	j.Input(run, &flush)
	found = append(found, attempt{run, "slow flush", 64, flush.Chunks}, attempt{run, "empty source", 64, 0})
	if j.Language == graders.Node {
		found = append(found, attempt{run, "sink that can be read, too", 64, flush.Chunks})
	}
	return found
}

// failures are the attempts in which one of the two ends fails, or first one and then the other. take is [graders.Judge.Run],
// or Partial for a check that says nothing about how such an attempt ends.
func failures(j *graders.Judge, take func(string) *graders.Run) []attempt {
	var found []attempt
	for _, scenario := range []string{"source-fails", "sink-fails", "flush-fails", "both-fail"} {
		run := take(scenario)
		for _, name := range failureNames(j.Language, scenario) {
			found = append(found, attempt{run: run, name: name, size: 64})
		}
	}
	return found
}

// failureNames are the attempts of a scenario: which end fails, and what the other one does meanwhile.
func failureNames(language graders.Language, scenario string) []string {
	both := map[string][]string{
		"source-fails": {"the source fails", "the first read fails"},
		"sink-fails":   {"the sink fails", "the first write fails", "the last write fails"},
		"flush-fails":  {"the flush fails", "the flush of an empty copy fails"},
	}
	own := map[string][]string{
		"source-fails": {"the source breaks while it is silent", "the source breaks while a write never ends"},
		"sink-fails":   {"the sink breaks while the source is silent", "the sink breaks while a write never ends"},
		"flush-fails":  {"the sink breaks while it flushes"},
		"both-fail":    {"the source fails, then the sink", "the sink fails, then the source"},
	}
	if language == graders.Go {
		own = map[string][]string{
			"source-fails": {"a read brings data and an error", "the source fails while a write may run", "a read fails with an error that wraps io.EOF"},
			"sink-fails": {"a write takes a part and fails", "the sink fails while the source is silent", "a write takes all and fails",
				"a write fails" + withEOF},
			"flush-fails": {"the flush fails" + withEOF},
			"both-fail":   {"the source fails, then the flush", "a write fails, then the flush"},
		}
	}
	return slices.Concat(both[scenario], own[scenario])
}

// aborts are the attempts that the caller gives up; take is as for failures.
func aborts(j *graders.Judge, take func(string) *graders.Run) []attempt {
	run := take("stalled-source")
	names := []string{silent, "while the sink is busy", "before the call"}
	if j.Language == graders.Go {
		names = append(names, silent+", whose Read says io.EOF once it is closed")
	} else {
		names = append(names, stuck)
	}
	var found []attempt
	for _, name := range names {
		found = append(found, attempt{run: run, name: name, size: 64})
	}
	return found
}

// shortWrites are the attempts in which a sink of Go's takes less than it was given, and says nothing.
func shortWrites(j *graders.Judge) []attempt {
	run := j.Run("short-write")
	return []attempt{{run, "a write", 64, shortChunks}, {run, "the last write", 64, shortChunks}}
}

// shortChunks is how many chunks these sources have.
const shortChunks = 8

// What an end does when the caller gives up.
const (
	silent = "while the source is silent"
	stuck  = "while a write never ends"
)

// withEOF ends the names of attempts that fail so.
const withEOF = " with io.EOF"

// eitherWay are the attempts that may succeed or not: an error of the source's Close may be passed over.
func eitherWay(j *graders.Judge) []attempt {
	if j.Language != graders.Go {
		return nil
	}
	run := j.Run("slow-flush")
	var in flushInput
	j.Input(run, &in)
	return []attempt{{run, "the source's Close fails", 64, in.Chunks}}
}

// events are the attempt's events of a kind.
func (a attempt) events(kind string) []graders.Event { return a.run.Matching(kind, "case", a.name) }

// closings are those of one end.
func (a attempt) closings(end string) []graders.Event {
	return a.run.Where(func(e graders.Event) bool {
		return e.Kind == "closed" && e.Text("case") == a.name && e.Text("end") == end
	})
}

// settled is how the attempt ended; one that did not end fails the check.
func (a attempt) settled(j *graders.Judge, expected string) graders.Event {
	ends := a.events("settled")
	j.That(len(ends) > 0, expected, "it never ended")
	return ends[0]
}

// after are the attempt's events of a kind that came after an event of it.
func (a attempt) after(kind, event string) []graders.Event {
	var found []graders.Event
	passed := false
	for _, e := range a.run.Where(func(e graders.Event) bool { return e.Text("case") == a.name }) {
		if passed && e.Kind == kind {
			found = append(found, e)
		}
		passed = passed || e.Kind == event
	}
	return found
}

// accepted is the number of bytes that the sink has taken.
func (a attempt) accepted() int {
	sum := 0.0
	for _, e := range a.events("accept") {
		sum += e.Number("bytes")
	}
	return int(sum)
}

// read is the number of bytes that were read.
func (a attempt) read() int {
	sum := 0.0
	for _, e := range a.events("pull") {
		sum += e.Number("bytes")
	}
	return int(sum)
}

// mostWaiting is the largest number of bytes that were read, not yet in the sink, and
// came there later, and the read after which it was so many.
func (a attempt) mostWaiting() (at graders.Event, most int) {
	pulled, taken := 0, 0
	for _, e := range a.run.Where(func(e graders.Event) bool { return e.Text("case") == a.name }) {
		switch e.Kind {
		case "accept":
			taken += int(e.Number("bytes"))
		case "pull":
			pulled += int(e.Number("bytes"))
			if waiting := a.arriving(pulled) - taken; waiting > most {
				at, most = e, waiting
			}
		}
	}
	return at, most
}

// lost reports whether the sink lacks a byte that the copy went on without.
func (a attempt) lost() bool {
	sum := 0
	for _, e := range a.events("accept") {
		sum += int(e.Number("bytes"))
		if int(e.Number("passed")) != sum {
			return true
		}
	}
	return len(a.events("settled")) > 0 && a.events("settled")[0].Text("status") == "fulfilled" && sum != a.size*a.chunks
}

// arriving is how many of the source's first bytes reach the sink sooner or later.
func (a attempt) arriving(first int) int {
	sum := 0
	for _, e := range a.events("accept") {
		end := int(e.Number("passed"))
		begin := end - int(e.Number("bytes"))
		sum += max(0, min(first, end)-begin)
	}
	return sum
}
