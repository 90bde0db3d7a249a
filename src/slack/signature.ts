import { createHmac, timingSafeEqual, type KeyObject } from 'node:crypto'

/** Older than this, a request may be somebody's copy of a real one; in ms. */
const OLDEST = 5 * 60_000
/** Clocks differ by seconds, not minutes; in ms. A date further ahead would stay good for too long. */
const NEWEST = 60_000

/**
 * Whether Slack sent this body: `v0=` and the HMAC of `v0:timestamp:body`, compared in constant time
 * (https://docs.slack.dev/authentication/verifying-requests-from-slack).
 * @param now in ms since 1970; `timestamp` is Slack's, in seconds
 */
export function isSlacks(
  key: KeyObject,
  now: number,
  timestamp: string,
  signature: string,
  body: Buffer,
): boolean {
  if (!/^\d{1,12}$/.test(timestamp) || !/^v0=[0-9a-f]{64}$/.test(signature)) return false
  const age = now - Number(timestamp) * 1000
  if (age > OLDEST || age < -NEWEST) return false
  const ours = createHmac('sha256', key).update(`v0:${timestamp}:`).update(body).digest()
  return timingSafeEqual(ours, Buffer.from(signature.slice(3), 'hex'))
}
