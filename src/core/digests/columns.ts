import { Adder, type Measure, type Totals } from '../performance.ts'
import type { ReportKind } from '../report-kinds.ts'
import { knowTotals, type Row, type Sheet } from './sheet.ts'

/**
 * A sheet that is kept in few objects: figures in one array, rows made when somebody asks for them. Of most days a digest
 * wants the totals alone, and hundreds of thousands of objects that live for an hour are what collecting garbage is slow at.
 */
export class Columns implements Sheet {
  readonly counts: readonly Measure[]
  readonly asOf: Date
  readonly #kind: ReportKind
  readonly #adder: Adder
  readonly #ids: number[] = []
  readonly #names: (string | undefined)[] = []
  /** Row after row, as many as are counted; NaN where CAKE left one out. */
  readonly #figures: number[] = []
  #rows: readonly Row[] | undefined
  #missing = 0

  constructor(kind: ReportKind, asOf: Date) {
    this.counts = kind.counts
    this.asOf = asOf
    this.#kind = kind
    this.#adder = new Adder(kind.counts)
  }

  add(row: Totals): void {
    this.#adder.add(row)
    this.#ids.push(this.#kind.idOf(row))
    this.#names.push(this.#kind.nameOf(row))
    for (const count of this.counts) this.#figures.push(row[count] ?? Number.NaN)
  }

  /** When all rows are there. @param spokenOf how many CAKE says that they are; 0 where it does not say */
  finished(spokenOf: number): this {
    this.#missing = Math.max(0, spokenOf - this.length)
    knowTotals(this, this.#adder.totals())
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

  #totalsAt(at: number): Totals {
    const totals: { -readonly [measure in Measure]?: number } = {}
    const start = at * this.counts.length
    for (let column = 0; column < this.counts.length; column += 1) {
      const figure = this.#figures[start + column] ?? Number.NaN
      if (!Number.isNaN(figure)) totals[this.counts[column] as Measure] = figure
    }
    return totals
  }
}
