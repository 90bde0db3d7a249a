import type { Page } from '../cake/client.ts'
import type { Card } from './command.ts'
import { turnButton } from '../blocks/buttons.ts'
import { small, title, words } from '../blocks/pieces.ts'
import type { Piece } from '../blocks/message.ts'
import { count } from '../blocks/text.ts'

/** Entries on one page of a list: as many as a phone shows without much scrolling. */
export const LIST_SIZE = 8

/** One page of a list. */
export interface Listed<Row> {
  readonly rows: readonly Row[]
  readonly page: number
  readonly hasMore: boolean
  /** How many there are in all; absent where CAKE does not say and the end was not reached. */
  readonly total?: number
}

/**
 * Page `page` (from 1) of what CAKE lists. CAKE's row numbers begin at 0 or 1, nobody knows where, so the rows before
 * are read again rather than skipped: nothing is shown twice or left out. Rows that are not `wanted` are dropped, for
 * networks that pass over a filter; CAKE's own total is used only while none was, and while it can be true.
 */
export async function listPage<Row>(
  pages: AsyncIterable<Page<Row>>,
  page: number,
  wanted: (row: Row) => boolean = () => true,
): Promise<Listed<Row>> {
  const until = page * LIST_SIZE
  const kept: Row[] = []
  let total: number | undefined
  let dropped = false
  for await (const chunk of pages) {
    total ??= chunk.total
    for (const row of chunk.rows) {
      if (wanted(row)) kept.push(row)
      else dropped = true
    }
    if (kept.length > until) break
  }
  const hasMore = kept.length > until
  const isTold = !dropped && total !== undefined && total >= kept.length
  const known = hasMore ? (isTold ? total : undefined) : kept.length
  return { rows: kept.slice(until - LIST_SIZE, until), page, hasMore, total: known }
}

/**
 * Whether a row may be what a filter asks for: true also where CAKE does not say. `words` are the statuses that CAKE
 * filters by; a status of the network's own, such as `Public`, may be what it means by any of them.
 */
export function mayHaveStatus(
  has: string | undefined,
  asked: string | undefined,
  words: readonly string[],
): boolean {
  return asked === undefined || has === undefined || has === asked || !words.includes(has)
}

/** The same for an id. */
export function mayBe(has: number | undefined, asked: number | undefined): boolean {
  return asked === undefined || has === undefined || has === asked
}

/** What a list shows and what it is narrowed to: `Offers, active, vertical Insurance (3)`. Absent values are left out. */
export function listHeading(
  what: string,
  status?: string,
  called: Readonly<Record<string, string | undefined>> = {},
): string {
  const given = Object.entries(called).filter(([, words]) => words !== undefined)
  return [what, ...(status ? [status] : []), ...given.map(([key, words]) => `${key} ${words}`)].join(', ')
}

/** Page `page` (from 1) of rows that are all there. */
export function pageOf<Row>(all: readonly Row[], page: number): Listed<Row> {
  const until = page * LIST_SIZE
  return { rows: all.slice(until - LIST_SIZE, until), page, hasMore: all.length > until, total: all.length }
}

/** A list as a card: heading, entries, how many of how many, Previous and Next. `line` makes a page's command line. */
export function listCard<Row>(list: {
  readonly heading: string
  readonly listed: Listed<Row>
  readonly one: string
  readonly many?: string
  readonly entry: (row: Row) => Piece
  readonly line: (page: number) => string
  /** What is said where there is nothing at all. */
  readonly none?: string
  /** Below the list: what is to be known about all of it. */
  readonly notes?: readonly Piece[]
}): Card {
  const { listed, heading, one, many, line } = list
  const first = (listed.page - 1) * LIST_SIZE + 1
  const of = listed.total === undefined ? '' : ` of ${count(listed.total, one, many)}`
  const more = listed.hasMore && listed.total === undefined ? ', and more' : ''
  const shown =
    listed.rows.length > 0
      ? `${first}–${first + listed.rows.length - 1}${of}${more}`
      : listed.total === 0
        ? (list.none ?? 'None found.')
        : 'This page is past the end.'
  // From far past the end one click leads back to the last page there is.
  const before = Math.min(listed.page - 1, Math.ceil((listed.total ?? Infinity) / LIST_SIZE))
  return {
    summary: `${heading}: ${shown}`,
    pieces: [
      title(heading),
      ...listed.rows.map((row) => list.entry(row)),
      listed.rows.length === 0 ? words(shown) : small(shown),
      ...(list.notes ?? []),
    ],
    buttons: [
      ...(before > 0 ? [turnButton('Previous', line(before))] : []),
      ...(listed.hasMore ? [turnButton('Next', line(listed.page + 1))] : []),
    ],
  }
}
