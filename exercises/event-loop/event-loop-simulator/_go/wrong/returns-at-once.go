// fails: *
package solution

import "time"

type Loop struct{}
type Timer struct{}

func NewLoop() *Loop                                         { return &Loop{} }
func (l *Loop) Now() time.Duration                           { return 0 }
func (l *Loop) NextTick(fn func())                           {}
func (l *Loop) Microtask(fn func())                          {}
func (l *Loop) SetTimeout(fn func(), d time.Duration) *Timer { return &Timer{} }
func (l *Loop) ClearTimeout(t *Timer)                        {}
func (t *Timer) Unref()                                      {}
func (l *Loop) SetImmediate(fn func())                       {}
func (l *Loop) IO(fn func(), d time.Duration)                {}
func (l *Loop) OnClose(fn func())                            {}
func (l *Loop) Busy(d time.Duration)                         {}
func (l *Loop) Run(main func())                              {}
