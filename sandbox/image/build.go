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

// labelStage marks what a build leaves behind with the maker's own name, so that
// it sweeps that and not what another process is still building on.
const labelStage = "drill.stage"

// making begins the tag of an image that is still being made.
const making = "making-"

// maker makes one image. Until the image has been tried it has a name of the
// maker's own: several processes may make the same image and whoever gives up takes
// away its own name only, with which the image goes when nobody else has one.
type maker struct {
	images  *Images
	recipe  Recipe
	options Options
	arch    string
	name    string
	keep    bool // an image that is there by the time this one is made
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
	return b.build(ctx, b.dockerfile(pinned.ref, official.Instructions), &official.Added, labels)
}

// build has the engine build the image.
func (b *maker) build(ctx context.Context, dockerfile string, added *Files, labels map[string]string) (Image, error) {
	own := &Files{}
	if err := b.own(own); err != nil {
		return Image{}, err
	}
	reader, writer := io.Pipe()
	go func() { writer.CloseWithError(buildContext(writer, dockerfile, added, own)) }()
	defer reader.Close()
	answer, err := b.images.engine.ImageBuild(ctx, reader, client.ImageBuildOptions{
		Tags: []string{b.name}, Labels: labels, Remove: true, ForceRemove: true,
		NetworkMode: "none", Version: build.BuilderV1, AuthConfigs: map[string]registry.AuthConfig{},
	})
	if err == nil {
		defer answer.Body.Close()
		err = follow(answer.Body, b.options.tell)
	}
	if err != nil {
		return Image{}, b.images.engine.Explain("build "+Reference(b.recipe), err)
	}
	return b.finish(ctx)
}

// finish tries the new image and gives it its name.
func (b *maker) finish(ctx context.Context) (Image, error) {
	image, err := b.images.inspect(ctx, b.name)
	if err != nil {
		return Image{}, err
	}
	if err := b.try(ctx, image); err != nil {
		return Image{}, err
	}
	image.Ref = Reference(b.recipe)
	if b.keep {
		if found, err := b.images.inspect(ctx, image.Ref); !errors.Is(err, ErrMissing) {
			return found, err
		}
	}
	if _, err := b.images.engine.ImageTag(ctx, client.ImageTagOptions{Source: b.name, Target: image.Ref}); err != nil {
		return Image{}, b.images.engine.Explain("name the image "+image.Ref, err)
	}
	return image, nil
}

// clean takes away the maker's own name, what its build left, and, where it did
// not keep it, the image that it replaced.
func (b *maker) clean(ctx context.Context) {
	_, _ = b.images.engine.ImageRemove(ctx, b.name, client.ImageRemoveOptions{Force: true, PruneChildren: true})
	b.images.sweep(ctx, labelStage+"="+b.name, "")
	b.images.sweep(ctx, labelStage, abandoned)
	if !b.keep {
		b.images.sweep(ctx, labelKind+"="+kindRunner, "")
	}
}

// try runs the runtime in the new image: a library that is missing shows here
// and not in a learner's verdict.
func (b *maker) try(ctx context.Context, image Image) error {
	b.options.tell(Progress{Stage: "try the image"})
	_, err := b.images.probe(ctx, image.ID, b.recipe.Probe(false))
	if err == nil {
		return nil
	}
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
