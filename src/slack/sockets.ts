import { setTimeout as sleep } from 'node:timers/promises'
import { type Receiver, SocketModeReceiver } from '@slack/bolt'
import type { SlackAccess } from './contract.ts'
import { boltLogger, type Log } from './log.ts'
import { TokenRefused, untilItWorks } from './patience.ts'
import { clientOptions } from './web.ts'

/**
 * Slack closes each connection every few hours, and slash commands that come while none is open are lost: the second
 * one is open meanwhile. (Up to ten are allowed: https://docs.slack.dev/apis/events-api/using-socket-mode.)
 */
const CONNECTIONS = 2
/** From asking for an address to Slack's 'hello', in milliseconds. */
const HELLO_DEADLINE = 25_000
/** A connection that lasted less than this was no routine goodbye. */
const SHORT_LIVED = 10_000
/** How long a token that was refused while running is left alone. */
const REFUSED_PAUSE = 60_000

export type SocketAccess = SlackAccess & { readonly appToken: string }

export interface Sockets {
  /** How many connections are open. */
  open(): number
  /** Fulfilled when the first is; rejected with a TokenRefused when Slack refuses the app's token before that. */
  readonly first: Promise<void>
  stop(): void
}

interface Keeping {
  readonly receiver: SocketModeReceiver
  readonly log: Log
  readonly signal: AbortSignal
  readonly opened: () => void
  readonly closed: () => void
}

/**
 * Keeps two Socket Mode connections open, whatever the network does. Slack's own client ends the process when it cannot
 * reconnect, and waits longer and longer before it tries; so its reconnecting is off, and ours is on.
 */
export function keepSockets(access: SocketAccess, attach: (receiver: Receiver) => void, log: Log): Sockets {
  const stopping = new AbortController()
  const receivers = Array.from({ length: CONNECTIONS }, () => {
    const receiver = socketReceiver(access, log)
    attach(receiver)
    return receiver
  })
  const first = Promise.withResolvers<void>()
  // Whoever waits for it hears of it; nobody has to.
  first.promise.catch(() => undefined)
  let open = 0
  const opened = () => {
    open += 1
    first.resolve()
  }
  const closed = () => {
    open -= 1
  }
  for (const receiver of receivers) {
    keepOpen({ receiver, log, signal: stopping.signal, opened, closed }).catch((error: unknown) => {
      // Only the end itself ends it, or a token that never worked.
      first.reject(error)
    })
  }
  return {
    open: () => open,
    first: first.promise,
    stop() {
      stopping.abort(new Error('the bot is stopping'))
      for (const receiver of receivers) receiver.stop().catch(() => undefined)
    },
  }
}

function socketReceiver(access: SocketAccess, log: Log): SocketModeReceiver {
  return new SocketModeReceiver({
    appToken: access.appToken,
    autoReconnectEnabled: false,
    logger: boltLogger(log, 'debug'),
    // An object of its own: Slack's client writes its retries into it.
    installerOptions: { clientOptions: clientOptions(access, log, 0) },
  })
}

/** One connection, opened again and again. Ends only by a throw: the end of the bot, or a token that never worked. */
async function keepOpen(keeping: Keeping): Promise<never> {
  let everOpen = false
  for (;;) {
    try {
      const { gone } = await open(keeping)
      const since = Date.now()
      everOpen = true
      keeping.opened()
      await gone
      keeping.closed()
      keeping.log.debug(
        { seconds: Math.round((Date.now() - since) / 1000) },
        'a Socket Mode connection was closed',
      )
      if (Date.now() - since < SHORT_LIVED) await sleep(1_000, undefined, { signal: keeping.signal })
    } catch (error) {
      if (!everOpen || !(error instanceof TokenRefused)) throw error
      keeping.log.error({ err: error }, error.message)
      await sleep(REFUSED_PAUSE, undefined, { signal: keeping.signal })
    }
  }
}

interface Open {
  /** Fulfilled when the connection is no more. */
  readonly gone: Promise<void>
}

function open(keeping: Keeping): Promise<Open> {
  return untilItWorks(() => openOnce(keeping.receiver.client, keeping.signal), {
    variable: 'SLACK_APP_TOKEN',
    what: 'no Socket Mode connection can be opened yet; trying again',
    log: keeping.log,
    signal: keeping.signal,
  })
}

async function openOnce(client: SocketModeReceiver['client'], signal: AbortSignal): Promise<Open> {
  const { promise: gone, resolve } = Promise.withResolvers<void>()
  const left = () => resolve()
  client.once('disconnected', left)
  try {
    await helloOf(client)
    if (!signal.aborted) return { gone }
    // The end came while it was being opened.
    client.disconnect().catch(() => undefined)
    throw signal.reason
  } catch (error) {
    client.off('disconnected', left)
    throw error
  }
}

async function helloOf(client: SocketModeReceiver['client']): Promise<void> {
  const timer = new AbortController()
  const late = sleep(HELLO_DEADLINE, undefined, { signal: timer.signal }).then(() => {
    throw new Error('Slack did not say hello in time')
  })
  try {
    await Promise.race([client.start(), late])
  } catch (error) {
    // Whatever is half open must not come up later, beside its successor. Nobody waits for it to be gone.
    client.disconnect().catch(() => undefined)
    // Slack's client throws nothing at all when the connection is closed before its hello.
    throw error instanceof Error ? error : new Error('the connection was closed before Slack said hello')
  } finally {
    timer.abort()
    late.catch(() => undefined)
  }
}
