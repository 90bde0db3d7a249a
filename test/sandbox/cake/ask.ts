import { onTestFinished } from 'vitest'
import {
  startSandboxCake,
  type SandboxCake,
  type SandboxCakeOptions,
} from '../../../src/sandbox/cake/server.ts'

export const KEY = 'YOUR_API_KEY'
/** A Friday morning, on the day of the documentation's samples. */
export const NOW = new Date('2026-06-19T09:15:00Z')

export interface Answered {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

type Parameters = Readonly<Record<string, string | number | boolean>>

/** A sandbox that is closed when the test is over, and the shortest ways to ask it. */
export interface Asked {
  readonly cake: SandboxCake
  /** GET with the key. */
  readonly get: (path: string, parameters?: Parameters) => Promise<Answered>
  /** POST of a JSON body with the key. */
  readonly post: (path: string, body?: Readonly<Record<string, unknown>>) => Promise<Answered>
  /** The JSON that a GET or a POST is answered with. */
  readonly read: (path: string, parameters?: Parameters) => Promise<Json>
  readonly write: (path: string, body: Readonly<Record<string, unknown>>) => Promise<Json>
}

// oxlint-disable-next-line typescript/no-explicit-any -- answers are looked at field by field
export type Json = any

export async function sandbox(options: Partial<SandboxCakeOptions> = {}): Promise<Asked> {
  const cake = await startSandboxCake({ key: KEY, now: () => NOW, ...options })
  onTestFinished(() => cake.close())
  const get = (path: string, parameters: Parameters = {}) => {
    const query = Object.entries(parameters).map(([name, value]) => `&${name}=${encodeURIComponent(value)}`)
    return request(`${cake.url}/api/2/${path}?api_key=${KEY}${query.join('')}`)
  }
  const post = (path: string, body: Readonly<Record<string, unknown>> = {}) =>
    request(`${cake.url}/api/2/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ api_key: KEY, ...body }),
    })
  return {
    cake,
    get,
    post,
    read: async (path, parameters) => JSON.parse((await get(path, parameters)).text),
    write: async (path, body) => JSON.parse((await post(path, body)).text),
  }
}

export async function request(url: string, init?: RequestInit): Promise<Answered> {
  const response = await fetch(url, init)
  return { status: response.status, headers: response.headers, text: await response.text() }
}
