import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { isRecord } from './block-kit/schema.ts'
import { dropOldest } from './bounded.ts'
import { APP_ID } from './ids.ts'

const MAX_BYTES = 1024 * 1024
/** https://docs.slack.dev/apis/events-api/using-socket-mode#connections */
const MAX_CONNECTIONS = 10
const PING_MS = 10_000
const GOODBYE_MS = 500

export interface Envelope {
  readonly type: 'slash_commands' | 'interactive' | 'events_api'
  readonly payload: unknown
  readonly retry?: { readonly attempt: number; readonly reason: string }
}

/** `none`: nobody is connected. */
export type SocketAck =
  { readonly kind: 'acked'; readonly body: unknown } | { readonly kind: 'timeout' | 'none' }

/** The server side of Socket Mode: tickets, `hello`, envelopes and their acknowledgements, `disconnect`. */
export class SocketMode {
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: MAX_BYTES })
  readonly #tickets = new Map<string, true>()
  readonly #waiting = new Map<string, (body: unknown) => void>()
  readonly #newId: (prefix: string) => string
  readonly #changed: (count: number) => void
  /** Open ones, in the order in which their next turn comes. */
  #open: WebSocket[] = []
  readonly #pings: NodeJS.Timeout

  constructor(newId: (prefix: string) => string, changed: (count: number) => void) {
    this.#newId = newId
    this.#changed = changed
    this.#pings = setInterval(() => {
      for (const socket of this.#open) socket.ping()
    }, PING_MS).unref()
  }

  get connections(): number {
    return this.#open.length
  }

  /** A ticket for one connection. */
  newTicket(): string {
    const ticket = this.#newId('')
    this.#tickets.set(ticket, true)
    dropOldest(this.#tickets, 100)
    return ticket
  }

  /** Takes over an HTTP connection that asks for a WebSocket. */
  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    const url = new URL(request.url ?? '/', 'http://sandbox')
    const ticket = url.searchParams.get('ticket') ?? ''
    if (url.pathname !== '/link' || !this.#tickets.delete(ticket)) {
      stream.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\n\r\n')
      return
    }
    this.#server.handleUpgrade(request, stream, head, (socket) => this.#welcome(socket))
  }

  /** Sends it down one connection, the next in turn, and waits for its acknowledgement. */
  async deliver(envelope: Envelope, waitMs: number): Promise<SocketAck> {
    const socket = this.#open.shift()
    if (socket === undefined) return { kind: 'none' }
    this.#open.push(socket)
    const envelope_id = this.#newId('envelope-')
    const acked = new Promise<SocketAck>((resolve) => {
      const timer = setTimeout(() => this.#settle(envelope_id, resolve, { kind: 'timeout' }), waitMs)
      this.#waiting.set(envelope_id, (body) => {
        clearTimeout(timer)
        this.#settle(envelope_id, resolve, { kind: 'acked', body })
      })
    })
    const { type, payload, retry } = envelope
    const isEvent = type === 'events_api'
    const attempt = retry && { retry_attempt: retry.attempt, retry_reason: retry.reason }
    socket.send(
      JSON.stringify({
        envelope_id,
        type,
        payload,
        accepts_response_payload: !isEvent,
        ...(isEvent && { retry_attempt: 0, retry_reason: '' }),
        ...attempt,
      }),
    )
    return acked
  }

  /** `refresh`: says goodbye as Slack does every few hours. `cut`: the line breaks. */
  drop(how: 'refresh' | 'cut', count = Infinity): void {
    const gone = this.#open.slice(0, count)
    for (const socket of gone) {
      if (how === 'cut') socket.terminate()
      else socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested', debug_info: host }))
    }
    this.#forget(gone)
  }

  async close(): Promise<void> {
    clearInterval(this.#pings)
    await Promise.all([...this.#server.clients].map(goodbye))
    await new Promise<void>((resolve) => this.#server.close(() => resolve()))
  }

  #settle(id: string, resolve: (ack: SocketAck) => void, ack: SocketAck): void {
    this.#waiting.delete(id)
    resolve(ack)
  }

  #welcome(socket: WebSocket): void {
    socket.on('error', () => socket.terminate())
    if (this.#open.length >= MAX_CONNECTIONS) {
      socket.send(JSON.stringify({ type: 'disconnect', reason: 'too_many_websockets', debug_info: host }))
      socket.close()
      return
    }
    this.#open.push(socket)
    socket.on('message', (data: Buffer) => this.#receive(data.toString()))
    socket.on('close', () => this.#forget([socket]))
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: this.#open.length,
        debug_info: { ...host, build_number: 1, approximate_connection_time: 18060 },
        connection_info: { app_id: APP_ID },
      }),
    )
    this.#changed(this.#open.length)
  }

  #receive(data: string): void {
    const message = parse(data)
    if (typeof message.envelope_id === 'string') this.#waiting.get(message.envelope_id)?.(message.payload)
  }

  #forget(sockets: readonly WebSocket[]): void {
    const before = this.#open.length
    this.#open = this.#open.filter((one) => !sockets.includes(one))
    if (this.#open.length !== before) this.#changed(this.#open.length)
  }
}

/** Closes it with the handshake; who does not answer is cut off. */
async function goodbye(socket: WebSocket): Promise<void> {
  const closed = new Promise((resolve) => {
    socket.once('close', resolve)
  })
  const timer = setTimeout(() => socket.terminate(), GOODBYE_MS)
  socket.close(1001)
  await closed
  clearTimeout(timer)
}

const host = { host: 'sandbox-applink-0' }

function parse(data: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(data)
    return isRecord(value) ? value : {}
  } catch {
    // Not an acknowledgement: Slack takes no notice of it either.
    return {}
  }
}
