package sandbox

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
)

// fake is a process whose script runs in a goroutine.
type fake struct {
	stdin, stdout, stderr *io.PipeWriter
	input, output, errors *io.PipeReader

	nonce  string
	job    map[string]any
	exit   Exit
	fault  error
	killed chan struct{}
	once   sync.Once
	gone   chan struct{}
}

func start(script func(*fake)) *fake {
	f := &fake{killed: make(chan struct{}), gone: make(chan struct{})}
	f.input, f.stdin = io.Pipe()
	f.output, f.stdout = io.Pipe()
	f.errors, f.stderr = io.Pipe()
	go func() {
		defer close(f.gone)
		defer f.close()
		script(f)
	}()
	return f
}

func (f *fake) close() {
	f.stdout.Close()
	f.stderr.Close()
	f.input.Close()
}

func (f *fake) Stdin() io.WriteCloser { return f.stdin }
func (f *fake) Stdout() io.Reader     { return f.output }
func (f *fake) Stderr() io.Reader     { return f.errors }

func (f *fake) Kill() {
	f.once.Do(func() { close(f.killed) })
	f.close()
}

func (f *fake) Wait() (Exit, error) {
	<-f.gone
	return f.exit, f.fault
}

// accept reads the job and acknowledges it.
func (f *fake) accept() {
	line, _ := bufio.NewReader(f.input).ReadBytes('\n')
	if json.Unmarshal(line, &f.job) == nil {
		f.nonce = f.job["nonce"].(string)
		f.event("", "@job", `{"runtime": "fake 1"}`)
	}
}

func (f *fake) event(scenario, kind, data string) {
	f.print(fmt.Sprintf(`%s {"s": %q, "t": 0, "k": %q, "d": %s}`+"\n", f.nonce, scenario, kind, data))
}

func (f *fake) begin() {
	f.accept()
	f.event("one", "@begin", "{}")
}

func (f *fake) print(text string) { _, _ = io.WriteString(f.stdout, text) }

// hang waits for the end that drill decides on.
func (f *fake) hang() { <-f.killed }

// drip prints a little, again and again, until it is killed.
func (f *fake) drip() {
	for {
		select {
		case <-f.killed:
			return
		case <-time.After(100 * time.Millisecond):
			f.print(".\n")
		}
	}
}

func twoScenarios() graders.Job {
	limits := graders.DefaultLimits()
	limits.Load, limits.Output, limits.Trace = 3*time.Second, 4<<10, 8<<10
	return graders.Job{Language: graders.Node, Limits: limits, Run: []graders.Stimulus{
		{Name: "one", Clock: graders.Virtual, Wall: 2 * time.Second},
		{Name: "two", Clock: graders.Virtual, Wall: 5 * time.Second},
	}}
}

// TestOutcomes gives what each script leads to as the outcomes of the two
// scenarios and of loading, with a part of the explanation.
func TestOutcomes(t *testing.T) {
	tests := []struct {
		name           string
		script         func(*fake)
		load, one, two graders.Outcome
		message        string
		takes          time.Duration
	}{
		{"both end", func(f *fake) {
			f.begin()
			f.event("one", "@end", "{}")
			f.event("two", "@begin", "{}")
			f.event("two", "@end", "{}")
			f.event("", "@done", "{}")
		}, "", graders.Ended, graders.Ended, "", 0},
		{"does not load", func(f *fake) {
			f.accept()
			f.event("", "@load", `{"message": "no such export"}`)
		}, graders.Crashed, graders.NotReached, graders.NotReached, "no such export", 0},
		{"loading hangs", func(f *fake) { f.accept(); f.hang() },
			graders.TimedOut, graders.NotReached, graders.NotReached, "loading took longer than 3s", 4 * time.Second},
		{"loading drips", func(f *fake) { f.accept(); f.drip() },
			graders.TimedOut, graders.NotReached, graders.NotReached, "loading took longer than 3s", 4 * time.Second},
		{"loading exits", func(f *fake) { f.accept(); f.exit.Code = 7 },
			graders.Exited, graders.NotReached, graders.NotReached, "exit code 7", 0},
		{"loading takes all memory", func(f *fake) { f.accept(); f.exit.OutOfMemory = true },
			graders.OutOfMemory, graders.NotReached, graders.NotReached, "512 MiB of memory", 0},
		{"a scenario hangs", func(f *fake) { f.begin(); f.hang() },
			"", graders.TimedOut, graders.NotReached, "it did not end within 2s", 2 * time.Second},
		{"a scenario drips", func(f *fake) { f.begin(); f.drip() },
			"", graders.TimedOut, graders.NotReached, "it did not end within 2s", 2 * time.Second},
		{"the second scenario hangs", func(f *fake) {
			f.begin()
			f.event("one", "@end", "{}")
			f.event("two", "@begin", "{}")
			f.hang()
		}, "", graders.Ended, graders.TimedOut, "it did not end within 5s", 5 * time.Second},
		{"hangs between scenarios", func(f *fake) { f.begin(); f.event("one", "@end", "{}"); f.hang() },
			"", graders.Ended, graders.NotReached, "", 4 * time.Second},
		{"exits", func(f *fake) { f.begin(); f.exit.Code = 3 }, "", graders.Exited, graders.NotReached, "exit code 3", 0},
		{"exits between scenarios", func(f *fake) { f.begin(); f.event("one", "@end", "{}") },
			"", graders.Ended, graders.NotReached, "", 0},
		{"is killed for its memory", func(f *fake) { f.begin(); f.exit = Exit{Code: 137, OutOfMemory: true} },
			"", graders.OutOfMemory, graders.NotReached, "512 MiB of memory", 0},
		{"runs out of heap", func(f *fake) {
			f.begin()
			_, _ = io.WriteString(f.stderr, "FATAL ERROR: JavaScript heap out of memory\n")
		}, "", graders.OutOfMemory, graders.NotReached, "512 MiB of memory", 0},
		{"is killed for its processor time", func(f *fake) { f.begin(); f.exit = Exit{Code: 152, OutOfCPU: true} },
			"", graders.TimedOut, graders.NotReached, "30s of processor time", 0},
		{"is killed for its disk", func(f *fake) { f.begin(); f.exit = Exit{Code: 137, OutOfDisk: true} },
			"", graders.Exited, graders.NotReached, "64 MiB to its folder", 0},
		{"is killed for its processes", func(f *fake) { f.begin(); f.exit = Exit{Code: 137, TooManyProcesses: true} },
			"", graders.Exited, graders.NotReached, "more than 128 processes", 0},
		{"prints for ever", func(f *fake) { f.begin(); f.flood("x") },
			"", graders.Overflowed, graders.NotReached, "it printed more than 4 KiB", 0},
		{"prints empty lines for ever", func(f *fake) { f.begin(); f.flood("") },
			"", graders.Overflowed, graders.NotReached, "it printed more than 4 KiB", 0},
		{"emits for ever", func(f *fake) { f.begin(); f.flood(f.nonce + ` {"s": "one", "t": 0, "k": "x"}`) },
			"", graders.Overflowed, graders.NotReached, "over 8 KiB of events", 0},
		{"stays after it is done", func(f *fake) { f.begin(); f.event("one", "@end", "{}"); f.event("", "@done", "{}"); f.hang() },
			"", graders.Ended, graders.NotReached, "", 0},
		{"drips after it is done", func(f *fake) { f.begin(); f.event("one", "@end", "{}"); f.event("", "@done", "{}"); f.drip() },
			"", graders.Ended, graders.NotReached, "", 0},
		{"drips after it did not load", func(f *fake) { f.accept(); f.event("", "@load", `{"message": "no"}`); f.drip() },
			graders.Crashed, graders.NotReached, graders.NotReached, "no", 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				began := time.Now()
				recording, err := Drive(t.Context(), start(test.script), twoScenarios())
				require.NoError(t, err)
				one, two, message := recording.Runs["one"], recording.Runs["two"], ""
				for _, problem := range []*graders.Problem{recording.Load, one.Problem, two.Problem} {
					if problem != nil {
						message += problem.Message
					}
				}
				assert.Equal(t, test.load, outcomeOf(recording.Load))
				assert.Equal(t, []graders.Outcome{test.one, test.two}, []graders.Outcome{one.Outcome, two.Outcome})
				assert.Contains(t, message, test.message)
				assert.Equal(t, test.takes, time.Since(began))
				assert.Equal(t, "fake 1", recording.Environment.Runtime)
			})
		})
	}
}

func outcomeOf(p *graders.Problem) graders.Outcome {
	if p == nil {
		return ""
	}
	return p.Outcome
}

func (f *fake) flood(line string) {
	for {
		if _, err := io.WriteString(f.stdout, line+"\n"); err != nil {
			return
		}
	}
}

func TestFaults(t *testing.T) {
	boom := errors.New("the engine is gone")
	tests := []struct {
		name   string
		script func(*fake)
		want   string
	}{
		{"silent", func(f *fake) { f.hang() }, "the harness did not answer"},
		{"ends at once", func(f *fake) { f.exit.Code = 9; f.print("no such file\n") }, "exit code 9"},
		{"says why", func(f *fake) { f.print("no such file\n") }, ": no such file"},
		{"broken exercise", func(f *fake) { f.begin(); f.event("one", "@broken", `{"message": "typo"}`); f.hang() },
			"the exercise is broken: scenario one: typo"},
		{"broken before its begin", func(f *fake) { f.accept(); f.event("two", "@broken", `{"message": "no such scenario"}`) },
			"the exercise is broken: scenario two: no such scenario"},
		{"the engine fails", func(f *fake) { f.begin(); f.fault = boom }, "the engine is gone"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				_, err := Drive(t.Context(), start(test.script), twoScenarios())
				require.ErrorContains(t, err, test.want)
				assert.Equal(t, strings.HasPrefix(test.name, "broken"), errors.Is(err, ErrBroken))
			})
		})
	}
}

// Go's runner ends a scenario that hangs by itself and goes on with the others.
func TestGoRunnerEndsItsOwnScenarios(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		job := twoScenarios()
		job.Language = graders.Go
		recording, err := Drive(t.Context(), start(func(f *fake) {
			f.begin()
			time.Sleep(job.Run[0].Wall + grace/2)
			f.event("one", "@timeout", `{"message": "it did not end"}`)
			f.event("two", "@begin", "{}")
			f.event("two", "@end", `{"leaked": 2, "message": "chan send in solution.go:7"}`)
			f.event("", "@done", "{}")
		}), job)
		require.NoError(t, err)
		assert.Equal(t, graders.TimedOut, recording.Runs["one"].Outcome)
		assert.Equal(t, graders.Ended, recording.Runs["two"].Outcome)
		assert.Equal(t, 2, recording.Runs["two"].Leaked)
		assert.Equal(t, "chan send in solution.go:7", recording.Runs["two"].Left)
	})
}

func TestCancelKills(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		f := start(func(f *fake) { f.begin(); f.drip() })
		_, err := Drive(ctx, f, twoScenarios())
		assert.ErrorIs(t, err, context.DeadlineExceeded)
		<-f.killed
	})
}

func TestJobLine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		job := twoScenarios()
		job.Solution = graders.File{Name: "solution.mjs", Content: []byte("export {}\n")}
		f := start(func(f *fake) { f.begin(); f.event("one", "@end", "{}"); f.event("", "@done", "{}") })
		_, err := Drive(t.Context(), f, job)
		require.NoError(t, err)
		assert.Equal(t, map[string]any{"name": "solution.mjs", "content": "export {}\n"}, f.job["solution"])
		assert.Equal(t, 3000.0, f.job["loadMs"])
		first := f.job["run"].([]any)[0].(map[string]any)
		assert.Equal(t, "one", first["name"])
		assert.Equal(t, 2000.0, first["wallMs"])
		assert.Regexp(t, "^[0-9a-f]{32}$", f.nonce)
	})
}
