import type { Ask } from './handler.ts'
import { query } from './parameters.ts'

/** The paging parameters of a list whose documented maximum of `row_limit` is `max`. */
export function paging(max: number) {
  return { start_at_row: query.row.optional(), row_limit: query.limit(max).optional() }
}

/** What `row_limit` is when it is not sent, everywhere. */
const defaultLimit = 100

/**
 * The rows of one page.
 * @param first what the documentation calls the first row of this list: 0 or 1. Where it is 1, 0 gives the first row too.
 */
export function pageOf<T>(
  rows: readonly T[],
  asked: { start_at_row?: number | undefined; row_limit?: number | undefined },
  first: 0 | 1,
  { variant }: Ask,
): readonly T[] {
  const base = variant.rowBase === 'documented' ? first : variant.rowBase
  const skip = Math.max(0, (asked.start_at_row ?? base) - base)
  return rows.slice(skip, skip + Math.min(asked.row_limit ?? defaultLimit, variant.maxRows))
}

/**
 * The ids of the rows that match, in order. Only ids are kept between pages: the rows of a large network are made
 * again when a page shows them.
 * @param name what to sort by instead of the id
 */
export function matching<T>(
  rows: Iterable<T>,
  test: (row: T) => boolean,
  order: {
    idOf: (row: T) => number
    name?: ((row: T) => string) | undefined
    descending?: boolean | undefined
  },
): readonly number[] {
  const found: { id: number; name: string }[] = []
  for (const row of rows) {
    if (test(row)) found.push({ id: order.idOf(row), name: order.name?.(row).toLowerCase() ?? '' })
  }
  const sign = order.descending === true ? -1 : 1
  found.sort((a, b) => sign * (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id - b.id))
  return found.map(({ id }) => id)
}

/** True when nothing was asked for, or just this. */
export function fits<V>(asked: V | undefined, value: V | undefined): boolean {
  return asked === undefined || asked === value
}
