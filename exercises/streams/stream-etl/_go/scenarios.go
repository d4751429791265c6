package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"time"

	"drill/sandbox/golang/scenario"
	"solution"
)

func main() {
	scenario.Main(scenario.Table{
		"pieces":       pieces,
		"long-line":    longLine,
		"ends":         ends,
		"one-item":     oneItem,
		"slow-insert":  slowInsert,
		"whole":        whole,
		"failures":     failures,
		"insert-fails": insertFails,
		"cancelled":    cancelled,
	})
}

// settle says how a case ended.
func settle(s *scenario.S, name string, err error) {
	status := "fulfilled"
	if err != nil {
		status = "rejected"
	}
	s.Emit("settled", scenario.Data{
		"case": name, "status": status, "messages": scenario.Messages(err), "cancelled": errors.Is(err, context.Canceled),
	})
}

// reader hands out one chunk a Read.
type reader struct {
	chunks [][]byte
	last   error
	read   func()
}

func from(chunks ...[]byte) *reader { return &reader{chunks, io.EOF, func() {}} }

func (r *reader) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	if len(r.chunks) == 0 {
		return 0, r.last
	}
	r.read()
	n := copy(p, r.chunks[0])
	if r.chunks[0] = r.chunks[0][n:]; len(r.chunks[0]) == 0 {
		r.chunks = r.chunks[1:]
	}
	return n, nil
}

// most is the number of items after which a scenario looks away, so that a sequence
// without an end ends too.
const most = 1000

// watch says what a sequence yields and how it ends.
func watch[T any](s *scenario.S, name, kind string, seq iter.Seq2[T, error]) {
	seen := 0
	for item, err := range seq {
		if err != nil {
			settle(s, name, err)
			return
		}
		s.Emit(kind, scenario.Data{"case": name, "value": item})
		if seen++; seen == most {
			return
		}
	}
	settle(s, name, nil)
}

func lines(s *scenario.S, name string, chunks ...[]byte) {
	watch(s, name, "line", solution.Lines(from(chunks...)))
}

func pieces(s *scenario.S) {
	var in struct {
		Lines []string
		CRLF  []bool
		Sizes []int
	}
	s.Input(&in)
	var text strings.Builder
	for i, line := range in.Lines {
		text.WriteString(line)
		if in.CRLF[i] {
			text.WriteString("\r")
		}
		text.WriteString("\n")
	}
	for _, size := range in.Sizes {
		lines(s, fmt.Sprint("pieces of ", size), slices.Collect(slices.Chunk([]byte(text.String()), size))...)
	}
}

func longLine(s *scenario.S) {
	var in struct{ Lines []string }
	s.Input(&in)
	text := []byte(strings.Join(in.Lines, "\n") + "\n")
	lines(s, "long line", slices.Collect(slices.Chunk(text, 4096))...)
}

// sequence yields the items, each after a pause, and says when it has come to
// its end, whichever way.
func sequence[T any](s *scenario.S, name string, pause time.Duration, items []T, last error) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		defer s.Emit("closed", scenario.Data{"case": name})
		for _, item := range items {
			s.Sleep(pause)
			if !yield(item, nil) {
				return
			}
		}
		if last != nil {
			var none T
			s.Emit("failing", scenario.Data{"case": name})
			yield(none, last)
		}
	}
}

// inserter returns an insert that takes its time.
func inserter[T any](s *scenario.S, name string, d time.Duration) func(context.Context, []T) error {
	return func(_ context.Context, items []T) error {
		s.Emit("insert", scenario.Data{"case": name, "value": items})
		s.Sleep(d)
		s.Emit("inserted", scenario.Data{"case": name, "count": len(items)})
		return nil
	}
}

func paged(pages [][]string) func(context.Context, int) ([]string, error) {
	return func(_ context.Context, page int) ([]string, error) {
		if page >= len(pages) {
			return nil, io.EOF
		}
		return pages[page], nil
	}
}

func ends(s *scenario.S) {
	var in struct {
		Lines, Items []string
		Size         int
		Pages        [][]string
	}
	s.Input(&in)
	text := []byte(strings.Join(in.Lines, "\n"))
	lines(s, "open line", text)
	lines(s, "closed line", append(text, '\n'))
	lines(s, "no bytes")
	watch(s, "pages", "item", solution.Pages(s.Context(), paged(in.Pages)))
	for name, items := range map[string][]string{"rest": in.Items, "full": in.Items[:2*in.Size]} {
		s.Go(func() {
			settle(s, name, solution.Batch(s.Context(), in.Size, sequence(s, name, 0, items, nil), inserter[string](s, name, time.Millisecond)))
		})
	}
	s.Sleep(time.Hour)
}

// oneItem takes one item and calls the sequences by hand: a loop would panic at one
// that goes on after yield has returned false.
func oneItem(s *scenario.S) {
	var in struct{ Items []string }
	s.Input(&in)
	take := func(name string) func(string, error) bool {
		return func(item string, err error) bool {
			s.Emit("item", scenario.Data{"case": name, "value": item, "error": err})
			return false
		}
	}
	s.Go(func() {
		solution.Pages(s.Context(), func(_ context.Context, page int) ([]string, error) {
			s.Emit("fetch", scenario.Data{"page": page})
			s.Sleep(time.Millisecond)
			if page >= len(in.Items) {
				return nil, io.EOF
			}
			return in.Items[page : page+1], nil
		})(take("pages"))
		r := from()
		r.read = func() { s.Emit("read", nil) }
		for _, item := range in.Items {
			r.chunks = append(r.chunks, []byte(item+"\n"))
		}
		solution.Lines(r)(take("lines"))
	})
	s.Sleep(time.Hour)
}

func slowInsert(s *scenario.S) {
	var in struct{ Items, Size, InsertMs int }
	s.Input(&in)
	inserts := make(chan int, in.Items)
	insert := inserter[int](s, "slow", time.Duration(in.InsertMs)*time.Millisecond)
	s.Go(func() {
		inserted := 0
		err := solution.Batch(s.Context(), in.Size, func(yield func(int, error) bool) {
			for pulled := range in.Items {
				for len(inserts) > 0 {
					inserted += <-inserts
				}
				s.Emit("pull", scenario.Data{"waiting": pulled + 1 - inserted})
				if !yield(pulled, nil) {
					return
				}
			}
		}, func(ctx context.Context, items []int) error {
			defer func() { inserts <- len(items) }()
			return insert(ctx, items)
		})
		settle(s, "slow", err)
	})
	s.Sleep(time.Hour)
}

func whole(s *scenario.S) {
	var in struct {
		Lines          []string
		Size, InsertMs int
	}
	s.Input(&in)
	var pages [][]string
	for page := range slices.Chunk(in.Lines, 2) {
		pages = append(pages, page)
	}
	s.Go(func() {
		insert := inserter[string](s, "whole", time.Duration(in.InsertMs)*time.Millisecond)
		settle(s, "whole", solution.Batch(s.Context(), in.Size, solution.Pages(s.Context(), paged(pages)), insert))
	})
	s.Sleep(time.Hour)
}

type failure struct {
	At    int
	Error string
}

func failures(s *scenario.S) {
	var in failure
	s.Input(&in)
	broken := errors.New(in.Error)
	watch(s, "fetch fails", "item", solution.Pages(s.Context(), func(_ context.Context, page int) ([]string, error) {
		if page < in.At {
			return []string{"item"}, nil
		}
		s.Emit("failing", scenario.Data{"case": "fetch fails"})
		return nil, broken
	}))
	r := from([]byte("one\ntwo\nthr"))
	r.last = broken
	s.Emit("failing", scenario.Data{"case": "read fails"})
	watch(s, "read fails", "item", solution.Lines(r))
	s.Go(func() {
		items := make([]int, in.At)
		settle(s, "sequence fails", solution.Batch(s.Context(), 2,
			sequence(s, "sequence fails", 0, items, broken), inserter[int](s, "sequence fails", time.Millisecond)))
	})
	s.Go(func() {
		settle(s, "last insert fails", solution.Batch(s.Context(), 9, sequence(s, "last insert fails", 0, make([]int, in.At), nil),
			func(context.Context, []int) error {
				s.Emit("failing", scenario.Data{"case": "last insert fails"})
				s.Sleep(time.Millisecond)
				return broken
			}))
	})
	s.Sleep(time.Hour)
}

func insertFails(s *scenario.S) {
	var in failure
	s.Input(&in)
	s.Go(func() {
		batch := 0
		settle(s, "insert fails", solution.Batch(s.Context(), 2, sequence(s, "insert fails", time.Millisecond, make([]int, 100), nil),
			func(context.Context, []int) error {
				s.Sleep(time.Millisecond)
				if batch++; batch <= in.At {
					return nil
				}
				s.Emit("failing", scenario.Data{"case": "insert fails"})
				return errors.New(in.Error)
			}))
	})
	s.Sleep(time.Hour)
}

func cancelled(s *scenario.S) {
	var in struct{ CancelMs, At int }
	s.Input(&in)
	over := make(chan struct{}) // frees what does not look at its context
	started := func(name string, act func(context.Context, context.CancelFunc)) {
		ctx, cancel := context.WithCancel(context.Background())
		s.Go(func() {
			defer cancel()
			act(ctx, cancel)
		})
		if name == "" {
			return
		}
		s.Go(func() {
			s.Sleep(time.Duration(in.CancelMs)*time.Millisecond + time.Microsecond)
			if ctx.Err() == nil {
				s.Emit("cancel", scenario.Data{"case": name})
				cancel()
			}
		})
	}
	started("fetch blocks", func(ctx context.Context, _ context.CancelFunc) { fetchBlocks(s, ctx, in.At, over) })
	started("insert blocks", func(ctx context.Context, _ context.CancelFunc) { insertBlocks(s, ctx, over) })
	started("inserts go on", func(ctx context.Context, _ context.CancelFunc) { insertsGoOn(s, ctx) })
	started("", func(ctx context.Context, cancel context.CancelFunc) { pagesGoOn(s, ctx, cancel, in.At) })
	s.Sleep(time.Hour)
	close(over)
	s.Sleep(time.Second)
}

func fetchBlocks(s *scenario.S, ctx context.Context, at int, over chan struct{}) {
	watch(s, "fetch blocks", "item", solution.Pages(ctx, func(ctx context.Context, page int) ([]string, error) {
		if page < at {
			return []string{"item"}, nil
		}
		s.Emit("begun", scenario.Data{"case": "fetch blocks"})
		return nil, blocked(ctx, over)
	}))
}

func insertBlocks(s *scenario.S, ctx context.Context, over chan struct{}) {
	seq := sequence(s, "insert blocks", time.Millisecond, make([]int, 20), nil)
	settle(s, "insert blocks", solution.Batch(ctx, 3, seq, func(ctx context.Context, _ []int) error {
		s.Emit("begun", scenario.Data{"case": "insert blocks"})
		return blocked(ctx, over)
	}))
}

func blocked(ctx context.Context, over chan struct{}) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-over:
		return errors.New("the scenario is over")
	}
}

func insertsGoOn(s *scenario.S, ctx context.Context) {
	seq := sequence(s, "inserts go on", time.Millisecond, make([]int, 1000), nil)
	settle(s, "inserts go on", solution.Batch(ctx, 3, seq, func(context.Context, []int) error {
		s.Emit("begun", scenario.Data{"case": "inserts go on"})
		s.Sleep(2 * time.Millisecond)
		return nil
	}))
}

func pagesGoOn(s *scenario.S, ctx context.Context, cancel context.CancelFunc, at int) {
	seen := 0
	for item, err := range solution.Pages(ctx, func(_ context.Context, page int) ([]string, error) {
		s.Sleep(time.Millisecond)
		if page == most {
			return nil, io.EOF
		}
		return []string{"item"}, nil
	}) {
		if err != nil {
			settle(s, "pages go on", err)
			return
		}
		s.Emit("item", scenario.Data{"case": "pages go on", "value": item})
		if seen++; seen == at {
			cancel()
		}
	}
	settle(s, "pages go on", nil)
}
