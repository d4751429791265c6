// fails: wire-format
package solution

import (
	"encoding/binary"
	"errors"
	"io"
)

var ErrTooLarge = errors.New("too large")

type Frame struct {
	Version uint8
	Type    uint16
	Data    []byte
}

func ReadFrame(r io.Reader, maxPayload uint32) (Frame, error) {
	header := make([]byte, 7)
	if _, err := io.ReadFull(r, header); err != nil {
		return Frame{}, err
	}
	length := binary.BigEndian.Uint32(header[3:])
	if length > maxPayload {
		return Frame{}, ErrTooLarge
	}
	data := make([]byte, length)
	_, err := io.ReadFull(r, data)
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return Frame{header[0], binary.BigEndian.Uint16(header[1:]), data}, err
}

func AppendFrame(dst []byte, f Frame) []byte {
	dst = append(dst, f.Version)
	dst = binary.BigEndian.AppendUint16(dst, f.Type)
	n := len(f.Data)
	dst = append(dst, 0, byte(n>>16), byte(n>>8), byte(n))
	return append(dst, f.Data...)
}
