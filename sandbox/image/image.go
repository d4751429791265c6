package image

import (
	"context"
	"fmt"
	"time"

	"github.com/containerd/errdefs"
	"golang.org/x/sync/singleflight"

	"drill/graders"
	"drill/sandbox/docker/engine"
)

// Labels of a runner image.
const (
	labelKind     = "drill.kind"
	labelLanguage = "drill.language"
	labelVersion  = "drill.version"
	labelRuntime  = "drill.runtime"
	labelSource   = "drill.source"
	labelDigest   = "drill.base.digest"
	labelBase     = "drill.base"
	kindRunner    = "runner"
)

// Image is a runner image that the engine has.
type Image struct {
	Language graders.Language `json:"language"`
	Ref      string           `json:"ref"`     // name and tag; the ID where it has none
	ID       string           `json:"id"`      // digest of its configuration
	Digest   string           `json:"digest"`  // of the official image below it, or its own ID
	Base     string           `json:"base"`    // name of the official image; empty when made from the host
	Source   Source           `json:"source"`  // how it was made
	Runtime  string           `json:"runtime"` // such as "node v24.1.0"
	Size     int64            `json:"size"`    // bytes
	Created  time.Time        `json:"created"`
	Current  bool             `json:"current"` // the one that this version of drill uses
}

// Images manages the runner images of one engine.
type Images struct {
	engine  *engine.Engine
	recipes map[graders.Language]Recipe
	making  singleflight.Group // keyed by language
}

// New returns the images of an engine; the recipes say what goes into them.
func New(e *engine.Engine, recipes ...Recipe) *Images {
	images := &Images{engine: e, recipes: map[graders.Language]Recipe{}}
	for _, r := range recipes {
		images.recipes[r.Language()] = r
	}
	return images
}

// ErrMissing means that the engine does not have the image.
var ErrMissing = fmt.Errorf("there is no such runner image")

// Find returns the image for a language, with one request of about 1 ms, or
// [ErrMissing].
func (m *Images) Find(ctx context.Context, language graders.Language) (Image, error) {
	recipe, err := m.recipe(language)
	if err != nil {
		return Image{}, err
	}
	return m.inspect(ctx, Reference(recipe))
}

func (m *Images) recipe(language graders.Language) (Recipe, error) {
	if recipe, ok := m.recipes[language]; ok {
		return recipe, nil
	}
	return nil, fmt.Errorf("there is no runner image for the language %q", language)
}

// Reference names an image by its content: what drill puts into it decides the
// tag, so a new drill never runs an old harness.
func Reference(r Recipe) string {
	return fmt.Sprintf("drill-runner-%s:%s", r.Language(), contentVersion(r))
}

func (m *Images) inspect(ctx context.Context, ref string) (Image, error) {
	found, err := m.engine.ImageInspect(ctx, ref)
	if errdefs.IsNotFound(err) {
		return Image{}, fmt.Errorf("%w: %s", ErrMissing, ref)
	}
	if err != nil {
		return Image{}, m.engine.Explain("look for the image "+ref, err)
	}
	created, _ := time.Parse(time.RFC3339Nano, found.Created)
	image := m.describe(found.Config.Labels)
	image.Ref, image.ID, image.Size, image.Created = ref, found.ID, found.Size, created
	if image.Digest == "" {
		image.Digest = found.ID
	}
	return image, nil
}

func (m *Images) describe(labels map[string]string) Image {
	image := Image{
		Language: graders.Language(labels[labelLanguage]), Runtime: labels[labelRuntime],
		Source: Source(labels[labelSource]), Base: labels[labelBase], Digest: labels[labelDigest],
	}
	if recipe, ok := m.recipes[image.Language]; ok {
		image.Current = labels[labelVersion] == contentVersion(recipe)
	}
	return image
}
