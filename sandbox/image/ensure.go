package image

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"

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
// Callers of one process that want it at once share one making; processes that do
// each make it, and all get the one that was there first.
func (m *Images) Ensure(ctx context.Context, language graders.Language, o Options) (Image, error) {
	for {
		image, err := m.Find(ctx, language)
		if err == nil || !errors.Is(err, ErrMissing) {
			return image, err
		}
		image, own, err := m.share(ctx, language, o)
		if own || ctx.Err() != nil || !interrupted(err) {
			return image, err
		}
	}
}

// share makes the image, or waits for the caller that is making it already; own
// says which of them this one was.
func (m *Images) share(ctx context.Context, language graders.Language, o Options) (image Image, own bool, err error) {
	var mine atomic.Bool
	answer := m.making.DoChan(string(language), func() (any, error) {
		mine.Store(true)
		if found, err := m.Find(ctx, language); !errors.Is(err, ErrMissing) {
			return found, err // somebody finished since this caller looked
		}
		return m.build(ctx, language, o, true)
	})
	select {
	case made := <-answer:
		return made.Val.(Image), mine.Load(), made.Err
	case <-ctx.Done():
	}
	if mine.Load() {
		<-answer // it takes away what it has begun
	}
	return Image{}, true, ctx.Err()
}

// interrupted tells that the caller who was waited for gave up, which is no
// reason for others to.
func interrupted(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

// Build makes the image for a language, also where there is one already, and
// replaces that.
func (m *Images) Build(ctx context.Context, language graders.Language, o Options) (Image, error) {
	return m.build(ctx, language, o, false)
}

func (m *Images) build(ctx context.Context, language graders.Language, o Options, keep bool) (Image, error) {
	recipe, err := m.recipe(language)
	if err != nil {
		return Image{}, err
	}
	arch, err := m.architecture(ctx)
	if err != nil {
		return Image{}, err
	}
	b := &maker{images: m, recipe: recipe, options: o, arch: arch, keep: keep}
	b.name = fmt.Sprintf("drill-runner-%s:%s%s", language, making, strings.ToLower(rand.Text()))
	defer b.clean(context.WithoutCancel(ctx))
	return b.make(ctx)
}

// make makes the image from the chosen source.
func (b *maker) make(ctx context.Context) (Image, error) {
	switch b.options.Source {
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
	return Image{}, fmt.Errorf("unknown image source %q: use auto, host or pull", b.options.Source)
}
