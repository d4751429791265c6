package solution

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// ErrTooLarge says that a frame declares more payload than is allowed.
var ErrTooLarge = errors.New("frame is too large")

// headerSize is the number of bytes before the payload.
const headerSize = 7

// Frame is one message: version u8, type u16, length u32 and payload on the wire,
// big-endian.
type Frame struct {
	Version uint8
	Type    uint16
	Data    []byte
}

// ReadFrame reads one frame and not a byte more. It returns io.EOF between frames,
// io.ErrUnexpectedEOF inside one, and ErrTooLarge at a length over maxPayload bytes.
//
// io.ReadFull draws the line between the two ends by itself, but for the payload:
// a frame whose payload is missing altogether did not end cleanly.
func ReadFrame(r io.Reader, maxPayload uint32) (Frame, error) {
	var header [headerSize]byte
	if _, err := io.ReadFull(r, header[:]); err != nil {
		return Frame{}, err
	}
	length := binary.BigEndian.Uint32(header[3:])
	if length > maxPayload {
		return Frame{}, fmt.Errorf("%w: %d bytes, at most %d are allowed", ErrTooLarge, length, maxPayload)
	}
	f := Frame{Version: header[0], Type: binary.BigEndian.Uint16(header[1:]), Data: make([]byte, length)}
	if _, err := io.ReadFull(r, f.Data); err != nil {
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		return Frame{}, fmt.Errorf("payload of %d bytes: %w", length, err)
	}
	return f, nil
}

// AppendFrame appends the frame's bytes to dst and returns the extended slice.
func AppendFrame(dst []byte, f Frame) []byte {
	dst = append(dst, f.Version)
	dst = binary.BigEndian.AppendUint16(dst, f.Type)
	dst = binary.BigEndian.AppendUint32(dst, uint32(len(f.Data)))
	return append(dst, f.Data...)
}
