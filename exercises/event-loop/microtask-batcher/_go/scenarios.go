package main

import (
	"bytes"
	"context"
	"errors"
	"runtime"
	"strconv"
	"sync/atomic"
	"time"

	"drill/sandbox/golang/scenario"
	"solution"
)

func main() {
	scenario.Main(scenario.Table{
		"one-run":           oneRun,
		"before-macrotasks": beforeMacrotasks,
		"push-in-flush":     pushInFlush,
		"flush-throws":      flushThrows,
		"long-list":         longList,
		"flood":             flood,
		"stops":             stops,
	})
}

const (
	// rounds is how often a scenario is repeated whose outcome select may get right
	// by luck: 2^-40 is no luck any more.
	rounds = 40
	// patience is for an executor that looks for work from time to time.
	patience = 200 * time.Millisecond
)

// goroutine is the number of the goroutine that calls it.
func goroutine() int {
	stack := make([]byte, 64)
	fields := bytes.Fields(stack[:runtime.Stack(stack, false)])
	n, _ := strconv.Atoi(string(fields[1]))
	return n
}

// executor is a solution's, and says which of its calls have not returned.
type executor struct {
	*solution.Executor
	s *scenario.S
}

// run calls Run until the scenario ends, or ctx does.
func (x executor) run(ctx context.Context) {
	x.s.Emit("running", scenario.Data{"goroutine": goroutine()})
	x.Run(ctx)
	x.s.Emit("returned", scenario.Data{"early": ctx.Err() == nil})
}

func start(s *scenario.S) executor {
	x := executor{solution.NewExecutor(), s}
	s.Serve(x.run)
	s.Pass(patience)
	return x
}

// startUntil is start for scenarios that count what is left: stop gives Run the time to
// notice.
func startUntil(s *scenario.S) (x executor, stop func()) {
	ctx, cancel := context.WithCancel(s.Context())
	x = executor{solution.NewExecutor(), s}
	s.Go(func() { x.run(ctx) })
	s.Pass(patience)
	return x, func() {
		cancel()
		s.Pass(patience)
	}
}

// say emits from a callback, and where that runs.
func (x executor) say(kind string, data scenario.Data) {
	data["goroutine"] = goroutine()
	x.s.Emit(kind, data)
}

// from calls Post, Defer or push and says that it began and returned.
func (x executor) from(caller, name string, call func()) {
	x.s.Emit("push", scenario.Data{"call": name, "from": caller})
	call()
	x.s.Emit("pushed", scenario.Data{"call": name, "from": caller})
}

func (x executor) post(caller string, task func()) {
	x.from(caller, "Post", func() { x.Post(task) })
}

func (x executor) later(caller string, micro func()) {
	x.from(caller, "Defer", func() { x.Defer(micro) })
}

// outside posts a task from outside and waits until nothing moves any more.
func (x executor) outside(task func()) {
	x.post("outside", task)
	x.s.Pass(patience)
}

func (x executor) task(which string) func() {
	return func() { x.say("macrotask", scenario.Data{"which": which}) }
}

func (x executor) micro(which string) func() {
	return func() { x.say("micro", scenario.Data{"which": which}) }
}

// batcher says what is pushed and delivered, and then calls then.
type batcher struct {
	x       executor
	name    string
	add     func(any)
	batches [][]any
}

func (x executor) batcher(name string, then func([]any)) *batcher {
	b := &batcher{x: x, name: name}
	b.add = solution.Coalesce(x.Executor, func(items []any) {
		x.say("flush", scenario.Data{"batcher": name, "items": items})
		b.batches = append(b.batches, items)
		then(items)
	})
	return b
}

func (b *batcher) push(items ...any) {
	b.x.from("a callback", "push", func() {
		for _, item := range items {
			b.add(item)
		}
	})
}

// lookAgain says what has become of the batches since.
func (b *batcher) lookAgain() {
	for _, items := range b.batches {
		b.x.s.Emit("kept", scenario.Data{"batcher": b.name, "items": items})
	}
}

func nothing([]any) {}

func holds(items []any, item any) bool {
	for _, one := range items {
		if one == item {
			return true
		}
	}
	return false
}

func oneRun(s *scenario.S) {
	var in struct{ First, Other, Many []any }
	s.Input(&in)
	x := start(s)
	a, b := x.batcher("a", nothing), x.batcher("b", nothing)
	x.outside(func() {
		for i, item := range in.First {
			a.push(item)
			if i < len(in.Other) {
				b.push(in.Other[i])
			}
		}
	})
	x.outside(func() { a.push(in.Many...) })
	a.lookAgain()
	b.lookAgain()
}

// beforeMacrotasks lets a task push, defer and post while another one waits.
func beforeMacrotasks(s *scenario.S) {
	var in struct{ Items []any }
	s.Input(&in)
	x := start(s)
	x.later("outside", x.micro("from outside"))
	s.Pass(patience)
	for range rounds {
		s.Emit("round", nil)
		x.outside(func() {
			x.post("a task", func() {
				b := x.batcher("a", nothing)
				x.post("a task", x.task("the next task"))
				x.later("a task", func() {
					x.micro("first")()
					x.later("a deferred callback", x.micro("third"))
				})
				x.later("a task", func() { b.push(in.Items[0]) })
				x.later("a task", x.micro("second"))
				x.post("a task", x.task("the last task"))
			})
			x.post("a task", x.task("a task that waited"))
		})
	}
}

func pushInFlush(s *scenario.S) {
	var in struct{ Items []any }
	s.Input(&in)
	x := start(s)
	x.outside(func() {
		x.post("a task", x.task("a task"))
		var b *batcher
		b = x.batcher("a", func(items []any) {
			switch {
			case holds(items, in.Items[0]):
				b.push(in.Items[1])
				b.push(in.Items[2])
			case holds(items, in.Items[2]):
				b.push(in.Items[3])
			}
		})
		b.push(in.Items[0])
	})
}

type faults struct {
	Items           []any
	More, Bystander any
	Words           []string
	List            []int
	Slice           int
}

// flushThrows has a callback of every kind panic.
func flushThrows(s *scenario.S) {
	var in faults
	s.Input(&in)
	x := start(s)
	causes := []any{errors.New(in.Words[0]), in.Words[1], nil}
	var a *batcher
	a = x.batcher("a", func(items []any) {
		if holds(items, in.Items[0]) {
			a.push(in.More)
		}
		for i, cause := range causes {
			if holds(items, in.Items[2*i]) {
				panic(cause)
			}
		}
	})
	b := x.batcher("b", nothing)
	for i, item := range in.Items {
		x.outside(func() {
			if i == 0 {
				b.push(in.Bystander)
			}
			a.push(item)
		})
	}
	x.outside(func() {
		x.post("a task", x.task("after a task that panics"))
		x.later("a task", func() { panic(in.Words[0]) })
		x.later("a task", x.micro("deferred by a task that panics, behind another one that does"))
		panic(in.Words[1])
	})
	for i := range causes {
		x.panicking(i, []int{0, in.Slice, len(in.List) - 1}[i], in)
	}
}

// panicking works through a list of which one item makes fn panic.
func (x executor) panicking(i, at int, in faults) {
	name := "fn panics at item " + strconv.Itoa(at)
	x.s.Go(func() {
		err := solution.ProcessAll(x.s.Context(), x.Executor, in.List, in.Slice, func(item int) {
			x.say("call", scenario.Data{"list": name, "item": item})
			if item == in.List[at] {
				panic(in.Words[0])
			}
		})
		x.s.Emit("processed", scenario.Data{"list": name, "error": err})
	})
	x.s.Pass(patience)
}

type list struct {
	Name  string
	Items []any
	Slice int
}

func longList(s *scenario.S) {
	var in struct{ Lists [][]list }
	s.Input(&in)
	x, stop := startUntil(s)
	defer stop()
	for _, together := range in.Lists {
		x.process(together)
	}
}

// process works through lists side by side while another task posts itself again and
// again.
func (x executor) process(together []list) {
	turns, over := 0, false
	var other func()
	other = func() {
		if turns++; !over && turns < 200_000 {
			runtime.Gosched() // to the goroutine of ProcessAll
			x.Post(other)
		}
	}
	var left atomic.Int64
	left.Store(int64(len(together)))
	x.Post(other)
	for _, l := range together {
		x.s.Go(func() {
			err := solution.ProcessAll(x.s.Context(), x.Executor, l.Items, l.Slice, func(item any) {
				x.say("call", scenario.Data{"list": l.Name, "item": item, "turn": turns})
			})
			x.s.Emit("processed", scenario.Data{"list": l.Name, "error": err})
			if left.Add(-1) == 0 {
				x.Post(func() { over = true })
			}
		})
	}
	x.s.Pass(patience)
}

// many is more than any buffer that one would think enough.
const many = 5000

// flood posts and defers very often, from outside before Run, from callbacks, and from
// several goroutines at once.
func flood(s *scenario.S) {
	x := executor{solution.NewExecutor(), s}
	var ran atomic.Int64
	count := func() { ran.Add(1) }
	x.often("outside, before Run", "Post", x.Post, count, s.Go)
	x.often("outside, before Run", "Defer", x.Defer, count, s.Go)
	s.Serve(x.run)
	x.Post(count) // which wakes Run in any case
	s.Pass(patience)
	for name, call := range map[string]func(func()){"Post": x.Post, "Defer": x.Defer} {
		x.often("a task", name, call, count, func(f func()) { s.Go(func() { x.Post(f) }) })
		x.often("a deferred callback", name, call, count, func(f func()) { s.Go(func() { x.Post(func() { x.Defer(f) }) }) })
	}
	for range 8 {
		x.s.Go(func() {
			for range many / 8 {
				x.Post(count)
			}
		})
	}
	s.Pass(patience)
	s.Emit("ran", scenario.Data{"n": ran.Load(), "of": 7*many + 1})
}

// often has a call made many times by a caller, and says how often it returned.
func (x executor) often(from, name string, call func(func()), callback func(), caller func(func())) {
	var returned atomic.Int64
	caller(func() {
		for range many {
			call(callback)
			returned.Add(1)
		}
	})
	x.s.Pass(patience)
	x.s.Emit("often", scenario.Data{"call": name, "from": from, "n": returned.Load(), "of": many})
}

// stops ends the contexts of Run and of ProcessAll in every state.
func stops(s *scenario.S) {
	ends(s, "was done before", func(_ executor, cancel func()) { cancel() }, 0)
	ends(s, "ends while nothing is to do", func(_ executor, cancel func()) {}, patience)
	ends(s, "ends while tasks keep coming", func(x executor, cancel func()) {
		x.keepComing("tasks", x.Post, cancel)
	}, patience)
	ends(s, "ends while deferred callbacks keep coming", func(x executor, cancel func()) {
		x.keepComing("deferred callbacks", x.Defer, cancel)
	}, patience)
	ends(s, "ends while flushes keep coming", func(x executor, cancel func()) {
		var push func(any)
		x.Post(func() { // deferred callbacks that follow a task
			x.keepComing("flushes", func(again func()) {
				if push == nil {
					push = solution.Coalesce(x.Executor, func([]any) { again() })
				}
				push(nil)
			}, cancel)
		})
	}, patience)
	abandoned(s, "before it was called", 0)
	abandoned(s, "before anything ran", patience)
	interrupted(s)
}

// keepComing has a callback add itself again and again; the fifth one cancels. One that
// is called while it is being added ends that: it is another check's matter.
func (x executor) keepComing(what string, add func(func()), cancel func()) {
	turns, running := 0, false
	var again func()
	again = func() {
		if running {
			return
		}
		running = true
		defer func() { running = false }()
		if turns++; turns == 5 {
			cancel()
		}
		if turns < many {
			add(again)
		} else {
			x.s.Emit("unstoppable", scenario.Data{"what": what})
		}
	}
	add(again)
}

// ends calls Run and lets its context end after a while.
func ends(s *scenario.S, when string, prepare func(executor, func()), after time.Duration) {
	x := executor{solution.NewExecutor(), s}
	ctx, cancel := context.WithCancel(s.Context())
	defer cancel()
	prepare(x, cancel)
	s.Go(func() {
		x.Run(ctx)
		s.Emit("stopped", scenario.Data{"when": when})
	})
	s.Pass(after)
	cancel()
	s.Pass(patience)
}

// abandoned lets the context of ProcessAll end while nobody calls Run.
func abandoned(s *scenario.S, when string, after time.Duration) {
	x := executor{solution.NewExecutor(), s}
	ctx, cancel := context.WithCancel(s.Context())
	if after == 0 {
		cancel()
	}
	s.Go(func() {
		err := solution.ProcessAll(ctx, x.Executor, []int{1, 2, 3}, 2, func(int) {})
		s.Emit("given-up", scenario.Data{"when": when, "error": err})
	})
	s.Pass(after)
	cancel()
	s.Pass(patience)
}

// interrupted lets the context of ProcessAll end in the third of ten slices.
func interrupted(s *scenario.S) {
	x, stop := startUntil(s)
	defer stop()
	ctx, cancel := context.WithCancel(s.Context())
	defer cancel()
	const slice = 5
	calls := 0
	s.Go(func() {
		err := solution.ProcessAll(ctx, x.Executor, make([]int, 10*slice), slice, func(int) {
			if calls++; calls == 3*slice-1 {
				cancel()
				x.Post(func() { s.Sleep(patience / 2) }) // ProcessAll hears of it before the next slice
			}
		})
		s.Emit("given-up", scenario.Data{"when": "in the midst of the list", "error": err})
	})
	s.Pass(patience)
}
