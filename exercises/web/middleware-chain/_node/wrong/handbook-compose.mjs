// fails: async-rejection-caught, context-isolation, error-routing, next-once, sync-throw-caught (handbook)
export function createApp() {
  const fns = []
  return {
    use: (...more) => fns.push(...more),
    handle(req, res, done) {
      const ordinary = fns.filter((fn) => fn.length < 4)
      const dispatch = (i) => {
        if (i === ordinary.length) return done()
        ordinary[i](req, res, () => dispatch(i + 1))
      }
      dispatch(0)
    },
  }
}
