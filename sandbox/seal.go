package sandbox

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math/bits"
)

// Seal marks the messages of a harness that shares its process with the learner's
// code. Such code may put a file in the place of the standard output and read what
// the harness writes there, so a mark must be worth nothing to whoever sees it: it
// is SipHash-2-4 (Aumasson and Bernstein, 2012) of the number of the message and of
// its bytes, under a key that is never written. A message that was changed, left
// out, repeated or put elsewhere does not open, and none does after one is missing.
type Seal struct {
	k0, k1 uint64
	next   uint64 // number of the next message
}

// NewSeal returns the seal of a job's nonce of 32 hexadecimal digits; any other
// text makes one that opens nothing that a harness writes.
func NewSeal(nonce string) *Seal {
	key, err := hex.DecodeString(nonce)
	if err != nil || len(key) != nonceBytes {
		key = make([]byte, nonceBytes)
	}
	return &Seal{k0: binary.LittleEndian.Uint64(key), k1: binary.LittleEndian.Uint64(key[8:])}
}

// sealDigits is the length of a mark, in hexadecimal digits.
const sealDigits = 16

// Mark returns the line, without its end, that holds the next message.
func (s *Seal) Mark(message []byte) []byte {
	line := fmt.Appendf(nil, "%016x ", s.sum(message))
	s.next++
	return append(line, message...)
}

// Open finds the next message at the end of a line and returns where its mark
// begins: what is before it was printed without a line end. JSON cannot hold the
// beginning of a message within one.
func (s *Seal) Open(line []byte) (at int, message []byte, ok bool) {
	begin := bytes.LastIndex(line, []byte(` {"s":`))
	if begin < sealDigits {
		return 0, nil, false
	}
	at, message = begin-sealDigits, line[begin+1:]
	if !bytes.Equal(line[at:begin], fmt.Appendf(nil, "%016x", s.sum(message))) {
		return 0, nil, false
	}
	s.next++
	return at, message, true
}

// sum hashes the number of the next message, 8 bytes with the lowest first, and
// the message.
func (s *Seal) sum(message []byte) uint64 {
	h := sip{s.k0 ^ 0x736f6d6570736575, s.k1 ^ 0x646f72616e646f6d, s.k0 ^ 0x6c7967656e657261, s.k1 ^ 0x7465646279746573}
	h = h.block(s.next)
	last := uint64(len(message)+8) << 56
	for ; len(message) >= 8; message = message[8:] {
		h = h.block(binary.LittleEndian.Uint64(message))
	}
	for i, b := range message {
		last |= uint64(b) << (8 * i)
	}
	h = h.block(last)
	h.v2 ^= 0xff
	h = h.round().round().round().round()
	return h.v0 ^ h.v1 ^ h.v2 ^ h.v3
}

// sip is the state of SipHash; as a value it stays in registers.
type sip struct{ v0, v1, v2, v3 uint64 }

func (h sip) block(m uint64) sip {
	h.v3 ^= m
	h = h.round().round()
	h.v0 ^= m
	return h
}

func (h sip) round() sip {
	h.v0 += h.v1
	h.v1 = bits.RotateLeft64(h.v1, 13) ^ h.v0
	h.v0 = bits.RotateLeft64(h.v0, 32)
	h.v2 += h.v3
	h.v3 = bits.RotateLeft64(h.v3, 16) ^ h.v2
	h.v0 += h.v3
	h.v3 = bits.RotateLeft64(h.v3, 21) ^ h.v0
	h.v2 += h.v1
	h.v1 = bits.RotateLeft64(h.v1, 17) ^ h.v2
	h.v2 = bits.RotateLeft64(h.v2, 32)
	return h
}
