package main

// longestTurn is how many scenarios one process runs at most, so that there is work
// for all processors.
const longestTurn = 10

// turns are the virtual-clock scenarios, each with those that may follow it in the
// same process: none, or in a shared job the next ones of the same solution. To start
// a process takes longer than most of them run.
func (j job) turns() [][]stimulus {
	var all [][]stimulus
	for _, s := range j.Run {
		last := len(all) - 1
		switch {
		case !s.virtual():
		case !j.Shared || last < 0 || all[last][0].Solution != s.Solution || len(all[last]) == longestTurn:
			all = append(all, []stimulus{s})
		default:
			all[last] = append(all[last], s)
		}
	}
	return all
}
