import http, { type IncomingMessage, type RequestOptions } from 'node:http'
import https from 'node:https'
import { text } from 'node:stream/consumers'
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
/** A free connection is given up before Slack may do so: a request sent into a closing connection is lost. */
const IDLE = 4_000
const AGAIN_AFTER = [200, 800]

/** A keep-alive client for response_urls: the answer that people wait for takes no detour through a queue. */
export function createPoster(): Poster {
  const agents = {
    http: new http.Agent({ keepAlive: true, timeout: IDLE }),
    https: new https.Agent({ keepAlive: true, timeout: IDLE }),
  }
  return {
    async post(url, body) {
      const json = JSON.stringify(body)
      for (let tried = 0; ; tried += 1) {
        try {
          return await postOnce(new URL(url), json, agents)
        } catch (error) {
          const pause = AGAIN_AFTER[tried]
          if (pause === undefined || !surelyUnread(error)) throw error
          await new Promise((resolve) => setTimeout(resolve, pause))
        }
      }
    },
    close() {
      agents.http.destroy()
      agents.https.destroy()
    },
  }
}

/** The server closed a connection that was kept open before it read anything: https://nodejs.org/api/http.html#requestreusedsocket */
class ClosedWhileIdle extends Error {}

function surelyUnread(error: unknown): boolean {
  return error instanceof ClosedWhileIdle || neverReached(error)
}

function postOnce(url: URL, json: string, agents: { http: http.Agent; https: https.Agent }): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const secure = url.protocol === 'https:'
    const options: RequestOptions = {
      method: 'POST',
      agent: secure ? agents.https : agents.http,
      signal: AbortSignal.timeout(DEADLINE),
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(json),
      },
    }
    const request = (secure ? https : http).request(url, options, (response) => {
      read(response).then(resolve, reject)
    })
    request.on('error', (error: NodeJS.ErrnoException) => {
      const closed = request.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE')
      reject(closed ? new ClosedWhileIdle('the connection was closed', { cause: error }) : error)
    })
    request.end(json)
  })
}

async function read(response: IncomingMessage): Promise<Answer> {
  const body = await text(response)
  const retryAfter = Number(response.headers['retry-after'])
  return { status: response.statusCode ?? 0, body, ...(retryAfter > 0 ? { retryAfter } : {}) }
}
