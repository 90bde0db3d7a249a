import type { TroubleView } from '../page/protocol.ts'
import { failure, invalidKey, page, type Reply } from './reply.ts'

export const noTrouble: TroubleView = { mode: 'none', delayMs: 0 }

/** No answer: the connection is cut. */
export const dropped = 'dropped'

const loginForm =
  '<form method="post" action="/login.aspx"><h1>Sign in</h1><input name="username"><input name="password" type="password"></form>'

/**
 * What answers instead of the network.
 * @returns `null` when the request gets through to it
 */
export function instead({ mode }: TroubleView): Reply | typeof dropped | null {
  switch (mode) {
    case 'down':
      return dropped
    case 'rate-limited':
      return failure(429, 'Restricted: too many requests. Please slow down.', { 'retry-after': '1' })
    case 'error-500':
      return page(500, 'Runtime Error', "<h1>Server Error in '/' Application.</h1>")
    case 'html':
      return page(200, 'CAKE - Sign in', loginForm)
    case 'refused':
      return invalidKey
    case 'none':
    case 'broken-json':
    case 'drop-after-write':
      return null
  }
}

/** What becomes of the network's answer on its way back. A write has been done by then. */
export function onTheWay(reply: Reply, { mode }: TroubleView): Reply | typeof dropped {
  if (mode === 'broken-json')
    return { ...reply, body: reply.body.slice(0, Math.floor(reply.body.length * 0.6)) }
  return mode === 'drop-after-write' && reply.wrote ? dropped : reply
}
