import type { IncomingMessage } from 'node:http'
import { isRecord } from './block-kit/schema.ts'

/** Reads a whole request body; undefined when it is longer than `max` bytes. */
export async function readBody(request: IncomingMessage, max: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > max) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** The arguments of a Web API call: form or JSON. Undefined: neither. */
export function readArgs(contentType: string, body: Buffer): Record<string, unknown> | undefined {
  const type = contentType.split(';')[0]?.trim().toLowerCase()
  if (type === 'application/json') {
    try {
      const value: unknown = body.length === 0 ? {} : JSON.parse(body.toString())
      return isRecord(value) ? value : undefined
    } catch {
      // Broken JSON: answered with invalid_json.
      return undefined
    }
  }
  return Object.fromEntries(new URLSearchParams(body.toString()))
}

/** The same with JSON texts opened and the token out: what a test wants to look at. */
export function readable(args: Record<string, unknown>): Record<string, unknown> {
  const { token: _token, ...rest } = args
  return Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, opened(value)]))
}

function opened(value: unknown): unknown {
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return value
  try {
    return JSON.parse(value)
  } catch {
    // A text that only begins like JSON.
    return value
  }
}
