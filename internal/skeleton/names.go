package skeleton

import (
	"fmt"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"drill/internal/listing"
)

var kebab = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// Refusal is an error of the author's to mend, not the machine's.
type Refusal struct{ text string }

func (r *Refusal) Error() string { return r.text }

func refuse(format string, args ...any) error { return &Refusal{fmt.Sprintf(format, args...)} }

// check says what is wrong with the name of an exercise in the folder of all.
func check(exercises string, o Options) error {
	name := listing.PackageName(o.Slug)
	switch {
	case !kebab.MatchString(o.Slug):
		return refuse("%q is no slug: use small letters, digits and hyphens, such as backpressure-copy", o.Slug)
	case token.IsKeyword(name) || name == "graders":
		return refuse("%q cannot be a slug, because Go means something else by it: choose another", o.Slug)
	}
	for _, folder := range listing.Folders(os.DirFS(exercises)) {
		switch other := filepath.Base(folder); {
		case other == o.Slug && filepath.Dir(folder) != o.Track:
			return refuse("exercises/%s has the slug %s too: choose another", folder, o.Slug)
		case other != o.Slug && listing.PackageName(other) == name:
			return refuse("exercises/%s makes the same package name, %s: choose another slug", folder, name)
		}
	}
	return nil
}

// order is the place after the last one that exercise.go files of a track name.
func order(track string) int {
	files, _ := filepath.Glob(filepath.Join(track, "*", "exercise.go")) // fails on a bad pattern only
	last := 0
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			continue
		}
		if found := regexp.MustCompile(`\bOrder:\s*(\d+)`).FindSubmatch(content); found != nil {
			n, _ := strconv.Atoi(string(found[1]))
			last = max(last, n)
		}
	}
	return last + 1
}

// camel joins the words of a slug: backpressureCopy.
func camel(slug string) string {
	words := strings.Split(slug, "-")
	for i, word := range words[1:] {
		words[i+1] = upper(word)
	}
	return strings.Join(words, "")
}

// title is what a slug says in prose: Backpressure copy.
func title(slug string) string { return upper(strings.ReplaceAll(slug, "-", " ")) }

func upper(word string) string { return strings.ToUpper(word[:1]) + word[1:] }
