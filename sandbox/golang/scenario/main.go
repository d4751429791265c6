package scenario

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
	"time"
)

// maxStack makes an endless recursion a stack overflow before it is a shortage
// of memory, in bytes. The runtime walks all of it for its report: 64 MiB take 2 s.
const maxStack = 16 << 20

// Main runs the one scenario that the runner asked for. It is all that the main
// function of a scenarios.go calls.
func Main(table Table) {
	debug.SetMaxStack(maxStack)
	s := &S{name: received.Name, input: received.Input, virtual: received.Virtual,
		out: &recorder{nonce: received.Nonce}, refs: map[any]int{}, begin: time.Now()}
	called, _, _ := strings.Cut(s.name, "#")
	f, known := table[called]
	switch {
	case received.Nonce == "":
		fmt.Println("this program is started by drill")
	case !known:
		s.broken(fmt.Sprintf("scenarios.go has no scenario %q", called))
	case s.virtual:
		s.runVirtual(f)
	default:
		s.run(f)
		s.last("@end", Data{})
	}
}

// Chosen is the number of the solution that the runner asked for, in a binary with
// several: the main function of such a binary calls that of the scenarios which were
// compiled against it.
func Chosen() int { return received.Solution }

// run calls the scenario's function. A panic is left alone: it ends the process
// with a stack that the runner reads.
func (s *S) run(f func(*S)) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	s.begin, s.ctx = time.Now(), ctx
	f(s)
}

// runVirtual calls the scenario's function in a bubble and reports how the
// bubble ended: goroutines that are still blocked go with their stacks, which the
// runner turns into a count and a place.
func (s *S) runVirtual(f func(*S)) {
	returned := false
	var elapsed time.Duration
	deadlock := Catch(func() {
		bubble(func() {
			s.run(f)
			bubbleWait()
			elapsed, returned = s.Now(), true
		})
	})
	s.out.stopClock(elapsed)
	switch {
	case deadlock == nil && returned:
		s.last("@end", Data{})
	case deadlock == nil:
		s.last("@crash", Data{"message": "the goroutine of the scenario was ended by runtime.Goexit"})
	case !strings.HasPrefix(fmt.Sprint(deadlock), "deadlock: "):
		panic(deadlock)
	case returned:
		s.last("@end", Data{"stacks": stacks()})
	default:
		s.last("@stuck", Data{"stacks": stacks()})
	}
}

func stacks() string {
	buffer := make([]byte, 256<<10)
	return string(buffer[:runtime.Stack(buffer, true)])
}
