import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { InHand } from './deliveries.ts'

/** What /health/ready says. */
export interface Readiness {
  readonly ready: boolean
  /** Why not, one sentence each; empty when ready. */
  readonly why: readonly string[]
  readonly [more: string]: unknown
}

export interface ServerParts {
  readonly host: string
  readonly port: number
  /** Takes a request to POST /slack/events; absent in Socket Mode. */
  readonly events?: (request: IncomingMessage, response: ServerResponse) => void
  /** Whether Slack's requests can be answered now; if not, Slack is told to come again. */
  readonly takes: () => boolean
  readonly readiness: () => Readiness
  readonly metrics?: () => Promise<{ readonly contentType: string; readonly body: string }>
  readonly fallback?: (request: IncomingMessage, response: ServerResponse) => void
  readonly inHand: InHand
}

export interface Door {
  readonly url: string
  /** Refuses all that comes from now on with 503, and ends connections that wait for nothing. */
  shut(): void
  /** Ends every connection. */
  close(): Promise<void>
}

/** Bolt answers within 3 s, whatever happens; what lasts longer is lost. In milliseconds. */
const UNANSWERED = 10_000

/** Listens for Slack, for whoever watches over the bot, and for the page where there is one. @throws EADDRINUSE and its like. */
export async function openDoor(parts: ServerParts): Promise<Door> {
  let shut = false
  const server = createServer({ requestTimeout: 15_000, headersTimeout: 10_000 }, (request, response) => {
    if (shut) return refuse(response, 503, { connection: 'close' })
    route(parts, request, response)
  })
  // Longer than the idle time of usual load balancers (60 s): it is they who end a connection, never in mid-request.
  server.keepAliveTimeout = 65_000
  server.listen(parts.port, parts.host)
  await once(server, 'listening')
  return {
    url: addressOf(server, parts.host),
    shut() {
      shut = true
      // Stops listening; requests on connections that are still open get the 503.
      server.close()
      server.closeIdleConnections()
    },
    async close() {
      shut = true
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

function route(parts: ServerParts, request: IncomingMessage, response: ServerResponse): void {
  const path = (request.url ?? '/').split('?', 1)[0]
  const reads = request.method === 'GET' || request.method === 'HEAD'
  if (path === '/slack/events' && parts.events) return events(parts, parts.events, request, response)
  if (path === '/health/live' && reads) return json(response, 200, { live: true })
  if (path === '/health/ready' && reads) {
    const readiness = parts.readiness()
    return json(response, readiness.ready ? 200 : 503, readiness)
  }
  if (path === '/metrics' && reads && parts.metrics) return sendMetrics(parts.metrics, response)
  if (parts.fallback) return parts.fallback(request, response)
  refuse(response, 404)
}

/** What comes before the receiver's checks (signature, age, size). */
function events(
  parts: ServerParts,
  take: NonNullable<ServerParts['events']>,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (request.method !== 'POST') return refuse(response, 405, { allow: 'POST' })
  if (!parts.takes()) return refuse(response, 503)
  // Bolt knows a form only without what may follow (`; charset=utf-8`), which some proxies add.
  request.headers['content-type'] = request.headers['content-type']?.split(';', 1)[0]?.trim()
  // In hand from here, not only from when its body is read: else a stop could come between.
  void parts.inHand.add(once(response, 'close'))
  // Bolt leaves what it cannot read at all without an answer.
  response.setTimeout(UNANSWERED, () => response.destroy())
  take(request, response)
}

function sendMetrics(metrics: NonNullable<ServerParts['metrics']>, response: ServerResponse): void {
  metrics().then(
    ({ contentType, body }) => response.writeHead(200, { 'content-type': contentType }).end(body),
    () => refuse(response, 500),
  )
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(`${JSON.stringify(body)}\n`)
}

function refuse(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  response.writeHead(status, headers).end()
}

/** An address that works on this machine: 0.0.0.0 is nowhere to go to. */
function addressOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`
}
