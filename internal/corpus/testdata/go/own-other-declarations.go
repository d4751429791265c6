// attack own: declares the exercise's names as something else, so that its own file does not compile
// exercise: retry-and-report | only: backoff-growth
// passes: none | status: error
package solution

import "time"

type Policy = map[string]any

const Retry = 5

type RetryError interface{ ~int | ~string }

var PublicError = time.Now

type HTTPError struct{ HTTPError *HTTPError }
