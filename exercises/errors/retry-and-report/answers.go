package retryandreport

import (
	"fmt"
	"math/rand/v2"

	"drill/graders"
)

// thrown is a value that a program in Node may throw.
type thrown struct {
	What string `json:"what"`
	// Make is "error", "own class", "plain", or what stands for itself.
	Make    string `json:"make"`
	Status  any    `json:"status,omitempty"`
	Expose  any    `json:"expose,omitempty"`
	Message string `json:"message"`
	Cause   string `json:"cause,omitempty"`
	// Behind is a cause that may be shown, which does not make this an error that may.
	Behind *thrown `json:"behind,omitempty"`
}

// public reports whether the prompt allows to show it.
func (t thrown) public() bool {
	status, number := t.Status.(float64)
	return (t.Make == "error" || t.Make == "own class") && t.Expose == true && number && mayShow(int(status)) && status == float64(int(status))
}

func mayShow(status int) bool { return 400 <= status && status <= 599 }

// link is one error of a chain in Go.
type link struct {
	Public  bool   `json:"public,omitempty"`
	Status  int    `json:"status,omitempty"`
	Message string `json:"message"`
	// Joined with the next link rather than wrapped around it.
	Joined bool `json:"joined,omitempty"`
	Value  bool `json:"value,omitempty"` // of a type that is no pointer
	// Cancelled stands for context.Canceled.
	Cancelled bool `json:"cancelled,omitempty"`
}

// chain is an error in Go: its links, the outermost first.
type chain struct {
	What  string `json:"what"`
	Links []link `json:"links"`
}

// public returns the link that the prompt has shown.
func (c chain) public() (link, bool) {
	for _, l := range c.Links {
		if l.Public && mayShow(l.Status) {
			return l, true
		}
	}
	return link{}, false
}

type answersInput struct {
	Secret string   `json:"secret"` // planted in all that must not be shown
	Node   []thrown `json:"node"`
	Go     []chain  `json:"go"`
}

func answers(r *rand.Rand) any {
	secret := "db-" + graders.Token(r)
	return answersInput{secret, nodeAnswers(r, secret), goAnswers(r, secret)}
}

func closed(r *rand.Rand) string { return "order " + graders.Token(r) + " is closed" }

func nodeAnswers(r *rand.Rand, secret string) []thrown {
	status := graders.Between(r, 402, 428)
	list := []thrown{
		{What: "an error to be shown", Make: "error", Status: status, Expose: true, Message: closed(r)},
		{What: "an error to be shown with an internal cause", Make: "error", Status: status, Expose: true, Message: closed(r), Cause: secret},
		{What: "an error to be shown of a class of its own", Make: "own class", Status: status, Expose: true, Message: closed(r)},
		{What: "an error to be shown without a message", Make: "error", Status: status, Expose: true},
		{What: "an ordinary error", Make: "error", Message: secret},
		{What: "a TypeError", Make: "a TypeError", Message: secret},
		{What: "an error with a name and a code", Make: "an error with a name and a code", Message: secret},
		{What: "an ordinary error behind which is one to be shown", Make: "error", Message: secret,
			Behind: &thrown{Make: "error", Status: status, Expose: true, Message: secret}},
		{What: "a RetryError behind which is an error to be shown", Make: "a RetryError", Message: secret,
			Behind: &thrown{Make: "error", Status: status, Expose: true, Message: secret}},
		{What: "an error with a status but without expose", Make: "error", Status: 404, Message: secret},
		{What: "an error to be shown without a status", Make: "error", Expose: true, Message: secret},
		{What: "a plain object with expose, status and message", Make: "plain", Expose: true, Status: 404, Message: secret},
		{What: "a plain object with a secret", Make: "plain", Message: secret},
	}
	for _, n := range []any{400, graders.Between(r, 500, 510), 599} {
		list = append(list, thrown{What: fmt.Sprintf("an error to be shown with the status %v", n), Make: "error", Expose: true, Status: n, Message: closed(r)})
	}
	for _, n := range []any{-404, 0, 200, 399, 600, 404.5, "404"} {
		list = append(list, thrown{What: "an error to be shown with the status " + graders.Show(n), Make: "error", Expose: true, Status: n, Message: secret})
	}
	for _, e := range []any{false, 1, "true"} {
		list = append(list, thrown{What: "an error with expose: " + graders.Show(e), Make: "error", Expose: e, Status: 404, Message: secret})
	}
	for _, v := range []string{"undefined", "null", "0", "''", "a string", "a symbol", "an object that throws when it is read", "an error with the status NaN"} {
		list = append(list, thrown{What: v, Make: v, Message: secret})
	}
	return list
}

func goAnswers(r *rand.Rand, secret string) []chain {
	status := graders.Between(r, 402, 428)
	public := func(status int) link { return link{Public: true, Status: status, Message: closed(r)} }
	hidden, internal := func(status int) link { return link{Public: true, Status: status, Message: secret} }, link{Message: secret}
	list := []chain{
		{"a public error", []link{public(status)}},
		{"a public error without a message", []link{{Public: true, Status: status}}},
		{"a public error with an internal cause", []link{public(status), internal}},
		{"a public error wrapped with internals", []link{{Message: secret}, {Message: secret}, public(status)}},
		{"a public error joined with an internal one", []link{{Message: secret, Joined: true}, public(status)}},
		{"a public error that an internal one is joined to", []link{{Public: true, Status: status, Message: closed(r), Joined: true}, {Message: secret, Joined: true}, internal}},
		{"a public error joined with one of the status 200, both wrapped", []link{internal, {Public: true, Status: 200, Message: secret, Joined: true}, public(status)}},
		{"a public error joined with a later one", []link{{Public: true, Status: status, Message: closed(r), Joined: true}, hidden(status + 1)}},
		{"a public error behind another one", []link{public(status), hidden(status + 1)}},
		{"a public error joined with one of the status 200", []link{{Public: true, Status: 200, Message: secret, Joined: true}, public(status)}},
		{"no error at all (nil)", nil},
		{"an ordinary error", []link{internal}},
		{"an error of a value type", []link{{Message: secret, Value: true}}},
		{"a public error behind one of a value type", []link{{Message: secret, Value: true}, public(status)}},
		{"a cancelled context", []link{internal, {Cancelled: true}}},
	}
	for _, n := range []int{400, graders.Between(r, 500, 510), 599} {
		list = append(list, chain{fmt.Sprintf("a public error with the status %d", n), []link{public(n)}})
	}
	for _, n := range []int{-404, 0, 200, 399, 600} {
		list = append(list, chain{fmt.Sprintf("a public error with the status %d", n), []link{hidden(n)}})
	}
	return list
}
