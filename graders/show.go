package graders

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

const shownLength = 160 // characters of a value in a message

// Show prints plain data as a learner would write it, cut to a readable length.
func Show(value any) string {
	text := []rune(Clean(show(value)))
	if len(text) > shownLength {
		return string(text[:shownLength-1]) + "…"
	}
	return string(text)
}

func show(value any) string {
	switch v := value.(type) {
	case nil:
		return "null"
	case map[string]any:
		if mark, ok := v["$"].(string); ok {
			return showSpecial(mark, v)
		}
	case []any:
		parts := make([]string, len(v))
		for i, item := range v {
			parts[i] = show(item)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return fmt.Sprint(value)
	}
	return strings.TrimSpace(text.String())
}

// showSpecial prints the values that JSON lacks; docs/protocol.md lists them.
func showSpecial(mark string, v map[string]any) string {
	switch mark {
	case "bigint":
		return fmt.Sprintf("%vn", v["value"])
	case "bytes":
		return fmt.Sprintf("bytes %v", v["hex"])
	case "error":
		return fmt.Sprintf("%v: %v", v["name"], v["message"])
	case "threw":
		return "a value that throws when read"
	case "cycle":
		return "a cycle"
	}
	return mark
}
