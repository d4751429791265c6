package image

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/moby/moby/api/pkg/stdcopy"
	"github.com/moby/moby/api/types/container"
	"github.com/moby/moby/client"
)

// probeTime is how long a runtime may take to print its version.
const probeTime = 30 * time.Second

// architecture is the engine's, as GOARCH.
func (m *Images) architecture(ctx context.Context) (string, error) {
	version, err := m.engine.ServerVersion(ctx, client.ServerVersionOptions{})
	if err != nil {
		return "", m.engine.Explain("tell its architecture", err)
	}
	return version.Arch, nil
}

// probe runs a command in an image and returns what it printed.
func (m *Images) probe(ctx context.Context, image string, command []string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, probeTime)
	defer cancel()
	created, err := m.engine.ContainerCreate(ctx, client.ContainerCreateOptions{
		Config: &container.Config{
			Image: image, Entrypoint: command, Cmd: []string{}, NetworkDisabled: true, AttachStdout: true, AttachStderr: true,
			Labels: map[string]string{labelKind: "probe"},
		},
		HostConfig: &container.HostConfig{NetworkMode: "none", ReadonlyRootfs: true, CapDrop: []string{"ALL"}, LogConfig: container.LogConfig{Type: "none"}},
	})
	if err != nil {
		return "", m.engine.Explain("create a container", err)
	}
	defer func() {
		_, _ = m.engine.ContainerRemove(context.WithoutCancel(ctx), created.ID, client.ContainerRemoveOptions{Force: true})
	}()
	return m.output(ctx, created.ID, command)
}

func (m *Images) output(ctx context.Context, id string, command []string) (string, error) {
	attached, err := m.engine.ContainerAttach(ctx, id, client.ContainerAttachOptions{Stream: true, Stdout: true, Stderr: true})
	if err != nil {
		return "", m.engine.Explain("attach to a container", err)
	}
	defer attached.Close()
	defer context.AfterFunc(ctx, attached.Close)()
	if _, err := m.engine.ContainerStart(ctx, id, client.ContainerStartOptions{}); err != nil {
		return "", m.engine.Explain("start a container", err)
	}
	var stdout, stderr bytes.Buffer
	if _, err := stdcopy.StdCopy(&stdout, &stderr, io.LimitReader(attached.Reader, 1<<20)); err != nil {
		return "", m.engine.Explain("run "+command[0], err)
	}
	text := strings.TrimSpace(stdout.String())
	if text == "" {
		return "", fmt.Errorf("%s does not run in it: %s", command[0], strings.TrimSpace(stderr.String()))
	}
	return text, nil
}

// abandoned is the age at which the first stage of a build has surely been left.
const abandoned = "24h"

// sweep removes images that have a label and no name, and that no container uses:
// first stages, and images that lost their name to a newer one. Where age is
// given, such as "24h", only those that are older.
func (m *Images) sweep(ctx context.Context, label, age string) {
	filters := client.Filters{}.Add("dangling", "true").Add("label", label)
	if age != "" {
		filters.Add("until", age)
	}
	_, _ = m.engine.ImagePrune(ctx, client.ImagePruneOptions{Filters: filters})
}
