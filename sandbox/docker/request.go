package docker

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"drill/graders"
	"drill/sandbox/image"
)

// request is what a container is made for: containers with the same key can
// stand in for each other.
type request struct {
	language graders.Language
	limits   graders.Limits
	image    image.Image
	key      string
}

// specVersion changes when containers are made differently, so that no spare of
// an older drill is used.
const specVersion = 2

// request finds the image, once for each language and process, and makes it
// where there is none.
func (s *Sandbox) request(ctx context.Context, language graders.Language, limits graders.Limits) (request, error) {
	s.mu.Lock()
	found, ok := s.known[language]
	s.mu.Unlock()
	if !ok {
		var err error
		if found, err = s.images.Ensure(ctx, language, s.options.Image); err != nil {
			return request{}, err
		}
		s.mu.Lock()
		s.known[language] = found
		s.mu.Unlock()
	}
	limits = containerLimits(limits)
	text, err := json.Marshal([]any{specVersion, language, limits, found.ID, s.options.Runtime, s.options.CPUs, s.options.Idle})
	if err != nil {
		return request{}, err
	}
	digest := sha256.Sum256(text)
	return request{language, limits, found, hex.EncodeToString(digest[:8])}, nil
}

// containerLimits leaves out the limits that drill enforces from outside, which
// differ between exercises.
func containerLimits(l graders.Limits) graders.Limits {
	return graders.Limits{CPU: l.CPU, Memory: l.Memory, Disk: l.Disk, Processes: l.Processes}
}

func (s *Sandbox) forget(language graders.Language) {
	s.quickest.forget()
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.known, language)
}
