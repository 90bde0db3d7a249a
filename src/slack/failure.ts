import { TooFast } from '../core/changes/desk.ts'
import { DEAD_TOKEN } from '../core/dead-token.ts'
import { webApi } from '@slack/bolt'

/** What a failed call of the Web API means. */
export type Failure =
  /** Slack said no, in its own word: `not_in_channel`. Nothing was done. */
  | { readonly kind: 'refused'; readonly code: string; readonly needed?: string }
  /** Too fast. Nothing was done; worth another try after so many seconds. */
  | { readonly kind: 'rate-limited'; readonly seconds: number }
  /** Slack was never reached. Nothing was done. */
  | { readonly kind: 'unreachable' }
  /** Nobody knows whether it was done. */
  | { readonly kind: 'unclear' }

/** Reads what Slack's client threw; undefined where it is no failure of a call at all. */
export function failure(error: unknown): Failure | undefined {
  if (error instanceof TooFast) return { kind: 'rate-limited', seconds: error.seconds }
  if (error instanceof webApi.WebAPIRateLimitedError)
    return { kind: 'rate-limited', seconds: error.retryAfter }
  if (error instanceof webApi.WebAPIPlatformError) return refusal(error)
  if (error instanceof webApi.WebAPIHTTPError) return { kind: 'unclear' }
  if (error instanceof webApi.WebAPIRequestError) {
    return { kind: neverReached(error.original) ? 'unreachable' : 'unclear' }
  }
  return undefined
}

/** The word with which Slack refused the token itself; undefined for every other failure, and for none. */
export function tokenRefusal(error: unknown): string | undefined {
  const failed = failure(error)
  return failed?.kind === 'refused' && DEAD_TOKEN.has(failed.code) ? failed.code : undefined
}

/** Errors of which Slack itself says that parts of the call may have been carried out. */
const HALF_DONE = new Set([
  'fatal_error',
  'internal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
])

function refusal(error: webApi.WebAPIPlatformError): Failure {
  const { error: code, needed } = error.data as { error: string; needed?: unknown }
  // A web page instead of an answer arrives here as an error whose code is the page.
  if (!/^[\w-]{1,80}$/.test(code) || HALF_DONE.has(code)) return { kind: 'unclear' }
  return { kind: 'refused', code, ...(typeof needed === 'string' ? { needed } : {}) }
}

/** Errors of the connection that come before anything was sent. */
const BEFORE_SENDING = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])

/** True where the connection was never made, however deep the error lies: the request surely was not read. */
export function neverReached(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  // Node tries several addresses of a host: then all of them must have failed this way.
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(neverReached)
  if ('code' in error && typeof error.code === 'string' && BEFORE_SENDING.has(error.code)) return true
  return neverReached(error.cause)
}

/** Waits for at most this long when Slack says how long to wait, in seconds; people do not wait longer. */
const LONGEST_WAIT = 30
const TRIES = 3

/**
 * Repeats `call` after a 429, and after nothing else: being too fast is the one failure that surely did nothing.
 * @throws TooFast where that is too long to wait for, or no end of it; what else `call` throws
 */
export async function whenAllowed<T>(call: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await call()
    } catch (error) {
      if (!(error instanceof webApi.WebAPIRateLimitedError)) throw error
      const { retryAfter } = error
      if (tried === TRIES || retryAfter > LONGEST_WAIT) throw new TooFast(retryAfter, { cause: error })
      await new Promise((resolve) => setTimeout(resolve, retryAfter * 1000))
    }
  }
}
