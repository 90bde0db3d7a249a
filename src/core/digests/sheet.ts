import { Adder, type Measure, type Totals } from '../performance.ts'

/** One offer, affiliate or advertiser in a period. */
export interface Row {
  readonly id: number
  readonly name?: string
  readonly totals: Totals
}

/** Everything CAKE reports of one kind of thing in one period. */
export interface Sheet {
  /** Which figures CAKE's report has. */
  readonly counts: readonly Measure[]
  readonly rows: readonly Row[]
  /** What one of them did, where that is known without making rows of all; undefined for what is not in it. */
  of?(id: number): Totals | undefined
}

/** A sheet beside what it is compared with. */
export interface Compared {
  readonly now: Sheet
  /** Absent: it could not be read, or there was nothing yet. Several periods count by their average. */
  readonly before?: readonly Sheet[]
}

/** The sum over all rows; a figure that any row lacks is absent. */
export function totalsOf(sheet: Sheet): Totals {
  const known = sums.get(sheet)
  if (known) return known
  const adder = new Adder(sheet.counts)
  for (const { totals } of sheet.rows) adder.add(totals)
  const totals = adder.totals()
  sums.set(sheet, totals)
  return totals
}

/** For who has added it up already. */
export function knowTotals(sheet: Sheet, totals: Totals): void {
  sums.set(sheet, totals)
}

/** Many digests share a sheet: it is added up once. */
const sums = new WeakMap<Sheet, Totals>()

/** Whether nothing happened at all. */
export function isQuiet(sheet: Sheet): boolean {
  const all = totalsOf(sheet)
  if (FIGURES.some((figure) => (all[figure] ?? 0) !== 0)) return false
  return sheet.rows.every(({ totals }) => FIGURES.every((figure) => (totals[figure] ?? 0) === 0))
}

const FIGURES = ['clicks', 'conversions', 'revenue', 'payout'] as const satisfies readonly Measure[]

/** Several sheets of one kind as one: what each thing did in all of them together. */
export function summed(sheets: readonly Sheet[]): readonly Row[] {
  return [...added(sheets).values()].map(({ row, adder }) => ({ ...row, totals: adder.totals() }))
}

/** What a thing did; undefined for what is not in the sheet. */
export function totalsIn(sheet: Sheet, id: number): Totals | undefined {
  return sheet.of ? sheet.of(id) : rowsById(sheet).get(id)?.totals
}

/** A sheet's rows by id. */
export function rowsById(sheet: Sheet): ReadonlyMap<number, Row> {
  const known = byIds.get(sheet) ?? new Map(sheet.rows.map((row) => [row.id, row]))
  byIds.set(sheet, known)
  return known
}

/** Movers, table and file ask for the same. */
const byIds = new WeakMap<Sheet, ReadonlyMap<number, Row>>()

/** The average of several periods' totals; a figure that any of them lacks is absent. */
export function averageOf(sheets: readonly Sheet[]): Totals | undefined {
  const [first] = sheets
  if (!first) return undefined
  const adder = new Adder(first.counts)
  for (const sheet of sheets) adder.add(totalsOf(sheet))
  return divided(adder.totals(), sheets.length)
}

/** What each thing did in the periods compared with, by id: absent in a period is nothing in it. */
export function averageRows(sheets: readonly Sheet[]): ReadonlyMap<number, Row> {
  const known = averages.get(sheets) ?? averagedRows(sheets)
  averages.set(sheets, known)
  return known
}

const averages = new WeakMap<readonly Sheet[], ReadonlyMap<number, Row>>()

function averagedRows(sheets: readonly Sheet[]): ReadonlyMap<number, Row> {
  const [only] = sheets
  if (only && sheets.length === 1) return rowsById(only)
  return new Map(
    [...added(sheets)].map(([id, { row, adder }]) => [
      id,
      { ...row, totals: divided(adder.totals(), sheets.length) },
    ]),
  )
}

function added(sheets: readonly Sheet[]): Map<number, { row: Row; adder: Adder }> {
  const byId = new Map<number, { row: Row; adder: Adder }>()
  for (const { counts, rows } of sheets) {
    for (const row of rows) {
      const known = byId.get(row.id) ?? { row, adder: new Adder(counts) }
      known.adder.add(row.totals)
      byId.set(row.id, known)
    }
  }
  return byId
}

function divided(totals: Totals, by: number): Totals {
  const parts = Object.entries(totals).map(([measure, value]: [string, number | undefined]) => [
    measure,
    value === undefined ? undefined : value / by,
  ])
  return Object.fromEntries(parts) as Totals
}
