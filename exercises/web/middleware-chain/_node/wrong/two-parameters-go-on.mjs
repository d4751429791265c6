// fails: short-circuit
export function createApp() {
  const stack = []
  return {
    use(...fns) { stack.push(...fns) },
    handle(req, res, done) {
      const go = (i, failed, error) => {
        while (i < stack.length && (stack[i].length === 4) !== failed) i++
        if (i === stack.length) { if (failed) done(error); else done(); return }
        let used = false
        const leave = (f, e) => { if (used) return; used = true; go(i + 1, f, e) }
        const next = (e) => leave(e !== undefined && e !== null, e)
        try {
          const result = failed ? stack[i](error, req, res, next) : stack[i](req, res, next)
          if (!failed && stack[i].length < 3) leave(false)
          Promise.resolve(result).catch((e) => leave(true, e))
        } catch (e) { leave(true, e) }
      }
      go(0, false)
    },
  }
}
