package golang

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"go/version"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// oldestGo is the first Go with testing/synctest, the virtual clock.
const oldestGo = "go1.26"

func findGo(command string) (string, error) {
	if command == "" {
		command = "go"
	}
	path, err := exec.LookPath(command)
	if err != nil {
		return "", fmt.Errorf("found no %s command: install Go 1.26 or newer from https://go.dev/dl and put it on PATH", command)
	}
	return filepath.Abs(path)
}

// goCommand runs the host's go for a target, in a folder, free of the settings
// of the person and of the folder they are in.
type goCommand struct {
	path, dir, goos, goarch string
}

func (g goCommand) environment() []string {
	return append(os.Environ(), "GOOS="+g.goos, "GOARCH="+g.goarch,
		"GOFLAGS=", "GOENV=off", "GOWORK=off", "GOTOOLCHAIN=local", "GO111MODULE=on", "GOPROXY=off",
		"GOEXPERIMENT=", "GOAMD64=", "GOARM64=", "GODEBUG=", "GOROOT=", "CGO_ENABLED=0")
}

func (g goCommand) run(ctx context.Context, args ...string) (string, error) {
	return g.start(ctx, g.path, args...)
}

func (g goCommand) start(ctx context.Context, program string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Dir, cmd.Env = g.dir, g.environment()
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		what := filepath.Base(program) + " " + args[0]
		return "", fmt.Errorf("%s: %w: %s", what, err, strings.TrimSpace(stderr.String()))
	}
	return stdout.String(), nil
}

// goInfo is what go env says.
type goInfo struct {
	GOVERSION, GOHOSTOS, GOHOSTARCH string
}

// info also refuses a Go that is too old.
func (g goCommand) info(ctx context.Context) (goInfo, error) {
	var info goInfo
	text, err := g.run(ctx, "env", "-json", "GOVERSION", "GOHOSTOS", "GOHOSTARCH")
	if err != nil {
		return info, err
	}
	if err := json.Unmarshal([]byte(text), &info); err != nil {
		return info, fmt.Errorf("go env: %w", err)
	}
	if version.IsValid(info.GOVERSION) && version.Compare(info.GOVERSION, oldestGo) < 0 {
		return info, fmt.Errorf("%s is %s, which is too old: install Go 1.26 or newer from https://go.dev/dl",
			g.path, info.GOVERSION)
	}
	return info, nil
}
