import { createHmac } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Agent, request } from 'undici'
import type { Settings } from './core.ts'
import type { Envelope, SocketMode } from './sockets.ts'
import type { Troubles } from './trouble.ts'

/** How a delivery to the app went. */
export type Outcome =
  | { readonly kind: 'acked'; readonly body: unknown }
  | { readonly kind: 'timeout' | 'unreachable' | 'none' }
  | { readonly kind: 'status'; readonly status: number; readonly noRetry: boolean }

const SKEW_SECONDS = 3600

/** `v0=…` over `v0:timestamp:body` (https://docs.slack.dev/authentication/verifying-requests-from-slack). */
export function sign(secret: string, timestamp: number, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`
}

/** Brings payloads to the app: signed HTTP to its address when it has one, else down its Socket Mode connections. */
export class Courier {
  eventsUrl: string | null = null
  readonly #settings: Settings
  readonly #troubles: Troubles
  readonly #sockets: SocketMode
  readonly #closing = new AbortController()
  // A connection per delivery: a kept one may be dead after the app was started anew.
  readonly #agent = new Agent({ pipelining: 0 })

  constructor(settings: Settings, troubles: Troubles, sockets: SocketMode) {
    this.#settings = settings
    this.#troubles = troubles
    this.#sockets = sockets
  }

  /** Delivers it, a second time as well when that trouble is on; gives how the first time went. Never throws. */
  async deliver(envelope: Envelope): Promise<Outcome> {
    const first = await this.#once(envelope)
    if (this.#troubles.deliverTwice)
      await this.#once({ ...envelope, retry: { attempt: 1, reason: 'http_timeout' } })
    return first
  }

  /** The same for events, which Slack sends again when they were not acknowledged. */
  async deliverEvent(payload: unknown): Promise<Outcome> {
    let outcome = await this.deliver({ type: 'events_api', payload })
    let attempt = 0
    for (const wait of this.#settings.eventRetryMs) {
      const isDone = outcome.kind === 'acked' || (outcome.kind === 'status' && outcome.noRetry)
      if (isDone || this.#closing.signal.aborted) return outcome
      attempt += 1
      await sleep(wait, undefined, { signal: this.#closing.signal, ref: false }).catch(() => undefined)
      const reason = outcome.kind === 'status' ? 'http_error' : 'http_timeout'
      outcome = await this.#once({ type: 'events_api', payload, retry: { attempt, reason } })
    }
    return outcome
  }

  async close(): Promise<void> {
    this.#closing.abort()
    await this.#agent.destroy()
  }

  async #once(envelope: Envelope): Promise<Outcome> {
    const { ackMs } = this.#settings
    return this.eventsUrl === null
      ? await this.#sockets.deliver(envelope, ackMs)
      : await this.#post(this.eventsUrl, envelope, ackMs)
  }

  async #post(url: string, envelope: Envelope, waitMs: number): Promise<Outcome> {
    const body = encode(envelope)
    const signal = AbortSignal.any([AbortSignal.timeout(waitMs), this.#closing.signal])
    try {
      const headers = this.#headers(envelope, body)
      const answer = await request(url, { method: 'POST', headers, body, signal, dispatcher: this.#agent })
      const text = await answer.body.text()
      if (answer.statusCode < 200 || answer.statusCode > 299) {
        const noRetry = answer.headers['x-slack-no-retry'] === '1'
        return { kind: 'status', status: answer.statusCode, noRetry }
      }
      return { kind: 'acked', body: readAck(String(answer.headers['content-type'] ?? ''), text) }
    } catch {
      // Who could not be reached, or not in time, is told so by the outcome.
      return { kind: signal.aborted ? 'timeout' : 'unreachable' }
    }
  }

  #headers({ type, retry }: Envelope, body: string): Record<string, string> {
    const { signature } = this.#troubles
    const skew = signature === 'old' ? -SKEW_SECONDS : signature === 'future' ? SKEW_SECONDS : 0
    const timestamp = Math.floor(this.#settings.now() / 1000) + skew
    const secret = signature === 'wrong-secret' ? 'not the secret' : this.#settings.signingSecret
    return {
      // Bolt refuses this type with a charset behind it, and Slack sends none.
      'content-type': type === 'events_api' ? 'application/json' : 'application/x-www-form-urlencoded',
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      accept: 'application/json,*/*',
      'x-slack-request-timestamp': String(timestamp),
      'x-slack-signature': sign(secret, timestamp, body),
      ...(retry && { 'x-slack-retry-num': String(retry.attempt), 'x-slack-retry-reason': retry.reason }),
    }
  }
}

function encode({ type, payload }: Envelope): string {
  if (type === 'events_api') return JSON.stringify(payload)
  if (type === 'interactive') return new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
  return new URLSearchParams(payload as Record<string, string>).toString()
}

function readAck(contentType: string, text: string): unknown {
  if (!contentType.includes('application/json')) return text
  try {
    return JSON.parse(text)
  } catch {
    // Said to be JSON and is not: shown as the text it is.
    return text
  }
}
