//go:build linux || darwin

package machine

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strconv"
	"strings"

	"github.com/stretchr/testify/require"
)

// narrow serves the engine on loopback and leaves out of its list of images those
// with a harness of another version than the test's names.
func (d *desk) narrow() string {
	address, err := url.Parse(d.engine.Host)
	require.NoError(d.t, err)
	network, place := address.Scheme, address.Host
	if network == "unix" {
		place = address.Path
	}
	forward := httputil.NewSingleHostReverseProxy(&url.URL{Scheme: "http", Host: "engine"})
	forward.FlushInterval = -1
	forward.Transport = &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, network, place)
	}}
	mine := d.versions()
	forward.ModifyResponse = func(answer *http.Response) error {
		if !strings.HasSuffix(answer.Request.URL.Path, "/images/json") {
			return nil
		}
		return onlyImages(answer, mine)
	}
	server := httptest.NewServer(forward)
	d.t.Cleanup(server.Close)
	return "tcp://" + server.Listener.Addr().String()
}

// onlyImages leaves out of a list of images what has none of the names.
func onlyImages(answer *http.Response, tags map[string]bool) error {
	defer answer.Body.Close()
	var all, mine []map[string]any
	if err := json.NewDecoder(answer.Body).Decode(&all); err != nil {
		return err
	}
	for _, item := range all {
		names, _ := item["RepoTags"].([]any)
		for _, name := range names {
			if text, _ := name.(string); tags[text] {
				mine = append(mine, item)
			}
		}
	}
	text, err := json.Marshal(append([]map[string]any{}, mine...))
	if err != nil {
		return err
	}
	answer.Body, answer.ContentLength = io.NopCloser(bytes.NewReader(text)), int64(len(text))
	answer.Header.Set("Content-Length", strconv.Itoa(len(text)))
	return nil
}
