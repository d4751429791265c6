package image

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/moby/moby/api/types/jsonstream"
)

// Save writes images to an archive that [Images.Load] reads on another computer.
// Without names it saves the current image of every language.
func (m *Images) Save(ctx context.Context, refs []string, w io.Writer) error {
	if len(refs) == 0 {
		for _, recipe := range m.recipes {
			image, err := m.Find(ctx, recipe.Language())
			if err != nil {
				return err
			}
			refs = append(refs, image.Ref)
		}
	}
	for _, ref := range refs {
		if _, err := m.inspect(ctx, ref); err != nil {
			return err
		}
	}
	archive, err := m.engine.ImageSave(ctx, refs)
	if err != nil {
		return m.engine.Explain("save "+strings.Join(refs, ", "), err)
	}
	defer archive.Close()
	if _, err := io.Copy(w, archive); err != nil {
		return fmt.Errorf("save %s: %w", strings.Join(refs, ", "), err)
	}
	return nil
}

// Load reads images from an archive and returns their names.
func (m *Images) Load(ctx context.Context, r io.Reader) ([]string, error) {
	answer, err := m.engine.ImageLoad(ctx, r)
	if err != nil {
		return nil, m.engine.Explain("load images", err)
	}
	defer answer.Close()
	var refs []string
	err = messages(answer, func(message jsonstream.Message) {
		if _, ref, ok := strings.Cut(strings.TrimSpace(message.Stream), "Loaded image: "); ok {
			refs = append(refs, ref)
		}
	})
	if err != nil {
		return nil, m.engine.Explain("load images", err)
	}
	if len(refs) == 0 {
		return nil, fmt.Errorf("the archive holds no image: make it with 'drill image save'")
	}
	return refs, nil
}
