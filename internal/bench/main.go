// Command bench measures what drill promises about speed, as ratios against the
// bare runtimes in the same run: a ratio holds on a slow machine too, where a
// number of milliseconds does not. Rounds of the two sides take turns, so that
// whatever else the machine does falls on both.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"text/tabwriter"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// errUnavailable is why a measurement cannot be made on this machine.
var errUnavailable = errors.New("not to be had here")

// measurement is one promise and how it is measured.
type measurement struct {
	name    string
	promise string
	measure func(ctx context.Context, b *bench) (string, error)
}

func run(ctx context.Context, args []string, out io.Writer) error {
	if len(args) > 0 && args[0] == keepCommand {
		return keep(ctx, args[1:])
	}
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	rounds := flags.Int("rounds", 15, "rounds of each side; the medians are compared")
	only := flags.String("only", "", "measure only what has this word in its name")
	submissions := flags.Int("submissions", 200, "submissions of the throughput measurement")
	if err := flags.Parse(args); err != nil {
		return err
	}
	b, err := newBench(ctx, *rounds, *submissions)
	if err != nil {
		return err
	}
	defer b.close()
	table := tabwriter.NewWriter(out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(table, "MEASUREMENT\tPROMISE\tMEASURED")
	for _, m := range measurements() {
		if !strings.Contains(m.name, *only) {
			continue
		}
		result, err := m.measure(ctx, b)
		if err != nil && !errors.Is(err, errUnavailable) {
			return fmt.Errorf("%s: %w", m.name, err)
		}
		if err != nil {
			result = err.Error()
		}
		fmt.Fprintf(table, "%s\t%s\t%s\n", m.name, m.promise, result)
		if err := table.Flush(); err != nil {
			return err
		}
	}
	return nil
}

func measurements() []measurement {
	return []measurement{
		{"docker, booted spare: Node verdict / node -e 0", "at most 0.8", nodeSpare},
		{"docker, booted spare: Go verdict / warm go test", "at most 0.6", goSpare},
		{"docker, no spare: Node verdict / docker run node -e 0", "at most 1.2", nodeFresh},
		{"docker: throughput of drill grade / docker run, two at a time", "at least 3", throughput},
		{"docker: ceiling of that, with containers of a bare node", "", ceiling},
		{"docker: cost of the last of five classes / of the first", "about 1", steadiness},
		{"local, left by the drill before: Node verdict / node -e 0", "at most 1.4", nodeLocalLeft},
		{"local, booted ahead: Node verdict / node -e 0", "", nodeLocalWarm},
		{"local, fresh process: Node verdict / node -e 0", "", nodeLocal},
		{"local: Go verdict / warm go test", "", goLocal},
		{"drill list, hint, progress: processor time", "under 30 ms", commandTime},
		{"drill watch: memory of drill itself", "under 60 MB", watchMemory},
		{"drill verify of all exercises, local, one seed", "under 30 s", verifyTime},
	}
}
