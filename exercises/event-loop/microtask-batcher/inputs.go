package microtaskbatcher

import (
	"math/rand/v2"

	"drill/graders"
)

type itemsInput struct {
	Items []string `json:"items"`
}

func items(n int) func(*rand.Rand) any {
	return func(r *rand.Rand) any { return itemsInput{graders.Tokens(r, n)} }
}

// special stands for a value that JSON lacks.
func special(name string) any { return map[string]any{"$": name} }

// falsy are the values that are taken for none.
func falsy(l graders.Language) []any {
	values := []any{nil, false, 0, ""}
	if l == graders.Node {
		values = append(values, special("undefined"), special("NaN"))
	}
	return values
}

// runInput is what two batchers are given in one run, and the first one in another.
type runInput struct {
	First []any `json:"first"`
	Other []any `json:"other"`
	Many  []int `json:"many"` // more than anybody would take for a limit
}

// oneRun draws items that begin and end with something falsy, some of them twice, and
// as the only item of the other batcher something falsy too.
func oneRun(l graders.Language) func(*rand.Rand) any {
	return func(r *rand.Rand) any {
		odd := falsy(l)
		r.Shuffle(len(odd), func(i, k int) { odd[i], odd[k] = odd[k], odd[i] })
		tokens := graders.Tokens(r, 3)
		first := append([]any{odd[0], tokens[0], tokens[1], tokens[0]}, odd...)
		return runInput{First: first, Other: odd[1:2], Many: numbers(graders.Between(r, 10_100, 10_200))}
	}
}

type faultsInput struct {
	Items     []string `json:"items"`     // every other one is of a flush that fails
	More      string   `json:"more"`      // pushed by the first of those
	Bystander string   `json:"bystander"` // another batcher's
	Words     []string `json:"words"`     // what they fail with
	List      []int    `json:"list"`
	Slice     int      `json:"slice"`
}

func faults(r *rand.Rand) any {
	tokens := graders.Tokens(r, 10)
	slice := graders.Between(r, 3, 5)
	return faultsInput{Items: tokens[:6], More: tokens[6], Bystander: tokens[7], Words: tokens[8:], List: numbers(2 * slice), Slice: slice}
}

// numbers counts from 1 to n.
func numbers(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i + 1
	}
	return list
}

// list is something to work through; slice 0 means that none is given.
type list struct {
	Name    string `json:"name"`
	Items   []any  `json:"items"`
	Results []any  `json:"results"`
	Slice   int    `json:"slice"`
}

// listsInput has lists one after another, or several at once.
type listsInput struct {
	Lists [][]list `json:"lists"`
}

const defaultSlice = 10

// lists draws a long list with a last slice that is not full, lists around the length
// of one slice, the empty one, and two at once.
func lists(l graders.Language) func(*rand.Rand) any {
	return func(r *rand.Rand) any {
		slice := graders.Between(r, 4, 7)
		draw := func(name string, length, slice int) list {
			return list{Name: name, Items: values(r, l, length), Results: values(r, l, length), Slice: slice}
		}
		in := listsInput{[][]list{
			{draw("a long list", 8*slice+graders.Between(r, 1, slice-1), slice)},
			{draw("a list of one slice", slice, slice)},
			{draw("a list of one slice and one item", slice+1, slice)},
			{draw("a list that is shorter than a slice", slice-1, slice)},
			{draw("a list in slices of 1", 3, 1)},
			{draw("a list of one item", 1, slice)},
			{draw("an empty list", 0, slice)},
			{draw("one of two lists at once", 2*slice, slice), draw("the other of two lists at once", 3*slice-1, slice-1)},
		}}
		if l == graders.Node {
			in.Lists = append(in.Lists, []list{draw("a list without a slice", 2*defaultSlice+1, 0)})
		}
		return in
	}
}

// values draws items that begin and end with something falsy.
func values(r *rand.Rand, l graders.Language, n int) []any {
	odd := falsy(l)
	list := make([]any, n)
	for i := range list {
		list[i] = r.IntN(1000)
		if i == 0 || i == n-1 || r.IntN(3) == 0 {
			list[i] = odd[r.IntN(len(odd))]
		}
	}
	return list
}
