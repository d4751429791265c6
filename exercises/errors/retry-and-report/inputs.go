package retryandreport

import (
	"fmt"
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
	// Nested errors are such as a call ends with that is a retry itself.
	Nested bool `json:"nested,omitempty"`
	// During is a caller that gives up while call At is made, Gone one that has
	// given up before the first.
	During bool `json:"during,omitempty"`
	Gone   bool `json:"gone,omitempty"`
	// Fine waits are no whole milliseconds, which only Go's timers keep.
	Fine bool `json:"fine,omitempty"`
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
	during := at("a caller that gives up during a call that fails for good", 2)
	during.During = true
	own := at("a call whose own time is up, and then one that fails for good", 2)
	own.Own = true
	trials = append(trials, during, own)
	for i, odd := range []string{"undefined", "null", "0", "''", "a string"} {
		t := at(fmt.Sprintf("call %d throws %s, for good", 1+i%2, odd), 1+i%2)
		t.Odd = odd
		trials = append(trials, t)
	}
	return oneByOne(trials...)
}

func allFail(r *rand.Rand) any {
	high := draw(r, 4)
	high.MaxMs = high.BaseMs - 8*graders.Between(r, 1, 4)
	still := draw(r, 3)
	still.MaxMs = 0
	return oneByOne(
		trial{policy: draw(r, graders.Between(r, 5, 7)), Name: "calls that all fail"},
		trial{policy: high, Name: "a base that is above the cap"},
		trial{policy: draw(r, 1), Name: "attempts: 1"},
		trial{policy: draw(r, 3), Name: "calls that all throw undefined", Odd: "undefined"},
		trial{policy: draw(r, 3), Name: "calls that throw errors and at last undefined", At: 3, Odd: "undefined"},
		trial{policy: draw(r, 3), Name: "calls that are retries themselves", Nested: true},
		trial{policy: draw(r, 3), Name: "a caller that gives up during the last call", At: 3, During: true},
		trial{policy: still, Name: "a cap of 0"},
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
	fine := whole
	fine.Random = []float64{0.37}
	return oneByOne(trial{policy: whole, Name: "random: 1"}, trial{policy: parts, Name: "random: as drawn"},
		trial{policy: half, Name: "random: always 0.5"}, trial{policy: fine, Name: "random: always 0.37", Fine: true})
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
	during := at("a caller that gives up during a call that succeeds", 2)
	during.During = true
	in.Groups = append(in.Groups, []trial{during})
	for _, odd := range []string{"undefined", "null", "0", "''", "false", "an object"} {
		t := at("a call that gives "+odd, graders.Between(r, 1, 2))
		t.Odd = odd
		in.Groups = append(in.Groups, []trial{t})
	}
	return in
}

func none(r *rand.Rand) any {
	return oneByOne(trial{policy: draw(r, 0), Name: "attempts: 0"}, trial{policy: draw(r, -1), Name: "attempts: -1"},
		trial{policy: draw(r, 0), Name: "attempts: 0, of a caller that has given up", Gone: true})
}

// aborted lets the caller give up within the first, the second and the fourth wait,
// also of two at once, while another goes on.
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
	soon := after("a caller that gives up soon", 1)
	twin := soon
	twin.Name = "the same caller's other retry"
	groups := [][]trial{{second}, {soon, twin, deadline}}
	for _, odd := range []string{"a string", "null"} {
		t := after("a caller whose reason is "+odd, 1)
		t.Odd = odd
		groups = append(groups, []trial{t})
	}
	return input{groups}
}
