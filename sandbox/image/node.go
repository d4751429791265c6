package image

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os/exec"
	"path"
	"runtime"
	"strings"

	"drill/graders"
	own "drill/sandbox/node"
)

// Places inside the Node image.
const (
	nodeBinary    = "usr/bin/node"
	harnessFolder = "drill/harness"
	libraries     = "drill/lib"
)

//go:embed collect.mjs
var collector string

// Node is the recipe of the image that runs Node solutions.
type Node struct {
	Harness        fs.FS    // the harness's files
	Start          string   // its first file
	Flags          []string // of node
	HarnessVersion string
	// Command is the host's node; "node" when empty.
	Command string
	// Readable is for runtimes that read the program to load it, such as gVisor.
	Readable bool
}

// OwnNode is the recipe with drill's own harness.
func OwnNode() Node {
	return Node{Harness: own.Harness(), Start: own.Entry, Flags: own.Flags(), HarnessVersion: own.Version()}
}

// Language implements [Recipe].
func (Node) Language() graders.Language { return graders.Node }

// Version implements [Recipe].
func (n Node) Version() string { return programVersion(n.HarnessVersion, n.Readable) }

// Official implements [Recipe].
func (Node) Official() string { return "node:24-slim" }

// Entry implements [Recipe].
func (n Node) Entry() []string {
	entry := append([]string{"/" + nodeBinary}, n.Flags...)
	return append(entry, "/"+path.Join(harnessFolder, n.Start), "--work="+WorkFolder)
}

// Env implements [Recipe]: libraries are found where they were put, whatever the
// distribution that they are from searches.
func (Node) Env() []string {
	return []string{"LD_LIBRARY_PATH=/" + libraries, "HOME=" + WorkFolder, "NODE_ENV=production"}
}

// Probe implements [Recipe].
func (Node) Probe(bool) []string {
	return []string{"node", "-p", "'node ' + process.version"}
}

// hostNode is what a node says about itself.
type hostNode struct {
	Path, Version, Platform, Arch string
	Shared                        []string // built-in modules that the distribution keeps as files
}

const askNode = `JSON.stringify({path: process.execPath, version: process.version, platform: process.platform,
	arch: {x64: 'amd64', ia32: '386'}[process.arch] ?? process.arch,
	shared: Object.values(process.config.variables).filter((v) => typeof v === 'string' && /^\/.*\.c?js$/.test(v))})`

// FromHost implements [Recipe]: the node program with the libraries it needs.
func (n Node) FromHost(ctx context.Context, arch string) (*Files, error) {
	if runtime.GOOS != "linux" {
		return nil, fmt.Errorf("%w: its node is built for %s and the image needs one for Linux", ErrHost, runtime.GOOS)
	}
	host, err := n.ask(ctx)
	if err != nil {
		return nil, err
	}
	if host.Platform != "linux" || host.Arch != arch {
		return nil, fmt.Errorf("%w: its node is built for %s/%s and the engine runs linux/%s", ErrHost, host.Platform, host.Arch, arch)
	}
	files := &Files{Runtime: "node " + host.Version}
	if err := host.collect(files, programMode(n.Readable)); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrHost, err)
	}
	return files, nil
}

// Own implements [Recipe].
func (n Node) Own(files *Files) error { return files.Tree(harnessFolder, n.Harness) }

func (n Node) ask(ctx context.Context) (hostNode, error) {
	command := n.Command
	if command == "" {
		command = "node"
	}
	out, err := exec.CommandContext(ctx, command, "-p", askNode).Output()
	if errors.Is(err, exec.ErrNotFound) {
		return hostNode{}, fmt.Errorf("%w: it has no node", ErrHost)
	}
	var host hostNode
	if err == nil {
		err = json.Unmarshal(out, &host)
	}
	if err != nil {
		return hostNode{}, fmt.Errorf("%w: its node does not run: %w", ErrHost, err)
	}
	return host, nil
}

func (h hostNode) collect(files *Files, mode int64) error {
	if err := files.Copy(nodeBinary, mode, h.Path); err != nil {
		return err
	}
	needed, err := sharedLibraries(h.Path)
	if err != nil {
		return err
	}
	for _, library := range needed {
		target := path.Join(libraries, library.name)
		if path.IsAbs(library.name) { // the dynamic loader has one fixed place
			target = strings.TrimPrefix(library.name, "/")
		}
		if err := files.Copy(target, 0o555, library.path); err != nil {
			return err
		}
	}
	for _, file := range h.Shared {
		if err := files.Copy(strings.TrimPrefix(file, "/"), 0o444, file); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// OnOfficial implements [Recipe]: the image's own node collects itself, since an
// image may have no shell.
func (n Node) OnOfficial(context.Context, string) (*Official, error) {
	o := &Official{Instructions: fmt.Sprintf(
		"COPY added/ /drill-build/\nRUN [\"node\", \"/drill-build/collect.mjs\", \"/rootfs\", %q, %q, \"%o\"]", nodeBinary, libraries, programMode(n.Readable))}
	o.Added.Text("collect.mjs", 0o444, collector)
	return o, nil
}
