import type { z } from 'zod'
import { isRecord, Unreadable, type Raw } from './raw.ts'
import { idReader, rowReader } from './row.ts'

/** How the body of an answer becomes what the endpoint promises; throws `Unreadable` when it cannot. */
export interface Answer<A> {
  readonly read: (body: unknown) => A
}

/** Rows as CAKE gave them in one answer. `total` is what CAKE says of all rows; absent when it says nothing. */
export interface Page<Row> {
  rows: Row[]
  total?: number
}

export interface ListAnswer<Row> extends Answer<Page<Row>> {
  readonly idOf: (row: Row) => number
}

/**
 * A list, wherever the network puts it: `response.offers`, top-level `offers`, `response.data.offers`; each
 * item bare or wrapped as `{offer: {…}}`.
 * @param names the list's name, or names: reports are also known as `offer_report`
 * @param item the name of the wrapper around one item
 * @param readFields as `rowReader` takes it
 */
export function listOf<S extends z.ZodObject>(
  names: string | readonly string[],
  item: string,
  schema: S,
  readFields?: (raw: Raw) => z.infer<S>,
): ListAnswer<z.infer<S>> {
  const known = typeof names === 'string' ? [names] : names
  const readRow = rowReader(schema, readFields)
  return {
    idOf: idReader(schema),
    read(body) {
      const places = placesIn(body)
      const items = findList(places, known, item)
      const total = findTotal(places)
      if (items === undefined) {
        if (total === 0) return { rows: [], total }
        throw new Unreadable(`there is no list "${known[0] ?? item}" in it`, known[0])
      }
      const rows: z.infer<S>[] = []
      for (const entry of items) rows.push(readRow(unwrapped(entry, item)))
      return total === undefined ? { rows } : { rows, total }
    },
  }
}

/**
 * One object: `{offer: {…}}` at the top, in `response` or in `response.data`, or bare in one of these places.
 * An answer that names it but holds nothing (`null`, `{}`, `[]`) throws `Unreadable` with `empty` set: CAKE has
 * no such object.
 */
export function oneOf<S extends z.ZodObject>(item: string, schema: S): Answer<z.infer<S>> {
  const readRow = rowReader(schema)
  const id = Object.keys(schema.shape)[0] ?? item
  return {
    read(body) {
      for (const place of placesIn(body)) {
        if (!isRecord(place)) continue
        if (item in place) {
          const held = Array.isArray(place[item]) ? place[item][0] : place[item]
          if (isEmpty(held)) throw new Unreadable(`its "${item}" is empty`, id, true)
          return readRow(unwrapped(held, item))
        }
        if (id in place) return readRow(place)
      }
      throw new Unreadable(`there is no "${item}" in it`, id)
    },
  }
}

/** The places an answer keeps its content in, outermost first. */
function placesIn(body: unknown): unknown[] {
  const places: unknown[] = [body]
  for (let at = 0; at < places.length && at < 6; at++) {
    const place = places[at]
    if (!isRecord(place)) continue
    for (const name of ['response', 'data', 'd']) if (isHolder(place[name])) places.push(place[name])
  }
  return places
}

function isHolder(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}

function findList(places: unknown[], names: readonly string[], item: string): unknown[] | undefined {
  for (const place of places) {
    if (Array.isArray(place)) return place
    if (!isRecord(place)) continue
    const name = names.find((known) => known in place)
    if (name !== undefined) return listIn(place[name], item)
  }
  return undefined
}

/** A list is an array; null for none; or, from XML turned into JSON, `{offer: [...]}` or a single `{offer: {…}}`. */
function listIn(value: unknown, item: string): unknown[] | undefined {
  if (Array.isArray(value)) return value
  if (value === null || value === '') return []
  if (!isRecord(value)) return undefined
  if (Array.isArray(value[item])) return value[item]
  return isEmpty(value) ? [] : [value]
}

function findTotal(places: unknown[]): number | undefined {
  for (const place of places) {
    if (!isRecord(place)) continue
    const total = Number(place['total_rows'] ?? place['total_records'] ?? Number.NaN)
    if (Number.isSafeInteger(total) && total >= 0) return total
  }
  return undefined
}

function unwrapped(entry: unknown, item: string): unknown {
  if (!isRecord(entry)) return entry
  const inner = entry[item]
  return isRecord(inner) ? inner : entry
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (isRecord(value) && keysOf(value) === 0)
}

function keysOf(value: Raw): number {
  return Object.keys(value).length
}
