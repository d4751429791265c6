// fails: *
export function createApp() {
  const fns = []
  return {
    use: (...more) => fns.unshift(...more),
    handle(req, res, done) {
      const walk = (i) => {
        if (i === fns.length) return done()
        fns[i](req, res, () => walk(i + 1))
      }
      walk(0)
    },
  }
}
