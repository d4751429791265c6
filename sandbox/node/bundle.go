package node

import (
	"fmt"
	"io/fs"
	"regexp"
	"strings"
)

// own matches how a file of the harness asks for another one.
var own = regexp.MustCompile(`require\('\./([a-z]+\.cjs)'\)`)

// bundle puts a file and all that it requires into one: Node takes half a
// millisecond to find and load each file, and they are two dozen.
func bundle(files fs.FS, entry string) ([]byte, error) {
	var text strings.Builder
	text.WriteString(prologue)
	known := map[string]bool{entry: true}
	for queue := []string{entry}; len(queue) > 0; queue = queue[1:] {
		source, err := fs.ReadFile(files, queue[0])
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&text, "files['./%s'] = (module, require) => {\n%s};\n\n", queue[0], source)
		for _, found := range own.FindAllSubmatch(source, -1) {
			if name := string(found[1]); !known[name] {
				known[name] = true
				queue = append(queue, name)
			}
		}
	}
	fmt.Fprintf(&text, "load('./%s');\n", entry)
	return []byte(text.String()), nil
}

// prologue defines load(), which the files get as their require. A file's exports
// are what it assigns to module.exports, when it is first asked for.
const prologue = `'use strict';
// Put together from the harness's files.
const files = { __proto__: null };
const loaded = { __proto__: null };
const load = Object.assign((id) => {
  if (!files[id]) return require(id);
  if (!loaded[id]) files[id](loaded[id] = { __proto__: null }, load);
  return loaded[id].exports;
}, { cache: require.cache, main: require.main });

`
