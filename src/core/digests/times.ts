import { dayInWords, dayInZone, plusDays } from '../days.ts'
import type { Range } from '../inputs.ts'
import { periodInWords } from '../performance.ts'
import { comparedWith, periodOn, type ComparisonName, type PeriodName } from './period.ts'
import type { Plan } from './plan.ts'
import { instantOf, isWall } from './wall.ts'
import { weekdayName } from './when.ts'

/** What a digest tells of, and what it holds it against. */
export interface Times {
  /** The day on which it is due. */
  readonly today: string
  readonly period: Range
  readonly compared: readonly Range[]
  /** The same weekdays of the four weeks before, one range each; none for periods of which weeks say nothing. */
  readonly weeks: readonly Range[]
  /** The days of the chart, the earliest first. */
  readonly days: readonly string[]
}

const CHART_DAYS = 14

interface Timed {
  readonly plan: Plan
  readonly slot: string
  readonly now: Date
  readonly dueAt?: Date | undefined
}

/**
 * The days that a digest is about. A slot's days are those of the time it was due, however late it is.
 * @param of.slot a time on the wall of the plan's zone, or anything else for now
 * @param of.dueAt when it was due, where that is on record: its plan may have another zone since
 * @param zone the network's, in which CAKE's days are
 */
export function timesOf({ plan, slot, now, dueAt: noted }: Timed, zone: string): Times {
  const today = dayInZone(noted ?? dueAt(slot, plan) ?? now, zone)
  const period = periodOn(plan.period, today)
  const isOfWeeks = plan.period !== 'month to date' && plan.period !== 'last month'
  return {
    today,
    period,
    compared: comparedWith(plan.compare, period),
    weeks: isOfWeeks ? comparedWith('the average of the last 4 same weekdays', period) : [],
    days: Array.from({ length: CHART_DAYS }, (_, at) => plusDays(period.to, at + 1 - CHART_DAYS)),
  }
}

/** When a slot was due; undefined for one that has no time of its own. */
export function dueAt(slot: string, { when }: Plan): Date | undefined {
  return isWall(slot) ? instantOf(slot, when.zone) : undefined
}

/** `Friday 20 Nov 2026`; `14–20 Nov 2026`. */
export function rangeInWords(range: Range): string {
  return range.from === range.to ? `${weekdayName(range.to)} ${dayInWords(range.to)}` : periodInWords(range)
}

/** `Yesterday, Friday 20 Nov 2026`; when it was yesterday of another day, without that word. */
export function periodTitle(name: PeriodName, period: Range, isToday: boolean): string {
  const shown = rangeInWords(period)
  return name === 'yesterday' && !isToday
    ? shown
    : `${name.charAt(0).toUpperCase()}${name.slice(1)}, ${shown}`
}

/**
 * What it is compared with, as it ends a sentence: `up 6 % on the Friday before`.
 * @param counted the periods that could be read
 */
export function thanWords(compare: ComparisonName, period: Range, counted: readonly Range[]): string {
  const [first] = counted
  if (!first) return ''
  const isDay = period.from === period.to
  if (compare === 'the average of the last 4 same weekdays') {
    if (counted.length === 1) return withoutYear(first, period)
    return isDay
      ? `the average of ${counted.length} ${weekdayName(period.to)}s`
      : `the average of the ${counted.length} such periods before`
  }
  if (isDay && compare !== 'the same days last month') return `the ${weekdayName(first.to)} before`
  return withoutYear(first, period)
}

function withoutYear(range: Range, beside: Range): string {
  const words = periodInWords(range)
  return range.from.slice(0, 4) === beside.to.slice(0, 4) ? words.replace(/ \d{4}$/, '') : words
}
