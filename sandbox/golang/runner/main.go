// Command runner is drill's harness for Go: the process in the sandbox. It waits
// for one job on standard input, compiles the learner's package and the
// exercise's scenarios with the compiler and linker of a bundle, runs each
// scenario in a process of its own, and writes the trace to standard output.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"time"
)

func main() {
	err := run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	if err != nil {
		fmt.Fprintln(os.Stderr, "runner:", err)
		os.Exit(2)
	}
}

// errIdle says that no job came within the idle time, or ever will.
var errIdle = errors.New("no job")

func run(args []string, stdin io.ReadCloser, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("runner", flag.ContinueOnError)
	flags.SetOutput(stderr)
	root := flags.String("goroot", "", "folder of the bundle: bin and pkg")
	work := flags.String("work", "", "writable folder")
	idle := flags.Float64("idle", 0, "seconds after which a runner without a job ends; 0 is never")
	if err := flags.Parse(args); err != nil {
		return err
	}
	tools, err := openToolchain(*root, *work)
	if err != nil {
		return err
	}
	reaper := harden()
	defer reaper.killAll()
	j, err := waitForJob(stdin, time.Duration(*idle*float64(time.Second)))
	if errors.Is(err, errIdle) {
		return nil
	}
	if err != nil {
		return err
	}
	runJob(j, tools, reaper, newTrace(stdout, j.Nonce))
	return nil
}

// waitForJob reads the one line of the job and closes the input, so that no
// other process can read what is left of it.
func waitForJob(stdin io.ReadCloser, idle time.Duration) (job, error) {
	type answer struct {
		line []byte
		err  error
	}
	answers := make(chan answer, 1)
	go func() {
		line, err := bufio.NewReader(stdin).ReadBytes('\n')
		answers <- answer{line, err}
	}()
	var expired <-chan time.Time
	if idle > 0 {
		expired = time.After(idle)
	}
	select {
	case <-expired:
		return job{}, errIdle
	case a := <-answers:
		stdin.Close()
		if len(a.line) == 0 && errors.Is(a.err, io.EOF) {
			return job{}, errIdle
		}
		return parseJob(a.line)
	}
}

func parseJob(line []byte) (job, error) {
	var j job
	if err := json.Unmarshal(line, &j); err != nil {
		return job{}, fmt.Errorf("the job is not JSON: %w", err)
	}
	if j.Nonce == "" {
		return job{}, errors.New("the job has no nonce")
	}
	return j, nil
}
