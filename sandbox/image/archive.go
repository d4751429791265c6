package image

import (
	"archive/tar"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"time"

	"github.com/moby/moby/api/types/jsonstream"
)

// layer is one layer of an image with what is known of it after a first pass.
type layer struct {
	files *Files
	size  int64  // bytes of the archive
	id    string // digest of the archive
}

// load hands the engine a complete image: no builder is needed, there is one
// request, and the same files make the same image everywhere.
func (b *maker) load(ctx context.Context, root *Files, labels map[string]string) (Image, error) {
	own := &Files{}
	if err := b.own(own); err != nil {
		return Image{}, err
	}
	layers := []*layer{{files: root}, {files: own}}
	for _, l := range layers {
		if err := l.measure(); err != nil {
			return Image{}, err
		}
	}
	config, err := b.configuration(layers, labels)
	if err != nil {
		return Image{}, err
	}
	reader, writer := io.Pipe()
	defer reader.Close()
	go func() { writer.CloseWithError(b.archive(writer, config, layers)) }()
	answer, err := b.images.engine.ImageLoad(ctx, reader)
	if err == nil {
		defer answer.Close()
		err = messages(answer, func(jsonstream.Message) {})
	}
	if err != nil {
		return Image{}, b.images.engine.Explain("load "+Reference(b.recipe), err)
	}
	return b.finish(ctx)
}

// measure writes the layer to nowhere.
func (l *layer) measure() error {
	digest := sha256.New()
	out := tar.NewWriter(io.MultiWriter(digest, counter(func(n int64) { l.size += n })))
	if err := l.files.write(out, "", func(int64) {}); err != nil {
		return err
	}
	if err := out.Close(); err != nil {
		return err
	}
	l.id = "sha256:" + hex.EncodeToString(digest.Sum(nil))
	return nil
}

// configuration is the image's own description; its digest is the image's
// identifier. The fields are those of the OCI image specification, version 1.
func (b *maker) configuration(layers []*layer, labels map[string]string) ([]byte, error) {
	var ids []string
	var history []map[string]any
	created := layers[0].files.Modified.UTC().Format(time.RFC3339)
	for _, l := range layers {
		ids = append(ids, l.id)
		history = append(history, map[string]any{"created": created, "created_by": "drill image build"})
	}
	return json.Marshal(map[string]any{
		"architecture": b.arch, "os": "linux", "created": created, "history": history,
		"config": map[string]any{
			"User": User, "WorkingDir": WorkFolder, "Labels": labels,
			"Env": append([]string{"PATH=/usr/bin"}, b.recipe.Env()...), "Entrypoint": b.recipe.Entry(),
		},
		"rootfs": map[string]any{"type": "layers", "diff_ids": ids},
	})
}

// archive writes what 'docker load' reads.
func (b *maker) archive(w io.Writer, config []byte, layers []*layer) error {
	names := []string{"runtime.tar", "drill.tar"}
	manifest, err := json.Marshal([]map[string]any{{"Config": "config.json", "RepoTags": []string{b.name}, "Layers": names}})
	if err != nil {
		return err
	}
	head := &Files{}
	head.Text("config.json", 0o444, string(config))
	head.Text("manifest.json", 0o444, string(manifest))
	out := tar.NewWriter(w)
	if err := head.write(out, "", func(int64) {}); err != nil {
		return err
	}
	total, done := layers[0].files.size()+layers[1].files.size(), int64(0)
	count := func(n int64) {
		done += n
		b.options.tell(Progress{Stage: "send files", Done: done, Total: total})
	}
	for i, l := range layers {
		if err := out.WriteHeader(&tar.Header{Name: names[i], Mode: 0o444, Size: l.size, Typeflag: tar.TypeReg}); err != nil {
			return err
		}
		nested := tar.NewWriter(out)
		if err := l.files.write(nested, "", count); err != nil {
			return err
		}
		if err := nested.Close(); err != nil {
			return err
		}
	}
	return out.Close()
}
