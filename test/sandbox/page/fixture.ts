import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import type { PageEvent, Suggestions, WorkspaceView } from '../../../src/sandbox/page/protocol.ts'
import { workspace } from './fixture-state.ts'

const staticFolder = join(import.meta.dirname, '../../../src/sandbox/page/static')

const mimetypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** The policy under which the real server hands the page out. */
const policy = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'"

/** A picture of one pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

export interface Posted {
  readonly what: string
  readonly body: Readonly<Record<string, unknown>>
}

type Answer = { ok: true } | Suggestions | { ok: false; error: string }

/** A stand-in for the sandbox's server: hands out the page and a workspace that holds still. */
export interface FakeSandbox {
  readonly url: string
  /** What the page sent, oldest first. */
  readonly posted: Posted[]
  /** How a POST is answered; may wait. */
  answer: (posted: Posted) => Answer | Promise<Answer>
  /** The state handed out from now on. */
  view: (as: string) => WorkspaceView
  /** Sends an event to every open page. */
  tell: (event: PageEvent) => void
  /** Ends all event streams, as a restart of the server does. */
  drop: () => void
  /** Event streams that are open now. */
  listeners: () => number
  close: () => Promise<void>
}

/** Starts it on a free port of the loopback. */
export async function startFakeSandbox(): Promise<FakeSandbox> {
  const streams = new Set<ServerResponse>()
  const server: Server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error))
    })
  })
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const as = url.searchParams.get('as') ?? ''
    if (url.pathname === '/sandbox/state') return json(response, sandbox.view(as))
    if (url.pathname === '/sandbox/events') return openStream(response, streams)
    if (url.pathname.startsWith('/sandbox/files/')) {
      const isPicture = url.pathname.endsWith('/F2')
      response.writeHead(200, { 'content-type': isPicture ? 'image/png' : 'text/csv' })
      response.end(isPicture ? PIXEL : 'offer,clicks\n12345,7\n')
      return
    }
    if (request.method === 'POST') {
      const posted = { what: url.pathname.replace('/sandbox/', ''), body: await bodyOf(request) }
      sandbox.posted.push(posted)
      return json(response, await sandbox.answer(posted))
    }
    return file(url.pathname, response)
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const sandbox: FakeSandbox = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    posted: [],
    answer: () => ({ ok: true }),
    view: workspace,
    tell: (event) => {
      for (const stream of streams) stream.write(`data: ${JSON.stringify(event)}\n\n`)
    },
    drop: () => {
      for (const stream of streams) stream.destroy()
    },
    listeners: () => streams.size,
    close: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
  return sandbox
}

function json(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

function openStream(response: ServerResponse, streams: Set<ServerResponse>): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  response.write('retry: 50\n\n')
  streams.add(response)
  response.on('close', () => streams.delete(response))
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return JSON.parse(Buffer.concat(parts).toString('utf8')) as Record<string, unknown>
}

async function file(path: string, response: ServerResponse): Promise<void> {
  const name = path === '/' ? 'index.html' : normalize(path.replace(/^\/static\//, ''))
  try {
    const bytes = await readFile(join(staticFolder, name))
    response.writeHead(200, {
      'content-type': mimetypes[extname(name)] ?? 'application/octet-stream',
      'content-security-policy': policy,
    })
    response.end(bytes)
  } catch {
    response.writeHead(404).end('not here')
  }
}
