// fails: concurrency-limit, fail-fast, cancellation, partial-failure (handbook)
export async function mapLimit(items, limit, fn) {
  try {
    return await Promise.all(items.map((item, index) => fn(item, index)))
  } catch (error) {
    console.error('One or more calls failed:', error.message)
  }
}

export async function settle(items, limit, fn) {
  const outcomes = await Promise.allSettled(items.map((item, index) => fn(item, index)))
  return outcomes.filter((outcome) => outcome.status === 'fulfilled').map((outcome) => outcome.value)
}
