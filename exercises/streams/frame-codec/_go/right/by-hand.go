package solution

import (
	"fmt"
	"io"
)

type tooLarge struct{ length uint32 }

func (e tooLarge) Error() string        { return fmt.Sprintf("%d bytes are too many", e.length) }
func (e tooLarge) Is(target error) bool { return target == ErrTooLarge }

var ErrTooLarge error = tooLarge{}

type Frame struct {
	Version uint8
	Type    uint16
	Data    []byte
}

func fill(r io.Reader, p []byte, inside bool) error {
	for n := 0; n < len(p); {
		m, err := r.Read(p[n:])
		n += m
		switch {
		case n == len(p):
			return nil
		case err == io.EOF && (inside || n > 0):
			return io.ErrUnexpectedEOF
		case err != nil:
			return err
		}
	}
	return nil
}

func ReadFrame(r io.Reader, maxPayload uint32) (f Frame, err error) {
	h := make([]byte, 7)
	if err = fill(r, h, false); err != nil {
		return f, err
	}
	f.Version, f.Type = h[0], uint16(h[1])<<8|uint16(h[2])
	length := uint32(h[3])<<24 | uint32(h[4])<<16 | uint32(h[5])<<8 | uint32(h[6])
	if length > maxPayload {
		return f, tooLarge{length}
	}
	f.Data = make([]byte, length)
	return f, fill(r, f.Data, true)
}

func AppendFrame(dst []byte, f Frame) []byte {
	n := len(f.Data)
	dst = append(dst, f.Version, byte(f.Type>>8), byte(f.Type), byte(n>>24), byte(n>>16), byte(n>>8), byte(n))
	return append(dst, f.Data...)
}
