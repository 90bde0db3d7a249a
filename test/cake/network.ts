import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { createCake, type Cake, type CakeCall, type CakeOptions } from '../../src/cake/client.ts'

/** A request as it came in. */
export interface Came {
  method: string
  url: string
  /** Without the key. */
  query: URLSearchParams
  body: string
  headers: IncomingMessage['headers']
}

export type Answers = (came: Came, res: ServerResponse, count: number) => void

export interface Network {
  url: string
  came: Came[]
  /** Resolves when the n-th request (from 1) has come in. */
  has: (count: number) => Promise<void>
}

/** A CAKE on loopback that answers as the test says; gone when the test is. */
export async function network(answers: Answers): Promise<Network> {
  const came: Came[] = []
  const waiting: { count: number; resolve: () => void }[] = []
  const server = createServer((req, res) => {
    const chunks: Buffer[] = []
    req.on('data', (chunk: Buffer) => chunks.push(chunk))
    req.on('end', () => {
      const query = new URL(req.url ?? '', 'http://cake.test').searchParams
      query.delete('api_key')
      const body = Buffer.concat(chunks).toString()
      const one = { method: req.method ?? '', url: req.url ?? '', query, body, headers: req.headers }
      came.push(one)
      for (const { count, resolve } of waiting) if (came.length >= count) resolve()
      answers(one, res, came.length)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const has = (count: number) =>
    new Promise<void>((resolve) => {
      if (came.length >= count) resolve()
      else waiting.push({ count, resolve })
    })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, came, has }
}

export const KEY = 'k3y+with/odd chars&"<é>'

/** A client with times shortened; closed when the test is over. */
export function client(url: string, options: Partial<CakeOptions> = {}): { cake: Cake; calls: CakeCall[] } {
  const calls: CakeCall[] = []
  const cake = createCake({
    url,
    key: KEY,
    zone: 'UTC',
    reportEndDate: 'inclusive',
    requestsPerSecond: 1_000_000,
    concurrency: 16,
    random: () => 0.5,
    onCall: (call) => calls.push(call),
    failuresToOpen: 1000,
    ...options,
    waits: { backoffMs: 1, ...options.waits },
  })
  onTestFinished(() => cake.close())
  return { cake, calls }
}

export function json(res: ServerResponse, body: unknown, status = 200): void {
  res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

export function offersBody(...ids: number[]): unknown {
  return { request_status: 'Success', response: { offers: ids.map((id) => ({ offer: { offer_id: id } })) } }
}

/** What a promise was rejected with; fails the test when it was not. */
export async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise
  } catch (error) {
    return error
  }
  throw new Error('It was to fail, and did not')
}
