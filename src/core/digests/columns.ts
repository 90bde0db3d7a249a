import { Sum, type Measure, type Totals } from '../performance.ts'
import type { ReportKind } from '../report-kinds.ts'
import { knowTotals, type Row, type Sheet } from './sheet.ts'

/** The figures of one row, in this order. */
const FIGURES = ['clicks', 'conversions', 'payout', 'revenue'] as const satisfies readonly Measure[]

/**
 * A sheet that is kept in few objects: figures in one array, rows made when somebody asks for them. Of most days a digest
 * wants the totals alone, and hundreds of thousands of objects that live for an hour are what collecting garbage is slow at.
 */
export class Columns implements Sheet {
  readonly counts: readonly Measure[]
  readonly asOf: Date
  readonly #kind: ReportKind
  readonly #ids: number[] = []
  readonly #names: (string | undefined)[] = []
  /** Row after row; NaN where CAKE left one out. */
  #figures = new Float64Array(0)
  #rows: readonly Row[] | undefined
  /** Which row each is in; made when it has to be looked up. */
  #places: ReadonlyMap<number, number> | undefined
  /** The row after the one that was asked for last. */
  #next = 0
  #missing = 0

  constructor(kind: ReportKind, asOf: Date) {
    this.counts = kind.counts
    this.asOf = asOf
    this.#kind = kind
  }

  /** Takes a page of the report, after those before it. */
  add(rows: readonly Totals[]): void {
    let at = this.#figures.length
    const figures = new Float64Array(at + rows.length * FIGURES.length)
    figures.set(this.#figures)
    // Each figure by its name: going through the names for every row takes several times as long.
    for (const row of rows) {
      this.#ids.push(this.#kind.idOf(row))
      this.#names.push(this.#kind.nameOf(row))
      figures[at] = row.clicks ?? Number.NaN
      figures[at + 1] = row.conversions ?? Number.NaN
      figures[at + 2] = row.payout ?? Number.NaN
      figures[at + 3] = row.revenue ?? Number.NaN
      at += FIGURES.length
    }
    this.#figures = figures
  }

  /** When all rows are there. @param spokenOf how many CAKE says that they are; 0 where it does not say */
  finished(spokenOf: number): this {
    this.#missing = Math.max(0, spokenOf - this.length)
    knowTotals(this, Object.fromEntries(this.counts.map((count) => [count, this.#total(count)])))
    return this
  }

  get missing(): number {
    return this.#missing
  }

  get length(): number {
    return this.#ids.length
  }

  get rows(): readonly Row[] {
    this.#rows ??= this.#ids.map((id, at) => ({ id, name: this.#names[at], totals: this.#totalsAt(at) }))
    return this.#rows
  }

  of(id: number): Totals | undefined {
    const at = this.#placeOf(id)
    if (at === undefined) return undefined
    this.#next = at + 1
    return this.#totalsAt(at)
  }

  /** Whoever goes through another day's rows mostly finds the same things in the same order here. */
  #placeOf(id: number): number | undefined {
    if (this.#ids[this.#next] === id) return this.#next
    this.#places ??= new Map(this.#ids.map((id, at) => [id, at]))
    return this.#places.get(id)
  }

  #total(count: Measure): number | undefined {
    const sum = new Sum()
    for (let at = FIGURES.indexOf(count); at < this.#figures.length; at += FIGURES.length)
      sum.add(this.#figures[at] ?? Number.NaN)
    return sum.total()
  }

  #totalsAt(at: number): Totals {
    const figures = this.#figures
    const start = at * FIGURES.length
    return {
      clicks: known(figures[start]),
      conversions: known(figures[start + 1]),
      payout: known(figures[start + 2]),
      revenue: known(figures[start + 3]),
    }
  }
}

function known(figure = Number.NaN): number | undefined {
  return Number.isNaN(figure) ? undefined : figure
}
