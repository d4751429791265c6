package graders

import "math"

// Has reports whether the event carries the field.
func (e Event) Has(field string) bool {
	_, ok := e.Data[field]
	return ok
}

// Text returns a field as text; a field that is no text is shown as JSON.
func (e Event) Text(field string) string {
	switch v := e.Data[field].(type) {
	case nil:
		return ""
	case string:
		return v
	default:
		return Show(v)
	}
}

// Number returns a number field, and NaN where there is none, so that every
// comparison with it fails.
func (e Event) Number(field string) float64 {
	if n, ok := e.Data[field].(float64); ok {
		return n
	}
	return math.NaN()
}

// Bool returns a field that is true.
func (e Event) Bool(field string) bool {
	b, ok := e.Data[field].(bool)
	return ok && b
}

// List returns a list field.
func (e Event) List(field string) []any {
	l, _ := e.Data[field].([]any)
	return l
}

// Texts returns the texts of a list field, without items that are no text.
func (e Event) Texts(field string) []string {
	var texts []string
	for _, item := range e.List(field) {
		if text, ok := item.(string); ok {
			texts = append(texts, text)
		}
	}
	return texts
}
