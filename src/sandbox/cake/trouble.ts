import type { TroubleView } from '../page/protocol.ts'
import { failure, invalidKey, page, type Reply } from './reply.ts'

export const noTrouble: TroubleView = { mode: 'none', delayMs: 0 }

/** No answer: the connection is cut. */
export const dropped = 'dropped'

const loginForm =
  '<form method="post" action="/login.aspx"><h1>Sign in</h1><input name="username"><input name="password" type="password"></form>'

const serverError = page(500, 'Runtime Error', "<h1>Server Error in '/' Application.</h1>")

/** Whom a trouble strikes: all requests, those to change something, or those that have changed something. */
export function strikes({ mode }: TroubleView): 'all' | 'writes' | 'written' {
  switch (mode) {
    case 'drop-before-write':
    case 'error-before-write':
    case 'slow-write':
    case 'late-write':
      return 'writes'
    case 'drop-after-write':
    case 'error-after-write':
      return 'written'
    case 'none':
    case 'down':
    case 'rate-limited':
    case 'error-500':
    case 'html':
    case 'broken-json':
    case 'refused':
      return 'all'
  }
}

/** True: its delay is for changes alone. */
export function isSlow({ mode }: TroubleView): boolean {
  return mode === 'slow-write' || mode === 'late-write'
}

/** What is left of a trouble that has just struck. */
export function afterStrike(trouble: TroubleView): TroubleView {
  if (trouble.times === undefined) return trouble
  return trouble.times > 1 ? { ...trouble, times: trouble.times - 1 } : noTrouble
}

/**
 * What answers instead of the network a request that is struck.
 * @returns `null` when the request gets through to it
 */
export function instead({ mode }: TroubleView): Reply | typeof dropped | null {
  switch (mode) {
    case 'down':
    case 'drop-before-write':
      return dropped
    case 'rate-limited':
      return failure(429, 'Restricted: too many requests. Please slow down.', { 'retry-after': '1' })
    case 'error-500':
    case 'error-before-write':
      return serverError
    case 'html':
      return page(200, 'CAKE - Sign in', loginForm)
    case 'refused':
      return invalidKey
    case 'none':
    case 'broken-json':
    case 'drop-after-write':
    case 'error-after-write':
    case 'slow-write':
    case 'late-write':
      return null
  }
}

/** What becomes of the network's answer on its way back. A write has been done by then. */
export function onTheWay(reply: Reply, { mode }: TroubleView): Reply | typeof dropped {
  if (mode === 'broken-json')
    return { ...reply, body: reply.body.slice(0, Math.floor(reply.body.length * 0.6)) }
  if (!reply.wrote) return reply
  if (mode === 'drop-after-write') return dropped
  return mode === 'error-after-write' ? { ...serverError, wrote: true } : reply
}
