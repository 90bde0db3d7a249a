import type { Page } from './answer.ts'
import type { PagedEndpoint } from './endpoint.ts'
import { CakeError } from './errors.ts'

/** More than any network holds: an end for a server that never runs out of new rows. */
const MAX_ROWS = 1_000_000
/** Networks cap pages at round numbers; a last page seldom is one. */
const ROUND = 25

export interface PagingStart {
  pageSize?: number
  skip?: number
}

/**
 * Reads page after page, holding one in memory (of earlier ones only the ids are kept).
 *
 * Nothing CAKE says of its pages is certain, so: start_at_row is always sent; it moves on by the rows received, which skips
 * none whether the network counts from 0 or from 1; ids already seen are dropped; a page shorter than asked for
 * is the last one, unless the total says that more are to come, or (without a total) the very first page is cut at a
 * round number: then the network caps its pages, and the next ones are asked for in that size. A page without a new id
 * ends it in any case, as does an empty one.
 * @throws CakeError as `readPage` does; `unreadable` when there seems to be no end
 */
export async function* pagesOf<P, Row>(
  endpoint: PagedEndpoint<P, Row>,
  params: P,
  start: PagingStart,
  readPage: (params: P) => Promise<Page<Row>>,
): AsyncGenerator<Page<Row>> {
  const given = params as { start_at_row?: number; row_limit?: number }
  let row_limit = Math.min(start.pageSize ?? given.row_limit ?? endpoint.page.max, endpoint.page.max)
  let start_at_row = given.start_at_row ?? endpoint.page.first + (start.skip ?? 0)
  const before = start_at_row - endpoint.page.first
  const seen = new Seen()
  for (let first = true; ; first = false) {
    // Not changed: who reads the same page at the same time has the same answer in hand.
    const page = await readPage({ ...params, start_at_row, row_limit })
    const { total } = page
    const received = page.rows.length
    const rows = fresh(page.rows, seen, endpoint.idOf)
    if (rows.length === 0 && !first) return
    yield { ...page, rows }
    if (rows.length === 0) return
    if (received < row_limit) {
      const more = total === undefined ? first && received % ROUND === 0 : before + seen.size < total
      if (!more) return
      row_limit = received
    }
    start_at_row += received
    if (seen.size > MAX_ROWS) throw endless(endpoint.path)
  }
}

/** Rows with ids not seen before; the very same where all are new. */
function fresh<Row>(rows: Row[], seen: Seen, idOf: (row: Row) => number): Row[] {
  let repeated: Set<Row> | undefined
  for (const row of rows) if (!seen.isNew(idOf(row))) (repeated ??= new Set()).add(row)
  return repeated === undefined ? rows : rows.filter((row) => !repeated.has(row))
}

/** Ids that have come. As long as each is higher than all before, none has to be looked up. */
class Seen {
  readonly #rising: number[] = []
  #highest = -1
  /** Made when an id comes that is not higher. */
  #all: Set<number> | undefined

  get size(): number {
    return this.#all?.size ?? this.#rising.length
  }

  /** Remembers an id. @returns whether it had not come yet */
  isNew(id: number): boolean {
    if (this.#all === undefined) {
      if (id > this.#highest) {
        this.#highest = id
        this.#rising.push(id)
        return true
      }
      this.#all = new Set(this.#rising)
    }
    const { size } = this.#all
    return this.#all.add(id).size > size
  }
}

function endless(path: string): CakeError {
  return new CakeError('unreadable', path, `CAKE keeps sending more rows without an end (${path}).`)
}
