// fails: buffer-ownership
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

// slab is cut from the front; each piece keeps the capacity of all that follows.
var slab = make([]byte, 1<<16)

func ReadFrame(r io.Reader, maxPayload uint32) (Frame, error) {
	header := make([]byte, 7)
	if _, err := io.ReadFull(r, header); err != nil {
		return Frame{}, err
	}
	length := binary.BigEndian.Uint32(header[3:])
	if length > maxPayload {
		return Frame{}, ErrTooLarge
	}
	if int(length) > len(slab) {
		slab = make([]byte, max(length, 1<<16))
	}
	data := slab[:length]
	slab = slab[length:]
	_, err := io.ReadFull(r, data)
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return Frame{header[0], binary.BigEndian.Uint16(header[1:]), data}, err
}

func AppendFrame(dst []byte, f Frame) []byte {
	dst = append(dst, f.Version)
	dst = binary.BigEndian.AppendUint16(dst, f.Type)
	dst = binary.BigEndian.AppendUint32(dst, uint32(len(f.Data)))
	return append(dst, f.Data...)
}
