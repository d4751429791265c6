package image

import (
	"archive/tar"
	"bytes"
	"context"
	"errors"
	"io"
	"os/exec"
	"strings"
	"testing"

	"github.com/moby/moby/api/types/container"
	"github.com/moby/moby/client"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"drill/graders"
)

// content lists the files of an image with their modes.
func content(t *testing.T, m *Images, image Image) map[string]*tar.Header {
	t.Helper()
	ctx := context.Background()
	created, err := m.engine.ContainerCreate(ctx, client.ContainerCreateOptions{Config: &container.Config{
		Image: image.ID, Labels: map[string]string{labelKind: "probe"},
	}})
	require.NoError(t, err)
	defer m.engine.ContainerRemove(ctx, created.ID, client.ContainerRemoveOptions{Force: true})
	export, err := m.engine.ContainerExport(ctx, created.ID, client.ContainerExportOptions{})
	require.NoError(t, err)
	defer export.Close()
	files := map[string]*tar.Header{}
	for archive := tar.NewReader(export); ; {
		header, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return files
		}
		require.NoError(t, err)
		files[strings.TrimSuffix(header.Name, "/")] = header
	}
}

func TestNodeImageOfTheHostsToolchain(t *testing.T) {
	m := laboratory(t, node(t))
	_, err := m.Find(context.Background(), graders.Node)
	require.ErrorIs(t, err, ErrMissing)

	var told []Progress
	image, err := m.Ensure(context.Background(), graders.Node, Options{Progress: func(p Progress) { told = append(told, p) }})
	require.NoError(t, err)
	version, err := exec.Command("node", "-p", "'node ' + process.version").Output()
	require.NoError(t, err)
	assert.Equal(t, strings.TrimSpace(string(version)), image.Runtime)
	assert.Equal(t, Host, image.Source)
	assert.Equal(t, image.ID, image.Digest)
	assert.True(t, image.Current)
	assert.Equal(t, "collect the host's toolchain", told[0].Stage)
	assert.Subset(t, stages(told), []string{"send files", "try the image"})
	assert.Zero(t, probes(t, m, image))

	again, err := m.Ensure(context.Background(), graders.Node, Options{Source: Pull, Base: "127.0.0.1:1/none"})
	require.NoError(t, err, "it is there already")
	assert.Equal(t, image.ID, again.ID)
	assertMinimal(t, content(t, m, image))
}

// assertMinimal sees that there is nothing in the image but what belongs there.
func assertMinimal(t *testing.T, files map[string]*tar.Header) {
	t.Helper()
	for name, header := range files {
		first, _, _ := strings.Cut(name, "/")
		assert.Contains(t, []string{"usr", "drill", "etc", "work", "lib", "lib64", "dev", "proc", "sys", ".dockerenv"}, first, name)
		if strings.HasPrefix(name, "usr/") && header.Typeflag == tar.TypeReg {
			assert.Equal(t, "usr/bin/node", name)
		}
		assert.Zero(t, header.Uid, name)
		assert.Zero(t, header.Mode&0o6000, "%s: set-user-ID", name)
	}
	assert.EqualValues(t, 0o711, files["usr/bin/node"].Mode&0o7777)
	assert.EqualValues(t, 0o1777, files["work"].Mode&0o7777)
	assert.EqualValues(t, 0o444, files["drill/harness/main.cjs"].Mode&0o7777)
	assert.Contains(t, files, "drill/harness/lib/one.cjs")
	assert.Contains(t, files, "etc/passwd")
	assert.NotContains(t, files, "bin/sh")
}

func TestProgramsThatMayBeRead(t *testing.T) {
	usual, readable := node(t), node(t)
	readable.Readable = true
	assert.NotEqual(t, Reference(usual), Reference(readable))
	assert.NotEqual(t, Reference(Go{}), Reference(Go{Readable: true}))
	m := laboratory(t, readable)
	assert.EqualValues(t, 0o755, content(t, m, made(t, m))["usr/bin/node"].Mode&0o7777)
}

func TestNewHarnessIsANewImage(t *testing.T) {
	old, recent := node(t), node(t)
	recent.HarnessVersion += " changed"
	assert.NotEqual(t, Reference(old), Reference(recent))
	flags := node(t)
	flags.Flags = nil
	assert.NotEqual(t, Reference(old), Reference(flags))

	before := laboratory(t, old)
	first := made(t, before)
	after := laboratory(t, recent)
	_, err := after.Find(context.Background(), graders.Node)
	require.ErrorIs(t, err, ErrMissing)
	all, err := after.List(context.Background())
	require.NoError(t, err)
	for _, image := range all {
		if image.ID == first.ID {
			assert.False(t, image.Current)
			assert.Equal(t, first.Ref, image.Ref)
			return
		}
	}
	t.Error("the old image is not listed")
}

func TestSaveAndLoad(t *testing.T) {
	m := laboratory(t, node(t))
	image := made(t, m)
	var archive bytes.Buffer
	require.NoError(t, m.Save(context.Background(), nil, &archive))
	require.NoError(t, m.Remove(context.Background(), image.ID))
	require.ErrorIs(t, m.Remove(context.Background(), image.ID), ErrMissing)
	require.ErrorIs(t, m.Save(context.Background(), []string{image.Ref}, io.Discard), ErrMissing)

	refs, err := m.Load(context.Background(), &archive)
	require.NoError(t, err)
	assert.Equal(t, []string{image.Ref}, refs)
	loaded, err := m.Find(context.Background(), graders.Node)
	require.NoError(t, err)
	assert.Equal(t, image, loaded)
}

func TestLoadOfSomethingElse(t *testing.T) {
	m := laboratory(t, node(t))
	_, err := m.Load(context.Background(), strings.NewReader("no archive at all"))
	assert.Error(t, err)
}

func TestHostThatCannotServe(t *testing.T) {
	absent := node(t)
	absent.Command = "no-such-node"
	broken := node(t)
	broken.Command = "false"
	for name, recipe := range map[string]Node{"has no node": absent, "its node does not run": broken} {
		_, err := recipe.FromHost(context.Background(), "amd64")
		require.ErrorIs(t, err, ErrHost)
		assert.ErrorContains(t, err, name)
	}
	_, err := node(t).FromHost(context.Background(), "s390x")
	require.ErrorIs(t, err, ErrHost)
	assert.ErrorContains(t, err, "the engine runs linux/s390x")
}
