package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
)

// encode writes a value as JSON that is safe to print: within strings, and only
// there can they stand, every control and format character beyond ASCII and every
// "##[" is escaped, so a decoder reads the same values and a terminal or a CI
// runner finds nothing to obey.
func encode(out *bytes.Buffer, value any, indent string) error {
	var plain bytes.Buffer
	encoder := json.NewEncoder(&plain)
	encoder.SetIndent("", indent)
	if err := encoder.Encode(value); err != nil {
		return err
	}
	text := strings.NewReplacer("##[", `#\u0023[`, "##vso[", `#\u0023vso[`, "##teamcity[", `#\u0023teamcity[`).Replace(plain.String())
	for _, r := range text {
		if r >= 0x7f && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
			out.WriteString(escaped(r))
			continue
		}
		out.WriteRune(r)
	}
	return nil
}

// escaped spells a character as JSON does, in two halves beyond 16 bits.
func escaped(r rune) string {
	if r <= 0xffff {
		return fmt.Sprintf(`\u%04x`, r)
	}
	r -= 0x10000
	return fmt.Sprintf(`\u%04x\u%04x`, 0xd800+r>>10, 0xdc00+r&0x3ff)
}
