package scenario

import (
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
)

type refusal struct{}

func (*refusal) Error() string { return "refused" }

// TestAnErrorCarriesItsType leaves out the types that nobody chose.
func TestAnErrorCarriesItsType(t *testing.T) {
	index := Catch(func() { _ = []int{}[len(t.Name())] })
	for want, v := range map[string]any{
		"*scenario.refusal": &refusal{},
		"-new":              errors.New("x"),
		"-wrapped":          fmt.Errorf("x: %w", &refusal{}),
		"-two":              fmt.Errorf("%w %w", &refusal{}, &refusal{}),
		"-joined":           errors.Join(&refusal{}),
		"-a panic":          index,
	} {
		form := plain(v).(map[string]any)
		assert.Equal(t, "error", form["$"])
		if want[0] == '-' {
			assert.NotContains(t, form, "name", want)
			continue
		}
		assert.Equal(t, want, form["name"])
	}
}
