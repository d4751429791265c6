package main

import (
	"regexp"
	"slices"
	"strings"
)

// misfit explains why scenarios.go does not compile against the solution without
// showing the scenarios' code. Errors that have nothing to do with the solution
// are a fault of the exercise.
func misfit(diagnostics []diagnostic) *problem {
	var messages []string
	for _, d := range diagnostics {
		text := strings.ReplaceAll(strings.ReplaceAll(d.text, solutionPath, "solution"), `"solution".`, "solution.")
		if message, known := translate(text); known && !slices.Contains(messages, message) {
			messages = append(messages, message)
		}
	}
	first := diagnostics[0]
	switch {
	case len(messages) > 0:
	case ofTypes(first.text):
		messages = []string{"solution.go does not fit the exercise: keep types and signatures as in the stub: " + first.text}
	default:
		return faultf("scenarios.go:%d:%d: %s", first.line, first.column, first.text)
	}
	return &problem{message: strings.Join(messages[:min(len(messages), maxDiagnostics)], "\n")}
}

// ofTypes tells whether an error is about the type of something, which may be the
// solution's: types of their own the scenarios have got right, as their proof shows.
func ofTypes(text string) bool {
	return regexp.MustCompile(`\((?:.* )?(?:of|value) .*type |^invalid (?:operation|argument)|^cannot (?:use|call|range|index|convert|assign|infer|define)|mismatch|^impossible `).MatchString(text)
}

// translation turns one kind of compile error into the learner's words; the
// message may use the pattern's groups.
type translation struct{ pattern, message string }

// translations are tried in order. A name in a call may be an expression of the
// scenarios', so only its last part is kept.
func translations() []translation {
	return []translation{
		{`^undefined: solution\.(\w+)`, `solution.go does not define $1`},
		{`^name (\w+) not exported by package solution`, `solution.go does not export $1`},
		{`undefined \(type (\S*solution\.\S+|interface.*|func.*|struct.*) has no (?:field or )?method (\w+)(?:, but does have (.*))?\)`,
			`$1 has no method or field $2`},
		{`^(?:not enough|too many) arguments in call to (?:.*\.)?(\w+)(?:\[.*\])?\n\thave (\(.*\))\n\twant (\(.*\))`,
			`$1 has another signature: the exercise calls it with $2, solution.go declares $3`},
		{`^assignment mismatch: (\d+ variables?) but (?:.*\.)?(\w+)(?:\[[^]]*\])?(?:\(.*\))? returns (\d+ values?)`,
			`$2 has another signature: the exercise expects $1, solution.go returns $3`},
		{`^cannot use .* \((?:.* )?(?:of|value) type (.+?)\) as (.+?) value in argument to (?:.*\.)?(\w+)(?:\[.*\])?(?:$|:)`,
			`$3 has another signature: the exercise gives it $1, solution.go takes $2`},
		{`^cannot use (?:.*\.)?(\w+)(?:\[.*\])?\(.*\) \(.*type (.+?)\) as (.+?) value in`,
			`$1 has another signature: the exercise expects $3, solution.go returns $2`},
		{`^cannot use solution\.(\w+)(?:\[.*\])? \(.*type (.+?)\) as (.+?) value in`,
			`solution.$1 has another type: the exercise expects $3, solution.go has $2`},
		{`^cannot use .* \((?:.* )?(?:of|value) type (.+?)\) as (.+?) value in struct literal`,
			`a field of a struct has another type: the exercise gives it $1, solution.go has $2`},
		{`^unknown field (\w+) in struct literal of type (\S+)`, `$2 has no field $1`},
		{`^(?:cannot use )?(solution\.\w+)(?: \(.*\))? is not a type`, `$1 is not a type`},
		{`(?:too many|too few) values in struct literal of type (solution\.\S+)`, `$1 has other fields than the stub`},
		{`solution\.(\w+)\(.*\) \(no value\) used as value`, `$1 returns nothing: the exercise expects a result`},
		{`cannot infer \w+.*|in call to solution\.(\w+)`, `the type parameters of $1 do not fit the exercise`},
		{`solution\.([A-Z]\w*)`, `solution.$1 does not fit the exercise: keep its name and signature as in the stub`},
	}
}

func translate(text string) (string, bool) {
	for _, t := range translations() {
		pattern := regexp.MustCompile(t.pattern)
		if m := pattern.FindStringSubmatchIndex(text); m != nil {
			return string(pattern.ExpandString(nil, t.message, text, m)), true
		}
	}
	return "", false
}
