package verify

import (
	"maps"
	"slices"

	"drill/graders"
	"drill/internal/prefixes"
)

// behind puts each prefix in front of each wrong solution, which must fail no less
// then, and of the reference, which shows that scenarios still work.
func behind(cases []Case, list func(graders.Language) []prefixes.Prefix) []Case {
	var all []Case
	if list == nil {
		return nil
	}
	for _, c := range cases {
		for _, p := range list(c.Language) {
			if c.Kind != Wrong && (c.Kind != Reference || p.Noticed) {
				continue
			}
			bent := c
			bent.Behind, bent.Solution = p.Name, p.Before(c.Language, c.Solution)
			all = append(all, bent)
		}
	}
	return all
}

// bent are the cases behind prefixes. One seed shows what there is to see.
func (o Options) bent(cases []Case) []portion {
	if o.Repeat > 1 {
		return nil
	}
	return shared(behind(cases, o.Prefixes), o.Seeds[:1])
}

// Refused names the prefixes that a language's compiler, or drill, refuses in front of
// every solution. They show that the refusal works, and nothing of what they would do.
func (p Proof) Refused(l graders.Language) []string {
	refused := map[string]bool{}
	for _, r := range p.Results {
		if name := r.Case.Behind; name != "" && r.Case.Language == l {
			before, known := refused[name]
			refused[name] = r.Refused && (before || !known)
		}
	}
	maps.DeleteFunc(refused, func(_ string, refused bool) bool { return !refused })
	return slices.Sorted(maps.Keys(refused))
}

// unbent finds a language in which nothing was shown to be harmless, since no prefix
// got through.
func unbent(p Proof) []Problem {
	var problems []Problem
	for _, l := range graders.Languages() {
		graded, through := 0, 0
		for _, r := range p.Results {
			if r.Case.Behind != "" && r.Case.Language == l {
				graded++
				if !r.Refused {
					through++
				}
			}
		}
		if graded > 0 && through == 0 {
			problems = append(problems, problem(p.Exercise, exerciseFile, "%s: every prefix is refused, so that none is shown to be harmless: "+
				"add one to internal/prefixes that this exercise lets through", l))
		}
	}
	return problems
}

// withoutPrefix leaves out what was graded behind a prefix.
func withoutPrefix(results []Result) []Result {
	var all []Result
	for _, r := range results {
		if r.Case.Behind == "" {
			all = append(all, r)
		}
	}
	return all
}
