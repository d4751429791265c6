package image

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"drill/graders"
)

// recipeVersion changes when the layout of the images does.
const recipeVersion = "2"

// Folders and the user inside a runner image.
const (
	WorkFolder = "/work" // the only writable place of a sandbox
	User       = "65532:65532"
)

// Recipe says what one language's runner image holds.
type Recipe interface {
	Language() graders.Language
	// Version identifies what drill itself adds.
	Version() string
	// Official is the image to build on where the host's toolchain cannot serve.
	Official() string
	// Entry is the command that starts the harness.
	Entry() []string
	// Env are environment variables of the image, as KEY=value.
	Env() []string
	// Probe is a command whose output names the runtime, in the official image or
	// in the runner image.
	Probe(official bool) []string
	// Own are the files that drill adds to the runtime. They make a layer of their
	// own, so that images of several versions of drill share the runtime's.
	Own(files *Files) error
	// FromHost collects the runtime from the host's own toolchain, for an engine of
	// the given architecture (GOARCH). [ErrHost] explains why that is impossible.
	FromHost(ctx context.Context, arch string) (*Files, error)
	// OnOfficial returns what a build on the official image takes.
	OnOfficial(ctx context.Context, arch string) (*Official, error)
}

// Official is a build on an official image, in two stages.
type Official struct {
	Added        Files  // in the folder added of the build context
	Instructions string // Dockerfile lines that leave the wanted files in /rootfs
}

func contentVersion(r Recipe) string {
	text := strings.Join(append([]string{recipeVersion, r.Version(), string(r.Language())}, r.Entry()...), "\x00")
	digest := sha256.Sum256([]byte(text))
	return hex.EncodeToString(digest[:6])
}

// accounts are the files that give the sandbox's user a name.
func accounts(files *Files) {
	uid, gid, _ := strings.Cut(User, ":")
	files.Text("etc/passwd", 0o444, fmt.Sprintf("root:x:0:0::/:/none\nlearner:x:%s:%s::%s:/none\n", uid, gid, WorkFolder))
	files.Text("etc/group", 0o444, fmt.Sprintf("root:x:0:\nlearner:x:%s:\n", gid))
	files.Folder(strings.TrimPrefix(WorkFolder, "/"), 0o1777)
}

// dockerfile builds on an official image. The image that people run is made from
// nothing, so that it has no shell and no package manager.
func (b *maker) dockerfile(base, instructions string) string {
	r := b.recipe
	return fmt.Sprintf("FROM %s AS base\nLABEL %s=%s %s=%s\nUSER 0\n%s\nFROM scratch\nCOPY --from=base /rootfs/ /\nCOPY own/ /\n"+
		"ENV PATH=/usr/bin %s\nUSER %s\nWORKDIR %s\nENTRYPOINT [%s]\n",
		base, labelStage, b.name, labelVersion, contentVersion(r), instructions, strings.Join(r.Env(), " "), User, WorkFolder, quoted(r.Entry()))
}

func quoted(words []string) string {
	quotes := make([]string, len(words))
	for i, word := range words {
		quotes[i] = fmt.Sprintf("%q", word)
	}
	return strings.Join(quotes, ", ")
}
