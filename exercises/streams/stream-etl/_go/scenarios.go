package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"sync/atomic"
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
		"insert-fails": insertsFail,
		"cancelled":    cancelled,
	})
}

// settle says how a case ended, and whether with one of these errors.
func settle(s *scenario.S, name string, err error, own ...error) {
	status := "fulfilled"
	if err != nil {
		status = "rejected"
	}
	s.Emit("settled", scenario.Data{
		"case": name, "status": status, "messages": scenario.Messages(err), "cancelled": errors.Is(err, context.Canceled),
		"own": slices.ContainsFunc(own, func(one error) bool { return errors.Is(err, one) }),
	})
}

// reader hands out one chunk a Read.
type reader struct {
	chunks   [][]byte
	last     error
	together bool // the last bytes come with the error
	read     func()
}

func from(chunks ...[]byte) *reader { return &reader{chunks: chunks, last: io.EOF, read: func() {}} }

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
	if len(r.chunks) == 0 && r.together {
		return n, r.last
	}
	return n, nil
}

// most is the number of items after which a scenario looks away, so that a sequence
// without an end ends too.
const most = 1000

// watch says what a sequence yields and how it ends.
func watch[T any](s *scenario.S, name, kind string, seq iter.Seq2[T, error], own ...error) {
	seen := 0
	for item, err := range seq {
		if err != nil {
			settle(s, name, err, own...)
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
		s.Emit("opened", scenario.Data{"case": name})
		defer s.Emit("closed", scenario.Data{"case": name})
		for _, item := range items {
			s.Sleep(pause)
			if !yield(item, nil) {
				return
			}
		}
		s.Emit("exhausted", scenario.Data{"case": name})
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
		s.Emit("inserted", scenario.Data{"case": name, "value": items, "count": len(items)})
		return nil
	}
}

// paged returns a fetch that says which pages it is asked for.
func paged[T any](s *scenario.S, name string, pages [][]T) func(context.Context, int) ([]T, error) {
	return func(_ context.Context, page int) ([]T, error) {
		s.Emit("fetch", scenario.Data{"case": name, "page": page})
		s.Sleep(time.Millisecond)
		if page >= len(pages) {
			return nil, io.EOF
		}
		return pages[page], nil
	}
}

func ends(s *scenario.S) {
	var in struct {
		Lines  []string
		Items  []any
		Size   int
		Counts []int
		Pages  [][]any
	}
	s.Input(&in)
	text := []byte(strings.Join(in.Lines, "\n"))
	lines(s, "open line", text)
	lines(s, "closed line", append(slices.Clone(text), '\n'))
	lines(s, "blank lines", []byte("\n\r\n\n"))
	lines(s, "one byte", []byte("x"))
	lines(s, "no bytes")
	for _, last := range []string{"", "\n"} {
		r := from(append(slices.Clone(text), last...))
		r.together = true
		watch(s, map[string]string{"": "open line with the end", "\n": "closed line with the end"}[last], "line", solution.Lines(r))
	}
	watch(s, "pages", "item", solution.Pages(s.Context(), paged(s, "pages", in.Pages)))
	watch(s, "no pages", "item", solution.Pages(s.Context(), paged(s, "no pages", [][]any{})))
	batches := func(name string, size int, items []any) {
		s.Go(func() {
			settle(s, name, solution.Batch(s.Context(), size, sequence(s, name, 0, items, nil), inserter[any](s, name, time.Millisecond)))
		})
	}
	for _, count := range in.Counts {
		batches(fmt.Sprint(count, " items"), in.Size, in.Items[:count])
	}
	batches("size 1", 1, in.Items[:3])
	s.Sleep(time.Hour)
}

// oneItem takes one item, or two, and calls the sequences by hand: a loop would panic at
// one that goes on after yield has returned false.
func oneItem(s *scenario.S) {
	var in struct{ Items []string }
	s.Input(&in)
	pages := slices.Collect(slices.Chunk(in.Items, 1))
	_ = solution.Pages(s.Context(), paged(s, "untouched", pages))
	s.Sleep(time.Second)
	take := func(name string, seq iter.Seq2[string, error], most int) {
		taken := 0
		seq(func(item string, err error) bool {
			s.Emit("item", scenario.Data{"case": name, "value": item, "error": err})
			taken++
			return taken < most
		})
	}
	s.Go(func() {
		take("pages", solution.Pages(s.Context(), paged(s, "pages", pages)), 1)
		r := from()
		r.read = func() { s.Emit("read", nil) }
		for _, item := range in.Items {
			r.chunks = append(r.chunks, []byte(item+"\n"))
		}
		take("lines", solution.Lines(r), 1)
		take("within a page", solution.Pages(s.Context(), paged(s, "within a page", [][]string{in.Items[:3], in.Items[3:]})), 2)
		take("within a chunk", solution.Lines(from([]byte(strings.Join(in.Items[:4], "\n")))), 2)
		take("the last line", solution.Lines(from([]byte(in.Items[0]))), 1)
		broken := errors.New("broken")
		take("the error of fetch", solution.Pages(s.Context(), func(context.Context, int) ([]string, error) { return nil, broken }), 1)
		r = from()
		r.last = broken
		take("the reader's error", solution.Lines(r), 1)
	})
	s.Sleep(time.Hour)
}

func slowInsert(s *scenario.S) {
	var in struct {
		Cases []struct {
			Name                  string
			Items, Size, InsertMs int
		}
	}
	s.Input(&in)
	for _, one := range in.Cases {
		s.Go(func() {
			var inserted atomic.Int64
			err := solution.Batch(s.Context(), one.Size, func(yield func(int, error) bool) {
				for pulled := range one.Items {
					s.Emit("pull", scenario.Data{"case": one.Name, "waiting": int64(pulled) + 1 - inserted.Load()})
					if !yield(pulled, nil) {
						return
					}
				}
			}, func(_ context.Context, items []int) error {
				s.Emit("insert", scenario.Data{"case": one.Name})
				s.Sleep(time.Duration(one.InsertMs) * time.Millisecond)
				s.Emit("inserted", scenario.Data{"case": one.Name, "count": len(items)})
				inserted.Add(int64(len(items)))
				return nil
			})
			settle(s, one.Name, err)
		})
	}
	s.Sleep(time.Hour)
}

func whole(s *scenario.S) {
	var in struct {
		Lines          []string
		Size, InsertMs int
	}
	s.Input(&in)
	pages := slices.Collect(slices.Chunk(in.Lines, 2))
	s.Go(func() {
		insert := inserter[string](s, "whole", time.Duration(in.InsertMs)*time.Millisecond)
		settle(s, "whole", solution.Batch(s.Context(), in.Size, solution.Pages(s.Context(), paged(s, "whole", pages)), insert))
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
	fetchFails := func(name string, at int) {
		watch(s, name, "item", solution.Pages(s.Context(), func(_ context.Context, page int) ([]string, error) {
			if page < at {
				return []string{"item"}, nil
			}
			s.Emit("failing", scenario.Data{"case": name})
			return nil, broken
		}), broken)
	}
	fetchFails("fetch fails", in.At)
	fetchFails("first fetch fails", 0)
	r := from([]byte("one\ntwo\nthr"))
	r.last = broken
	s.Emit("failing", scenario.Data{"case": "read fails"})
	watch(s, "read fails", "item", solution.Lines(r), broken)
	s.Go(func() {
		items := make([]int, in.At)
		settle(s, "sequence fails", solution.Batch(s.Context(), 2,
			sequence(s, "sequence fails", 0, items, broken), inserter[int](s, "sequence fails", time.Millisecond)), broken)
	})
	s.Go(func() {
		name := "sequence fails before a batch is full"
		settle(s, name, solution.Batch(s.Context(), 99, sequence(s, name, time.Millisecond, make([]int, in.At), broken), func(context.Context, []int) error {
			s.Emit("begun", scenario.Data{"case": name})
			return nil
		}), broken)
	})
	s.Go(func() { insertFails(s, "last insert fails", 9, 0, 0, make([]int, in.At), broken) })
	s.Sleep(time.Hour)
}

// insertFails has the insert after some others fail, while items come after a pause each.
func insertFails(s *scenario.S, name string, size, after int, pause time.Duration, items []int, broken error) {
	batch := 0
	settle(s, name, solution.Batch(s.Context(), size, sequence(s, name, pause, items, nil), func(context.Context, []int) error {
		s.Emit("begun", scenario.Data{"case": name})
		s.Sleep(3 * time.Millisecond)
		if batch++; batch <= after {
			return nil
		}
		s.Emit("failing", scenario.Data{"case": name})
		return broken
	}), broken)
}

func insertsFail(s *scenario.S) {
	var in failure
	s.Input(&in)
	broken := errors.New(in.Error)
	s.Go(func() { insertFails(s, "insert fails", 2, in.At, 4*time.Millisecond, make([]int, 100), broken) })
	s.Go(func() { insertFails(s, "insert fails while items wait", 2, in.At, 0, make([]int, 100), broken) })
	s.Sleep(time.Hour)
}

// cancelling is a case in which ctx is cancelled: after a time, or by call.
type cancelling struct {
	s      *scenario.S
	name   string
	ctx    context.Context
	cancel func()
}

func newCancelling(s *scenario.S, name string) *cancelling {
	ctx, cancel := context.WithCancel(s.Context())
	return &cancelling{s, name, ctx, func() {
		s.Emit("cancel", scenario.Data{"case": name})
		cancel()
	}}
}

// after cancels it when some milliseconds have passed, and not in the same moment as
// anything else.
func (c *cancelling) after(ms int) *cancelling {
	c.s.Go(func() {
		c.s.Sleep(time.Duration(ms)*time.Millisecond + time.Microsecond)
		c.cancel()
	})
	return c
}

func (c *cancelling) begin() { c.s.Emit("begun", scenario.Data{"case": c.name}) }

// batch runs Batch of three over a sequence with inserts that take their time.
func (c *cancelling) batch(seq iter.Seq2[int, error], insert time.Duration) {
	settle(c.s, c.name, solution.Batch(c.ctx, 3, seq, func(context.Context, []int) error {
		c.begin()
		c.s.Sleep(insert)
		return nil
	}))
}

// cancelledAt yields items at once and cancels before the one with the number at, from
// 0, or after the last one.
func (c *cancelling) cancelledAt(items, at int) iter.Seq2[int, error] {
	return func(yield func(int, error) bool) {
		c.s.Emit("opened", scenario.Data{"case": c.name})
		defer c.s.Emit("closed", scenario.Data{"case": c.name})
		for i := range items {
			if i == at {
				c.cancel()
			}
			if !yield(i, nil) {
				return
			}
		}
		if at == items {
			c.cancel()
		}
	}
}

func cancelled(s *scenario.S) {
	var in struct{ CancelMs, At int }
	s.Input(&in)
	over := make(chan struct{}) // frees what does not look at its context
	s.Go(func() { fetchBlocks(newCancelling(s, "fetch blocks").after(in.CancelMs), in.At, over) })
	s.Go(func() { insertBlocks(newCancelling(s, "insert blocks").after(in.CancelMs), 20, over) })
	s.Go(func() { insertBlocks(newCancelling(s, "last insert blocks").after(in.CancelMs), 2, over) })
	s.Go(func() { pagesGoOn(newCancelling(s, "pages go on"), in.At) })
	s.Go(func() {
		c := newCancelling(s, "inserts go on").after(in.CancelMs)
		c.batch(sequence(s, c.name, time.Millisecond, make([]int, 1000), nil), 2*time.Millisecond)
	})
	s.Go(func() {
		c := newCancelling(s, "inserts lag").after(in.CancelMs)
		c.batch(sequence(s, c.name, 0, make([]int, 1000), nil), 7*time.Millisecond)
	})
	s.Go(func() {
		c := newCancelling(s, "full batch")
		c.batch(c.cancelledAt(3, 2), 0)
	})
	s.Go(func() {
		c := newCancelling(s, "last batch")
		c.batch(c.cancelledAt(2, 2), 0)
	})
	s.Go(func() { beforeTheCall(s) })
	s.Sleep(time.Hour)
	close(over)
	s.Sleep(time.Second)
}

func beforeTheCall(s *scenario.S) {
	c := newCancelling(s, "batch of a cancelled ctx")
	c.cancel()
	c.batch(sequence(s, c.name, 0, make([]int, 9), nil), 0)
	c = newCancelling(s, "pages of a cancelled ctx")
	c.cancel()
	watch(s, c.name, "item", solution.Pages(c.ctx, func(context.Context, int) ([]string, error) {
		c.begin()
		return nil, io.EOF
	}))
}

func fetchBlocks(c *cancelling, at int, over chan struct{}) {
	watch(c.s, c.name, "item", solution.Pages(c.ctx, func(ctx context.Context, page int) ([]string, error) {
		if page < at {
			return []string{"item"}, nil
		}
		c.begin()
		return nil, blocked(ctx, over)
	}))
}

func insertBlocks(c *cancelling, items int, over chan struct{}) {
	seq := sequence(c.s, c.name, time.Millisecond, make([]int, items), nil)
	settle(c.s, c.name, solution.Batch(c.ctx, 3, seq, func(ctx context.Context, _ []int) error {
		c.begin()
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

func pagesGoOn(c *cancelling, at int) {
	seen := 0
	for item, err := range solution.Pages(c.ctx, func(_ context.Context, page int) ([]string, error) {
		c.begin()
		c.s.Sleep(time.Millisecond)
		if page == most {
			return nil, io.EOF
		}
		return []string{"item"}, nil
	}) {
		if err != nil {
			settle(c.s, c.name, err)
			return
		}
		c.s.Emit("item", scenario.Data{"case": c.name, "value": item})
		if seen++; seen == at {
			c.cancel()
		}
	}
	settle(c.s, c.name, nil)
}
