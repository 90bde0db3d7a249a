import { daysBetween, plusDays } from '../days.ts'
import type { Range } from '../inputs.ts'
import { weekday } from './when.ts'

/** What a digest tells of. */
export const PERIODS = ['yesterday', 'last 7 days', 'month to date', 'last week', 'last month'] as const
export type PeriodName = (typeof PERIODS)[number]

/** What it is held against. */
export const COMPARISONS = [
  'the period before',
  'the same weekday a week ago',
  'the average of the last 4 same weekdays',
  'the same days last month',
] as const
export type ComparisonName = (typeof COMPARISONS)[number]

/** The days of a period as it is on `today`, a day of the network's zone; today is never part of it. */
export function periodOn(name: PeriodName, today: string): Range {
  const yesterday = plusDays(today, -1)
  switch (name) {
    case 'yesterday':
      return { from: yesterday, to: yesterday }
    case 'last 7 days':
      return { from: plusDays(today, -7), to: yesterday }
    case 'month to date':
      // On the first of a month, all of the month before.
      return { from: `${yesterday.slice(0, 8)}01`, to: yesterday }
    case 'last week': {
      const monday = plusDays(today, 1 - weekday(today))
      return { from: plusDays(monday, -7), to: plusDays(monday, -1) }
    }
    case 'last month': {
      const end = plusDays(`${today.slice(0, 8)}01`, -1)
      return { from: `${end.slice(0, 8)}01`, to: end }
    }
  }
}

/** The periods that a period is compared with: one, or several of which the average counts. */
export function comparedWith(name: ComparisonName, period: Range): Range[] {
  const days = daysBetween(period.from, period.to) + 1
  const shifted = (by: number): Range => ({ from: plusDays(period.from, -by), to: plusDays(period.to, -by) })
  switch (name) {
    case 'the period before':
      return [isWholeMonth(period) ? monthBefore(period.from) : shifted(days)]
    case 'the same weekday a week ago':
      return [shifted(weeksIn(days))]
    case 'the average of the last 4 same weekdays':
      return [1, 2, 3, 4].map((weeks) => shifted(weeks * weeksIn(days)))
    case 'the same days last month':
      return [sameDaysLastMonth(period)]
  }
}

/** A step of whole weeks that leads past the period itself. */
function weeksIn(days: number): number {
  return Math.ceil(days / 7) * 7
}

function isWholeMonth({ from, to }: Range): boolean {
  return from.endsWith('-01') && plusDays(to, 1).endsWith('-01') && from.slice(0, 7) === to.slice(0, 7)
}

function monthBefore(first: string): Range {
  const end = plusDays(`${first.slice(0, 8)}01`, -1)
  return { from: `${end.slice(0, 8)}01`, to: end }
}

/** Days that the month before does not have are its last day; a whole month is compared with a whole month. */
function sameDaysLastMonth(period: Range): Range {
  const before = monthBefore(period.from)
  if (isWholeMonth(period)) return before
  const inMonth = (day: string) => {
    const same = `${before.from.slice(0, 8)}${day.slice(8)}`
    return same > before.to ? before.to : same
  }
  const month = (day: string) => day.slice(0, 7)
  // A period over the end of a month is as long as it is, ending on the same day.
  if (month(period.from) !== month(period.to)) {
    const end = monthBefore(period.to)
    const same = `${end.from.slice(0, 8)}${period.to.slice(8)}`
    const to = same > end.to ? end.to : same
    return { from: plusDays(to, -daysBetween(period.from, period.to)), to }
  }
  return { from: inMonth(period.from), to: inMonth(period.to) }
}
