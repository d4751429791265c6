package mutation

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"drill/internal/atomicfile"
	"drill/internal/verify"
)

// The cache forgets what was not asked for in a month, and the oldest when there is more
// than that of one exercise in one language.
const (
	unused   = 30
	mostKept = 20_000
)

// verdict is what the cache knows of a mutant.
type verdict struct {
	Outcome Outcome `json:"o"`
	By      string  `json:"by,omitempty"`
	Day     int64   `json:"day"` // when it was asked for last, in days since 1970
}

// cache are the verdicts of an exercise in one language, by content: of the mutant and of
// all that its verdict depends on.
type cache struct {
	file     string // empty for none
	salt     string
	verdicts map[string]verdict
	today    int64
}

// open reads what is known. A cache that cannot be read costs time and nothing else.
func (t *target) open(ctx context.Context, some verify.Case) (*cache, error) {
	c := &cache{verdicts: map[string]verdict{}, today: time.Now().Unix() / (24 * 60 * 60)}
	if t.options.Cache == "" {
		return c, nil
	}
	environment, err := t.environment(ctx, some)
	if err != nil {
		return nil, err
	}
	c.salt = t.salt(environment)
	c.file = filepath.Join(t.options.Cache, "mutants", fmt.Sprintf("%s-%s.json", t.exercise.Slug, t.language))
	if content, err := os.ReadFile(c.file); err == nil {
		_ = json.Unmarshal(content, &c.verdicts)
	}
	return c, nil
}

// environment is what runs solutions in a language: asked for once, of the sandbox itself,
// with any solution.
func (t *target) environment(ctx context.Context, some verify.Case) (string, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if known := t.environments[t.language]; known != "" {
		return known, nil
	}
	report, err := t.single(ctx, pristine(some, t.exercise, t.options.Seeds[0]))
	if verify.Broken(err) {
		return "unknown", nil // the mutants will tell
	}
	if err != nil {
		return "", err
	}
	e := report.Environment
	t.environments[t.language] = fmt.Sprintf("%s %s %s", e.Sandbox, e.Runtime, e.Digest)
	return t.environments[t.language], nil
}

// salt is all that the verdicts of a target have in common.
func (t *target) salt(environment string) string {
	stimuli, _ := t.exercise.Stimuli(t.language) // collect has looked
	version := ""
	if t.options.Version != nil {
		version = t.options.Version(t.exercise)
	}
	return digest([]byte(t.options.Stamp), []byte(environment), []byte(t.exercise.Slug), []byte(t.language),
		stimuli.Content, []byte(version), fmt.Append(nil, t.options.Seeds))
}

// digest hashes parts so that none can be taken for another.
func digest(parts ...[]byte) string {
	sum := sha256.New()
	for _, part := range parts {
		fmt.Fprintf(sum, "%d\n%s", len(part), part)
	}
	return hex.EncodeToString(sum.Sum(nil)[:16])
}

// fill gives mutants the outcomes that are known, and returns the others.
func (c *cache) fill(candidates []*candidate) (fresh []*candidate) {
	for _, p := range candidates {
		p.key = digest([]byte(c.salt), []byte(p.solution.Solution.Name), p.Mutant.Source)
		if known, found := c.verdicts[p.key]; found {
			p.Outcome, p.By = known.Outcome, known.By
			continue
		}
		fresh = append(fresh, p)
	}
	return fresh
}

// keep writes down what is known now. That it cannot be kept stops nobody.
func (c *cache) keep(candidates []*candidate) {
	if c.file == "" {
		return
	}
	for _, p := range candidates {
		if p.Outcome != "" {
			c.verdicts[p.key] = verdict{p.Outcome, p.By, c.today}
		}
	}
	c.forget()
	content, err := json.Marshal(c.verdicts)
	if err == nil && os.MkdirAll(filepath.Dir(c.file), 0o755) == nil {
		_ = atomicfile.Write(c.file, content, 0o644)
	}
}

func (c *cache) forget() {
	var keys []string
	for key, v := range c.verdicts {
		if v.Day < c.today-unused {
			delete(c.verdicts, key)
			continue
		}
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b string) int { return cmp.Compare(c.verdicts[b].Day, c.verdicts[a].Day) })
	for _, key := range keys[min(len(keys), mostKept):] {
		delete(c.verdicts, key)
	}
}
