import type { Page } from '../../cake/client.ts'
import type { QueryContext } from '../../core/command.ts'
import { rangeDays, type Range } from '../../core/inputs.ts'
import { Adder, type Totals } from '../../core/performance.ts'
import type { Filter, Kind, Row } from './kinds.ts'
import { measures } from './measures.ts'

/** A report: totals over all rows, and the first rows by the chosen figure. */
export interface Report {
  readonly filter: Filter
  readonly range: Range
  readonly totals: Totals
  readonly rowCount: number
  readonly top: readonly Row[]
  readonly asOf: Date
}

/** Reads all pages of a report. Holds one page, the totals and the top rows, whatever the report's length. */
export async function loadReport(context: QueryContext, kind: Kind, filter: Filter): Promise<Report> {
  const range = rangeDays(filter.range, context.today)
  const sums = new Adder(kind.counts)
  const top = new Top(filter.top, measures[filter.sort ?? kind.sort].of)
  let rowCount = 0
  for await (const { rows } of kind.pages(context, range, filter)) {
    for (const row of rows) {
      rowCount += 1
      sums.add(row)
      top.offer(row)
    }
  }
  return { filter, range, totals: sums.totals(), rowCount, top: top.rows(), asOf: context.now }
}

/** Reads all rows, for a file. */
export async function loadRows(pages: AsyncIterable<Page<Row>>): Promise<Row[]> {
  const all: Row[] = []
  for await (const { rows } of pages) all.push(...rows)
  return all
}

/** Keeps the `most` rows with the highest value; rows without one come last. */
class Top {
  readonly #most: number
  readonly #value: (row: Row) => number | undefined
  #kept: { readonly row: Row; readonly value: number }[] = []

  constructor(most: number, value: (row: Row) => number | undefined) {
    this.#most = most
    this.#value = value
  }

  offer(row: Row): void {
    this.#kept.push({ row, value: this.#value(row) ?? -Infinity })
    // Sorted now and then rather than at every row: twice as many are kept as are wanted.
    if (this.#kept.length > this.#most * 2 + 50) this.#kept = this.#best()
  }

  rows(): Row[] {
    return this.#best().map(({ row }) => row)
  }

  #best() {
    return this.#kept.toSorted((a, b) => b.value - a.value || a.row.id - b.row.id).slice(0, this.#most)
  }
}
