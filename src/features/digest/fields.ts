import type { Kind } from '../../catalogue/contract.ts'
import type { ViewValues } from '../../core/changes/inputs.ts'
import type { PlanWhen, ReportName, Section } from '../../core/digests/plan.ts'
import type { Days } from '../../core/digests/when.ts'

/** The block id of a field of the form. */
export function fieldId(...key: readonly string[]): string {
  return ['digest', ...key].join(':')
}

/** What stands in a field; undefined where the form does not show it. */
export function inField(
  values: ViewValues,
  ...key: readonly string[]
): ViewValues[string][string] | undefined {
  return Object.values(values[fieldId(...key)] ?? {})[0]
}

/** The parts of the form that are not there at first. */
export const PARTS = ['filters', 'more'] as const
export type Part = (typeof PARTS)[number]

export const REPORT_LABELS: Readonly<Record<ReportName, string>> = {
  offers: 'Offers',
  affiliates: 'Affiliates',
  advertisers: 'Advertisers',
}

export const SECTION_LABELS: Readonly<Record<Section, string>> = {
  totals: 'Totals with their change',
  movers: 'What explains the change',
  table: 'Table',
  chart: 'Chart of the last 14 days',
  attention: 'What needs a look',
  csv: 'All rows as CSV, in the thread',
}

/** How often a digest comes, as its form asks: each has fields of its own. */
export const OFTEN = [
  { value: 'daily', label: 'Every day' },
  { value: 'weekdays', label: 'Every weekday' },
  { value: 'week', label: 'On days of the week' },
  { value: 'month', label: 'On days of the month' },
  { value: 'cron', label: 'By a cron expression' },
] as const
export type Often = (typeof OFTEN)[number]['value']

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]
const WEEKDAYS = [1, 2, 3, 4, 5]

/** What some days are called in the form. */
export function oftenOf({ kind, days }: Days): Often {
  if (kind === 'month') return 'month'
  const sorted = days.toSorted((a, b) => a - b).join('')
  return sorted === EVERY_DAY.join('') ? 'daily' : sorted === WEEKDAYS.join('') ? 'weekdays' : 'week'
}

export type PlanDays = Extract<PlanWhen, { time: string }>['days']

/** The days that an answer means by itself; undefined where they are asked for. */
export function daysMeant(often: Often): PlanDays | undefined {
  if (often === 'daily') return { kind: 'week', days: [...EVERY_DAY] }
  return often === 'weekdays' ? { kind: 'week', days: [...WEEKDAYS] } : undefined
}

/** What a digest can be narrowed to by typeahead. */
export const NARROWED = [
  { key: 'offers', kind: 'offer', label: 'Offers' },
  { key: 'affiliates', kind: 'affiliate', label: 'Affiliates' },
  { key: 'advertisers', kind: 'advertiser', label: 'Advertisers' },
  { key: 'verticals', kind: 'vertical', label: 'Verticals' },
] as const satisfies readonly { key: string; kind: Kind; label: string }[]

/** Whether those that are named are meant, or all others. */
export const ONLY = [
  { value: 'only', label: 'Only these' },
  { value: 'but', label: 'All but these' },
] as const
