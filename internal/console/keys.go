package console

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// Keys reads single keys of the terminal, unechoed, until the input ends. Output
// and Ctrl-C work as always. The function it returns gives the terminal back as
// it was; it may be called more than once.
func (c *Console) Keys() (<-chan rune, func(), error) {
	f, ok := c.In.(*os.File)
	if !ok || !c.Interactive {
		return nil, func() {}, errors.New("the input is no terminal")
	}
	restore, err := singleKeys(int(f.Fd()))
	if err != nil {
		return nil, func() {}, fmt.Errorf("read keys: %w", err)
	}
	keys := make(chan rune)
	go readKeys(f, keys)
	return keys, restore, nil
}

// readKeys ends with the input; while nobody listens it holds one key at most.
func readKeys(in io.Reader, keys chan<- rune) {
	reader := bufio.NewReader(in)
	for {
		key, _, err := reader.ReadRune()
		if err != nil {
			close(keys)
			return
		}
		keys <- key
	}
}

// Ask prints a question and returns the answer in lower case; the end of the
// input is an empty answer.
func (c *Console) Ask(question string) (string, error) {
	c.Printf("%s ", question)
	line, err := bufio.NewReader(c.In).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("read the answer: %w", err)
	}
	return strings.ToLower(strings.TrimSpace(line)), nil
}
