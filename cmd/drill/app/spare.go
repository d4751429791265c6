package app

import (
	"os"
	"os/exec"

	"drill/graders"
)

// spareCommand makes the command that keeps a process of a kind: this program, under
// the name it was called by.
func spareCommand(cache, temp string) func(graders.Language, bool) *exec.Cmd {
	return func(language graders.Language, network bool) *exec.Cmd {
		program, err := os.Executable()
		args := []string{os.Args[0], "keep", string(language), "--cache", cache, "--temp", temp}
		if network {
			args = append(args, "--network")
		}
		return &exec.Cmd{Path: program, Args: args, Err: err}
	}
}
