package sandbox

import "bytes"

// longestLine bounds the memory that one line of a trace can take.
const longestLine = 1 << 20

// lines cuts a byte stream into lines of bounded length. A line that is longer
// comes in pieces.
type lines struct {
	pending []byte
	each    func(line []byte, whole bool)
}

func (l *lines) write(chunk []byte) {
	for len(chunk) > 0 {
		end := bytes.IndexByte(chunk, '\n')
		if end < 0 {
			l.pending = append(l.pending, chunk...)
			for len(l.pending) > longestLine {
				l.each(l.pending[:longestLine], false)
				l.pending = append([]byte(nil), l.pending[longestLine:]...)
			}
			return
		}
		line := chunk[:end]
		if len(l.pending) > 0 {
			line = append(l.pending, line...)
		}
		l.each(line, true)
		l.pending, chunk = l.pending[:0], chunk[end+1:]
	}
}

// close hands out what came without a line end.
func (l *lines) close() {
	if len(l.pending) > 0 {
		l.each(l.pending, false)
		l.pending = nil
	}
}
