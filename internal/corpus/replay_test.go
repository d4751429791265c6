package corpus

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/exercises"
	"drill/graders"
	"drill/internal/testbed"
	"drill/sandbox"
)

// replay is a process that answers every job with bytes of the test's choice.
type replay struct {
	stdin          *io.PipeWriter
	stdout, stderr *io.PipeReader
	close          func()
}

// begin starts a process; write is given the job's nonce and the output.
func begin(write func(nonce string, stdout, stderr io.Writer)) *replay {
	r := &replay{}
	job, stdin := io.Pipe()
	stdout, out := io.Pipe()
	stderr, errors := io.Pipe()
	r.stdin, r.stdout, r.stderr = stdin, stdout, stderr
	r.close = sync.OnceFunc(func() { job.Close(); stdout.Close(); stderr.Close() })
	go func() {
		defer out.Close()
		defer errors.Close()
		line, _ := bufio.NewReader(job).ReadBytes('\n')
		var sent struct{ Nonce string }
		if json.Unmarshal(line, &sent) == nil {
			write(sent.Nonce, out, errors)
		}
	}()
	return r
}

func (r *replay) Stdin() io.WriteCloser                                  { return r.stdin }
func (r *replay) Stdout() io.Reader                                      { return r.stdout }
func (r *replay) Stderr() io.Reader                                      { return r.stderr }
func (r *replay) Kill()                                                  { r.close() }
func (r *replay) Wait() (sandbox.Exit, error)                            { return sandbox.Exit{}, nil }
func asSandbox(write func(string, io.Writer, io.Writer)) graders.Sandbox { return player{write} }

// player is a sandbox of such processes.
type player struct {
	write func(string, io.Writer, io.Writer)
}

func (p player) Run(ctx context.Context, job graders.Job) (*graders.Recording, error) {
	return sandbox.Drive(ctx, begin(p.write), job)
}

// tape is the messages of a real run of a right solution, and what it was run with.
type tape struct {
	exercise *graders.Exercise
	seed     uint64
	lines    []string
}

// record runs the reference of an exercise and writes down what it did.
func record(t testing.TB, slug string) tape {
	t.Helper()
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("no node command")
	}
	exercise, known := exercises.Find(slug)
	require.True(t, known)
	reference, err := exercise.Reference(graders.Node)
	require.NoError(t, err)
	tape := tape{exercise: exercise, seed: rand.Uint64(), lines: []string{message("", 0, "@job", graders.Data{"runtime": "node"})}}
	report, err := graders.Grade(context.Background(), localSandbox(t, testbed.Cache(t)), graders.Submission{
		Exercise: exercise, Language: graders.Node, Solution: reference, Seed: tape.seed,
	})
	require.NoError(t, err)
	require.True(t, report.Passed(), describe(report))
	for _, run := range report.Runs {
		tape.lines = append(tape.lines, message(run.Scenario, 0, "@begin", nil))
		for _, e := range run.Events {
			t := e.T
			if run.Clock == graders.Real {
				t = 0 // a replay takes no time
			}
			tape.lines = append(tape.lines, message(run.Scenario, t, e.Kind, e.Data))
		}
		tape.lines = append(tape.lines, message(run.Scenario, 0, "@end", nil))
	}
	tape.lines = append(tape.lines, message("", 0, "@done", nil))
	return tape
}

func message(scenario string, t float64, kind string, data graders.Data) string {
	text, err := json.Marshal(data)
	if err != nil {
		panic(err)
	}
	return fmt.Sprintf(`{"s":%q,"t":%v,"k":%q,"d":%s}`, scenario, t, kind, text)
}

// play grades a made-up process with the tape's inputs.
func (tape tape) play(t testing.TB, write func(nonce string, stdout, stderr io.Writer)) (*graders.Report, error) {
	t.Helper()
	return graders.Grade(context.Background(), asSandbox(write), graders.Submission{
		Exercise: tape.exercise, Language: graders.Node, Solution: graders.File{Name: "solution.mjs"}, Seed: tape.seed,
	})
}

func TestAnUntouchedTapePasses(t *testing.T) {
	for _, slug := range []string{"backpressure-copy", "retry-and-report"} {
		tape := record(t, slug)
		report, err := tape.play(t, func(nonce string, stdout, _ io.Writer) {
			seal := sandbox.NewSeal(nonce)
			for _, line := range tape.lines {
				_, _ = stdout.Write(append(seal.Mark([]byte(line)), '\n'))
			}
		})
		require.NoError(t, err)
		assert.True(t, report.Passed(), describe(report))
	}
}

// TestDamagedTapes grades real traces with random damage: bytes cut off, lines
// left out, repeated, moved, made too long and made up, in pieces of any size.
func TestDamagedTapes(t *testing.T) {
	rounds := 40
	if testing.Short() {
		rounds = 20
	}
	for _, slug := range []string{"backpressure-copy", "retry-and-report"} {
		tape := record(t, slug)
		for _, knows := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, nonce known %v", slug, knows), func(t *testing.T) {
				for range rounds {
					damage := damage{seed: rand.Uint64(), knows: knows}
					if !damage.check(t, tape) {
						return
					}
				}
			})
		}
	}
}

// damage is a way of spoiling a tape. Who knows the nonce spoils messages and marks
// them afterwards, as no hostile process can: it has nothing left to forge, but a
// check still needs its events. All others spoil lines that are sealed.
type damage struct {
	seed  uint64
	knows bool
}

func (d damage) check(t *testing.T, tape tape) bool {
	t.Helper()
	report, err := tape.play(t, func(nonce string, stdout, stderr io.Writer) { d.write(tape, nonce, stdout, stderr) })
	if err != nil {
		return assert.Regexp(t, "the harness did not answer|the exercise is broken", err.Error(), "damage %d", d.seed)
	}
	return d.checkEvents(t, tape, report) && d.checkVerdicts(t, tape, report)
}

// checkEvents finds no event that was not sent and, under the seal, no run that
// ended with other events than it had.
func (d damage) checkEvents(t *testing.T, tape tape, report *graders.Report) bool {
	t.Helper()
	sent := map[string]bool{}
	for _, line := range d.messages(tape) {
		sent[canonical(line)] = true
	}
	for _, run := range report.Runs {
		var got []string
		for _, e := range run.Events {
			got = append(got, message(run.Scenario, e.T, e.Kind, e.Data))
			if !assert.True(t, sent[got[len(got)-1]], "damage %d: nobody sent %s", d.seed, got[len(got)-1]) {
				return false
			}
		}
		if run.Outcome == graders.Ended && !d.knows && !assert.Equal(t, tape.events(run.Scenario), got, "damage %d", d.seed) {
			return false
		}
	}
	return true
}

// checkVerdicts finds no pass of a check whose scenario did not come to its end
// with events.
func (d damage) checkVerdicts(t *testing.T, tape tape, report *graders.Report) bool {
	t.Helper()
	ended := map[string]bool{}
	for _, run := range report.Runs {
		ended[run.Scenario] = run.Outcome == graders.Ended && len(run.Events) > 0
	}
	for _, v := range report.Verdicts {
		scenario := consults(tape.exercise, v.Concept.ID)
		if v.Passed() && !assert.True(t, ended[scenario], "damage %d: %s passed without %q", d.seed, v.Concept.ID, scenario) {
			return false
		}
	}
	return true
}

// consults is a scenario without which a concept of the two exercises cannot pass.
func consults(e *graders.Exercise, concept string) string {
	return map[string]string{
		"data-integrity": "bytes", "backpressure": "slow-sink", "completion-after-flush": "slow-flush",
		"error-propagation": "flush-fails", "resource-cleanup": "sink-fails",
		"error-classification": "permanent-error", "backoff-growth": "all-fail", "jitter-bounded": "jitter",
		"attempt-budget": "success-later", "cause-preserved": "all-fail", "error-exposure": "answers",
		"cancellation": map[string]string{"backpressure-copy": "stalled-source", "retry-and-report": "abort"}[e.Slug],
	}[concept]
}

func (tape tape) events(scenario string) []string {
	var found []string
	for _, line := range tape.lines {
		var e struct{ S, K string }
		if json.Unmarshal([]byte(line), &e) == nil && e.S == scenario && !strings.HasPrefix(e.K, "@") {
			found = append(found, canonical(line))
		}
	}
	return found
}

// canonical spells a message as the recording of it is spelt here.
func canonical(line string) string {
	var m struct {
		S, K string
		T    float64
		D    graders.Data
	}
	if json.Unmarshal([]byte(line), &m) != nil {
		return ""
	}
	return message(m.S, m.T, m.K, m.D)
}

func (d damage) random() *rand.Rand { return rand.New(rand.NewPCG(d.seed, 0)) }

// messages are those that the recorder may take for true.
func (d damage) messages(tape tape) []string {
	if d.knows {
		return spoil(d.random(), slices.Clone(tape.lines))
	}
	return tape.lines
}

// lines are the tape's, marked and spoilt.
func (d damage) lines(r *rand.Rand, tape tape, nonce string) []string {
	var lines []string
	if d.knows {
		for _, line := range spoil(r, slices.Clone(tape.lines)) {
			lines = append(lines, nonce+" "+line)
		}
		return lines
	}
	seal := sandbox.NewSeal(nonce)
	for _, line := range tape.lines {
		lines = append(lines, string(seal.Mark([]byte(line))))
	}
	return spoil(r, lines)
}

// write writes the spoilt tape in pieces, some of which go to standard error, too.
func (d damage) write(tape tape, nonce string, stdout, stderr io.Writer) {
	r := d.random()
	text := strings.Join(d.lines(r, tape, nonce), "\n") + "\n"
	if r.IntN(4) == 0 {
		text = text[:r.IntN(len(text)+1)]
	}
	for len(text) > 0 {
		n := min(len(text), 1+r.IntN(1<<r.IntN(16)))
		if r.IntN(50) == 0 {
			_, _ = io.WriteString(stderr, text[:n])
		}
		if _, err := io.WriteString(stdout, text[:n]); err != nil {
			return
		}
		text = text[n:]
	}
}

// spoil cuts off, repeats, moves, leaves out, lengthens, makes up and changes a few
// lines.
func spoil(r *rand.Rand, lines []string) []string {
	for range r.IntN(6) {
		at := r.IntN(len(lines))
		switch r.IntN(7) {
		case 0:
			lines[at] = lines[at][:r.IntN(len(lines[at])+1)]
		case 1:
			lines = slices.Insert(lines, at, lines[r.IntN(len(lines))])
		case 2:
			other := r.IntN(len(lines))
			lines[at], lines[other] = lines[other], lines[at]
		case 3:
			lines = slices.Delete(lines, at, min(len(lines), at+1+r.IntN(8)))
			if len(lines) == 0 {
				return []string{""}
			}
		case 4:
			lines[at] += strings.Repeat("x", r.IntN(1<<r.IntN(23)))
		case 5:
			lines = slices.Insert(lines, at, forgeries()[r.IntN(len(forgeries()))])
		case 6:
			b := []byte(lines[at])
			if len(b) > 0 {
				b[r.IntN(len(b))] ^= byte(1 + r.IntN(255))
			}
			lines[at] = string(b)
		}
	}
	return lines
}

func forgeries() []string {
	return []string{
		"", "null", "[]", `{"s":"forged"}`, strings.Repeat("[", 20_000),
		`{"s":"bytes","t":1e999,"k":"write","forged":1}`, `{"s":"bytes","t":-1,"k":"write","forged":1}`,
		`{"s":"bytes","t":0,"k":"write","d":{"hex":"forged"}}`, `{"s":"bytes","t":0,"k":"write","d":{"hex":{"$":"forged"}}}`,
		`{"s":"all-fail","t":3e300,"k":"settled","d":{"refs":[null,"forged"],"attempts":-1e308}}`,
		`{"s":"slow-sink","t":0,"k":"accept","d":{"bytes":1e308,"forged":1}}`, `{"s":"slow-sink","t":0,"k":"pull","d":{"waiting":"forged"}}`,
		`{"s":"","t":0,"k":"@done","d":{"forged":1}}`, `{"s":"bytes","t":0,"k":"@end","d":{"leaked":-1e300,"forged":1}}`,
		`{"s":"bytes","t":0,"k":"@begin","d":{"forged":1}}`, `{"s":"","t":0,"k":"@load","d":{"line":1e300,"message":"forged"}}`,
		`{"s":"abort","t":0,"k":"@crash","d":{"stack":["forged"]}}`, `{"s":"x","t":0,"k":"@broken","d":{"message":"forged"}}`,
	}
}
