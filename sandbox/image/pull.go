package image

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/containerd/errdefs"
	"github.com/moby/moby/api/types/jsonstream"
	"github.com/moby/moby/client"

	"drill/sandbox/docker/engine"
)

// pinned is an official image by its content.
type pinned struct {
	ref    string // what to build on
	digest string // sha256:... of its manifest, or of its configuration for an image that was loaded
}

// pull returns a base image, which is downloaded unless the engine has it.
func (m *Images) pull(ctx context.Context, base string, o Options) (pinned, error) {
	found, err := m.engine.ImageInspect(ctx, base)
	if errdefs.IsNotFound(err) {
		if err := m.download(ctx, base, o); err != nil {
			return pinned{}, err
		}
		found, err = m.engine.ImageInspect(ctx, base)
	}
	if err != nil {
		return pinned{}, m.engine.Explain("look for the image "+base, err)
	}
	for _, reference := range found.RepoDigests {
		if _, digest, ok := strings.Cut(reference, "@"); ok {
			return pinned{ref: reference, digest: digest}, nil
		}
	}
	return pinned{ref: base, digest: found.ID}, nil
}

// Pull downloads an image and reports progress. Credentials are those of the
// Docker command line.
func (m *Images) Pull(ctx context.Context, ref string, o Options) error {
	return m.download(ctx, ref, o)
}

func (m *Images) download(ctx context.Context, ref string, o Options) error {
	stage := "pull " + ref
	// Of layers that the engine has already it tells nothing.
	o.tell(Progress{Stage: stage})
	answer, err := m.engine.ImagePull(ctx, ref, client.ImagePullOptions{RegistryAuth: engine.Credentials(ctx, ref)})
	if err == nil {
		defer answer.Close()
		err = followLayers(answer, stage, o.tell)
	}
	if err == nil || ctx.Err() != nil {
		return errors.Join(err, ctx.Err())
	}
	fault := &engine.Fault{
		Problem: "the image " + ref + " cannot be downloaded", Err: err,
		Remedy: "see that the registry can be reached, name a mirror, or bring the image with 'drill image load'",
	}
	if unknown(err) {
		fault.Remedy = "see that its name is right and that you may download it, or name another with --base or --mirror"
	}
	return fault
}

// unknown tells that the registry was reached and has no such image, or none for
// this person; engines say it before or in the middle of the answer.
func unknown(err error) bool {
	text := err.Error()
	return errdefs.IsNotFound(err) || strings.Contains(text, "manifest unknown") ||
		strings.Contains(text, "name unknown") || strings.Contains(text, "pull access denied")
}

// follow reads the progress of a build and returns the error that ended it.
func follow(stream io.Reader, tell func(Progress)) error {
	return messages(stream, func(m jsonstream.Message) {
		if text := strings.TrimSpace(m.Stream); strings.HasPrefix(text, "Step ") {
			tell(Progress{Stage: "build: " + text})
		}
	})
}

// followLayers adds up the bytes of all layers.
func followLayers(stream io.Reader, stage string, tell func(Progress)) error {
	done, total := map[string]int64{}, map[string]int64{}
	return messages(stream, func(m jsonstream.Message) {
		if m.Progress == nil || m.Progress.Total <= 0 || m.Status != "Downloading" {
			if m.Status == "Download complete" || m.Status == "Pull complete" {
				done[m.ID] = total[m.ID]
			}
			return
		}
		done[m.ID], total[m.ID] = m.Progress.Current, m.Progress.Total
		tell(Progress{Stage: stage, Done: sum(done), Total: sum(total)})
	})
}

func sum(layers map[string]int64) int64 {
	all := int64(0)
	for _, bytes := range layers {
		all += bytes
	}
	return all
}

func messages(stream io.Reader, each func(jsonstream.Message)) error {
	decoder := json.NewDecoder(stream)
	for {
		var m jsonstream.Message
		if err := decoder.Decode(&m); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return fmt.Errorf("read the engine's progress: %w", err)
		}
		if m.Error != nil {
			return m.Error
		}
		each(m)
	}
}
