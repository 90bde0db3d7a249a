import { conversionRate, epc, margin } from '../../cake/figures.ts'
import type { Totals } from '../performance.ts'
import type { Row } from './sheet.ts'

/** Why something needs a look. */
export type Alarm =
  | { readonly kind: 'no conversions'; readonly clicks: number }
  | { readonly kind: 'negative margin'; readonly margin: number }
  /** Far off what it did on the same weekday of the last four weeks. */
  | {
      readonly kind: 'unlike itself'
      readonly figure: 'CVR' | 'EPC'
      readonly now: number
      readonly usual: number
    }

export interface Alarming {
  readonly id: number
  readonly name?: string
  readonly alarm: Alarm
}

export interface Watch {
  /** Fewer clicks say nothing. */
  readonly leastClicks: number
  /** What each did on the same weekday of earlier weeks, one entry a week, by id. */
  readonly earlier: Pick<ReadonlyMap<number, readonly Totals[]>, 'get'>
}

/** A rate this many times its spread off its usual one is no accident. */
const FAR = 3
/** Four weeks that were all alike leave no spread: then this share of the usual rate is one. */
const LEAST_SPREAD = 0.1
const LEAST_WEEKS = 3
const RANK = { 'negative margin': 0, 'no conversions': 1, 'unlike itself': 2 } as const

/** The rows that need a look, the gravest kinds first and within a kind those with the most clicks. */
export function alarms(rows: readonly Row[], watch: Watch): Alarming[] {
  const found = rows.flatMap((row) => {
    const alarm = alarmOf(row, watch)
    return alarm ? [{ row, alarming: { id: row.id, name: row.name, alarm } }] : []
  })
  return found
    .toSorted(
      (a, b) =>
        RANK[a.alarming.alarm.kind] - RANK[b.alarming.alarm.kind] ||
        (b.row.totals.clicks ?? 0) - (a.row.totals.clicks ?? 0),
    )
    .map(({ alarming }) => alarming)
}

function alarmOf({ id, totals }: Row, { leastClicks, earlier }: Watch): Alarm | undefined {
  const { clicks = 0, conversions } = totals
  const kept = margin(totals)
  if (kept !== undefined && kept < 0) return { kind: 'negative margin', margin: kept }
  if (clicks < leastClicks) return undefined
  if (conversions === 0) return { kind: 'no conversions', clicks }
  const weeks = (earlier.get(id) ?? []).filter((week) => (week.clicks ?? 0) >= leastClicks)
  return unlike('CVR', conversionRate, totals, weeks) ?? unlike('EPC', epc, totals, weeks)
}

function unlike(
  figure: 'CVR' | 'EPC',
  of: (totals: Totals) => number | undefined,
  totals: Totals,
  weeks: readonly Totals[],
): Alarm | undefined {
  const now = of(totals)
  const before = weeks.map(of).filter((rate) => rate !== undefined)
  if (now === undefined || before.length < LEAST_WEEKS) return undefined
  const usual = before.reduce((sum, rate) => sum + rate, 0) / before.length
  // A spread is never less than this, and nearly all rows are within it.
  if (Math.abs(now - usual) <= FAR * (usual * LEAST_SPREAD)) return undefined
  const variance = before.reduce((sum, rate) => sum + (rate - usual) ** 2, 0) / before.length
  const spread = Math.max(Math.sqrt(variance), usual * LEAST_SPREAD, usual * chance(totals, weeks))
  return spread > 0 && Math.abs(now - usual) > FAR * spread
    ? { kind: 'unlike itself', figure, now, usual }
    : undefined
}

/**
 * How much of a rate is chance: conversions are counted, and a count varies by its root
 * (https://en.wikipedia.org/wiki/Poisson_distribution). As a share of the rate; 10 expected conversions make it 0.32.
 */
function chance({ clicks = 0 }: Totals, weeks: readonly Totals[]): number {
  const usual = weeks.map(conversionRate).filter((rate) => rate !== undefined)
  const expected = (clicks * usual.reduce((sum, rate) => sum + rate, 0)) / Math.max(1, usual.length) / 100
  return 1 / Math.sqrt(Math.max(1, expected))
}
