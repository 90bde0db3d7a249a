import { change, earnings, money, number, percent } from '../blocks/figures.ts'
import { fixed, type Cell } from '../blocks/table.ts'
import type { Piece } from '../blocks/message.ts'
import { small } from '../blocks/pieces.ts'
import type { Page } from '../cake/client.ts'
import { conversionRate, epc, margin, marginPercent } from '../cake/figures.ts'
import type { Later, QueryContext, Shown } from './command.ts'
import { dayInWords, plusDays, timeInZone } from './days.ts'
import type { Range } from './inputs.ts'

/** What a report says of one thing in a period. Absent: the report has no such figure. Money in the offer's currency. */
export interface Totals {
  readonly clicks?: number
  readonly conversions?: number
  readonly payout?: number
  readonly revenue?: number
}

/** The last 7 full days beside the 7 before. */
export interface Performance {
  readonly now: Totals
  readonly before: Totals
  readonly range: Range
  readonly asOf: Date
}

export type Measure = keyof Totals

/**
 * Reads a report for the last 7 full days and for the 7 before, kept for a minute under `key`.
 * @param measures what the report has; each is summed over the rows, and left out if a row lacks it.
 */
export function lastSevenDays(
  context: QueryContext,
  key: string,
  measures: readonly Measure[],
  report: (period: Range) => AsyncIterable<Page<Totals>>,
): Promise<Performance> {
  const { today, now } = context
  const range = { from: plusDays(today, -7), to: plusDays(today, -1) }
  const earlier = { from: plusDays(today, -14), to: plusDays(today, -8) }
  return context.recent.get(`${key} ${today}`, async () => {
    const [current, before] = await Promise.all([
      totals(report(range), measures),
      totals(report(earlier), measures),
    ])
    return { now: current, before, range, asOf: now }
  })
}

/** Only the rows that are wanted: a network may pass over a filter, and what it then sends is somebody else's. */
export async function* only<Row>(
  pages: AsyncIterable<Page<Row>>,
  wanted: (row: Row) => boolean,
): AsyncIterable<Page<Row>> {
  for await (const page of pages) yield { ...page, rows: page.rows.filter(wanted) }
}

/** The sum over all rows. A figure that any row lacks is absent: a sum without it would be wrong. */
async function totals(pages: AsyncIterable<Page<Totals>>, measures: readonly Measure[]): Promise<Totals> {
  const sums = new Adder(measures)
  for await (const page of pages) for (const row of page.rows) sums.add(row)
  return sums.totals()
}

/** Adds up rows one by one. */
export class Adder {
  readonly #sums: readonly { readonly measure: Measure; readonly sum: Sum }[]

  constructor(measures: readonly Measure[]) {
    this.#sums = measures.map((measure) => ({ measure, sum: new Sum() }))
  }

  add(row: Totals): void {
    for (const { measure, sum } of this.#sums) sum.add(row[measure] ?? Number.NaN)
  }

  totals(): Totals {
    return Object.fromEntries(this.#sums.map(({ measure, sum }) => [measure, sum.total()]))
  }
}

/**
 * Adds up figures one by one. Keeps what each addition rounds away (https://en.wikipedia.org/wiki/Kahan_summation_algorithm),
 * so that no cent and no thousandth of a cent drifts over ten thousand rows.
 */
export class Sum {
  /** NaN once a figure was missing: it stays so, whatever is added. */
  #sum = 0
  #lost = 0

  /** @param value NaN where there is none */
  add(value: number): void {
    const sum = this.#sum
    const next = sum + value
    this.#lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum
    this.#sum = next
  }

  /** To a millionth, which is finer than CAKE's money; undefined for what is too large to be a sum of anything. */
  total(): number | undefined {
    const exact = Number((this.#sum + this.#lost).toFixed(6))
    return Number.isFinite(exact) ? exact : undefined
  }
}

/** The figures as a table: each with the 7 days before and the change. Rows without any figure are left out. */
function performanceTable(performance: Performance, currency?: string): Piece {
  const { now, before } = performance
  const rows: [
    string,
    number | undefined,
    number | undefined,
    (value: number | undefined) => string,
    'amount' | 'points',
  ][] = [
    ['Clicks', now.clicks, before.clicks, number, 'amount'],
    ['Conversions', now.conversions, before.conversions, number, 'amount'],
    ['CVR', conversionRate(now), conversionRate(before), (value) => percent(value, 2), 'points'],
    ['EPC', epc(now), epc(before), earnings, 'amount'],
    ['Revenue', now.revenue, before.revenue, (value) => money(value, currency), 'amount'],
    ['Payout', now.payout, before.payout, (value) => money(value, currency), 'amount'],
    ['Margin', margin(now), margin(before), (value) => money(value, currency), 'amount'],
    ['Margin %', marginPercent(now), marginPercent(before), (value) => percent(value), 'points'],
  ]
  return fixed({
    caption: 'Last 7 days against the 7 before',
    columns: [
      { name: 'Last 7 days' },
      { name: 'Now', align: 'right' },
      { name: '7 before', align: 'right' },
      { name: 'Change', align: 'right' },
    ],
    rows: rows
      .filter(([, a, b]) => a !== undefined || b !== undefined)
      .map(([label, a, b, write, unit]): Cell[] => [label, write(a), write(b), change(a, b, unit)]),
  })
}

/** The last 7 days as far as they are there: the table, or a line that says why not. */
export function performancePieces(later: Later<Performance>, currency?: string): Piece[] {
  switch (later.state) {
    case 'pending':
      return [small('Last 7 days: CAKE is still adding them up.')]
    case 'failed':
      return [small(`Last 7 days: ${later.sentence}`)]
    case 'there':
      return isQuiet(later.value)
        ? [small('Last 7 days: no clicks and no conversions, nor in the 7 before.')]
        : [performanceTable(later.value, currency)]
  }
}

/** True when the report has nothing in either period. */
function isQuiet({ now, before }: Performance): boolean {
  return [now, before].every((side) => side.clicks === 0 && side.conversions === 0)
}

/** Where figures come from, for a card's last line: period, zone, as of. */
export function sourceLine(range: Range, asOf: Date, shown: Shown): string {
  return `${periodInWords(range)} · ${shown.zone} · as of ${timeInZone(asOf, shown.zone)}`
}

/** `14–20 Nov 2026`, `28 Oct – 3 Nov 2026`, `20 Nov 2026`. */
export function periodInWords({ from, to }: Range): string {
  if (from === to) return dayInWords(to)
  const [first, last] = [dayInWords(from), dayInWords(to)]
  if (from.slice(0, 7) === to.slice(0, 7)) return `${Number(from.slice(8))}–${last}`
  return from.slice(0, 4) === to.slice(0, 4) ? `${first.slice(0, -5)} – ${last}` : `${first} – ${last}`
}
