package scenario

import "errors"

// mostCauses bounds what an error that wraps itself can make of a walk.
const mostCauses = 16

// Causes lists an error and all that it wraps, depth first; at most 16. It is empty
// for nil.
func Causes(err error) []error {
	var found []error
	var walk func(error)
	walk = func(err error) {
		if err == nil || len(found) == mostCauses {
			return
		}
		found = append(found, err)
		if many, ok := err.(interface{ Unwrap() []error }); ok {
			for _, one := range many.Unwrap() {
				walk(one)
			}
			return
		}
		walk(errors.Unwrap(err))
	}
	walk(err)
	return found
}

// Messages are the texts of an error's causes; see [Causes].
func Messages(err error) []any {
	texts := []any{}
	for _, cause := range Causes(err) {
		texts = append(texts, cause.Error())
	}
	return texts
}

// Refs are the identities of an error's causes; see [Causes] and [S.Ref].
func (s *S) Refs(err error) []any {
	refs := []any{}
	for _, cause := range Causes(err) {
		refs = append(refs, s.Ref(cause))
	}
	return refs
}
