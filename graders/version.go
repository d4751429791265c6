package graders

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"strings"
)

//go:embed *.go
var sources embed.FS

// Version identifies the way that solutions are judged: 16 hex digits that change with
// the code of this package.
func Version() string {
	sum := sha256.New()
	entries, _ := sources.ReadDir(".") // embedded: cannot fail
	for _, entry := range entries {
		if strings.HasSuffix(entry.Name(), "_test.go") {
			continue
		}
		content, _ := sources.ReadFile(entry.Name())
		sum.Write([]byte(entry.Name() + "\x00"))
		sum.Write(content)
	}
	return hex.EncodeToString(sum.Sum(nil)[:8])
}
