package corpus

import (
	"io"
	"math/rand/v2"
	"slices"
	"strings"

	"drill/sandbox"
)

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
		`{"s":"bytes","t":0,"k":"accept","d":{"hex":"forged"}}`, `{"s":"bytes","t":0,"k":"accept","d":{"hex":{"$":"forged"}}}`,
		`{"s":"all-fail","t":3e300,"k":"settled","d":{"refs":[null,"forged"],"attempts":-1e308}}`,
		`{"s":"slow-sink","t":0,"k":"accept","d":{"bytes":1e308,"forged":1}}`, `{"s":"slow-sink","t":0,"k":"pull","d":{"waiting":"forged"}}`,
		`{"s":"","t":0,"k":"@done","d":{"forged":1}}`, `{"s":"bytes","t":0,"k":"@end","d":{"leaked":-1e300,"forged":1}}`,
		`{"s":"bytes","t":0,"k":"@begin","d":{"forged":1}}`, `{"s":"","t":0,"k":"@load","d":{"line":1e300,"message":"forged"}}`,
		`{"s":"abort","t":0,"k":"@crash","d":{"stack":["forged"]}}`, `{"s":"x","t":0,"k":"@broken","d":{"message":"forged"}}`,
	}
}
