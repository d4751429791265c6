package maplimit

import (
	"fmt"
	"math/rand/v2"

	"drill/graders"
)

// item is one call: what it returns, or how it fails, and when.
type item struct {
	Name  string `json:"name"`
	Value string `json:"value"`
	Ms    int    `json:"ms"`
	// Fails is the message of the error that the call ends with; empty for none.
	Fails string `json:"fails,omitempty"`
	// As stands for the item itself, Gives for the value and Throws for the error,
	// where they are something odd, such as undefined.
	As     string `json:"as,omitempty"`
	Gives  string `json:"gives,omitempty"`
	Throws string `json:"throws,omitempty"`
	// Deaf calls go on whatever their signal says. Only Node has them: in Go
	// everybody waits for the calls they started.
	Deaf bool `json:"deaf,omitempty"`
	// Stubborn calls do so in Go, and end soon.
	Stubborn bool `json:"stubborn,omitempty"`
}

// round is one call of the solution.
type round struct {
	Name   string `json:"name"`
	Settle bool   `json:"settle,omitempty"` // rather than mapLimit
	Limit  int    `json:"limit"`
	Items  []item `json:"items"`
	// CleanupMs is how long a call in Go takes to end once it is cancelled.
	CleanupMs int `json:"cleanupMs,omitempty"`
	// AbortMs is when the caller gives up, from the round's beginning on.
	AbortMs  int    `json:"abortMs,omitempty"`
	Before   bool   `json:"before,omitempty"`   // it has given up before
	Deadline bool   `json:"deadline,omitempty"` // by a deadline
	Reason   string `json:"reason,omitempty"`   // an odd reason, in Node
	Cause    bool   `json:"cause,omitempty"`    // with a cause that is not the context's own error, in Go
	Bare     bool   `json:"bare,omitempty"`     // without options, in Node
	// Beside are the items of another call that goes on at the same time, of which only
	// the results are looked at.
	Beside []string `json:"beside,omitempty"`
	// Times is how often Go repeats it, for what select may get right by luck.
	Times int `json:"times,omitempty"`
	// Only is the language that has such rounds; empty for both.
	Only graders.Language `json:"only,omitempty"`
}

type input struct {
	Rounds []round `json:"rounds"`
}

// luck is how often a select is asked: 2^-40 is no luck any more.
const luck = 40

// calls draws n calls that take tens of milliseconds. Whatever fails or aborts
// takes an odd number, so that nothing else happens at that moment.
func calls(r *rand.Rand, n, low, high int) []item {
	values := graders.Tokens(r, n)
	items := make([]item, n)
	for i := range items {
		items[i] = item{Name: fmt.Sprintf("item %d", i), Value: values[i], Ms: 10 * graders.Between(r, low, high)}
	}
	return items
}

// slowFirst makes the first call outlast several others.
func slowFirst(r *rand.Rand) any {
	in := round{Name: "a slow first call", Limit: graders.Between(r, 2, 4)}
	in.Items = calls(r, in.Limit+graders.Between(r, 5, 8), 1, 9)
	in.Items[0].Ms = 10 * graders.Between(r, 25, 40)
	return input{[]round{in}}
}

// odds are values that are taken for nothing, or for a failure, by a test too short.
func odds() []string { return []string{"undefined", "null", "0", "''", "false", "NaN"} }

func oddCalls(r *rand.Rand) []item {
	items := calls(r, len(odds()), 1, 9)
	for i, odd := range odds() {
		items[i].As, items[i].Gives = odd, odd
	}
	return items
}

// smallLists are shorter than their limit or as long, down to nothing.
func smallLists(r *rand.Rand) any {
	few := calls(r, 3, 1, 9)
	few[0].Ms = 120
	return input{[]round{
		{Name: "a limit above the number of items", Limit: graders.Between(r, 4, 50), Items: few},
		{Name: "no items", Limit: 3, Items: []item{}},
		{Name: "a limit of 1, and another call at the same time", Limit: 1, Items: calls(r, 4, 1, 9), Beside: graders.Tokens(r, 5)},
		{Name: "a limit of the number of items", Limit: 4, Items: calls(r, 4, 1, 9)},
		{Name: "one item less than the limit and no options", Limit: 5, Items: calls(r, 4, 1, 9), Bare: true},
		{Name: "items and results that are false or nothing", Limit: 2, Items: oddCalls(r), Only: graders.Node},
	}}
}

// oneFails lets the fourth call fail while two others are under way and some
// have not begun.
func oneFails(r *rand.Rand) any {
	failing := func(name string) round {
		in := round{Name: name, Limit: 3, CleanupMs: 10 * graders.Between(r, 1, 4), Times: luck}
		in.Items = calls(r, graders.Between(r, 7, 10), 2, 9)
		in.Items[0].Ms, in.Items[0].Deaf = 60_000, true
		in.Items[2].Ms = 10 * graders.Between(r, 100, 200)
		in.Items[3].Ms += 3
		in.Items[3].Fails = "no such user " + graders.Token(r)
		return in
	}
	deaf := failing("a failure while the others listen to nobody and fail later")
	deaf.Bare, deaf.Only, deaf.Items[2].Deaf = true, graders.Node, true
	deaf.Items[0].Fails, deaf.Items[2].Fails = "late "+graders.Token(r), "late "+graders.Token(r)
	slow := failing("a failure whose reason is a deadline of the call's own")
	slow.Items[3].Throws, slow.Times, slow.Only = "DeadlineExceeded", 3, graders.Go
	rounds := []round{failing("a failure"), deaf, slow}
	for _, odd := range []string{"undefined", "null", "0", "a string"} {
		in := failing("a call that throws " + odd)
		in.Items[3].Throws, in.Only = odd, graders.Node
		rounds = append(rounds, in)
	}
	return input{rounds}
}

// someFail lets two calls fail early, and the others end in another order than
// they began.
func someFail(r *rand.Rand) any {
	in := round{Name: "two failures", Settle: true, Limit: graders.Between(r, 2, 4)}
	in.Items = calls(r, in.Limit+graders.Between(r, 4, 6), 2, 9)
	in.Items[0].Ms = 10 * graders.Between(r, 25, 40)
	for _, i := range []int{1, graders.Between(r, 2, len(in.Items)-2)} {
		in.Items[i].Ms = 11
		in.Items[i].Fails = "timeout of " + graders.Token(r)
	}
	none := round{Name: "settle without items", Settle: true, Limit: 2, Items: []item{}}
	all := round{Name: "nothing but failures, and no options", Settle: true, Limit: 2, Items: calls(r, 4, 2, 9), Bare: true}
	for i := range all.Items {
		all.Items[i].Fails = "timeout of " + graders.Token(r)
	}
	odd := round{Name: "items and results that are false or nothing", Settle: true, Limit: 2, Items: oddCalls(r), Only: graders.Node}
	thrown := round{Name: "errors that are false or nothing", Settle: true, Limit: 2, Items: calls(r, len(odds()), 1, 9), Only: graders.Node}
	for i, name := range odds() {
		thrown.Items[i].Fails, thrown.Items[i].Throws = name, name
	}
	return input{[]round{in, none, all, odd, thrown}}
}

// aborting lets the caller give up in the midst of it.
func aborting(r *rand.Rand, name string, settle bool) round {
	in := round{Name: name, Settle: settle, Limit: graders.Between(r, 2, 4), CleanupMs: 10 * graders.Between(r, 1, 4), Times: luck}
	in.Items = calls(r, in.Limit+graders.Between(r, 6, 9), 8, 20)
	in.Items[0].Ms, in.Items[0].Deaf = 60_000, true
	in.Items[1].Ms, in.Items[1].Stubborn = 10*graders.Between(r, 21, 25), true
	in.AbortMs = 10*graders.Between(r, 9, 14) + 5
	return in
}

func abortMap(r *rand.Rand) any    { return aborted(r, false) }
func abortSettle(r *rand.Rand) any { return aborted(r, true) }

func aborted(r *rand.Rand, settle bool) any {
	deaf := aborting(r, "a caller who gives up while all calls listen to nobody", settle)
	deaf.Only = graders.Node
	for i := range deaf.Items {
		deaf.Items[i].Deaf, deaf.Items[i].Ms = true, 1000*graders.Between(r, 10, 60)
	}
	late := aborting(r, "a caller whose time is up", settle)
	late.Deadline, late.Times = true, luck/4
	plain := aborting(r, "a caller who gives up", settle)
	plain.Cause = true
	rounds := []round{plain, deaf, late}
	for _, odd := range []string{"a string", "null"} {
		in := aborting(r, "a caller who gives up with the reason "+odd, settle)
		in.Reason, in.Only = odd, graders.Node
		rounds = append(rounds, in)
	}
	return input{rounds}
}

// abortedBefore lets the caller have given up before it calls.
func abortedBefore(r *rand.Rand) any {
	before := func(name string, settle bool) round {
		in := aborting(r, name, settle)
		in.AbortMs, in.Before = 0, true
		return in
	}
	odd := before("mapLimit for a caller who has given up with the reason null", false)
	odd.Reason, odd.Only = "null", graders.Node
	caused := before("settle for a caller who has given up", true)
	caused.Cause = true
	return input{[]round{before("mapLimit for a caller who has given up", false), caused, odd}}
}
