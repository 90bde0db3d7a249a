import { Agent, type Dispatcher } from 'undici'
import { neverReached } from './failure.ts'

export interface Answer {
  readonly status: number
  readonly body: string
  /** Seconds, where the answer says how long to wait. */
  readonly retryAfter?: number
}

export interface Poster {
  /**
   * Posts `body` as JSON. Repeated only where the first request was surely not read.
   * @throws the connection's error, or the deadline's; `neverReached` tells which of them did nothing.
   */
  post(url: string, body: unknown): Promise<Answer>
  /** Ends the connections that are kept open. */
  close(): void
}

/** Milliseconds. */
const DEADLINE = 8_000
const CONNECT_DEADLINE = 5_000
/** A free connection is given up before Slack may do so: a request sent into a closing connection is lost. */
const IDLE = 4_000
const AGAIN_AFTER = [200, 800]
const HEADERS = { 'content-type': 'application/json; charset=utf-8' }

/**
 * A keep-alive client for response_urls. At undici's lowest level (`dispatch`), since this is the answer that people
 * wait for: no stream and no abort signal per request, one timer for all of it.
 */
export function createPoster(): Poster {
  const agent = new Agent({ connect: { timeout: CONNECT_DEADLINE }, keepAliveTimeout: IDLE, pipelining: 1 })
  return {
    async post(url, body) {
      const { origin, pathname, search } = new URL(url)
      const options: Dispatcher.DispatchOptions = {
        origin,
        path: pathname + search,
        method: 'POST',
        headers: HEADERS,
        body: JSON.stringify(body),
        headersTimeout: 0,
        bodyTimeout: 0,
      }
      for (let tried = 0; ; tried += 1) {
        try {
          return await new Promise<Answer>((resolve, reject) => {
            agent.dispatch(options, new Exchange(resolve, reject))
          })
        } catch (error) {
          const pause = AGAIN_AFTER[tried]
          if (pause === undefined || !neverReached(error)) throw error
          await new Promise((resolve) => setTimeout(resolve, pause))
        }
      }
    },
    close() {
      // Whoever still waits for an answer hears of it by its own error.
      agent.destroy().catch(() => undefined)
    },
  }
}

/** One post and its answer, as undici tells of them. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly #resolve: (answer: Answer) => void
  readonly #reject: (error: Error) => void
  readonly #timer: NodeJS.Timeout
  #controller: Dispatcher.DispatchController | undefined
  #status = 0
  #retryAfter = 0
  #chunks: Buffer[] = []

  constructor(resolve: (answer: Answer) => void, reject: (error: Error) => void) {
    this.#resolve = resolve
    this.#reject = reject
    this.#timer = setTimeout(() => this.#late(), DEADLINE)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
  }

  onResponseStart(
    _: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    this.#status = status
    this.#retryAfter = Number(headers['retry-after'])
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk)
  }

  onResponseEnd(): void {
    clearTimeout(this.#timer)
    const body = Buffer.concat(this.#chunks).toString('utf8')
    this.#resolve({
      status: this.#status,
      body,
      ...(this.#retryAfter > 0 ? { retryAfter: this.#retryAfter } : {}),
    })
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    clearTimeout(this.#timer)
    this.#reject(error)
  }

  #late(): void {
    const error = new Error(`no answer within ${DEADLINE / 1000} s`)
    this.#reject(error)
    this.#controller?.abort(error)
  }
}
