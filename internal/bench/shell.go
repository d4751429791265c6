package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"drill/graders"
	"drill/sandbox"
	"drill/sandbox/image"
)

// shellRuns returns a side for a number of runs of one job.
func (b *bench) shellRuns(ctx context.Context) (func(n int) side, error) {
	if err := b.needDocker(); err != nil {
		return nil, err
	}
	made, err := b.docker.Images().Ensure(ctx, graders.Node, b.imageOptions())
	if err != nil {
		return nil, err
	}
	line, err := b.jobLine(ctx)
	if err != nil {
		return nil, err
	}
	job := filepath.Join(b.temp, "job")
	if err := os.WriteFile(job, line, 0o644); err != nil {
		return nil, err
	}
	run := "docker run --rm -i " + strings.Join(shellLimits(b.exercise.EffectiveLimits()), " ") + " " + made.Ref + " < " + job
	out, err := exec.CommandContext(ctx, "sh", "-c", run).Output()
	if err != nil || !bytes.Contains(out, []byte(`"@done"`)) {
		return nil, fmt.Errorf("%s: no end of the job: %w: %.300s", run, err, out)
	}
	return func(n int) side {
		return command(ctx, "", "sh", "-c", "seq "+strconv.Itoa(n)+" | xargs -P2 -I{} sh -c '"+run+" >/dev/null'")
	}, nil
}

// shellLimits are drill's own limits on a container, as docker run takes them.
func shellLimits(l graders.Limits) []string {
	memory := strconv.FormatInt(l.Memory, 10)
	return []string{
		"--network=none", "--ipc=none", "--read-only", "--cap-drop=ALL", "--security-opt=no-new-privileges", "--log-driver=none",
		"--user=" + image.User, "--workdir=" + image.WorkFolder, "--memory=" + memory, "--memory-swap=" + memory, "--cpus=2",
		"--pids-limit=" + strconv.Itoa(l.Processes),
		fmt.Sprintf("--tmpfs=%s:rw,nosuid,nodev,noexec,size=%d,mode=1777", image.WorkFolder, l.Disk),
	}
}

// jobLine is the line that a harness reads to grade the reference.
func (b *bench) jobLine(ctx context.Context) ([]byte, error) {
	solution, err := b.exercise.Reference(graders.Node)
	if err != nil {
		return nil, err
	}
	c := &capture{}
	_, err = graders.Grade(ctx, c, graders.Submission{Exercise: b.exercise, Language: graders.Node, Solution: solution, Seed: 1})
	if c.line.Len() == 0 {
		return nil, fmt.Errorf("no job was sent: %w", err)
	}
	return c.line.Bytes(), nil
}

// capture is a sandbox, and the process in it, that takes a job and ends.
type capture struct{ line bytes.Buffer }

func (c *capture) Run(ctx context.Context, job graders.Job) (*graders.Recording, error) {
	return sandbox.Drive(ctx, c, job)
}

func (c *capture) Stdin() io.WriteCloser       { return kept{&c.line} }
func (c *capture) Stdout() io.Reader           { return strings.NewReader("") }
func (c *capture) Stderr() io.Reader           { return strings.NewReader("") }
func (c *capture) Kill()                       {}
func (c *capture) Wait() (sandbox.Exit, error) { return sandbox.Exit{}, nil }

type kept struct{ io.Writer }

func (kept) Close() error { return nil }
