// One promise for each function: whichever comes first of next, a throw and a rejection settles it.
const run = (call) =>
  new Promise((resolve) => {
    const next = (error) => resolve(error == null ? { failed: false } : { failed: true, error })
    new Promise((over) => over(call(next))).catch((error) => resolve({ failed: true, error }))
  })

class App {
  #fns = []

  use(...fns) {
    this.#fns = [...this.#fns, ...fns]
    return this
  }

  async handle(req, res, done) {
    let state = { failed: false }
    for (const fn of this.#fns) {
      if (state.failed && fn.length === 4) {
        const { error } = state
        state = await run((next) => fn(error, req, res, next))
      } else if (!state.failed && fn.length !== 4) {
        state = await run((next) => fn(req, res, next))
      }
    }
    if (state.failed) done(state.error)
    else done()
  }
}

export const createApp = () => new App()
