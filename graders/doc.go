// Package graders judges recorded runs of a learner's solution.
//
// An [Exercise] is made of scenarios and checks. A [Scenario] is a stimulus: it
// names the code that drives the solution inside a sandbox and draws the random
// input of that drive. A [Check] is the judgement: a pure function over what was
// recorded. Nothing here starts a process or knows what a container is; the
// sandboxes implement [Sandbox], and [Grade] joins the two.
package graders
