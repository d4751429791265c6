package verify

import (
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
