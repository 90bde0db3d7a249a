import type { Page } from '../../cake/client.ts'
import type { QueryContext } from '../../core/command.ts'
import { called } from '../../core/entries.ts'
import { rangeDays, type Range } from '../../core/inputs.ts'
import { Adder, type Totals } from '../../core/performance.ts'
import { narrowing, type Filter, type Kind } from './kinds.ts'
import { measures } from '../../core/measures.ts'

/** A report: totals over all rows, and the first rows by the chosen figure. */
export interface Report {
  readonly filter: Filter
  /** What it is narrowed to, in words. */
  readonly narrowed: readonly string[]
  readonly range: Range
  readonly totals: Totals
  readonly rowCount: number
  readonly top: readonly Totals[]
  readonly asOf: Date
}

/** Reads all pages of a report. Holds one page, the totals and the top rows, whatever the report's length. */
export async function loadReport(context: QueryContext, kind: Kind, filter: Filter): Promise<Report> {
  const range = rangeDays(filter.range, context.today)
  const sums = new Adder(kind.counts)
  const top = new Top(filter.top, measures[filter.sort ?? kind.sort].of, (row) => kind.idOf(row))
  let rowCount = 0
  for await (const { rows } of kind.pages(context, range, filter)) {
    for (const row of rows) {
      rowCount += 1
      sums.add(row)
      top.offer(row)
    }
  }
  const { offer, affiliate, advertiser, vertical } = filter
  const names = called(context.catalogue, { offer, affiliate, advertiser, vertical })
  const narrowed = narrowing(kind, filter, names)
  return { filter, narrowed, range, totals: sums.totals(), rowCount, top: top.rows(), asOf: context.now }
}

/** Reads all rows, for a file. */
export async function loadRows(pages: AsyncIterable<Page<Totals>>): Promise<Totals[]> {
  const all: Totals[] = []
  for await (const { rows } of pages) all.push(...rows)
  return all
}

/** Keeps the `most` rows with the highest value; rows without one come last. */
class Top {
  readonly #most: number
  readonly #value: (row: Totals) => number | undefined
  readonly #idOf: (row: Totals) => number
  /** Whoever has less is not among the first any more. */
  #least = -Infinity
  #kept: { readonly row: Totals; readonly value: number }[] = []

  constructor(most: number, value: (row: Totals) => number | undefined, idOf: (row: Totals) => number) {
    this.#most = most
    this.#value = value
    this.#idOf = idOf
  }

  offer(row: Totals): void {
    const value = this.#value(row) ?? -Infinity
    if (value < this.#least) return
    this.#kept.push({ row, value })
    // Sorted now and then rather than at every row: twice as many are kept as are wanted.
    if (this.#kept.length <= this.#most * 2 + 50) return
    this.#kept = this.#best()
    this.#least = this.#kept.at(-1)?.value ?? -Infinity
  }

  rows(): Totals[] {
    return this.#best().map(({ row }) => row)
  }

  #best() {
    return this.#kept
      .toSorted((a, b) => compare(b.value, a.value) || this.#idOf(a.row) - this.#idOf(b.row))
      .slice(0, this.#most)
  }
}

/** Two rows without a value are equal: -Infinity minus itself is no number. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a - b
}
