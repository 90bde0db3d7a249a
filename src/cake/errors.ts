/**
 * What went wrong with a call to CAKE, in one family.
 *
 * - `unreachable`: no connection, a 5xx, or CAKE is left alone for a moment because it kept failing
 * - `timeout`: no complete answer within the deadline
 * - `refused`: the API key, its rights, or the IP whitelist
 * - `rate-limited`: CAKE (or our own queue for it) asks to wait
 * - `not-found`: CAKE has no such object, or no such endpoint
 * - `invalid`: CAKE did not accept the request; the message is CAKE's own
 * - `unreadable`: a web page, broken JSON, or an answer of an unknown shape
 * - `unknown-outcome`: a write that may or may not have been carried out; read the truth back
 */
export type CakeErrorKind =
  | 'unreachable'
  | 'timeout'
  | 'refused'
  | 'rate-limited'
  | 'not-found'
  | 'invalid'
  | 'unreadable'
  | 'unknown-outcome'

/** What an error may carry beside its kind, endpoint and sentence. */
export interface CakeErrorDetails {
  /** The HTTP status, where CAKE answered one. */
  status?: number
  /** The field the error is about, e.g. `offer_id`. */
  field?: string
  /** How long CAKE asks to wait, in milliseconds. */
  retryAfterMs?: number
  /** What was underneath; already free of the key. */
  cause?: Error
}

/**
 * The only error the CAKE client throws (apart from the reason of a caller's own abort signal).
 * The message is one plain sentence that may be shown to people. The API key stands in the URLs the client
 * asks for, so nothing of a request (URL, body, headers, error of the HTTP library) is ever kept here: the
 * client passes texts that went through its redaction.
 */
export class CakeError extends Error {
  readonly kind: CakeErrorKind
  /** The path below `/api/2/`, e.g. `offers.json`. */
  readonly endpoint: string
  declare readonly status?: number
  declare readonly field?: string
  declare readonly retryAfterMs?: number

  constructor(kind: CakeErrorKind, endpoint: string, message: string, details: CakeErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = 'CakeError'
    this.kind = kind
    this.endpoint = endpoint
    if (details.status !== undefined) this.status = details.status
    if (details.field !== undefined) this.field = details.field
    if (details.retryAfterMs !== undefined) this.retryAfterMs = details.retryAfterMs
  }
}
