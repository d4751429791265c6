package scenario

import (
	"encoding/hex"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"time"
)

const (
	maxDepth   = 32
	maxInteger = 1 << 53 // above it a JSON number is not exact everywhere
)

// plainer copies values into what JSON can hold.
type plainer struct {
	path map[seen]bool
}

type seen struct {
	at     uintptr
	length int
	kind   reflect.Type
}

func plain(v any) any {
	p := plainer{path: map[seen]bool{}}
	return p.copy(reflect.ValueOf(v), 0)
}

func mark(name string) map[string]any { return map[string]any{"$": name} }

func (p *plainer) copy(v reflect.Value, depth int) any {
	if !v.IsValid() {
		return nil
	}
	if depth > maxDepth {
		return mark("deep")
	}
	if known, is := special(v); is {
		return known
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Slice:
		return p.reference(v, depth)
	case reflect.Interface:
		return p.copy(v.Elem(), depth)
	case reflect.Struct:
		return p.fields(v, depth)
	case reflect.Array:
		return p.items(v, depth)
	}
	return scalar(v)
}

// special copies the types that have a form of their own.
func special(v reflect.Value) (any, bool) {
	if !v.CanInterface() || (v.Kind() == reflect.Interface && v.IsNil()) {
		return nil, false
	}
	switch known := v.Interface().(type) {
	case time.Duration:
		return float64(known) / float64(time.Millisecond), true
	case time.Time:
		return known.UTC().Format(time.RFC3339Nano), true
	case error:
		if v.Kind() == reflect.Pointer && v.IsNil() {
			return nil, true
		}
		return errorText(known), true
	case []byte:
		return map[string]any{"$": "bytes", "hex": hex.EncodeToString(known)}, true
	}
	return nil, false
}

func errorText(err error) (plain any) {
	defer func() {
		if recover() != nil {
			plain = mark("threw")
		}
	}()
	words := map[string]any{"$": "error", "message": err.Error()}
	if name := fmt.Sprintf("%T", err); !tellsNothing(name) {
		words["name"] = name
	}
	return words
}

// tellsNothing reports whether a type is one that errors.New, fmt.Errorf or errors.Join
// make, or a panic of the runtime's: what it is called says nothing about the error.
func tellsNothing(name string) bool {
	switch name {
	case "*errors.errorString", "*errors.joinError", "*fmt.wrapError", "*fmt.wrapErrors":
		return true
	}
	return strings.HasPrefix(strings.TrimPrefix(name, "*"), "runtime.")
}

func scalar(v reflect.Value) any {
	switch {
	case v.Kind() == reflect.Bool:
		return v.Bool()
	case v.Kind() == reflect.String:
		return v.String()
	case v.CanInt():
		if i := v.Int(); i > maxInteger || i < -maxInteger {
			return map[string]any{"$": "bigint", "value": strconv.FormatInt(i, 10)}
		}
		return v.Int()
	case v.CanUint():
		if u := v.Uint(); u > maxInteger {
			return map[string]any{"$": "bigint", "value": strconv.FormatUint(u, 10)}
		}
		return v.Uint()
	case v.CanFloat():
		return number(v.Float())
	case v.Kind() == reflect.Func:
		return mark("function")
	}
	return mark("undefined") // channels, complex numbers, unsafe pointers
}

func number(f float64) any {
	switch {
	case math.IsNaN(f):
		return mark("NaN")
	case math.IsInf(f, 1):
		return mark("Infinity")
	case math.IsInf(f, -1):
		return mark("-Infinity")
	}
	return f
}

// reference copies what can contain itself.
func (p *plainer) reference(v reflect.Value, depth int) any {
	if v.Kind() == reflect.Pointer && v.IsNil() {
		return nil
	}
	here := seen{at: v.Pointer(), kind: v.Type()}
	if v.Kind() == reflect.Slice {
		here.length = v.Len()
	}
	if p.path[here] {
		return mark("cycle")
	}
	p.path[here] = true
	defer delete(p.path, here)
	switch v.Kind() {
	case reflect.Map:
		return p.entries(v, depth)
	case reflect.Slice:
		return p.items(v, depth)
	}
	return p.copy(v.Elem(), depth+1)
}

func (p *plainer) entries(v reflect.Value, depth int) any {
	entries := make(map[string]any, v.Len())
	for iterator := v.MapRange(); iterator.Next(); {
		entries[fmt.Sprint(iterator.Key())] = p.copy(iterator.Value(), depth+1)
	}
	return entries
}

// items copies a nil slice into an empty list: the two are one thing in Go.
func (p *plainer) items(v reflect.Value, depth int) any {
	items := make([]any, v.Len())
	for i := range items {
		items[i] = p.copy(v.Index(i), depth+1)
	}
	return items
}

// fields copies exported fields, under their JSON names where they have some.
func (p *plainer) fields(v reflect.Value, depth int) any {
	fields := map[string]any{}
	for i := range v.NumField() {
		field := v.Type().Field(i)
		if !field.IsExported() {
			continue
		}
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		switch name {
		case "-":
			continue
		case "":
			name = field.Name
		}
		fields[name] = p.copy(v.Field(i), depth+1)
	}
	return fields
}
