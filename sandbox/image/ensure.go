package image

import (
	"context"
	"errors"
	"fmt"

	"drill/graders"
)

// Source says where an image comes from.
type Source string

// The sources. Auto takes what is there, else the host's toolchain, else the
// official image.
const (
	Auto Source = "auto"
	Host Source = "host" // made of the host's own toolchain: needs no registry
	Pull Source = "pull" // made on the official image
)

// Options say how an image is made when it has to be.
type Options struct {
	Source Source
	// Base replaces the official image, such as "mirror.example.org/node:24-slim".
	Base string
	// Mirror is put before the name of the official image, such as "mirror.example.org/library".
	Mirror string
	// Progress is told what happens; it may be nil.
	Progress func(Progress)
}

// Progress is one step of making, pulling, saving or loading an image.
type Progress struct {
	Stage string // such as "pull node:24-slim" or "send files"
	// Done and Total are bytes; Total is 0 where it is unknown.
	Done, Total int64
}

func (o Options) tell(p Progress) {
	if o.Progress != nil {
		o.Progress(p)
	}
}

// ErrHost means that the host's own toolchain cannot make the image.
var ErrHost = errors.New("the image cannot be made from this computer's own toolchain")

// Ensure returns the image for a language and makes it where there is none yet.
func (m *Images) Ensure(ctx context.Context, language graders.Language, o Options) (Image, error) {
	image, err := m.Find(ctx, language)
	if err == nil || !errors.Is(err, ErrMissing) {
		return image, err
	}
	return m.Build(ctx, language, o)
}

// Build makes the image for a language, also where there is one already.
func (m *Images) Build(ctx context.Context, language graders.Language, o Options) (Image, error) {
	recipe, err := m.recipe(language)
	if err != nil {
		return Image{}, err
	}
	arch, err := m.architecture(ctx)
	if err != nil {
		return Image{}, err
	}
	b := &maker{images: m, recipe: recipe, options: o, arch: arch}
	switch o.Source {
	case Host:
		return b.fromHost(ctx)
	case Pull:
		return b.onOfficial(ctx)
	case Auto, "":
		image, hostErr := b.fromHost(ctx)
		if hostErr == nil || !errors.Is(hostErr, ErrHost) {
			return image, hostErr
		}
		image, err := b.onOfficial(ctx)
		if err != nil {
			return Image{}, fmt.Errorf("%w; %w", hostErr, err)
		}
		return image, nil
	}
	return Image{}, fmt.Errorf("unknown image source %q: use auto, host or pull", o.Source)
}
