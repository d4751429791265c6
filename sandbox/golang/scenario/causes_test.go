package scenario

import (
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
)

// knot is an error that wraps itself.
type knot struct{}

func (knot) Error() string     { return "knot" }
func (k knot) Unwrap() []error { return []error{k, k} }

func TestMessages(t *testing.T) {
	inner := errors.New("inner")
	tests := map[string]struct {
		err  error
		want []any
	}{
		"none":           {nil, []any{}},
		"one":            {inner, []any{"inner"}},
		"wrapped":        {fmt.Errorf("outer: %w", inner), []any{"outer: inner", "inner"}},
		"joined":         {errors.Join(fmt.Errorf("a: %w", inner), errors.New("b")), []any{"a: inner\nb", "a: inner", "inner", "b"}},
		"nothing joined": {errors.Join(nil, inner), []any{"inner", "inner"}},
	}
	for name, test := range tests {
		assert.Equal(t, test.want, Messages(test.err), name)
	}
	assert.Len(t, Causes(knot{}), mostCauses)
}

func TestRefsKnowTheSameErrorAgain(t *testing.T) {
	s := &S{refs: map[any]int{}}
	inner := errors.New("inner")
	assert.Equal(t, s.Refs(inner)[0], s.Refs(fmt.Errorf("outer: %w", inner))[1])
	assert.Empty(t, s.Refs(nil))
}
