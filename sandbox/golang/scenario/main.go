package scenario

import (
	"context"
	"fmt"
	"runtime/debug"
	"strings"
	"time"
)

// maxStack makes an endless recursion a stack overflow before it is a shortage
// of memory, in bytes. The runtime walks all of it for its report: 64 MiB take 2 s.
const maxStack = 16 << 20

// Main runs the scenarios that the runner asked for, up to the first that leaves
// something behind. It is all that the main function of a scenarios.go calls.
func Main(table Table) {
	debug.SetMaxStack(maxStack)
	debug.SetTraceback("all") // who wrote a map is told with who else did
	if received.Nonce == "" {
		fmt.Println("this program is started by drill")
	}
	lines := 0
	for _, one := range received.Run {
		out := &recorder{nonce: received.Nonce, lines: &lines, shares: len(received.Run) > 1}
		s := &S{name: one.Name, input: one.Input, virtual: one.Virtual, out: out, refs: map[any]int{}, begin: time.Now()}
		if !s.play(table) {
			return
		}
	}
}

// play runs the scenario and reports whether nothing of it is left, so that another
// can follow in this process.
func (s *S) play(table Table) bool {
	called, _, _ := strings.Cut(s.name, "#")
	f, known := table[called]
	switch {
	case !known:
		s.broken(fmt.Sprintf("scenarios.go has no scenario %q", called))
	case s.virtual:
		return s.runVirtual(f)
	}
	s.run(f, func() {})
	s.last("@end", Data{})
	return false
}

// Chosen is the number of the solution that the runner asked for, in a binary with
// several: the main function of such a binary calls that of the scenarios which were
// compiled against it.
func Chosen() int { return received.Solution }

// run calls the scenario's function, and then before the contexts of the scenario end
// the one that looks at what is left. A panic is left alone: it ends the process with a
// stack that the runner reads.
func (s *S) run(f func(*S), look func()) {
	var cancel, stop context.CancelFunc
	s.ctx, cancel = context.WithCancel(context.Background())
	defer cancel()
	s.serving, stop = context.WithCancel(s.ctx)
	defer stop()
	s.begin, s.turn = time.Now(), make(chan struct{}, 1)
	f(s)
	stop()
	look()
}

// runVirtual calls the scenario's function in a bubble and sends how the bubble ended.
// Goroutines of the solution's that are left when nothing moves any more go with their
// stacks, which the runner turns into a count and a place; those that only wait for the
// scenario's context are among them. It reports whether there were none.
func (s *S) runVirtual(f func(*S)) (clean bool) {
	returned := false
	var elapsed time.Duration
	var left []string
	deadlock := Catch(func() {
		bubble(func() {
			s.run(f, func() {
				bubbleWait()
				elapsed, returned = s.Now(), true
				left = s.solutions()
			})
			bubbleWait()
		})
	})
	s.out.stopClock(elapsed)
	switch {
	case returned && len(left) > 0:
		s.last("@end", Data{"stacks": strings.Join(left, "\n\n")})
	case deadlock == nil && returned:
		return s.last("@end", Data{})
	case deadlock == nil:
		s.last("@crash", Data{"message": "the goroutine of the scenario was ended by runtime.Goexit"})
	case !strings.HasPrefix(fmt.Sprint(deadlock), "deadlock: "):
		panic(deadlock)
	case returned:
		s.last("@end", Data{"stacks": ""}) // what is left is the scenario's own
	default:
		s.last("@stuck", Data{"stacks": stacks()})
	}
	return false
}
