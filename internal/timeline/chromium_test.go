package timeline_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// chromium returns the browser's path, or skips the test where there is none.
func chromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("DRILL_REQUIRE_CHROMIUM") == "1" {
		t.Fatal("chromium is required and not installed")
	}
	t.Skip("chromium is not installed; DRILL_REQUIRE_CHROMIUM=1 makes this a failure")
	return ""
}

// load opens a page from a file and returns its document afterwards and what was
// written to the console.
func load(t *testing.T, browser, page string) (dom string, console []string) {
	t.Helper()
	folder := t.TempDir()
	file := filepath.Join(folder, "page.html")
	require.NoError(t, os.WriteFile(file, []byte(page), 0o600))
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	command := exec.CommandContext(ctx, browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--enable-logging=stderr",
		"--user-data-dir="+filepath.Join(folder, "profile"), "--dump-dom", "file://"+file)
	var out, log bytes.Buffer
	command.Stdout, command.Stderr = &out, &log
	require.NoError(t, command.Run(), "%s", log.String())
	for line := range strings.Lines(log.String()) {
		if strings.Contains(line, ":CONSOLE") {
			console = append(console, line)
		}
	}
	return out.String(), console
}

func TestPageInABrowser(t *testing.T) {
	browser := chromium(t)
	all := pages(t)
	for _, name := range []string{"everything", "hostile"} {
		t.Run(name, func(t *testing.T) {
			dom, console := load(t, browser, all[name])
			assert.Empty(t, console)
			assert.NotContains(t, dom, "<script")
			assert.NotContains(t, dom, "<img")
			for _, shape := range []string{"<svg ", `class="mark `, `class="flag"`, `class="line"`, `class="bar`, `class="wait"`, "<details", "<tr"} {
				assert.Positive(t, strings.Count(dom, shape), shape)
				assert.Equal(t, strings.Count(all[name], shape), strings.Count(dom, shape), shape)
			}
		})
	}
}

// Without this the test above might pass because nothing is ever heard of.
func TestBrowserReportsConsoleErrors(t *testing.T) {
	page := `<!DOCTYPE html><title>x</title><script>console.error("heard")</script><p>here</p>`
	dom, console := load(t, chromium(t), page)
	assert.Contains(t, dom, "<p>here</p>")
	require.Len(t, console, 1)
	assert.Contains(t, console[0], "heard")
}
