package sandbox

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
)

// The vectors are those of SipHash's authors, key 00 01 ... 0f: of the 15 bytes 00
// to 0e (appendix A of the paper) and of the 8 bytes 00 to 07. The first 8 bytes
// are the number of the message.
func TestSealIsSipHash(t *testing.T) {
	seal := NewSeal("000102030405060708090a0b0c0d0e0f")
	seal.next = 0x0706050403020100
	assert.Equal(t, uint64(0xa129ca6149be45e5), seal.sum([]byte{8, 9, 10, 11, 12, 13, 14}))
	assert.Equal(t, uint64(0x93f5f5799a932462), seal.sum(nil))
}

func TestSealOpensEveryMessageOnceAndInOrder(t *testing.T) {
	sealed := NewSeal(nonce)
	var lines [][]byte
	for _, message := range []string{`{"s":"v","t":0,"k":"@begin"}`, `{"s":"v","t":1,"k":" {\"s\":"}`, `{"s":"v","t":2,"k":"@end"}`} {
		lines = append(lines, sealed.Mark([]byte(message)))
	}
	tests := map[string]struct {
		lines []string
		opens int
	}{
		"as written":      {[]string{string(lines[0]), string(lines[1]), string(lines[2])}, 3},
		"after output":    {[]string{"printed " + string(lines[0]), string(lines[1])}, 2},
		"after a forgery": {[]string{strings.Repeat("0", 16) + ` {"s":"v"} ` + string(lines[0])}, 1},
		"one left out":    {[]string{string(lines[0]), string(lines[2])}, 1},
		"repeated":        {[]string{string(lines[0]), string(lines[0]), string(lines[0])}, 1},
		"out of order":    {[]string{string(lines[1]), string(lines[2])}, 0},
		"changed":         {[]string{strings.Replace(string(lines[0]), `"v"`, `"r"`, 1)}, 0},
		"cut":             {[]string{string(lines[0][:len(lines[0])-1])}, 0},
		"only the mark":   {[]string{string(lines[0][:17])}, 0},
		"empty":           {[]string{""}, 0},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			seal, opened := NewSeal(nonce), 0
			for _, line := range test.lines {
				if _, message, ok := seal.Open([]byte(line)); ok {
					require.True(t, strings.HasPrefix(string(message), `{"s":"v"`))
					opened++
				}
			}
			assert.Equal(t, test.opens, opened)
		})
	}
}

// A harness that seals its first message seals all: the nonce in plain text is then
// worth nothing, nor is it known to anybody.
func TestARecorderHoldsAHarnessToItsSeal(t *testing.T) {
	seal, sealed := NewSeal(nonce), ""
	for _, kind := range []string{"@job", "@begin", "x", "@end"} {
		scenario := "v"
		if kind == "@job" {
			scenario = ""
		}
		sealed += string(seal.Mark([]byte(`{"s":"`+scenario+`","t":0,"k":"`+kind+`"}`))) + "\n"
	}
	r := newTestRecorder()
	feed(r, sealed, 7)
	assert.Equal(t, "v ended x@0; r not-reached;", summary(r))

	r = newTestRecorder()
	r.limits.Output = 1 << 10
	feed(r, strings.SplitAfter(sealed, "\n")[0]+trace("v!@begin", "v!@end"), 1<<10)
	assert.True(t, r.greeted)
	assert.Contains(t, summary(r), "v not-reached; r not-reached;")

	r = newTestRecorder()
	feed(r, trace("v!@begin")+sealed, 1<<10)
	assert.False(t, r.greeted, "and one that does not, to that")
	assert.Equal(t, graders.NotReached, r.recording.Runs["v"].Outcome)
}
