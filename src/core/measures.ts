import { earnings, money, number, percent } from '../blocks/figures.ts'
import { conversionRate, epc, margin, marginPercent } from '../cake/figures.ts'
import type { Totals } from './performance.ts'

/** One figure of a report: how it is got from a row's counts and how it is written. */
export interface Measure {
  readonly name: string
  readonly of: (row: Totals) => number | undefined
  readonly write: (value: number | undefined) => string
}

const plainMoney = (value: number | undefined) => money(value)

/** Every figure a report can have, by the word it is sorted by. Order is the table's. */
export const measures = {
  clicks: { name: 'Clicks', of: (row) => row.clicks, write: number },
  conversions: { name: 'Conv.', of: (row) => row.conversions, write: number },
  cvr: { name: 'CVR', of: conversionRate, write: (value) => percent(value, 2) },
  epc: { name: 'EPC', of: epc, write: earnings },
  revenue: { name: 'Revenue', of: (row) => row.revenue, write: plainMoney },
  payout: { name: 'Payout', of: (row) => row.payout, write: plainMoney },
  margin: { name: 'Margin', of: margin, write: plainMoney },
  'margin-percent': { name: 'Margin %', of: marginPercent, write: (value) => percent(value) },
} as const satisfies Record<string, Measure>

export type MeasureName = keyof typeof measures
