package graders

import "strings"

// NeverSettled is what is seen where nothing came to an end.
const NeverSettled = "never settled"

// Ending says in words how the call ended that the event is about: "success",
// "success with 3", "an error: X", "a panic: X", "an exception: X" for one that an
// asynchronous function threw at once, or "never settled" for an event that there is
// not, which is the zero one. It reads what s.watch, s.settle and s.Call say, and what
// scenarios add to it:
//
//	status                                      fulfilled, rejected, threw, panicked; without it the other fields tell
//	value                                       what the call gave
//	reason, error, panic, messages, message     what it failed with, the first that there is
func (e Event) Ending() string {
	switch e.Text("status") {
	case "fulfilled":
		return e.success()
	case "rejected":
		return "an error" + e.because()
	case "threw":
		return "an exception" + e.because()
	case "panicked":
		return "a panic" + e.because()
	case "pending":
		return NeverSettled
	}
	switch {
	case e.Kind == "" && len(e.Data) == 0:
		return NeverSettled
	case e.Data["panic"] != nil:
		return "a panic" + e.because()
	case e.because() != "":
		return "an error" + e.because()
	}
	return e.success()
}

// Endings is [Event.Ending] for the events about one call, of which there should be one.
func Endings(events []Event) string {
	switch len(events) {
	case 0:
		return NeverSettled
	case 1:
		return events[0].Ending()
	}
	return Plural(len(events), "end") + ", first " + events[0].Ending()
}

func (e Event) success() string {
	value, given := e.Data["value"]
	if special, ok := value.(map[string]any); !given || ok && special["$"] == "undefined" {
		return "success"
	}
	return "success with " + Show(value)
}

// because says what a call failed with: ": X", or nothing where nothing tells.
func (e Event) because() string {
	for _, field := range []string{"panic", "reason", "error", "messages", "message"} {
		if words := failureWords(e.Data[field]); words != "" {
			return ": " + words
		}
	}
	return ""
}

// failureWords prints what something failed with: an error, a text, or the texts of an
// error and its causes.
func failureWords(failure any) string {
	switch v := failure.(type) {
	case nil:
		return ""
	case string:
		return cut(Clean(v), shownLength)
	case []any:
		return causeWords(v)
	case map[string]any:
		if v["$"] == "error" {
			text := Show(v)
			for _, plain := range []string{"Error: ", "error: "} {
				text = strings.TrimPrefix(text, plain)
			}
			return text
		}
	}
	return Show(failure)
}

// causeWords prints an error's text and those of its causes that it does not contain.
func causeWords(texts []any) string {
	words := ""
	for _, text := range texts {
		next := failureWords(text)
		switch {
		case words == "":
			words = next
		case !strings.Contains(words, next):
			words += ", caused by: " + next
		}
	}
	return cut(words, shownLength)
}
