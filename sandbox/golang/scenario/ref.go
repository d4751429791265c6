package scenario

import (
	"reflect"
	"unsafe"
)

// Ref numbers identities: the same pointer, error or other comparable value has
// the same number throughout a scenario, from 1; nil is 0. Slices, maps and
// functions are told apart by where they are.
func (s *S) Ref(v any) int {
	if v == nil {
		return 0
	}
	key := identity(v)
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, known := s.refs[key]; !known {
		s.refs[key] = len(s.refs) + 1
	}
	return s.refs[key]
}

// place is the identity of a value that cannot be compared. As a pointer it also
// keeps the value alive, so that its address is not given to another.
type place struct {
	kind reflect.Type
	at   unsafe.Pointer
}

func identity(v any) any {
	value := reflect.ValueOf(v)
	if value.Comparable() {
		return v
	}
	switch value.Kind() {
	case reflect.Slice, reflect.Map, reflect.Func:
		return place{value.Type(), value.UnsafePointer()}
	}
	return place{kind: value.Type()}
}
