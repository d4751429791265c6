package image

import (
	"archive/tar"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/moby/moby/api/types/build"
	"github.com/moby/moby/api/types/registry"
	"github.com/moby/moby/client"

	"drill/sandbox/docker/engine"
)

// labelStage marks what a build leaves behind, so that it can be swept away.
const labelStage = "drill.stage"

type maker struct {
	images  *Images
	recipe  Recipe
	options Options
	arch    string
}

// fromHost makes the image without any registry.
func (b *maker) fromHost(ctx context.Context) (Image, error) {
	b.options.tell(Progress{Stage: "collect the host's toolchain"})
	files, err := b.recipe.FromHost(ctx, b.arch)
	if err != nil {
		return Image{}, err
	}
	labels := b.labels(map[string]string{labelSource: string(Host), labelRuntime: files.Runtime})
	return b.load(ctx, files, labels)
}

func (b *maker) labels(more map[string]string) map[string]string {
	more[labelKind], more[labelLanguage], more[labelVersion] = kindRunner, string(b.recipe.Language()), contentVersion(b.recipe)
	return more
}

// own collects the layer that drill itself adds.
func (b *maker) own(files *Files) error {
	accounts(files)
	return b.recipe.Own(files)
}

// onOfficial makes the image of what is in an official one.
func (b *maker) onOfficial(ctx context.Context) (Image, error) {
	base := b.options.base(b.recipe)
	pinned, err := b.images.pull(ctx, base, b.options)
	if err != nil {
		return Image{}, err
	}
	runtime, err := b.images.probe(ctx, pinned.ref, b.recipe.Probe(true))
	if err != nil {
		return Image{}, fmt.Errorf("the image %s is no base for the %s runner: %w", base, b.recipe.Language(), err)
	}
	official, err := b.recipe.OnOfficial(ctx, b.arch)
	if err != nil {
		return Image{}, err
	}
	labels := b.labels(map[string]string{labelSource: string(Pull), labelRuntime: runtime, labelBase: base, labelDigest: pinned.digest})
	return b.make(ctx, dockerfile(b.recipe, pinned.ref, official.Instructions), &official.Added, labels)
}

// make has the engine build the image.
func (b *maker) make(ctx context.Context, dockerfile string, added *Files, labels map[string]string) (Image, error) {
	own := &Files{}
	if err := b.own(own); err != nil {
		return Image{}, err
	}
	ref := reference(b.recipe)
	reader, writer := io.Pipe()
	go func() { writer.CloseWithError(buildContext(writer, dockerfile, added, own)) }()
	defer reader.Close()
	answer, err := b.images.engine.ImageBuild(ctx, reader, client.ImageBuildOptions{
		Tags: []string{ref}, Labels: labels, Remove: true, ForceRemove: true,
		NetworkMode: "none", Version: build.BuilderV1, AuthConfigs: map[string]registry.AuthConfig{},
	})
	if err != nil {
		return Image{}, b.images.engine.Explain("build "+ref, err)
	}
	defer answer.Body.Close()
	if err := follow(answer.Body, b.options.tell); err != nil {
		return Image{}, b.images.engine.Explain("build "+ref, err)
	}
	return b.finish(ctx)
}

// finish looks at the new image and removes what it replaces.
func (b *maker) finish(ctx context.Context) (Image, error) {
	b.images.sweep(ctx)
	image, err := b.images.inspect(ctx, reference(b.recipe))
	if err != nil {
		return Image{}, err
	}
	if err := b.try(ctx, image); err != nil {
		return Image{}, err
	}
	return image, nil
}

// try runs the runtime in the new image: a library that is missing shows here
// and not in a learner's verdict.
func (b *maker) try(ctx context.Context, image Image) error {
	b.options.tell(Progress{Stage: "try the image"})
	_, err := b.images.probe(ctx, image.ID, b.recipe.Probe(false))
	if err == nil {
		return nil
	}
	_ = b.images.Remove(context.WithoutCancel(ctx), image.Ref)
	var fault *engine.Fault
	if errors.As(err, &fault) || ctx.Err() != nil {
		return err
	}
	if image.Source == Host {
		return fmt.Errorf("%w: %w", ErrHost, err)
	}
	return err
}

// buildContext writes the archive that the engine builds from.
func buildContext(w io.Writer, dockerfile string, added, own *Files) error {
	out := tar.NewWriter(w)
	recipe := &Files{}
	recipe.Text("Dockerfile", 0o644, dockerfile)
	for below, files := range map[string]*Files{"": recipe, "added": added, "own": own} {
		if err := files.write(out, below, func(int64) {}); err != nil {
			return err
		}
	}
	return out.Close()
}

func (o Options) base(r Recipe) string {
	switch {
	case o.Base != "":
		return o.Base
	case o.Mirror != "":
		return strings.TrimSuffix(o.Mirror, "/") + "/" + r.Official()
	}
	return r.Official()
}
