package local

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"drill/sandbox/node"
)

// oldestNode is the first major version with all that the harness uses.
const oldestNode = 20

const installNode = "install Node.js 20 or newer from https://nodejs.org and put it on PATH"

// node returns the harness under this machine's node.
func (s *Sandbox) node(ctx context.Context) (program, error) {
	binary, err := s.findNode(ctx)
	if err != nil {
		return program{}, err
	}
	folder, err := install(s.options.Cache, "node-"+node.Version(), node.Harness())
	if err != nil {
		return program{}, err
	}
	return program{
		path: binary.Path, args: append(node.Flags(), filepath.Join(folder, node.Entry)),
		ahead: []string{node.Rehearse},
		reads: []string{folder},
	}, nil
}

// nodeBinary is a node that was asked for its version. To ask takes as long as a
// grading, so the answer is kept for as long as both files stay the same.
type nodeBinary struct {
	Command string `json:"command"` // stamp of what was called, perhaps a version manager
	Path    string `json:"path"`    // of node itself
	Stamp   string `json:"stamp"`   // of Path
	Version string `json:"version"` // such as v20.20.2
}

func (s *Sandbox) findNode(ctx context.Context) (nodeBinary, error) {
	command := s.options.Node
	if command == "" {
		command = "node"
	}
	path, err := exec.LookPath(command)
	if err != nil {
		return nodeBinary{}, fmt.Errorf("found no %s command: %s", command, installNode)
	}
	stamp, err := stampOf(path)
	if err != nil {
		return nodeBinary{}, fmt.Errorf("cannot find the node command: %w", err)
	}
	memory := filepath.Join(s.options.Cache, "node.json")
	if known, ok := remembered(memory, stamp); ok {
		return known, nil
	}
	b, err := askNode(ctx, path)
	if err != nil {
		return nodeBinary{}, err
	}
	b.Command = stamp
	// Without the file the next drill asks again, which is slower and no error.
	if text, err := json.Marshal(b); err == nil {
		_ = writeAtomically(memory, text)
	}
	return b, nil
}

func remembered(memory, command string) (nodeBinary, bool) {
	var b nodeBinary
	text, err := os.ReadFile(memory)
	if err != nil || json.Unmarshal(text, &b) != nil || b.Command != command {
		return b, false
	}
	stamp, err := stampOf(b.Path)
	return b, err == nil && stamp == b.Stamp
}

// stampOf identifies a program without starting it.
func stampOf(path string) (string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%s %d %d", path, info.Size(), info.ModTime().UnixNano()), nil
}

// askNode has a node tell where it is and what it is. Version managers put a
// program of their own on PATH, which needs files that the sandbox withholds.
func askNode(ctx context.Context, path string) (nodeBinary, error) {
	const patience = 10 * time.Second
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, path, "-p", "JSON.stringify([process.version, process.execPath])")
	cmd.WaitDelay = time.Second
	out, err := cmd.Output()
	var answer [2]string
	if err == nil {
		err = json.Unmarshal(out, &answer)
	}
	if err != nil {
		return nodeBinary{}, fmt.Errorf("%s does not say its version: %w; %s", path, errors.Join(ctx.Err(), err), installNode)
	}
	version, real := answer[0], answer[1]
	if major(version) < oldestNode {
		return nodeBinary{}, fmt.Errorf("%s is %s, which is too old: %s", path, version, installNode)
	}
	stamp, err := stampOf(real)
	return nodeBinary{Path: real, Stamp: stamp, Version: version}, err
}

func major(version string) int {
	first, _, _ := strings.Cut(strings.TrimPrefix(version, "v"), ".")
	n, _ := strconv.Atoi(first)
	return n
}
