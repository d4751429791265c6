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
	// Deaf calls go on whatever their signal says. Only Node has them: in Go
	// everybody waits for the calls they started.
	Deaf bool `json:"deaf,omitempty"`
}

type input struct {
	Limit int    `json:"limit"`
	Items []item `json:"items"`
	// CleanupMs is how long a call in Go takes to end once it is cancelled.
	CleanupMs int `json:"cleanupMs,omitempty"`
	// AbortMs is when the caller gives up.
	AbortMs int `json:"abortMs,omitempty"`
}

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
	in := input{Limit: graders.Between(r, 2, 4)}
	in.Items = calls(r, in.Limit+graders.Between(r, 5, 8), 1, 9)
	in.Items[0].Ms = 10 * graders.Between(r, 25, 40)
	return in
}

type smallInput struct {
	Lists []input `json:"lists"`
}

// smallLists are shorter than their limit, down to nothing.
func smallLists(r *rand.Rand) any {
	few := calls(r, 3, 1, 9)
	few[0].Ms = 120
	return smallInput{[]input{{Limit: graders.Between(r, 4, 50), Items: few}, {Limit: 3, Items: []item{}}}}
}

// oneFails lets the fourth call fail while two others are under way and some
// have not begun.
func oneFails(r *rand.Rand) any {
	in := input{Limit: 3, CleanupMs: 10 * graders.Between(r, 1, 4)}
	in.Items = calls(r, graders.Between(r, 7, 10), 2, 9)
	in.Items[0].Ms, in.Items[0].Deaf = 60_000, true
	in.Items[2].Ms = 10 * graders.Between(r, 100, 200)
	in.Items[3].Ms += 3
	in.Items[3].Fails = "no such user " + graders.Token(r)
	return in
}

// someFail lets two calls fail early, and the others end in another order than
// they began.
func someFail(r *rand.Rand) any {
	in := input{Limit: graders.Between(r, 2, 4)}
	in.Items = calls(r, in.Limit+graders.Between(r, 4, 6), 2, 9)
	in.Items[0].Ms = 10 * graders.Between(r, 25, 40)
	for _, i := range []int{1, graders.Between(r, 2, len(in.Items)-2)} {
		in.Items[i].Ms = 11
		in.Items[i].Fails = "timeout of " + graders.Token(r)
	}
	return in
}

// aborted lets the caller give up in the midst of it.
func aborted(r *rand.Rand) any {
	in := input{Limit: graders.Between(r, 2, 4), CleanupMs: 10 * graders.Between(r, 1, 4)}
	in.Items = calls(r, in.Limit+graders.Between(r, 6, 9), 8, 20)
	in.Items[0].Ms, in.Items[0].Deaf = 60_000, true
	in.AbortMs = 10*graders.Between(r, 9, 14) + 5
	return in
}
