package graders

import (
	"context"
	"encoding/json"
	"time"
)

// Sandbox runs a job where it can do no harm and returns what was recorded. An
// error is always a fault of drill's or of the engine's, never of the solution.
type Sandbox interface {
	Run(ctx context.Context, job Job) (*Recording, error)
}

// Job is all that enters a sandbox: the solution, the stimuli and their inputs.
type Job struct {
	Language Language
	// Solution is the learner's file; Scenarios is the exercise's.
	Solution  File
	Scenarios File
	// Others are further solutions of the same name, for which some of the stimuli
	// are: never those of people who do not know each other.
	Others []File
	// Run lists the scenarios to run, in order.
	Run []Stimulus
	// Shared allows scenarios to share a process where they otherwise would not: what
	// comes of them is looked at again, alone, where it is in doubt.
	Shared bool
	// Exports are the functions and classes that a Node solution must export.
	Exports []string
	// Imports are the packages a Go solution may import beyond [DefaultImports].
	Imports []string
	// Network allows TCP on loopback inside the sandbox.
	Network bool
	// Threads allows worker_threads in Node; elsewhere it changes nothing.
	Threads bool
	Limits  Limits
}

// File is a file by its base name.
type File struct {
	Name    string
	Content []byte
}

// Stimulus is one scenario with its drawn input.
type Stimulus struct {
	Name     string          `json:"name"`
	Clock    Clock           `json:"clock"`
	Tolerant bool            `json:"tolerant,omitempty"`
	Input    json.RawMessage `json:"input"`
	// Wall is the scenario's own limit; never zero in a job.
	Wall time.Duration `json:"-"`
	// Solution says whom it is for: 0 is the job's solution, n the n-th of its others.
	Solution int `json:"solution,omitempty"`
}

// Limits bound one sandbox. They are enforced from outside the process that
// holds the learner's code.
type Limits struct {
	Wall      time.Duration `json:"wall"`      // real time of one scenario
	Load      time.Duration `json:"load"`      // real time to compile or import
	CPU       time.Duration `json:"cpu"`       // processor time of the whole job
	Memory    int64         `json:"memory"`    // resident bytes
	Output    int64         `json:"output"`    // bytes the solution may print
	Trace     int64         `json:"trace"`     // bytes of recorded events
	Events    int           `json:"events"`    // recorded events of one scenario
	Judge     time.Duration `json:"judge"`     // real time to judge one concept, afterwards
	Disk      int64         `json:"disk"`      // bytes in the writable folder
	Processes int           `json:"processes"` // processes and threads
}

// DefaultLimits are generous for a solution of these exercises and small for
// anything else.
func DefaultLimits() Limits {
	return Limits{
		Wall:      4 * time.Second,
		Load:      15 * time.Second,
		CPU:       30 * time.Second,
		Memory:    512 << 20,
		Output:    256 << 10,
		Trace:     16 << 20,
		Events:    200_000,
		Judge:     5 * time.Second,
		Disk:      64 << 20,
		Processes: 128,
	}
}

// DefaultImports are the standard library packages that every Go solution may
// import: none of them reaches the operating system.
func DefaultImports() []string {
	return []string{
		"bufio", "bytes", "cmp", "container/heap", "container/list", "container/ring", "context",
		"encoding/base64", "encoding/binary", "encoding/hex", "encoding/json", "errors", "fmt",
		"hash", "hash/crc32", "hash/fnv", "hash/maphash", "io", "iter", "maps", "math", "math/bits", "math/rand", "math/rand/v2",
		"log", "regexp", "runtime", "slices", "sort", "strconv", "strings", "sync", "sync/atomic", "time",
		"unicode", "unicode/utf8", "unicode/utf16",
	}
}
