package image

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/containerd/errdefs"
	"github.com/moby/moby/client"

	"drill/sandbox/docker/engine"
)

// List returns all runner images of the engine, also those of other versions of
// drill.
func (m *Images) List(ctx context.Context) ([]Image, error) {
	filters := client.Filters{}.Add("label", labelKind+"="+kindRunner)
	answer, err := m.engine.ImageList(ctx, client.ImageListOptions{Filters: filters})
	if err != nil {
		return nil, m.engine.Explain("list its images", err)
	}
	var images []Image
	for _, item := range answer.Items {
		image := m.describe(item.Labels)
		image.ID, image.Size, image.Created = item.ID, item.Size, time.Unix(item.Created, 0)
		if image.Digest == "" {
			image.Digest = item.ID
		}
		for _, name := range names(item.RepoTags, item.ID) {
			named := image
			named.Ref = name
			named.Current = image.Current && !strings.Contains(name, making) && name != item.ID
			images = append(images, named)
		}
	}
	return images, nil
}

// names are the names that drill gave an image; its identifier where it has none,
// as when a newer image took the name.
func names(tags []string, id string) (ours []string) {
	for _, tag := range tags {
		if strings.Contains(tag, "drill-runner-") {
			ours = append(ours, tag)
		}
	}
	if len(ours) == 0 {
		return []string{id}
	}
	return ours
}

// Remove deletes a runner image by its name or identifier. [ErrMissing] also
// means an image that is none of drill's.
func (m *Images) Remove(ctx context.Context, ref string) error {
	found, err := m.engine.ImageInspect(ctx, ref)
	if err == nil && (found.Config == nil || found.Config.Labels[labelKind] != kindRunner) {
		return fmt.Errorf("%w: %s", ErrMissing, ref)
	}
	if err == nil {
		_, err = m.engine.ImageRemove(ctx, ref, client.ImageRemoveOptions{Force: true, PruneChildren: true})
	}
	switch {
	case errdefs.IsNotFound(err):
		return fmt.Errorf("%w: %s", ErrMissing, ref)
	case errdefs.IsConflict(err):
		return &engine.Fault{
			Problem: "the image " + ref + " is in use by a container", Err: err,
			Remedy: "try again when that has ended: drill's own end after some minutes",
		}
	}
	return m.engine.Explain("remove the image "+ref, err)
}

// Prune removes the images that other versions of drill made and returns them.
func (m *Images) Prune(ctx context.Context) ([]Image, error) {
	all, err := m.List(ctx)
	if err != nil {
		return nil, err
	}
	var removed []Image
	for _, image := range all {
		if image.Current {
			continue
		}
		if err := m.Remove(ctx, image.Ref); err != nil {
			return removed, err
		}
		removed = append(removed, image)
	}
	return removed, nil
}
