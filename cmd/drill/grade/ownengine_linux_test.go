package grade

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"

	"drill/sandbox/docker"
	"drill/sandbox/docker/engine"
)

// ownEngine is a Docker engine for one test, on a disk of a given size.
type ownEngine struct {
	t      *testing.T
	disk   string
	socket string
	cmd    *exec.Cmd
	log    *os.File
}

// newEngine starts an engine of its own, which takes the rights of the superuser.
func newEngine(t *testing.T, megabytes int) *ownEngine {
	t.Helper()
	if os.Getuid() != 0 || testing.Short() {
		t.Skip("an engine of one's own needs the superuser, and takes its time")
	}
	if _, err := exec.LookPath("dockerd"); err != nil {
		t.Skip("there is no dockerd to start")
	}
	disk, err := os.MkdirTemp("", "engine-") // a short name, for the sockets in it
	require.NoError(t, err)
	t.Cleanup(func() { _ = os.RemoveAll(disk) })
	e := &ownEngine{t: t, disk: disk}
	require.NoError(t, unix.Mount("tmpfs", e.disk, "tmpfs", 0, fmt.Sprintf("size=%dm", megabytes)))
	t.Cleanup(func() { _ = unix.Unmount(e.disk, unix.MNT_DETACH) })
	e.socket = filepath.Join(e.disk, "engine.sock")
	log, err := os.Create(filepath.Join(t.TempDir(), "log"))
	require.NoError(t, err)
	e.log = log
	t.Cleanup(func() { _ = log.Close() })
	e.start()
	t.Cleanup(e.stop)
	return e
}

// host is the engine's address.
func (e *ownEngine) host() string { return "unix://" + e.socket }

func (e *ownEngine) start() {
	e.t.Helper()
	at := func(name string) string { return filepath.Join(e.disk, name) }
	require.NoError(e.t, os.WriteFile(at("config.json"), []byte("{}"), 0o600)) // none of the machine's own
	e.cmd = exec.Command("dockerd", "--host", e.host(), "--data-root", at("data"), "--exec-root", at("exec"), "--pidfile", at("pid"),
		"--bridge=none", "--iptables=false", "--ip-masq=false", "--config-file", at("config.json"))
	e.cmd.Stdout, e.cmd.Stderr = e.log, e.log
	e.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	require.NoError(e.t, e.cmd.Start())
	answers := func() bool {
		_, err := docker.Available(e.t.Context(), engine.Options{Getenv: e.getenv})
		return err == nil
	}
	if !assert.Eventually(e.t, answers, time.Minute, 50*time.Millisecond) {
		said, _ := os.ReadFile(e.log.Name())
		e.t.Fatalf("the engine does not start: %s", said[max(0, len(said)-3000):])
	}
}

func (e *ownEngine) getenv(name string) string {
	if name == "DOCKER_HOST" {
		return e.host()
	}
	return os.Getenv(name)
}

// kill ends the engine as the kernel does when memory runs out: nothing is tidied.
func (e *ownEngine) kill() {
	e.t.Helper()
	name := filepath.Join(e.disk, "exec", "containerd", "containerd.pid")
	text, err := os.ReadFile(name)
	require.NoError(e.t, err)
	var below int // the part of the engine that starts containers
	_, err = fmt.Sscan(string(text), &below)
	require.NoError(e.t, err)
	require.NoError(e.t, e.cmd.Process.Kill())
	_ = unix.Kill(below, unix.SIGKILL)    // it may have ended with the other
	_ = e.cmd.Wait()                      // it was killed
	require.NoError(e.t, os.Remove(name)) // as after a new start of the machine
}

func (e *ownEngine) stop() {
	_ = e.cmd.Process.Signal(syscall.SIGTERM)
	_ = e.cmd.Wait() // how it ended does not matter any more
	// What watched over containers when the engine was killed knows of no new one.
	lines, _ := filepath.Glob("/proc/[0-9]*/cmdline")
	for _, name := range lines {
		var pid int
		line, _ := os.ReadFile(name)
		if _, err := fmt.Sscanf(name, "/proc/%d/", &pid); err == nil && bytes.Contains(line, []byte(e.disk+"/exec")) {
			_ = unix.Kill(pid, unix.SIGKILL)
		}
	}
}

// ballast takes all that is left of an engine's disk.
type ballast struct{ *os.File }

func (e *ownEngine) ballast() ballast {
	e.t.Helper()
	file, err := os.Create(filepath.Join(e.disk, "ballast"))
	require.NoError(e.t, err)
	e.t.Cleanup(func() { _ = file.Close() })
	return ballast{file}
}

// fill takes what has become free since.
func (b ballast) fill() {
	block := make([]byte, 1<<20)
	for size := len(block); size > 0; {
		if _, err := b.Write(block[:size]); err != nil {
			size /= 2
		}
	}
}
