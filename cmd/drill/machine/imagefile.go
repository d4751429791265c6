package machine

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"drill/cmd/drill/app"
	"drill/graders"
	"drill/internal/atomicfile"
	"drill/sandbox/image"
)

func newImageSave(a *app.App) *cobra.Command {
	return &cobra.Command{
		Use: "save FILE", Short: "Write the images to a file for another machine",
		Long:    "Save writes the current runner images to a file (- for the output) that drill image load reads.",
		Example: "  drill image save drill-images.tar",
		Args:    app.Arguments(cobra.ExactArgs(1), "name one file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return withImages(cmd.Context(), a, func(images *image.Images) error {
				return saveImages(cmd.Context(), a, images, args[0])
			})
		},
	}
}

// saveImages writes the images that this drill uses and leaves no half-written
// file behind.
func saveImages(ctx context.Context, a *app.App, images *image.Images, path string) error {
	list, err := images.List(ctx)
	if err != nil {
		return err
	}
	var refs []string
	for _, i := range list {
		if i.Current {
			refs = append(refs, i.Ref)
		}
	}
	if len(refs) == 0 {
		return app.Misuse("there are no runner images yet: drill image build makes them")
	}
	if path == "-" {
		return images.Save(ctx, refs, a.Console.Out)
	}
	err = atomicfile.Stream(path, 0o644, func(w io.Writer) error { return images.Save(ctx, refs, w) })
	if err != nil {
		return fmt.Errorf("save the images: %w", err)
	}
	a.Console.Notef("%s saved: drill image load %s on another machine", graders.Plural(len(refs), "image"), path)
	return nil
}

func newImageLoad(a *app.App) *cobra.Command {
	return &cobra.Command{
		Use: "load FILE", Short: "Read images that another machine saved",
		Long:    "Load reads runner images from a file (- for the input) that drill image save wrote.",
		Example: "  drill image load drill-images.tar",
		Args:    app.Arguments(cobra.ExactArgs(1), "name one file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return withImages(cmd.Context(), a, func(images *image.Images) error {
				return loadImages(cmd.Context(), a, images, args[0])
			})
		},
	}
}

func loadImages(ctx context.Context, a *app.App, images *image.Images, path string) error {
	var in io.Reader = a.Console.In
	if path != "-" {
		f, err := os.Open(path)
		if errors.Is(err, os.ErrNotExist) {
			return app.Misuse("no such file: %s", path)
		}
		if err != nil {
			return err
		}
		defer f.Close()
		in = f
	}
	names, err := images.Load(ctx, in)
	for _, name := range names {
		a.Console.Println(name)
	}
	return err
}
