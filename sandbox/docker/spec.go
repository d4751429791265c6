package docker

import (
	"fmt"
	"strconv"
	"time"

	"github.com/moby/moby/api/types/container"
	"github.com/moby/moby/client"

	"drill/graders"
	"drill/sandbox/image"
	"drill/sandbox/node"
)

// openFiles is how many files and sockets one process may have open.
const openFiles = 1024

// workInodes bounds the number of files in the writable folder: each takes
// kernel memory, also an empty one.
const workInodes = 4096

// spec describes a container. Docker's defaults add to it: the seccomp filter,
// masked parts of /proc and /sys, AppArmor or SELinux where the host has them.
func (s *Sandbox) spec(r request, kind, runtime string) client.ContainerCreateOptions {
	return client.ContainerCreateOptions{
		Config: &container.Config{
			Image:       r.image.ID,
			User:        image.User,
			WorkingDir:  image.WorkFolder,
			Hostname:    "sandbox",
			Cmd:         arguments(r.language, kind, s.options.Idle),
			AttachStdin: true, AttachStdout: true, AttachStderr: true,
			// Once: when drill dies, the harness sees the end of its input.
			OpenStdin: true, StdinOnce: true,
			NetworkDisabled: true,
			Labels:          s.labels(r, kind, runtime),
		},
		HostConfig: &container.HostConfig{
			NetworkMode:    "none",
			IpcMode:        "none", // no /dev/shm at all
			ReadonlyRootfs: true,
			CapDrop:        []string{"ALL"},
			SecurityOpt:    []string{"no-new-privileges:true"},
			Tmpfs:          map[string]string{image.WorkFolder: s.mountOptions(r.language, r.limits)},
			LogConfig:      container.LogConfig{Type: "none"},
			RestartPolicy:  container.RestartPolicy{Name: container.RestartPolicyDisabled},
			AutoRemove:     true,
			Runtime:        runtime,
			Resources:      resources(r.limits, s.options.CPUs),
		},
	}
}

// arguments tell the harness what to do until its job comes. One that is made for
// a job, or for a class of which somebody is always next, prepares for nothing: it
// waits, and ends with its input.
func arguments(language graders.Language, kind string, idle time.Duration) []string {
	end := "--idle=" + strconv.Itoa(int(idle.Seconds()))
	switch {
	case language == graders.Go:
		return []string{end}
	case kind == kindSpare || kind == kindLeft:
		return []string{node.Rehearse, end}
	}
	return nil
}

// mountOptions are those of the only writable folder. Go runs what it builds
// there; Node runs nothing from it.
func (s *Sandbox) mountOptions(language graders.Language, l graders.Limits) string {
	exec := "noexec"
	if language == graders.Go {
		exec = "exec"
	}
	options := fmt.Sprintf("rw,nosuid,nodev,%s,size=%d,mode=1777", exec, l.Disk)
	if !s.withoutInodes.Load() {
		options += fmt.Sprintf(",nr_inodes=%d", workInodes)
	}
	return options
}

// inodesOption names the mount option that Podman does not know. There the limit
// on memory alone bounds the number of files.
const inodesOption = "nr_inodes"

const cpuPeriod = 100_000 // microseconds

func resources(l graders.Limits, cpus float64) container.Resources {
	processes := int64(l.Processes)
	return container.Resources{
		Memory: l.Memory, MemorySwap: l.Memory, // equal: no swap
		CPUPeriod: cpuPeriod, CPUQuota: int64(cpus * cpuPeriod), // unlike NanoCPUs not refused on a smaller host
		PidsLimit: &processes,
		Ulimits: []*container.Ulimit{
			limit("nofile", openFiles), limit("fsize", l.Disk), limit("core", 0), limit("msgqueue", 0), limit("memlock", 64<<10),
			// SIGXCPU does not end the first process of a container; SIGKILL a second later does.
			{Name: "cpu", Soft: cpuSeconds(l), Hard: cpuSeconds(l) + 1},
		},
	}
}

func limit(name string, n int64) *container.Ulimit {
	return &container.Ulimit{Name: name, Soft: n, Hard: n}
}

func cpuSeconds(l graders.Limits) int64 {
	return max(1, int64(l.CPU/time.Second))
}
