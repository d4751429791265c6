package skeleton

import (
	"bytes"
	"embed"
	"errors"
	"go/format"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"text/template"

	"drill/internal/listing"
	"drill/internal/verify"
)

//go:embed templates
var templates embed.FS

// Options say which exercise to begin.
type Options struct {
	Track, Slug string
	// Title is made of the slug where it is empty.
	Title string
	// Question is the number of the handbook's question; zero leaves it open.
	Question int
}

// fields are what the templates show.
type fields struct {
	Options
	Order                       int
	Package, Function, Exported string
	// FillIn begins what is left to the author.
	FillIn string
}

// Create writes the skeleton of an exercise under the exercises folder of drill's
// source, and the list of exercises anew. It returns the new folder, from the root
// with slashes, and its files. An existing folder is never written to.
func Create(root string, o Options) (folder string, files []string, err error) {
	exercises := filepath.Join(root, "exercises")
	if err := check(exercises, o); err != nil {
		return "", nil, err
	}
	folder = "exercises/" + o.Track + "/" + o.Slug
	dir := filepath.Join(exercises, o.Track, o.Slug)
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return "", nil, err
	}
	if err := os.Mkdir(dir, 0o755); err != nil {
		if errors.Is(err, fs.ErrExist) {
			err = refuse("%s is there already: go on with it, or choose another slug", folder)
		}
		return "", nil, err
	}
	if files, err = fill(dir, fieldsOf(exercises, o)); err == nil {
		err = listing.Write(exercises)
	}
	if err != nil {
		return "", nil, errors.Join(err, os.RemoveAll(dir)) // made a moment ago, by this function
	}
	return folder, files, nil
}

func fieldsOf(exercises string, o Options) fields {
	if o.Title == "" {
		o.Title = title(o.Slug)
	}
	return fields{
		Options: o, Order: order(filepath.Join(exercises, o.Track)),
		Package: listing.PackageName(o.Slug), Function: camel(o.Slug), Exported: upper(camel(o.Slug)),
		FillIn: verify.Placeholder,
	}
}

// fill writes every template into the folder and returns the files' names.
func fill(dir string, f fields) ([]string, error) {
	var files []string
	err := fs.WalkDir(templates, "templates", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		source, err := render(name, f)
		if err != nil {
			return err
		}
		file := target(name)
		full := filepath.Join(dir, filepath.FromSlash(file))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			return err
		}
		files = append(files, file)
		return os.WriteFile(full, source, 0o644)
	})
	return files, err
}

func render(name string, f fields) ([]byte, error) {
	parsed, err := template.New(path.Base(name)).Delims("<%", "%>").ParseFS(templates, name) // braces are Go's
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := parsed.Execute(&out, f); err != nil {
		return nil, err
	}
	if strings.HasSuffix(target(name), ".go") {
		return format.Source(out.Bytes())
	}
	return out.Bytes(), nil
}

// target is the file that a template makes: templates/node/x.mjs.tmpl makes
// _node/x.mjs.
func target(name string) string {
	name = strings.TrimSuffix(strings.TrimPrefix(name, "templates/"), ".tmpl")
	if strings.Contains(name, "/") {
		return "_" + name
	}
	return name
}
