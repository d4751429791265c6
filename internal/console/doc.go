// Package console is the terminal as drill sees it: the three streams, how wide
// and how colourful they are, and the keys a person presses. It knows the reader
// (a terminal, a pipe, a screen reader), never the subject.
package console
