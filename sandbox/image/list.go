package image

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/containerd/errdefs"
	"github.com/moby/moby/client"
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
		for _, tag := range item.RepoTags {
			if strings.Contains(tag, "drill-runner-") {
				image.Ref = tag
			}
		}
		if image.Digest == "" {
			image.Digest = item.ID
		}
		images = append(images, image)
	}
	return images, nil
}

// Remove deletes an image by its name or identifier.
func (m *Images) Remove(ctx context.Context, ref string) error {
	_, err := m.engine.ImageRemove(ctx, ref, client.ImageRemoveOptions{Force: true, PruneChildren: true})
	if errdefs.IsNotFound(err) {
		return fmt.Errorf("%w: %s", ErrMissing, ref)
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
		if err := m.Remove(ctx, image.ID); err != nil {
			return removed, err
		}
		removed = append(removed, image)
	}
	return removed, nil
}
