package graders

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const shownLength = 160 // characters of a value in a message

// Show prints plain data as a learner would write it, cut to a readable length:
// {id: 1, error: RangeError: too far}. Values that JSON lacks have their own words.
func Show(value any) string { return cut(Clean(shown(value, 4*shownLength)), shownLength) }

// cut shortens a text to so many characters.
func cut(text string, length int) string {
	if utf8.RuneCountInString(text) <= length {
		return text
	}
	return string([]rune(text)[:length-1]) + "…"
}

// shown prints a value, in full or at least its first bytes: to print what will be
// cut off costs time that depends on the learner.
func shown(value any, enough int) string {
	s := shower{enough: enough}
	s.value(value)
	return s.text.String()
}

type shower struct {
	text   strings.Builder
	enough int
}

func (s *shower) full() bool { return s.text.Len() > s.enough }

func (s *shower) value(value any) {
	switch v := value.(type) {
	case nil:
		s.text.WriteString("null")
	case string:
		s.quoted(v)
	case map[string]any:
		if mark, ok := v["$"].(string); ok {
			s.special(mark, v)
		} else {
			s.object(v)
		}
	case []any:
		s.list(v)
	case bool, float64, int, json.Number:
		fmt.Fprint(&s.text, literal(v))
	default:
		s.other(v)
	}
}

// quoted prints a text as JSON does. What is far beyond the cut is not looked at.
func (s *shower) quoted(text string) {
	if s.enough > 0 && len(text) > s.enough {
		text = strings.ToValidUTF8(text[:s.enough], "\uFFFD")
	}
	s.text.WriteString(literal(text))
}

func (s *shower) list(items []any) {
	s.text.WriteByte('[')
	for i, item := range items {
		if s.full() {
			return
		}
		if i > 0 {
			s.text.WriteString(", ")
		}
		s.value(item)
	}
	s.text.WriteByte(']')
}

func (s *shower) object(fields map[string]any) {
	s.text.WriteByte('{')
	for i, name := range slices.Sorted(maps.Keys(fields)) {
		if s.full() {
			return
		}
		if i > 0 {
			s.text.WriteString(", ")
		}
		s.key(name)
		s.text.WriteString(": ")
		s.value(fields[name])
	}
	s.text.WriteByte('}')
}

// key prints a name, in quotes where it is no identifier.
func (s *shower) key(name string) {
	odd := func(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) }
	if name == "" || unicode.IsDigit(rune(name[0])) || strings.IndexFunc(name, odd) >= 0 {
		s.quoted(name)
		return
	}
	s.text.WriteString(name)
}

// special prints the values that JSON lacks; docs/protocol.md lists them.
func (s *shower) special(mark string, v map[string]any) {
	switch mark {
	case "bigint":
		fmt.Fprintf(&s.text, "%vn", v["value"])
	case "bytes":
		fmt.Fprintf(&s.text, "bytes %v", v["hex"])
	case "error":
		s.text.WriteString(errorWords(v))
	case "date":
		s.text.WriteString("a Date of ")
		s.value(v["ms"])
		s.text.WriteString(" ms")
	case "map", "set":
		s.text.WriteString(map[string]string{"map": "Map ", "set": "Set "}[mark])
		members, _ := v[map[string]string{"map": "entries", "set": "values"}[mark]].([]any)
		s.list(members)
	default:
		s.text.WriteString(markWords(mark))
	}
}

func markWords(mark string) string {
	switch mark {
	case "threw":
		return "a value that throws when read"
	case "cycle":
		return "a cycle"
	case "deep":
		return "…"
	case "function", "symbol":
		return "a " + mark
	case "promise":
		return "a Promise"
	}
	return mark
}

// errorWords prints an error with its class or type, such as "RangeError: too far";
// an error of no particular one is an "Error", in Go an "error".
func errorWords(v map[string]any) string {
	name, _ := v["name"].(string)
	message, _ := v["message"].(string)
	if name == "" {
		name = "error"
	}
	if message == "" {
		return name + " without a message"
	}
	return name + ": " + message
}

// other prints what Go code hands over: a struct or a list of a type of its own.
func (s *shower) other(value any) {
	encoded, err := json.Marshal(value)
	if err != nil {
		fmt.Fprint(&s.text, value)
		return
	}
	decoder := json.NewDecoder(bytes.NewReader(encoded))
	decoder.UseNumber() // numbers as they were written
	var decoded any
	if decoder.Decode(&decoded) != nil {
		s.text.Write(encoded)
		return
	}
	s.value(decoded)
}

// literal prints a text, a number or a truth value as JSON, and others as Go does.
func literal(value any) string {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return fmt.Sprint(value)
	}
	return strings.TrimSpace(text.String())
}
