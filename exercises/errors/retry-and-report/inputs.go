package retryandreport

import (
	"math/rand/v2"

	"drill/graders"
)

// policy is the part of the options that every retry draws.
type policy struct {
	Attempts int `json:"attempts"`
	BaseMs   int `json:"baseMs"`
	MaxMs    int `json:"maxMs"`
	// Random are the values that the injected source gives, in order; the last
	// one is repeated.
	Random []float64 `json:"random"`
}

// draw makes the cap cut the fourth wait and those after it. All are multiples of
// 8, so that eighths of them are whole milliseconds, which every timer keeps.
func draw(r *rand.Rand, attempts int) policy {
	eighth := graders.Between(r, 5, 20)
	most := 4*eighth + graders.Between(r, 1, 3*eighth)
	return policy{Attempts: attempts, BaseMs: 8 * eighth, MaxMs: 8 * most, Random: []float64{1}}
}

// wait is the longest wait after the attempt of this number, from 1, in ms.
func (p policy) wait(attempt int) float64 {
	wait := p.BaseMs
	for range attempt - 1 {
		if wait = 2 * wait; wait >= p.MaxMs {
			break
		}
	}
	return float64(min(p.MaxMs, wait))
}

// trial is one retry and what its calls come to: they fail in a way that may be
// gone the next time, but for one.
type trial struct {
	policy
	Name string `json:"name"`
	// At is the call, from 1, that ends otherwise; 0 is none.
	At  int    `json:"at,omitempty"`
	End string `json:"end,omitempty"` // "permanent" or "success"
	// Odd is thrown, returned, or the reason to abort, in place of what usually
	// is. Only Node has such trials.
	Odd   string `json:"odd,omitempty"`
	Error string `json:"error,omitempty"`
	Value string `json:"value,omitempty"`
	// AbortMs is when the caller gives up, in ms from the first call on.
	AbortMs  int  `json:"abortMs,omitempty"`
	Deadline bool `json:"deadline,omitempty"` // by a deadline
	Reason   bool `json:"reason,omitempty"`   // with a cause that is not the context's own error
	// Own errors are such as a call ends with when its own time is up.
	Own bool `json:"own,omitempty"`
	// Nested calls fail with a RetryError of a retry within, in Go.
	Nested  bool `json:"nested,omitempty"`
	OddLast bool `json:"oddLast,omitempty"` // Odd is for the last call only
	// Shared is a signal that a whole group has, in Node.
	Shared bool `json:"shared,omitempty"`
}

// input is a number of groups of retries; those of a group begin together.
type input struct {
	Groups [][]trial `json:"groups"`
}

func oneByOne(trials ...trial) input {
	var in input
	for _, t := range trials {
		in.Groups = append(in.Groups, []trial{t})
	}
	return in
}

func permanent(r *rand.Rand) any {
	at := func(name string, at int) trial {
		return trial{policy: draw(r, 6), Name: name, At: at, End: "permanent", Error: "no such account " + graders.Token(r)}
	}
	trials := []trial{
		at("an error that is gone, and then one that is not", graders.Between(r, 2, 4)),
		at("a first call that fails for good", 1),
		at("a last call that fails for good", 6),
	}
	own := at("a call whose own time is up, and then one that fails for good", 2)
	own.Own = true
	trials = append(trials, own)
	for _, odd := range []string{"undefined", "null", "0", "''", "a string"} {
		t := at("a first call that throws "+odd+", for good", 1)
		t.Odd = odd
		trials = append(trials, t)
	}
	return oneByOne(trials...)
}

func allFail(r *rand.Rand) any {
	none := draw(r, 3)
	none.MaxMs = 0
	high := draw(r, 4)
	high.MaxMs = high.BaseMs - 8*graders.Between(r, 1, 4)
	return oneByOne(
		trial{policy: draw(r, graders.Between(r, 5, 7)), Name: "calls that all fail"},
		trial{policy: high, Name: "a base that is above the cap"},
		trial{policy: draw(r, 1), Name: "attempts: 1"},
		trial{policy: draw(r, 3), Name: "calls that all throw undefined", Odd: "undefined"},
		trial{policy: draw(r, 3), Name: "calls of which only the last throws undefined", Odd: "undefined", OddLast: true},
		trial{policy: none, Name: "a cap of 0"},
		trial{policy: draw(r, 3), Name: "calls that are retries themselves", Nested: true},
	)
}

// manyAttempts double more often than a whole number of 64 bits holds.
func manyAttempts(r *rand.Rand) any {
	p := draw(r, graders.Between(r, 66, 72))
	return oneByOne(trial{policy: p, Name: "many attempts"})
}

// jittered runs one policy three times: with the whole of each wait, with eighths of
// it, which binary numbers hold exactly, and always with half of it.
func jittered(r *rand.Rand) any {
	whole := draw(r, 6)
	parts := whole
	parts.Random = nil
	for range 5 {
		parts.Random = append(parts.Random, float64(graders.Between(r, 1, 6))/8)
	}
	parts.Random[graders.Between(r, 0, 2)] = 0
	half := whole
	half.Random = []float64{0.5}
	return oneByOne(trial{policy: whole, Name: "random: 1"}, trial{policy: parts, Name: "random: as drawn"},
		trial{policy: half, Name: "random: always 0.5"})
}

func later(r *rand.Rand) any {
	at := func(name string, at int) trial {
		return trial{policy: draw(r, 6), Name: name, At: at, End: "success", Value: graders.Token(r)}
	}
	in := input{[][]trial{
		{at("one of two at once", graders.Between(r, 3, 4)), at("the other of two at once", graders.Between(r, 2, 5))},
		{at("a first call that succeeds", 1)},
		{at("a last call that succeeds", 6)},
	}}
	for _, odd := range []string{"undefined", "null", "0", "''", "false", "an object"} {
		t := at("a call that gives "+odd, graders.Between(r, 1, 2))
		t.Odd = odd
		in.Groups = append(in.Groups, []trial{t})
	}
	return in
}

func none(r *rand.Rand) any {
	return oneByOne(trial{policy: draw(r, 0), Name: "attempts: 0"}, trial{policy: draw(r, -1), Name: "attempts: -1"})
}

// aborted lets the caller give up within the first, the second and the fourth wait.
func aborted(r *rand.Rand) any {
	after := func(name string, call int) trial {
		t := trial{policy: draw(r, 6), Name: name}
		for i := 1; i < call; i++ {
			t.AbortMs += int(t.wait(i))
		}
		t.AbortMs += graders.Between(r, 1, int(t.wait(call))-1)
		return t
	}
	second := after("a caller that gives up", 2)
	second.Reason = true
	deadline := after("a caller whose time is up", 4)
	deadline.Deadline = true
	trials := []trial{second, deadline, after("a caller that gives up soon", 1)}
	for _, odd := range []string{"a string", "null"} {
		t := after("a caller whose reason is "+odd, 1)
		t.Odd = odd
		trials = append(trials, t)
	}
	in := oneByOne(trials...)
	one := after("one of two at once, whose callers give up", 1)
	other := one
	other.Name, one.AbortMs = "the other of two at once, whose callers give up", 1
	other.AbortMs = 2
	shared := after("one of two at once with the same caller", 1)
	shared.Shared = true
	same := shared
	same.Name = "the other of two at once with the same caller"
	in.Groups = append(in.Groups, []trial{one, other}, []trial{shared, same})
	return in
}
