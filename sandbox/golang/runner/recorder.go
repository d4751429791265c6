package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"
)

const (
	maxOutput = 4096    // bytes of output in one event
	maxLine   = 2 << 20 // bytes of a line of events; package scenario keeps below
	maxDump   = 1 << 20 // bytes of a crash that are kept
)

// recorder forwards what the process of one scenario, or of several that take turns,
// writes. The event that ends the last of them is held back until everything else is
// through.
type recorder struct {
	nonce     string
	out       *trace
	scenarios string       // the text of scenarios.go
	watch     *watch       // nil until the process has started
	dump      bytes.Buffer // what the Go runtime printed on its way down

	mu      sync.Mutex
	current stimulus
	waiting []stimulus // those that follow it
	lines   int        // read of the process's events
	began   time.Time
	t       float64 // of the latest event, in milliseconds
	final   *event
}

// begin makes the first of these scenarios the current one.
func (r *recorder) begin(turn []stimulus) {
	r.current, r.waiting = turn[0], turn[1:]
	r.began, r.t, r.final = time.Now(), 0, nil
	r.out.send(event{Scenario: r.current.Name, Kind: "@begin"})
}

// events forwards lines that carry the nonce of this process and the number that is
// due, and drops others.
func (r *recorder) events(from io.Reader) {
	lines := bufio.NewReaderSize(from, 64<<10)
	for {
		line, err := readLine(lines)
		if rest, ours := bytes.CutPrefix(line, []byte(r.nonce+" ")); ours {
			r.numbered(bytes.TrimRight(rest, "\n"))
		}
		if lines.Buffered() == 0 {
			r.out.flush()
		}
		if err != nil {
			return
		}
	}
}

// readLine drops lines that are too long.
func readLine(from *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		piece, err := from.ReadSlice('\n')
		if len(line) <= maxLine {
			line = append(line, piece...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			if len(line) > maxLine {
				line = nil
			}
			return line, err
		}
	}
}

// numbered takes the number off a line. Lines in between that did not arrive were taken
// out of the pipe on the way: then nothing counts of what follows.
func (r *recorder) numbered(line []byte) {
	number, text, _ := bytes.Cut(line, []byte(" "))
	r.mu.Lock()
	due := string(number) == strconv.Itoa(r.lines)
	r.lines++
	if !due && r.final == nil {
		r.final = &event{T: r.t, Kind: "@crash", Data: data{"message": "events of the scenario are missing: something took them away before they arrived"}}
	}
	r.mu.Unlock()
	if due {
		r.event(text)
	}
}

func (r *recorder) event(text []byte) {
	var e struct {
		event
		Data json.RawMessage `json:"d"` // decoded only where it is looked at
	}
	if json.Unmarshal(text, &e) != nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if e.Scenario != r.current.Name {
		return
	}
	r.t = max(r.t, e.T)
	switch {
	case r.final != nil:
	case strings.HasPrefix(e.Kind, "@"):
		r.final = &e.event
		_ = json.Unmarshal(e.Data, &r.final.Data) // text is JSON; what is no object says nothing
		r.pass()
	default:
		r.out.hold(text)
	}
}

// pass lets the next scenario have its turn when the current one has left nothing
// behind: the process goes on with it then.
func (r *recorder) pass() {
	if r.final.Kind != "@end" || len(r.final.Data) > 0 || len(r.waiting) == 0 {
		return
	}
	r.end(complete(*r.final, false))
	r.begin(r.waiting)
	r.watch.again(r.current.wall())
}

func (r *recorder) stdout(from io.Reader) {
	piece := make([]byte, maxOutput)
	kept := 0 // bytes of a character that is not complete yet
	for {
		n, err := from.Read(piece[kept:])
		whole := wholeRunes(piece[:kept+n])
		if err != nil {
			whole = kept + n
		}
		r.output("stdout", piece[:whole])
		kept = copy(piece, piece[whole:kept+n])
		if err != nil {
			return
		}
	}
}

// wholeRunes is the length of text without an incomplete last character.
func wholeRunes(text []byte) int {
	for i := len(text) - 1; i >= max(0, len(text)-utf8.UTFMax); i-- {
		if utf8.RuneStart(text[i]) && !utf8.FullRune(text[i:]) {
			return i
		}
	}
	return len(text)
}

// stderr forwards lines until one looks like the Go runtime's last words; from
// there on text is kept for the verdict.
func (r *recorder) stderr(from io.Reader) {
	lines := bufio.NewReaderSize(from, maxOutput)
	atStart, falling := true, false
	for {
		line, err := lines.ReadSlice('\n')
		falling = falling || atStart && isLastWords(line)
		if falling {
			r.dump.Write(line[:min(len(line), maxDump-r.dump.Len())])
		} else {
			r.output("stderr", line)
		}
		atStart = bytes.HasSuffix(line, []byte("\n"))
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			return
		}
	}
}

func isLastWords(line []byte) bool {
	for _, begin := range []string{"panic: ", "fatal error: ", "runtime: ", "SIGQUIT: ", "unexpected fault address", "SIG"} {
		if bytes.HasPrefix(line, []byte(begin)) {
			return true
		}
	}
	return false
}

func (r *recorder) output(stream string, text []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for piece := range slices.Chunk(text, maxOutput) {
		r.out.send(event{Scenario: r.current.Name, T: r.now(), Kind: "@output",
			Data: data{"stream": stream, "text": string(piece)}})
	}
}

// now is the scenario's time as far as the runner knows it.
func (r *recorder) now() float64 {
	if !r.current.virtual() {
		return max(r.t, float64(time.Since(r.began).Microseconds())/1000)
	}
	return r.t
}

// finish sends the event that ends the last scenario.
func (r *recorder) finish(e event) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.end(e)
}

func (r *recorder) end(e event) {
	e.Scenario, e.T = r.current.Name, r.now()
	if r.final != nil {
		e.T = r.final.T
	}
	r.out.send(e)
}
