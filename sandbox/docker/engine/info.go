package engine

import (
	"context"
	"slices"
	"strings"

	"github.com/moby/moby/api/types/system"
	"github.com/moby/moby/client"
)

// Info describes an engine to people.
type Info struct {
	Host          string   `json:"host"`
	Source        string   `json:"source"`
	Name          string   `json:"name"` // [Docker] or [Podman]
	Version       string   `json:"version"`
	API           string   `json:"api"`
	System        string   `json:"system"` // its operating system
	Architecture  string   `json:"architecture"`
	Kernel        string   `json:"kernel"`
	CPUs          int      `json:"cpus"`
	Memory        int64    `json:"memory"` // bytes
	CgroupVersion string   `json:"cgroupVersion"`
	Rootless      bool     `json:"rootless"`
	Seccomp       bool     `json:"seccomp"`
	MemoryLimit   bool     `json:"memoryLimit"` // it can enforce limits on memory
	PidsLimit     bool     `json:"pidsLimit"`   // and on processes
	Runtimes      []string `json:"runtimes"`

	DefaultRuntime string `json:"defaultRuntime"` // of the containers that name none
}

// Names of engines.
const (
	Docker = "docker"
	Podman = "podman"
)

// Describe asks the engine about itself; it takes about 10 ms.
func (e *Engine) Describe(ctx context.Context) (Info, error) {
	podman := make(chan bool, 1)
	go func() { podman <- e.IsPodman(ctx) }() // it takes as long as the rest
	answer, err := e.Info(ctx, client.InfoOptions{})
	if err != nil {
		return Info{}, e.Explain("describe itself", err)
	}
	i := answer.Info
	info := Info{
		Host: e.Host, Source: e.Source, Name: Docker, Version: i.ServerVersion, API: e.APIVersion,
		System: i.OperatingSystem, Architecture: i.Architecture, Kernel: i.KernelVersion, CPUs: i.NCPU, Memory: i.MemTotal,
		CgroupVersion: i.CgroupVersion, MemoryLimit: i.MemoryLimit, PidsLimit: i.PidsLimit,
		DefaultRuntime: i.DefaultRuntime,
	}
	for _, option := range i.SecurityOptions {
		info.Rootless = info.Rootless || strings.Contains(option, "rootless")
		info.Seccomp = info.Seccomp || strings.Contains(option, "seccomp") && !strings.Contains(option, "unconfined")
	}
	for name := range i.Runtimes {
		info.Runtimes = append(info.Runtimes, name)
	}
	slices.Sort(info.Runtimes)
	if <-podman {
		info.Name = Podman
	}
	return info, nil
}

// IsPodman asks the engine for its name. Podman differs in three ways: it does not
// announce that a container ran out of memory, it lets a container be renamed to
// the name it has, and it adds a writable /tmp to a read-only root.
func (e *Engine) IsPodman(ctx context.Context) bool {
	version, err := e.ServerVersion(ctx, client.ServerVersionOptions{})
	return err == nil && slices.ContainsFunc(version.Components, func(c system.ComponentVersion) bool {
		return strings.Contains(c.Name, "Podman")
	})
}
