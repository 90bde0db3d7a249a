import { z } from 'zod'
import { isRecord, Unreadable, type Raw } from './raw.ts'
import { field, type FieldReader } from './row.ts'
import { CakeTime, readTime } from './time.ts'

/**
 * The kinds of field CAKE's rows are made of. Each is a zod type for what the product sees, with a reader for
 * every way networks are known to send it. Rule of all optional ones: what cannot be understood is absent, never
 * a guess and never 0.
 */

/** An object that is only referred to: `{id, name}` with the name where CAKE gives it. */
export type Party = z.infer<typeof Party>
export const Party = z.object({ id: z.int().nonnegative(), name: z.string().optional() })

/** An id the row is worthless without. */
export const id = () => field(z.int().nonnegative(), (name) => (raw) => ownId(raw[name], name), true)

/**
 * The id of another object: `offer_id`, or `offer: {offer_id}`.
 * @param party the other object's name, e.g. `offer`
 */
export const idOf = (party: string) =>
  field(z.int().nonnegative().optional(), (name) => (raw) => {
    const value = readId(raw[name])
    if (value !== undefined) return value
    const nested = raw[party]
    return isRecord(nested) ? readId(nested[name] ?? nested['id']) : undefined
  })

/** Text, trimmed; an empty one is absent. */
export const text = () => field(z.string().optional(), (name) => (raw) => readText(raw[name]))

/** The name of another object: `offer_name`, or `offer: {offer_name}`. */
export const nameOf = (party: string) =>
  field(z.string().optional(), (name) => (raw) => {
    const value = readText(raw[name])
    if (value !== undefined) return value
    const nested = raw[party]
    return isRecord(nested) ? readText(nested[name] ?? nested['name']) : undefined
  })

/** A count or an amount of money: a number, or a text that is one (`"1,250.00"`, `"$18.50"`), or `{amount}`. */
export const amount = () => field(z.number().optional(), (name) => (raw) => readAmount(raw[name]))

const statuses = new Set(
  'active inactive paused pending expired deleted rejected suspended public private'.split(' '),
)
const payoutTypes = new Set('cpa cpc cpm revshare cpa_flat cpa_percentage'.split(' '))

/** A status: a word in any case, or `{id, name}`. Known words are lower-cased, unknown ones stay as they are. */
export const status = () => field(z.string().optional(), wordReader(statuses))

/** How a payout is counted (`cpa`, `cpc`, …): as `status`. */
export const payoutType = () => field(z.string().optional(), wordReader(payoutTypes))

/** A type shown as CAKE words it: a word, or `{id, name}`. */
export const word = () => field(z.string().optional(), wordReader(new Set()))

/** Another object: `vertical: {vertical_id, vertical_name}`, `{id, name}`, or bare `vertical_id`. */
export const party = () => field(Party.optional(), (name) => (raw) => readParty(raw, name))

/** A list of other objects, e.g. tags: what has no id is left out. */
export const parties = (item: string) =>
  field(z.array(Party), (name) => (raw) => {
    const list = raw[name]
    if (!Array.isArray(list)) return []
    return list.flatMap((entry) => {
      const read = isRecord(entry) ? partyFrom(isRecord(entry[item]) ? entry[item] : entry, item) : undefined
      return read === undefined ? [] : [read]
    })
  })

/** A moment or a day, under any of these names. */
export const time = (...aliases: string[]) =>
  field(CakeTime.optional(), (name) => {
    const names = [name, ...aliases]
    return (raw) => {
      for (const known of names) {
        const value = readTime(raw[known])
        if (value !== undefined) return value
      }
      return undefined
    }
  })

/** An ISO 4217 code. Networks also send `{currency_abbr}` or, in older answers, only `currency_id` (1 = USD). */
export const currency = () =>
  field(z.string().optional(), (name) => (raw) => {
    const value = raw[name]
    if (isRecord(value)) {
      return readCurrency(
        value['currency_abbr'] ?? value['currency_name'] ?? value['name'],
        value['currency_id'],
      )
    }
    return readCurrency(value, raw['currency_id'])
  })

/** An id the row is worthless without. @throws Unreadable without one */
export function ownId(value: unknown, name: string): number {
  const read = readId(value)
  if (read === undefined) throw new Unreadable(`a row in it has no ${name}`, name)
  return read
}

function readId(value: unknown): number | undefined {
  if (typeof value === 'string' && /^\s*\d{1,15}\s*$/.test(value)) return Number(value)
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined
}

/** Text, trimmed; undefined for an empty one. */
export function readText(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  if (typeof value !== 'string') return undefined
  return value.trim() || undefined
}

/** Thousands commas only where they stand between groups of three: `12,5` might be 12.5, so it is nothing. */
const writtenAmount = /^([-+]?)[$€£¥]?([-+]?)(\d+|\d{1,3}(?:,\d{3})+)?(\.\d*)?$/

/** @returns the number, or undefined for what is empty, infinite or not certainly a number */
export function readAmount(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (isRecord(value)) return typeof value['amount'] === 'object' ? undefined : readAmount(value['amount'])
  if (typeof value !== 'string') return undefined
  const [, sign = '', inner = '', whole = '', part = ''] =
    writtenAmount.exec(value.replaceAll(/\s/g, '')) ?? []
  if (whole === '' && part.length < 2) return undefined
  if (sign !== '' && inner !== '') return undefined
  const read = Number(`${sign}${inner}${whole.replaceAll(',', '') || '0'}${part === '.' ? '' : part}`)
  return Number.isFinite(read) ? read : undefined
}

function wordReader(known: ReadonlySet<string>) {
  return (name: string): FieldReader => {
    const nested = [`${name}_name`, 'name', 'status_name', 'type_name']
    return (raw) => {
      const value = raw[name]
      const said = isRecord(value) ? nested.map((key) => value[key]).find((v) => v !== undefined) : value
      const written = readText(said)
      if (written === undefined || known.has(written)) return written
      const lower = written.toLowerCase()
      return known.has(lower) ? lower : written
    }
  }
}

function readParty(raw: Raw, name: string): Party | undefined {
  const nested = raw[name]
  return isRecord(nested) ? partyFrom(nested, name) : partyFrom(raw, name, false)
}

/** @param plain whether `{id, name}` without the party's own prefix is meant too */
function partyFrom(from: Raw, name: string, plain = true): Party | undefined {
  const id = readId(from[`${name}_id`] ?? (plain ? from['id'] : undefined))
  const called = readText(from[`${name}_name`] ?? (plain ? from['name'] : undefined))
  // 0 without a name is CAKE's way to say that there is none.
  if (id === undefined || (id === 0 && called === undefined)) return undefined
  return called === undefined ? { id } : { id, name: called }
}

function readCurrency(value: unknown, id: unknown): string | undefined {
  const written = readText(value)
  if (written !== undefined && /^[a-z]{3}$/i.test(written)) return written.toUpperCase()
  return written === undefined && readId(id) === 1 ? 'USD' : undefined
}
