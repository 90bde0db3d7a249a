import type { CakeErrorDetails, CakeErrorKind } from './errors.ts'
import { isRecord } from './raw.ts'
import type { HttpAnswer } from './transport.ts'

/** What is wrong with an answer, before it is an error: `says` is CAKE's own text, still with the key in it. */
export interface Fault extends CakeErrorDetails {
  kind: CakeErrorKind
  /** One sentence without a full stop; the endpoint is added to it. */
  why: string
  /** CAKE's own message. */
  says?: string
  /** Certainly nothing of the request has left: a write was not carried out. */
  unsent?: boolean
}

/** The JSON of an answer that CAKE itself calls a success, or what is wrong with it. */
export type Judged = { body: unknown; status: number } | Fault

/**
 * Nothing is documented of CAKE's errors, so everything known of them is looked for: the HTTP status, a web
 * page or broken JSON with 200, `request_status` other than `Success`, `{success: false, message}`, `{d: …}` around it.
 * @param now for a Retry-After that names a date
 */
export function judge(answer: HttpAnswer, now: Date): Judged {
  const { status } = answer
  if (status >= 200 && status < 300) return judgeSuccess(answer)
  const said = jsonOf(answer)
  const says = 'json' in said ? messageIn(said.json) : undefined
  const retryAfterMs = retryAfter(answer.retryAfter, now)
  const kind = kindOfStatus(status, says)
  return { kind, why: whyOfStatus(status, kind), says, status, retryAfterMs }
}

function judgeSuccess(answer: HttpAnswer): Judged {
  const { status } = answer
  if (answer.tooLarge)
    return { kind: 'unreadable', why: 'CAKE sent more than can be taken in one answer', status }
  const read = jsonOf(answer)
  if ('why' in read) return { kind: 'unreadable', why: read.why, status }
  const body = isRecord(read.json) && isRecord(read.json['d']) ? read.json['d'] : read.json
  if (!complains(body)) return { body, status }
  const says = messageIn(body)
  const kind = kindOfMessage(says)
  return { kind, why: whyOf(kind), says, status }
}

/** JSON.parse's own error quotes the text, and the text may hold the key: it goes no further than here. */
function jsonOf({ body, contentType }: HttpAnswer): { json: unknown } | { why: string } {
  let text = body.toString('utf8')
  if (text.startsWith('\uFEFF')) text = text.slice(1)
  try {
    return { json: JSON.parse(text) }
  } catch {
    const start = text.slice(0, 200).trimStart()
    if (start === '') return { why: 'CAKE sent an empty answer' }
    const page = start.startsWith('<') || contentType.includes('html')
    return {
      why: page
        ? 'CAKE answered a web page instead of data'
        : 'CAKE sent an answer that is broken off or not JSON',
    }
  }
}

/** Whether a body says itself that it is no success. */
function complains(body: unknown): boolean {
  if (!isRecord(body)) return false
  const inner = isRecord(body['response']) ? body['response'] : {}
  for (const place of [body, inner]) {
    const { request_status, success } = place
    if (typeof request_status === 'string' && request_status.trim().toLowerCase() !== 'success') return true
    if (success === false || (typeof success === 'string' && success.trim().toLowerCase() === 'false'))
      return true
    if (typeof place['ExceptionType'] === 'string') return true
  }
  return body['request_status'] === undefined && textOf(body['error']) !== undefined
}

const messageNames = [
  'message',
  'error_message',
  'request_message',
  'error',
  'errors',
  'Message',
  'reason',
  'detail',
]

function messageIn(body: unknown, depth = 0): string | undefined {
  if (!isRecord(body) || depth > 2) return undefined
  for (const name of messageNames) {
    const value = Array.isArray(body[name]) ? body[name][0] : body[name]
    const said = textOf(value) ?? messageIn(value, depth + 1)
    if (said !== undefined) return said
  }
  return messageIn(body['d'] ?? body['response'] ?? body['data'], depth + 1)
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

const aboutWhitelist = /white[\s_-]?list/i
const aboutRate = /\brestricted\b|too (many|fast|frequent)|rate[\s_-]?limit|throttl/i
const aboutKey =
  /\bapi[\s_-]?key\b|\b(invalid|unknown|wrong|bad|missing|expired|incorrect) key\b|\bkey\b.*\b(invalid|unknown|expired|disabled|revoked|not valid|not found)\b|unauthori[sz]ed|not authori[sz]ed|access (is )?denied|forbidden|permission/i

function kindOfMessage(says: string | undefined): CakeErrorKind {
  if (says === undefined) return 'invalid'
  if (aboutWhitelist.test(says)) return 'refused'
  if (aboutRate.test(says)) return 'rate-limited'
  return aboutKey.test(says) ? 'refused' : 'invalid'
}

function kindOfStatus(status: number, says: string | undefined): CakeErrorKind {
  if (status === 429) return 'rate-limited'
  if (status === 404 || status === 410) return 'not-found'
  if (status === 408) return 'timeout'
  if (status < 400) return 'unreadable'
  const said = kindOfMessage(says)
  if (status >= 500) return said === 'invalid' ? 'unreachable' : said
  return said === 'invalid' && (status === 401 || status === 403) ? 'refused' : said
}

function whyOfStatus(status: number, kind: CakeErrorKind): string {
  if (kind === 'not-found') return `CAKE has nothing at this address (${status})`
  if (kind === 'unreadable') return `CAKE answered with a redirect (${status}): is CAKE_URL right?`
  if (kind === 'unreachable' || kind === 'timeout')
    return `CAKE is in trouble: it answered with error ${status}`
  return whyOf(kind)
}

function whyOf(kind: CakeErrorKind): string {
  if (kind === 'refused') return 'CAKE refused the API key or the address it was used from'
  if (kind === 'rate-limited') return 'CAKE is being called too fast and asks to wait'
  return 'CAKE did not accept the request and did not say why'
}

/** @returns milliseconds, from seconds or a date */
function retryAfter(header: string, now: Date): number | undefined {
  const written = header.trim()
  if (/^\d{1,9}$/.test(written)) return Number(written) * 1000
  // Date.parse takes almost anything for a date; an HTTP date names its month.
  const date = /[a-z]{3}/i.test(written) ? Date.parse(written) : Number.NaN
  return Number.isNaN(date) ? undefined : Math.max(0, date - now.getTime())
}

export function isFault(judged: Judged): judged is Fault {
  return 'kind' in judged
}
