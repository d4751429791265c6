package solution

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
)

var ErrTooLarge = errors.New("frame is too large")

type Frame struct {
	Version uint8
	Type    uint16
	Data    []byte
}

type header struct {
	Version uint8
	Type    uint16
	Length  uint32
}

func ReadFrame(r io.Reader, maxPayload uint32) (Frame, error) {
	var h header
	if err := binary.Read(r, binary.BigEndian, &h); err != nil {
		return Frame{}, err
	}
	if h.Length > maxPayload {
		return Frame{}, ErrTooLarge
	}
	var payload bytes.Buffer
	_, err := io.CopyN(&payload, r, int64(h.Length))
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return Frame{h.Version, h.Type, payload.Bytes()}, err
}

func AppendFrame(dst []byte, f Frame) []byte {
	b := bytes.NewBuffer(dst)
	binary.Write(b, binary.BigEndian, header{f.Version, f.Type, uint32(len(f.Data))})
	b.Write(f.Data)
	return b.Bytes()
}
