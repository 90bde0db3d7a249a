import { Pool, type Dispatcher } from 'undici'
import type { Clock } from './clock.ts'
import { Cancelled, type Ticket } from './ticket.ts'

/** One HTTP answer, complete. */
export interface HttpAnswer {
  status: number
  contentType: string
  retryAfter: string
  body: Buffer
  /** The body went over the limit; what is here of it is not to be read. */
  tooLarge: boolean
}

export interface HttpRequest {
  method: 'GET' | 'POST'
  /** With the query, below the network's address. */
  path: string
  body?: string
  /** For everything: connecting, sending, waiting, and the whole body. */
  deadlineMs: number
}

/** No answer came. `sent` is false only when certainly nothing of the request has left. */
export class NoAnswer extends Error {
  readonly timedOut: boolean
  readonly sent: boolean

  constructor(timedOut: boolean, sent: boolean, cause?: unknown) {
    super('no answer', { cause })
    this.timedOut = timedOut
    this.sent = sent
  }
}

export interface Transport {
  /** @throws NoAnswer, or Cancelled when the ticket is */
  send(request: HttpRequest, ticket: Ticket): Promise<HttpAnswer>
  /** Lets requests in flight end for a moment, then drops the connections. */
  close(): Promise<void>
}

export interface TransportOptions {
  /** The network's address, e.g. `https://yourdomain.cakemarketing.com`; a path in it is kept. */
  url: string
  concurrency: number
  maxBytes: number
  clock: Clock
}

/** How much is read of the body of an error: enough for a message, not a whole web page of megabytes. */
const MAX_ERROR_BYTES = 64 * 1024
const CONNECT_TIMEOUT_MS = 5000
const CLOSE_WITHIN_MS = 2000
const headers = { accept: 'application/json', 'user-agent': 'cake-for-slack' }
const jsonHeaders = { ...headers, 'content-type': 'application/json' }

/**
 * Requests over undici, at its lowest level (`dispatch`): no stream and no abort signal per request, one timer for the
 * whole deadline, and it tells whether anything was sent. Redirects are not followed: the key is in the URL.
 */
export function createTransport({ url, concurrency, maxBytes, clock }: TransportOptions): Transport {
  const { origin, pathname } = new URL(url)
  const prefix = pathname.replace(/\/+$/, '')
  const options = { connections: concurrency, connect: { timeout: CONNECT_TIMEOUT_MS } }
  const readers = new Pool(origin, { ...options, pipelining: 1, keepAliveTimeout: 30_000 })
  // A kept-alive connection may be closed by CAKE just as a request goes out on it. A read is asked again; a write would
  // be left with an unknown outcome for nothing. So writes get connections of their own (pipelining 0: no keep-alive).
  const writers = new Pool(origin, { ...options, pipelining: 0 })
  return {
    send: (request, ticket) =>
      new Promise((resolve, reject) => {
        const exchange = new Exchange(request, ticket, { maxBytes, clock, resolve, reject })
        const pool = request.method === 'GET' ? readers : writers
        pool.dispatch(
          {
            method: request.method,
            path: prefix + request.path,
            headers: request.body === undefined ? headers : jsonHeaders,
            body: request.body,
            headersTimeout: 0,
            bodyTimeout: 0,
          },
          exchange,
        )
      }),
    async close() {
      const drop = clock.after(CLOSE_WITHIN_MS, () => {
        for (const pool of [readers, writers]) pool.destroy().catch(() => undefined) // it is gone either way
      })
      await Promise.allSettled([readers.close(), writers.close()])
      drop()
    },
  }
}

interface Settling {
  maxBytes: number
  clock: Clock
  resolve: (answer: HttpAnswer) => void
  reject: (error: NoAnswer | Cancelled) => void
}

/** One request and its answer, as undici tells of them. */
class Exchange implements Dispatcher.DispatchHandler {
  #controller: Dispatcher.DispatchController | undefined
  readonly #settling: Settling
  readonly #ticket: Ticket
  readonly #dropTimer: () => void
  #settled = false
  #sent = false
  #status = 0
  #contentType = ''
  #retryAfter = ''
  #chunks: Buffer[] = []
  #bytes = 0

  constructor(request: HttpRequest, ticket: Ticket, settling: Settling) {
    this.#settling = settling
    this.#ticket = ticket
    this.#dropTimer = settling.clock.after(request.deadlineMs, () =>
      this.#fail(new NoAnswer(true, this.#sent)),
    )
    ticket.stop = () => this.#fail(new Cancelled())
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#settled) {
      controller.abort(new Cancelled())
      return
    }
    this.#controller = controller
    this.#sent = true
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: Headers): void {
    this.#status = status
    this.#contentType = first(headers['content-type'])
    this.#retryAfter = first(headers['retry-after'])
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#settled) return
    this.#bytes += chunk.length
    if (this.#bytes > (this.#status < 300 ? this.#settling.maxBytes : MAX_ERROR_BYTES)) {
      this.#chunks = []
      this.#answer(true)
      controller.abort(new Cancelled())
    } else {
      this.#chunks.push(chunk)
    }
  }

  onResponseEnd(): void {
    this.#answer(false)
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#fail(new NoAnswer(false, this.#sent, error))
  }

  #answer(tooLarge: boolean): void {
    if (!this.#settle()) return
    const [only = Buffer.alloc(0)] = this.#chunks
    const body = this.#chunks.length > 1 ? Buffer.concat(this.#chunks, this.#bytes) : only
    this.#settling.resolve({
      status: this.#status,
      contentType: this.#contentType,
      retryAfter: this.#retryAfter,
      body,
      tooLarge,
    })
  }

  #fail(error: NoAnswer | Cancelled): void {
    if (!this.#settle()) return
    this.#settling.reject(error)
    this.#controller?.abort(error)
  }

  #settle(): boolean {
    if (this.#settled) return false
    this.#settled = true
    this.#dropTimer()
    this.#ticket.stop = undefined
    return true
  }
}

type Headers = Record<string, string | string[] | undefined>

function first(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? ''
}
