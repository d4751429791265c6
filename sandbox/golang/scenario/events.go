package scenario

import (
	"encoding/json"
	"fmt"
	"os"
	"runtime/debug"
	"sync"
	"syscall"
	"time"
)

// The runner hands the job over on one descriptor and reads events from another:
// standard output is the learner's.
const (
	eventsDescriptor = 3
	jobDescriptor    = 4
	// programName marks a process that a runner started; only there are the
	// descriptors what they should be.
	programName = "drill-scenario"
)

// maxEvent is the size of an event, in bytes of JSON, from which on it ends the
// scenario. Only a value of the solution's can be that large: what an exercise
// emits by itself, its proof has shown.
const maxEvent = 1 << 20

type job struct {
	Nonce string `json:"nonce"`
	// Solution says which one is meant, where several are linked into one binary.
	Solution int        `json:"solution"`
	Run      []stimulus `json:"run"` // one, or several on the virtual clock
}

type stimulus struct {
	Name    string          `json:"name"`
	Virtual bool            `json:"virtual"`
	Input   json.RawMessage `json:"input"`
}

// received is read while packages initialise, before any code of the learner's
// runs: packages that do not import one another initialise in the order of their
// paths, and the runner compiles the learner's under a path that sorts last. The
// nonce then is in no file, environment or descriptor that the learner can read.
var received = receive()

func receive() job {
	var j job
	if os.Args[0] != programName {
		return j
	}
	undump()
	syscall.CloseOnExec(eventsDescriptor)
	in := os.NewFile(jobDescriptor, "job")
	defer in.Close()
	if err := json.NewDecoder(in).Decode(&j); err != nil {
		return job{}
	}
	return j
}

// recorder writes events: whole lines, in order, and nothing after the last.
type recorder struct {
	mu     sync.Mutex
	nonce  string
	lines  *int // written by this process; each has its number
	closed bool
	// t is the time of the latest event, in milliseconds. It stands still once
	// the scenario's own clock cannot be read any more.
	t       float64
	stopped bool
	// held are events of a scenario that shares its process: to write each by itself
	// takes longer than all else. A process that dies or hangs loses them, which costs
	// nobody anything: what is in doubt is run again alone.
	shares bool
	held   []byte
}

// maxHeld is how many bytes of events are held.
const maxHeld = 16 << 10

type event struct {
	Scenario string  `json:"s"`
	T        float64 `json:"t"`
	Kind     string  `json:"k"`
	Data     any     `json:"d,omitempty"`
}

func (s *S) send(kind string, data Data) { s.record(kind, data, false) }

// last sends an event and lets nothing follow. It reports whether it did: another may
// have been the last already.
func (s *S) last(kind string, data Data) bool { return s.record(kind, data, true) }

func (s *S) record(kind string, data Data, last bool) (recorded bool) {
	r := s.out
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		return false
	}
	if !r.stopped {
		r.t = float64(s.Now()) / float64(time.Millisecond)
	}
	line, err := json.Marshal(event{s.name, r.t, kind, plain(data)})
	recorded = err == nil && len(line) <= maxEvent
	if !recorded {
		tooLarge := Data{"message": "what the solution handed over is larger than 1 MiB (event " + kind + ")"}
		line, _ = json.Marshal(event{s.name, r.t, "@crash", tooLarge})
		last = true
	}
	r.closed = last
	r.held = fmt.Appendf(r.held, "%s %d %s\n", r.nonce, *r.lines, line)
	*r.lines++
	if !r.shares || last || len(r.held) > maxHeld {
		write(r.held)
		r.held = r.held[:0]
	}
	return recorded
}

// stopClock makes later events carry the time at which the clock stopped, or
// that of the latest event where it is not known.
func (r *recorder) stopClock(at time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.stopped = true
	r.t = max(r.t, float64(at)/float64(time.Millisecond))
}

// broken ends the process with a fault of the exercise.
func (s *S) broken(message string) {
	s.last("@broken", Data{"message": message, "stack": string(debug.Stack())})
	os.Exit(0)
}

// write uses the descriptor directly: a blocked write then counts as running
// work, which neither lets virtual time pass nor hides a deadlock.
func write(line []byte) {
	for len(line) > 0 {
		n, err := syscall.Write(eventsDescriptor, line)
		if err == syscall.EINTR || err == syscall.EAGAIN {
			continue
		}
		if err != nil {
			return
		}
		line = line[n:]
	}
}
