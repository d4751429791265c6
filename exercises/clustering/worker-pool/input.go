package workerpool

import (
	"math/rand/v2"
	"slices"

	"drill/graders"
)

// task tells a worker what to do. In Go it is what Submit is given.
type task struct {
	Name string `json:"name"`
	// Does is what happens after Ms: "work", "fail", "exit", "crash", "hang",
	// "chat" (says more than the result), "last" and "last-error" (work, and end when
	// idle), "unclonable" (cannot be posted), "deaf" (works and does not look at its context).
	Does  string `json:"does"`
	Ms    int    `json:"ms"`
	Value string `json:"value"` // of the result, behind the input's salt
	Error string `json:"error"`
	// AsError makes a Go task that crashes panic with an error, not with a text.
	AsError bool `json:"asError,omitempty"`
	// GiveUpMs is when the caller's context is done, in ms; 0 for never.
	GiveUpMs int `json:"giveUpMs,omitempty"`
	// Cancels says that the caller cancels then, rather than be out of time.
	Cancels bool `json:"cancels,omitempty"`
	// AtMs is when Submit is called: one call after the other, so that their order is known.
	AtMs int `json:"atMs,omitempty"`
}

type poolInput struct {
	Size      int    `json:"size"`
	TimeoutMs int    `json:"timeoutMs"` // for one task, in Node
	Salt      string `json:"salt"`
	Tasks     []task `json:"tasks"`
	CloseMs   int    `json:"closeMs"`
	ForceMs   int    `json:"forceMs"` // when Close is out of time
}

const names = "abcdefghijklmnopqrstuvwxyz"

// draw makes tasks that do these things, in this order, in 20 to 90 ms each.
func draw(r *rand.Rand, size int, does ...string) poolInput {
	in := poolInput{Size: size, TimeoutMs: 3_600_000, Salt: graders.Token(r) + ":"}
	for i, what := range does {
		in.Tasks = append(in.Tasks, task{
			Name: names[i : i+1], Does: what, Ms: graders.Between(r, 20, 90), AtMs: i,
			Value: graders.Token(r), Error: "no " + graders.Token(r),
		})
	}
	return in
}

func repeat(what string, n int) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = what
	}
	return list
}

func work(r *rand.Rand) any {
	size := graders.Between(r, 2, 4)
	return draw(r, size, repeat("work", 3*size)...)
}

// failing begins with a task that cannot be posted while its worker is idle, and ends
// with one whose message is empty.
func failing(r *rand.Rand) any {
	in := draw(r, 1, "unclonable", "work", "fail", "work", "unclonable", "work", "fail", "work")
	in.Tasks[6].Error = ""
	return in
}

// dying kills more workers than there are, two of them while they are idle.
func dying(r *rand.Rand) any {
	does := []string{"exit", "crash", "exit", "crash", "work"}
	r.Shuffle(len(does), func(i, k int) { does[i], does[k] = does[k], does[i] })
	in := draw(r, 2, append(does, "work", "last", "last-error")...)
	in.Tasks[slices.Index(does, "crash")].AsError = true
	return in
}

// killing has threads die in both ways that they have, and each time somebody after.
func killing(r *rand.Rand) any { return draw(r, 1, "work", "crash", "work", "exit", "work") }

func chatting(r *rand.Rand) any {
	return draw(r, 2, "chat", "chat", "work", "chat", "work", "work", "chat", "chat")
}

// givenUp has callers that leave before their results are there, the first two
// while their tasks run.
func givenUp(r *rand.Rand) any {
	in := draw(r, 2, "deaf", "deaf", "work", "work", "deaf", "work", "work")
	for i := range in.Tasks {
		if in.Tasks[i].Does == "deaf" {
			in.Tasks[i].GiveUpMs = graders.Between(r, 8, 15)
			in.Tasks[i].Ms += 100
		}
	}
	return in
}

// hanging keeps one worker busy for longer than any task may be, with tasks that
// keep to their limit, two of them by a millisecond, and one that does not.
func hanging(r *rand.Rand) any {
	in := draw(r, 1, "work", "work", "hang", "work", "work")
	in.TimeoutMs = graders.Between(r, 200, 400)
	for i := range in.Tasks {
		in.Tasks[i].Ms = in.TimeoutMs / 2
	}
	in.Tasks[1].Ms, in.Tasks[3].Ms = in.TimeoutMs-1, in.TimeoutMs-1
	return in
}

// contexts: the first task hangs until its caller gives up, the second gives up
// before it is begun, the fourth does not look at its context.
func contexts(r *rand.Rand) any {
	in := draw(r, 1, "hang", "work", "work", "deaf", "work")
	in.Tasks[0].GiveUpMs = graders.Between(r, 100, 200)
	in.Tasks[1].GiveUpMs, in.Tasks[1].Cancels = graders.Between(r, 20, 80), true
	in.Tasks[3].GiveUpMs = 300 + graders.Between(r, 20, 80)
	in.Tasks[3].Ms = graders.Between(r, 400, 500)
	in.Tasks[3].AtMs, in.Tasks[4].AtMs = 300, 301
	return in
}

// crowded is a pool that many use at once.
func crowded(r *rand.Rand) any { return draw(r, graders.Between(r, 3, 5)) }

// closing closes the pool while two tasks run and others wait.
func closing(r *rand.Rand) any {
	in := draw(r, 2, repeat("work", graders.Between(r, 6, 8))...)
	for i := range in.Tasks {
		in.Tasks[i].Ms = graders.Between(r, 100, 140)
	}
	in.Tasks[0].Ms = graders.Between(r, 20, 60)
	in.CloseMs = graders.Between(r, 70, 90)
	return in
}

// forced closes the pool while one task looks at its context and one does not.
func forced(r *rand.Rand) any {
	in := draw(r, 2, "hang", "deaf", "hang", "hang", "hang")
	in.Tasks[1].Ms = graders.Between(r, 300, 400)
	in.CloseMs, in.ForceMs = graders.Between(r, 20, 60), graders.Between(r, 30, 90)
	return in
}
