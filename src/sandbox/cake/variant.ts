import { instantOf, localText } from './days.ts'
import type { Answer } from './handler.ts'

/**
 * How this network answers. Networks differ, and no documentation says which one does what: a client must read
 * all of these. The default is exactly what is documented.
 */
export interface Variant {
  /** Where lists stand: as documented; at the top; or the documented answer inside `{d: …}`. */
  readonly envelope: 'response' | 'top' | 'd'
  /** False: `{offer_id, …}` where the documentation has `{offer: {offer_id, …}}`. */
  readonly wrapped: boolean
  readonly numbers: 'number' | 'string'
  /** `active`, `Active`, or `{id: 1, name: 'Active'}`. */
  readonly statuses: 'word' | 'capital' | 'object'
  /** As documented (each field its own way), or everywhere `2026-12-31`, `2026-12-31 23:59:59` or `…T…Z`. */
  readonly dates: 'documented' | 'day' | 'local' | 'iso'
  /** False: `vertical_id` where the documentation has `vertical: {vertical_id, vertical_name}`. */
  readonly parties: boolean
  /** Optional fields that have no value. */
  readonly empty: 'absent' | 'null'
  /** 3.71 or 0.0371. */
  readonly rates: 'percent' | 'fraction'
  /** The list's key in reports: `offers`, or `offer_report`. */
  readonly reports: 'documented' | 'named'
  /** Whether the last day of a report is in it. */
  readonly endDate: 'inclusive' | 'exclusive'
  /** False: `affiliates.json` is not there (404). */
  readonly affiliatesJson: boolean
  /** False: neither `total_rows` nor a report's `totals`. */
  readonly totals: boolean
  readonly totalName: 'total_rows' | 'total_records'
  /** No page has more rows, whatever was asked. */
  readonly maxRows: number
  /** What the first row is called; 1 takes 0 for it too. */
  readonly rowBase: 'documented' | 0 | 1
  /** How a request is refused: HTTP 400 or 200 with `request_status`, or classic 200 with `success: false`. */
  readonly failures: 'http-400' | 'http-200' | 'classic'
}

export const documented: Variant = {
  envelope: 'response',
  wrapped: true,
  numbers: 'number',
  statuses: 'word',
  dates: 'documented',
  parties: true,
  empty: 'absent',
  rates: 'percent',
  reports: 'documented',
  endDate: 'inclusive',
  affiliatesJson: true,
  totals: true,
  totalName: 'total_rows',
  maxRows: Number.POSITIVE_INFINITY,
  rowBase: 'documented',
  failures: 'http-400',
}

/** What makes an answer another one. The rest is for those who work the answer out. */
const rewrites = [
  'envelope',
  'wrapped',
  'numbers',
  'statuses',
  'dates',
  'parties',
  'empty',
  'rates',
  'reports',
  'totals',
  'totalName',
] as const

/** The same answer as another network would give it. */
export function dress(answer: Answer, variant: Variant, zone: string): Answer {
  if (!rewrites.some((key) => variant[key] !== documented[key])) return answer
  const content = inside(answer, '', variant, zone) as Answer
  switch (variant.envelope) {
    case 'response':
      return content
    case 'top':
      return flatten(content)
    case 'd':
      return { d: content }
  }
}

/** Takes `response` and `data` away: what was in them stands at the top. */
function flatten(answer: Answer): Answer {
  const entries = Object.entries(answer).flatMap(([key, value]): [string, unknown][] =>
    (key === 'response' || key === 'data') && isRecord(value)
      ? Object.entries(flatten(value))
      : [[key, value]],
  )
  return Object.fromEntries(entries)
}

const items = new Set(['offer', 'affiliate'])
const parties = new Set(['vertical', 'advertiser', 'account_manager'])
const dates = new Set(['expiration_date', 'created_date', 'date_created'])
const money = new Set(['payout', 'revenue', 'profit'])

function inside(value: unknown, key: string, variant: Variant, zone: string): unknown {
  if (value === undefined) return variant.empty === 'null' ? null : undefined
  if (Array.isArray(value))
    return value.map((item: unknown) => inside(unwrapped(item, variant), '', variant, zone))
  if (isRecord(value)) return record(value, variant, zone)
  if (typeof value === 'number') return number(value, key, variant)
  if (typeof value !== 'string') return value
  if (dates.has(key)) return date(value, variant, zone)
  return key.endsWith('_status') && key !== 'request_status' ? status(value, variant) : value
}

function unwrapped(item: unknown, { wrapped }: Variant): unknown {
  if (wrapped || !isRecord(item)) return item
  const [key, ...others] = Object.keys(item)
  return key !== undefined && others.length === 0 && items.has(key) ? item[key] : item
}

function record(value: Answer, variant: Variant, zone: string): Answer {
  const out: Record<string, unknown> = {}
  for (const [key, item] of Object.entries(value)) {
    if (!variant.parties && parties.has(key) && isRecord(item)) {
      out[`${key}_id`] = number(Number(item[`${key}_id`] ?? item['id']), '', variant)
      continue
    }
    if (!variant.totals && (key === 'total_rows' || key === 'totals')) continue
    out[renamed(key, value, variant)] = inside(item, key, variant, zone)
  }
  return out
}

function renamed(key: string, holder: Answer, { totalName, reports }: Variant): string {
  if (key === 'total_rows') return totalName
  const isReport = reports === 'named' && Array.isArray(holder[key]) && !('total_rows' in holder)
  return isReport && /^(offers|affiliates|advertisers)$/.test(key) ? `${key.slice(0, -1)}_report` : key
}

function number(value: number, key: string, variant: Variant): unknown {
  const shown =
    key === 'conversion_rate' && variant.rates === 'fraction' ? Math.round(value * 100) / 10_000 : value
  if (variant.numbers === 'number') return shown
  return money.has(key) ? shown.toFixed(2) : String(shown)
}

const statusIds = ['active', 'inactive', 'pending', 'paused', 'expired', 'deleted', 'rejected', 'suspended']

function status(word: string, variant: Variant): unknown {
  if (variant.statuses === 'word') return word
  const capital = word.charAt(0).toUpperCase() + word.slice(1)
  return variant.statuses === 'capital' ? capital : { id: statusIds.indexOf(word) + 1, name: capital }
}

function date(text: string, variant: Variant, zone: string): string {
  if (variant.dates === 'documented') return text
  const full = text.length === 10 ? `${text} 23:59:59` : text
  const at = full.includes('T') ? Date.parse(full) : instantOf(full, zone)
  if (variant.dates === 'iso') return isoText(at)
  return variant.dates === 'local' ? localText(at, zone) : localText(at, zone).slice(0, 10)
}

/** `2026-01-15T09:00:00Z` */
export function isoText(at: number): string {
  return new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z')
}

function isRecord(value: unknown): value is Answer {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
