export class RetryError extends Error {
  constructor(attempts, last) {
    super('all attempts have failed')
    Object.assign(this, { attempts, cause: last })
  }
}

const pause = (ms, signal) =>
  new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, ms)
    signal?.addEventListener('abort', stop, { once: true })
  })

export function retry(op, options, attempt = 1, cap = options.baseMs) {
  const { attempts, maxMs, random, isRetryable, signal } = options
  if (!Number.isInteger(attempts) || attempts < 1) return Promise.reject(new RangeError('attempts'))
  return op().catch(async (error) => {
    if (!isRetryable(error)) return Promise.reject(error)
    if (attempt === attempts) return Promise.reject(new RetryError(attempts, error))
    await pause(Math.min(cap, maxMs) * random(), signal)
    return retry(op, options, attempt + 1, cap * 2)
  })
}

export const toHttpError = (value) => {
  const answer = { status: 500, body: { error: 'Something went wrong on our side' } }
  try {
    if (value?.expose === true && Number.isInteger(value.status) && value.status >= 400 && value.status < 600 && value instanceof Error) {
      answer.status = value.status
      answer.body.error = value.message
    }
  } catch {
    // Not worth more than the generic answer.
  }
  return answer
}
